import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../../models/io/csv/readCsv.ts';
import type { RawTable } from '../../../../models/io/csv/rawTable.ts';
import type { Dialect } from '../../../../models/recipe.ts';
import { textOf } from '../../../../models/table/dictionary.ts';
import { quietRun } from './quietRun.ts';

interface Expected {
  readonly refusal?: string;
  readonly names: readonly string[];
  readonly rows?: readonly (readonly string[])[];
  readonly rowCount?: number;
  readonly lastRow?: readonly string[];
  readonly dialect?: Partial<Dialect>;
  readonly problemLines?: readonly number[];
  readonly guessed?: readonly string[];
}

const folder = new URL('../../../data/csv/cases/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length));

function rowOf({ columns }: RawTable, row: number): string[] {
  return columns.map(({ codes, dictionary }) => textOf(dictionary, codes[row]));
}

describe('the corpus of ugly files', () => {
  test('is there', () => expect(names.length).toBeGreaterThanOrEqual(40));

  test.each(names)('%s', async (name) => {
    const expected = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Expected;
    const path = new URL(`${name}.csv`, folder).pathname;
    if (expected.refusal !== undefined) {
      await expect(readCsv(path, { dialect: null, ragged: 'stop' }, quietRun())).rejects.toMatchObject({
        name: 'Refused',
        code: expected.refusal,
      });
      return;
    }
    const raw = await readCsv(path, { dialect: null, ragged: 'pad' }, quietRun());
    expect(raw.columns.map((column) => column.name)).toEqual(expected.names);
    expect(raw.dialect).toMatchObject(expected.dialect ?? {});
    expect(raw.problems.map(({ line }) => line)).toEqual(expected.problemLines ?? []);
    expect(raw.problemCount).toBe(expected.problemLines?.length ?? 0);
    expect(raw.guesses.map(({ part }) => part)).toEqual(
      expect.arrayContaining([...(expected.guessed ?? [])]),
    );
    if (expected.rows !== undefined) {
      expect(Array.from({ length: raw.rowCount }, (_, row) => rowOf(raw, row))).toEqual(expected.rows);
    }
    if (expected.rowCount !== undefined) expect(raw.rowCount).toBe(expected.rowCount);
    if (expected.lastRow !== undefined) expect(rowOf(raw, raw.rowCount - 1)).toEqual(expected.lastRow);
    // What was detected, given by hand, reads the same table.
    const again = await readCsv(path, { dialect: raw.dialect, ragged: 'pad' }, quietRun());
    expect(again.columns.map((column) => [...column.codes])).toEqual(
      raw.columns.map((column) => [...column.codes]),
    );
  });
});
