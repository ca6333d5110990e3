/** Missing cells on the command line: filled in the stand-in, and filled in the real table. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, understudy } from '../support/cli.ts';
import { madeUpCsv } from '../support/madeUpTable.ts';

const column = (csv: string, name: string): string[] => {
  const [head, ...rows] = csv.trimEnd().split('\n');
  const at = head.split(',').indexOf(name);
  return rows.map((row) => row.split(',')[at]);
};

describe('missing cells', () => {
  const folder = freshFolder();
  const place = (name: string): string => join(folder, name);
  const text = (name: string): string => readFileSync(place(name), 'utf8');
  beforeAll(() => writeFileSync(place('people.csv'), madeUpCsv(1500, 1)));

  it('are none in the columns of --fill, and the report says what was measured on what', async () => {
    const args = ['synthesize', place('people.csv'), '--fill', 'smoker', '--out', place('filled')];
    const held = await understudy(args);
    expect(held.code).toBe(4);
    const report = JSON.parse(text('filled/report.json'));
    const accepted = report.checks.flatMap(({ id }: { id: string }) => ['--accept', `${id}=made-up data`]);
    expect((await understudy([...args, '--reviewer', 'a', '--purpose', 'b', ...accepted])).code).toBe(0);
    expect(column(text('people.csv'), 'smoker')).toContain('');
    expect(new Set(column(text('filled/synthetic.csv'), 'smoker'))).toEqual(new Set(['yes', 'no']));
    expect(report.notes.join(' ')).toMatch(
      /no missing cells in "smoker" \(\d+\.\d % missing in the training/,
    );
    expect(report.notes.join(' ')).toContain('before their empty cells were filled');
    // The share of missing cells is no fault of the model's: fidelity stays at the level of two real samples.
    const { value, reference } = report.fidelity.accuracy.overall;
    expect(value).toBeGreaterThan(reference - 0.03);
    expect(JSON.parse(text('filled/recipe.json')).fill).toEqual(['smoker']);
  });

  it('of the real table are filled and marked, nothing else is changed, and no word calls it synthetic data', async () => {
    const { code, stderr, stdout } = await understudy([
      'impute',
      place('people.csv'),
      '--out',
      place('whole.csv'),
      '--json',
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain('as sensitive as');
    expect(stderr).toContain('no synthetic table');
    const [before, after] = [text('people.csv'), text('whole.csv')];
    const gaps = column(before, 'smoker').map((cell) => cell === '');
    const filled = column(after, 'smoker');
    expect(
      filled.filter((cell, row) => (gaps[row] ? cell === '' : cell !== column(before, 'smoker')[row])),
    ).toEqual([]);
    expect(column(after, 'smoker_imputed')).toEqual(gaps.map(String));
    expect(column(after, 'id')).toEqual(column(before, 'id'));
    const { filled: columns } = JSON.parse(stdout);
    const smoker = columns.find(({ column: name }: { column: string }) => name === 'smoker');
    expect(smoker.cells).toBe(gaps.filter(Boolean).length);
    expect(smoker.quality).toMatchObject({ measure: 'accuracy', drawn: expect.any(Number) });
    if (process.platform !== 'win32') expect(statSync(place('whole.csv')).mode & 0o077).toBe(0);
  });

  it('gives the same file at another number of threads, without marks when they are not wanted', async () => {
    const args = ['impute', place('people.csv'), '--columns', 'smoker', '--unmarked', '--quiet'];
    await understudy([...args, '--out', place('one.csv'), '--threads', '1']);
    await understudy([...args, '--out', place('two.csv'), '--threads', '2']);
    expect(text('two.csv')).toBe(text('one.csv'));
    expect(text('one.csv').split('\n')[0]).toBe(text('people.csv').split('\n')[0]);
  });

  it.each([
    ['a file that is there', ['--out', 'people2.csv'], 1, 'was not touched'],
    ['the file itself', ['--out', 'people.csv'], 2, 'the file that is read'],
    ['a name without a format', ['--out', 'whole.dat'], 2, '--out takes a name that ends with'],
    ['no name', [], 2, '--out FILE is needed'],
    ['a column that is not there', ['--out', 'x.csv', '--columns', 'planet'], 2, 'planet'],
    ['a column without gaps', ['--out', 'x.csv', '--columns', 'age'], 3, 'nothing to fill'],
    ['a folder that is not there', ['--out', 'no/where.csv'], 1, 'its folder is not there'],
  ] as [string, string[], number, string][])('%s: refused, nothing is left', async (_, more, code, says) => {
    writeFileSync(place('people2.csv'), 'mine');
    const args = more.map((word) => (/\.(csv|dat)$/.test(word) ? place(word) : word));
    const refused = await understudy(['impute', place('people.csv'), ...args]);
    expect(refused.stderr).toContain(says);
    expect(refused.code).toBe(code);
    expect(existsSync(place('x.csv'))).toBe(false);
    expect(text('people2.csv')).toBe('mine');
  });
});
