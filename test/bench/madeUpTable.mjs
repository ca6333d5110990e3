/** Writes a large made-up table: mixed kinds, dependence between columns, missing cells, skew. Deterministic. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** A small generator of its own, since the benchmark must not depend on what it measures. @param {number} seed */
function lehmer(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

const header =
  'id,region,branch,product,channel,age,tenure,income,balance,score,visits,premium,segment,signed,churned';

/** @param {string} path @param {number} rows */
export async function writeMadeUpTable(path, rows) {
  const uniform = lehmer(12345);
  const below = (/** @type {number} */ n) => Math.floor(uniform() * n);
  const file = createWriteStream(path);
  let lines = [header];
  for (let row = 0; row < rows; row++) {
    const region = below(12);
    const branch = region * 25 + Math.min(below(25), below(25));
    const product = (below(6) + (region % 3)) % 9;
    const age = 18 + Math.floor(65 * uniform() ** 1.4);
    const tenure = below(age - 17);
    const income = Math.round(Math.exp(9.5 + age / 90 + 0.8 * (uniform() + uniform() - 1)));
    const balance = uniform() < 0.3 ? 0 : (income * uniform() ** 2).toFixed(2);
    const score = uniform() < 0.04 ? '' : 300 + Math.floor(550 * uniform() ** 0.6);
    const visits = below(4) * below(8);
    const premium = (12 + age / 4 + product * 3 + 5 * uniform()).toFixed(1);
    const signed = new Date(Date.UTC(2012, 0, 1) + below(4300) * 864e5).toISOString().slice(0, 10);
    const churned = uniform() < 0.1 + 0.2 * Number(visits === 0) ? 'yes' : 'no';
    const segment = ['A', 'B', 'C', 'D'][Math.min(3, Math.floor(income / 20000))];
    const cells = [
      100000 + row,
      `R${region}`,
      `B${branch}`,
      `P${product}`,
      ['web', 'shop', 'phone'][below(3)],
    ];
    lines.push(
      [...cells, age, tenure, income, balance, score, visits, premium, segment, signed, churned].join(','),
    );
    if (lines.length >= 20000) {
      if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
      lines = [];
    }
  }
  file.end(lines.length > 0 ? `${lines.join('\n')}\n` : '');
  await once(file, 'finish');
}
