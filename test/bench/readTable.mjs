/** Writes the made-up table that reading is measured on: about 118 bytes a row, 15 columns, some of them quoted. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const header =
  'id,name,town,age,income,joined,amount,member,segment,score,latitude,longitude,remark,code,time';
const segments = ['alpha', 'beta', 'gamma', 'delta'];

/** @param {string} path @param {number} rows */
export async function writeReadTable(path, rows) {
  let state = 12345;
  const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const below = (/** @type {number} */ n) => Math.floor(uniform() * n);
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const file = createWriteStream(path);
  let lines = [header];
  for (let row = 0; row < rows; row++) {
    const cells = [
      row,
      `Person ${below(rows / 5)}`,
      `Town${below(300)}`,
      18 + below(80),
      (uniform() * 1e5).toFixed(2),
    ];
    cells.push(
      `20${10 + below(14)}-${two(1 + below(12))}-${two(1 + below(28))}`,
      (uniform() * 1000).toFixed(3),
    );
    cells.push(uniform() < 0.5 ? 'true' : 'false', segments[below(4)], below(100));
    cells.push((uniform() * 180 - 90).toFixed(5), (uniform() * 360 - 180).toFixed(5));
    cells.push(
      uniform() < 0.2 ? '"a, quoted ""text"""' : 'plain remark',
      `A${below(9999)}`,
      `${10 + below(13)}:${10 + below(49)}`,
    );
    lines.push(cells.join(','));
    if (lines.length >= 20000) {
      if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
      lines = [];
    }
  }
  file.end(lines.length > 0 ? `${lines.join('\n')}\n` : '');
  await once(file, 'finish');
}
