/** Conditional and balanced tables on the command line: a made-up table everywhere, adult where it is there. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, hasSharedData, sharedData, understudy } from '../support/cli.ts';
import { madeUpCsv } from '../support/madeUpTable.ts';

interface Table {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Neither table here has quoted cells. */
const parse = (text: string): Table => {
  const [names, ...rows] = text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  return { names, rows };
};
const cells = ({ names, rows }: Table, name: string): string[] => rows.map((row) => row[names.indexOf(name)]);

/** Every check that an earlier report lists, accepted. */
function acceptAll(report: string): string[] {
  const { checks } = JSON.parse(readFileSync(report, 'utf8')) as { checks: { id: string }[] };
  return checks.flatMap(({ id }) => ['--accept', `${id}=made for a test`]);
}

/** Without a review the report is written; with its checks accepted the table is. */
async function released(args: readonly string[], out: string): Promise<Table> {
  const held = await understudy([...args, '--out', out]);
  expect(held.stderr).toContain('not released');
  expect(held.code).toBe(4);
  const review = ['--reviewer', 'tester', '--purpose', 'test', ...acceptAll(join(out, 'report.json'))];
  const { code, stderr } = await understudy([...args, '--out', out, ...review]);
  expect(stderr).toContain('Released');
  expect(code).toBe(0);
  return parse(readFileSync(join(out, 'synthetic.csv'), 'utf8'));
}

describe('a made-up table', () => {
  const folder = freshFolder();
  const file = join(folder, 'people.csv');
  beforeAll(() => writeFileSync(file, madeUpCsv(3000, 1)));
  const base = ['synthesize', file, '--seed', '3', '--rows', '900'];

  it('under conditions: every row meets them, the report says so and compares with such rows', async () => {
    const out = join(folder, 'north');
    const table = await released([...base, '--where', 'region=north', '--where', 'age=40..60'], out);
    expect(new Set(cells(table, 'region'))).toEqual(new Set(['north']));
    expect(table.rows).toHaveLength(900);
    for (const age of cells(table, 'age').map(Number)) expect(age >= 40 && age <= 60).toBe(true);
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
    expect(report.notes.join(' ')).toContain('The synthetic table is conditional');
    expect(report.compared.train).toBeLessThan(700);
    expect(JSON.parse(readFileSync(join(out, 'recipe.json'), 'utf8')).where).toEqual({
      region: { is: 'north' },
      age: { is: { low: '40', high: '60' } },
    });
  });

  it('balanced: has the shares that were asked for', async () => {
    const out = join(folder, 'balanced');
    const table = await released([...base, '--balance', 'smoker:yes=0.5,no=0.5'], out);
    const yes = cells(table, 'smoker').filter((cell) => cell === 'yes').length;
    expect(Math.abs(yes - 450)).toBeLessThan(8);
    expect(cells(table, 'smoker').filter((cell) => cell === '')).toEqual([]);
  });

  it('few real rows under the conditions: fidelity is unmeasured, and that stops the release', async () => {
    const out = join(folder, 'few');
    const args = [...base, '--where', 'region=islands', '--where', 'age=60..', '--out', out];
    const { code, stderr } = await understudy([...args, '--reviewer', 'tester', '--purpose', 'test']);
    expect(code).toBe(4);
    expect(stderr).toMatch(/is unmeasured/);
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
    expect(report.fidelity.accuracy.overall.unmeasured).toContain('at least 100');
    expect(existsSync(join(out, 'synthetic.csv'))).toBe(false);
  });

  it.each([
    ['a value nobody has', ['--where', 'region=moon'], 3],
    ['a column that is not there', ['--where', 'planet=earth'], 2],
    ['a range of a category', ['--where', 'region=a..b'], 2],
    ['no column', ['--where', 'north'], 2],
    ['shares that do not sum to one', ['--balance', 'region:north=0.5,south=0.6'], 2],
  ])('%s: refused', async (_, more, code) => {
    const refused = await understudy([...base, ...more, '--out', join(folder, 'refused')]);
    expect(refused.code).toBe(code);
    expect(existsSync(join(folder, 'refused'))).toBe(false);
  });
});

describe.runIf(hasSharedData)('adult', () => {
  const folder = freshFolder();
  const file = join(sharedData, 'adult_trn.csv.gz');
  const base = ['synthesize', file, '--holdout', join(sharedData, 'adult_hol.csv.gz'), '--rows', '5000'];
  const real = (): Table => parse(gunzipSync(readFileSync(file)).toString('utf8'));

  it('refuses a country with one row', async () => {
    const out = join(folder, 'refused');
    const { code, stderr } = await understudy([
      ...base,
      '--where',
      'native-country=Holand-Netherlands',
      '--out',
      out,
    ]);
    expect(code).toBe(3);
    expect(stderr).toContain('only 1 row of the training table');
    expect(existsSync(out)).toBe(false);
  });

  it('gives women with a doctorate, whose other columns follow the real ones', async () => {
    const where = ['--where', 'education=Doctorate', '--where', 'sex=Female'];
    const table = await released([...base, ...where], join(folder, 'doctorate'));
    expect(table.rows).toHaveLength(5000);
    expect(new Set(cells(table, 'education'))).toEqual(new Set(['Doctorate']));
    expect(new Set(cells(table, 'sex'))).toEqual(new Set(['Female']));
    const all = real();
    const [education, sex] = [cells(all, 'education'), cells(all, 'sex')];
    const such = all.rows.filter((_, row) => education[row] === 'Doctorate' && sex[row] === 'Female');
    expect(such).toHaveLength(49);
    for (const name of ['workclass', 'marital-status', 'relationship', 'race', 'occupation', 'income']) {
      const [a, b] = [cells({ ...all, rows: such }, name), cells(table, name)];
      // Total variation of a sample of 49 rows from its own law: at most sqrt(levels / (2 pi 49)) on average (Jensen on
      // each level), and above that by sqrt(log(1000) / 98) = .27 with probability .001 (McDiarmid).
      const levels = new Set([...a, ...b]).size;
      expect(variation(a, b), name).toBeLessThan(Math.sqrt(levels / (2 * Math.PI * 49)) + 0.27);
    }
    expect(new Set(cells(table, 'education-num'))).toEqual(new Set(['16']));
  });
});

function variation(a: readonly string[], b: readonly string[]): number {
  const share = (list: readonly string[], text: string) =>
    list.filter((cell) => cell === text).length / list.length;
  return [...new Set([...a, ...b])].reduce(
    (sum, text) => sum + Math.abs(share(a, text) - share(b, text)) / 2,
    0,
  );
}
