/** Columns that are to be drawn first, on the command line: in the recipe, the report and the rows. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, understudy } from '../support/cli.ts';
import { madeUpCsv } from '../support/madeUpTable.ts';

describe('--visit-sequence', () => {
  const folder = freshFolder();
  const place = (name: string): string => join(folder, name);
  const json = (name: string) => JSON.parse(readFileSync(place(name), 'utf8'));
  const synthesize = (out: string, ...more: string[]) =>
    understudy(['synthesize', place('people.csv'), '--out', place(out), ...more]);
  beforeAll(() => writeFileSync(place('people.csv'), madeUpCsv(600, 1)));

  it('is kept in the recipe, said in the report, and its recipe makes the same rows', async () => {
    expect((await synthesize('held', '--visit-sequence', 'smoker, job')).code).toBe(4);
    const report = json('held/report.json');
    expect(report.notes.join(' ')).toContain('visit sequence says: "smoker", "job".');
    const accepted = report.checks.flatMap(({ id }: { id: string }) => ['--accept', `${id}=made-up data`]);
    const review = ['--reviewer', 'a', '--purpose', 'b', ...accepted];
    const rows = async (out: string, ...more: string[]): Promise<string> => {
      expect((await synthesize(out, ...more, ...review)).code).toBe(0);
      return readFileSync(place(`${out}/synthetic.csv`), 'utf8');
    };
    const first = await rows('first', '--visit-sequence', 'smoker,job');
    expect(json('first/recipe.json').visitSequence).toEqual(['smoker', 'job']);
    expect(await rows('again', '--recipe', place('first/recipe.json'))).toBe(first);
    expect(await rows('other', '--visit-sequence', 'income,age')).not.toBe(first);
  });

  it.each([
    [['--visit-sequence', 'job,nobody'], 2, 'the column "nobody", but the table does not have it'],
    [['--visit-sequence', 'id'], 2, '"id", which is not modelled'],
    [['--visit-sequence', 'job,age,job'], 2, 'the column "job" twice'],
    [['--visit-sequence', 'job', '--generator', 'independent'], 2, 'independent has no order'],
  ])('%j is refused', async (args, code, says) => {
    const refused = await synthesize('refused', ...args);
    expect(refused).toMatchObject({ code });
    expect(refused.stderr).toContain(says);
  });
});
