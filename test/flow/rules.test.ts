/** Rules in a recipe on the command line. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, understudy } from '../support/cli.ts';
import { randomStream } from '../../models/num/random.ts';

/** Orders: net + tax = gross, ordered on or before shipped, town decides county; one row in 500 breaks the order of dates. */
function ordersCsv(rowCount: number): string {
  const random = randomStream([5, 'orders']);
  const day = (at: number): string => new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10);
  const lines = ['key,town,county,net,tax,gross,ordered,shipped,back'];
  for (let row = 0; row < rowCount; row++) {
    const town = random.below(9);
    const net = 100 + random.below(90_000);
    const tax = Math.round(net * (random.below(2) === 0 ? 0.07 : 0.19));
    const at = random.below(900);
    const shipped = at + random.below(30);
    const back = shipped + (row % 500 === 7 ? -3 : random.below(20));
    const euros = (cents: number) => (cents / 100).toFixed(2);
    lines.push(
      `O-${String(100_000 + 7 * row)},town${town},county${town % 3},${euros(net)},${euros(tax)},${euros(net + tax)},${day(at)},${day(shipped)},${day(back)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

describe('rules', () => {
  const folder = freshFolder();
  const file = join(folder, 'orders.csv');
  const recipeFile = join(folder, 'recipe.json');
  beforeAll(() => writeFileSync(file, ordersCsv(4000)));

  const run = async (name: string, rules: readonly unknown[], more: readonly string[] = []) => {
    writeFileSync(recipeFile, JSON.stringify({ format: 'understudy-recipe', version: 1, rules }));
    const out = join(folder, name);
    return {
      out,
      ...(await understudy(['synthesize', file, '--recipe', recipeFile, '--out', out, ...more])),
    };
  };

  const rules = [
    { rule: 'sum', total: 'gross', of: ['net', 'tax'] },
    { rule: 'order', columns: ['ordered', 'shipped'] },
    { rule: 'order', columns: ['shipped', 'back'] },
    { rule: 'combination', columns: ['town', 'county'] },
    { rule: 'range', column: 'net', low: '1.00', high: 900 },
    { rule: 'unique', column: 'key' },
  ];

  it('hold in every row that is released; one that the data break is reported and left alone', async () => {
    const held = await run('out', rules, ['--rows', '20000']);
    expect(held.code).toBe(4);
    const report = JSON.parse(readFileSync(join(held.out, 'report.json'), 'utf8'));
    expect(report.notes.join('\n')).toMatch(
      /of 3,200 rows break.*"shipped" is at most "back"; it is not enforced/,
    );
    const accepted = report.checks.flatMap(({ id }: { id: string }) => ['--accept', `${id}=a test`]);
    const review = ['--reviewer', 'tester', '--purpose', 'test', ...accepted];
    const { code, out } = await run('out', rules, ['--rows', '20000', ...review]);
    expect(code).toBe(0);

    const rows = readFileSync(join(out, 'synthetic.csv'), 'utf8').trimEnd().split('\n').slice(1);
    const broken = { sum: 0, dates: 0, town: 0, range: 0 };
    const keys = new Set<string>();
    for (const row of rows) {
      const [key, town, county, net, tax, gross, ordered, shipped] = row.split(',');
      keys.add(key);
      if (Math.round(100 * Number(net)) + Math.round(100 * Number(tax)) !== Math.round(100 * Number(gross)))
        broken.sum++;
      if (ordered > shipped) broken.dates++;
      if (county !== `county${Number(town.slice(4)) % 3}`) broken.town++;
      if (!(Number(net) >= 1 && Number(net) <= 900)) broken.range++;
    }
    expect(broken).toEqual({ sum: 0, dates: 0, town: 0, range: 0 });
    expect([rows.length, keys.size]).toEqual([20_000, 20_000]);
  });

  it('are proposed by inspect as a recipe takes them', async () => {
    const { code, stdout } = await understudy(['inspect', file, '--json']);
    expect(code).toBe(0);
    const proposed = JSON.parse(stdout).rules.map(({ rule }: { rule: unknown }) => rule);
    for (const rule of [rules[0], rules[1], rules[3], rules[5]]) expect(proposed).toContainEqual(rule);
    const words = (await understudy(['inspect', file])).stdout;
    expect(words).toContain('no row breaks the rule that "gross" is the sum of "net", "tax"');
    expect(words).toMatch(/of 4,000 rows break the rule that "shipped" is at most "back"/);
  });

  it('that conflict are named before anything is fitted', async () => {
    const { code, stderr, out } = await run('conflict', [
      { rule: 'range', column: 'net', low: 500 },
      { rule: 'order', columns: ['net', 'tax'] },
      { rule: 'range', column: 'tax', high: 100 },
    ]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/rule 1 .*rule 2 .*rule 3 .*cannot hold together/);
    expect(stderr).not.toMatch(/^fit$/m);
    expect(existsSync(out)).toBe(false);
  });

  it('that cannot be read are refused by their path', async () => {
    const { code, stderr } = await run('unread', [{ rule: 'order', columns: ['net'] }]);
    expect(code).toBe(2);
    expect(stderr).toContain('rules.0.columns');
  });
});
