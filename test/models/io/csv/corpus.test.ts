import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../../models/io/csv/readCsv.ts';
import type { RawTable } from '../../../../models/io/csv/rawTable.ts';
import type { Dialect } from '../../../../models/recipe.ts';
import { textsOf } from '../../../../models/table/dictionary.ts';
import { caseNames, digestOf, expectedOf, type Expected, pathOf } from './corpusCases.ts';
import { quietRun } from './quietRun.ts';

function rowsOf({ columns, rowCount }: RawTable): string[][] {
  const texts = columns.map(({ dictionary }) => textsOf(dictionary));
  return Array.from({ length: rowCount }, (_, row) =>
    columns.map(({ codes }, column) => texts[column][codes[row]]),
  );
}

async function dialectOf(path: string, { hand }: Expected): Promise<Dialect | null> {
  if (hand === undefined) return null;
  const { detectedDialect } = await readCsv(path, { dialect: null, ragged: 'pad' }, quietRun());
  return { ...detectedDialect, ...hand };
}

describe('the corpus of ugly files', () => {
  test('is there', () => expect(caseNames.length).toBeGreaterThanOrEqual(200));

  test.each(caseNames)('%s', async (name) => {
    const expected = expectedOf(name);
    const path = pathOf(name);
    if (expected.refusal !== undefined) {
      await expect(readCsv(path, { dialect: null, ragged: 'stop' }, quietRun())).rejects.toMatchObject({
        name: 'Refused',
        code: expected.refusal,
      });
      return;
    }
    const dialect = await dialectOf(path, expected);
    const raw = await readCsv(path, { dialect, ragged: 'pad' }, quietRun());
    const problemLines = expected.problemLines ?? [];
    const rows = rowsOf(raw);
    expect(raw.columns.map((column) => column.name)).toEqual(expected.names);
    if (expected.rows !== undefined) expect(rows).toEqual(expected.rows);
    if (expected.rowCount !== undefined) {
      expect([raw.rowCount, rows.at(-1)]).toEqual([expected.rowCount, expected.lastRow]);
    }
    expect(digestOf(expected.names, rows)).toBe(expected.sha256);
    expect(raw.dialect).toMatchObject({ ...expected.dialect, ...expected.hand });
    expect(raw.problems.map(({ line }) => line)).toEqual(problemLines);
    expect(raw.problemCount).toBe(problemLines.length);
    expect(raw.guesses.map(({ part }) => part)).toEqual(
      expect.arrayContaining([...(expected.guessed ?? [])]),
    );
    // What was detected, given by hand, reads the same table.
    const again = await readCsv(path, { dialect: raw.dialect, ragged: 'pad' }, quietRun());
    expect(digestOf(expected.names, rowsOf(again))).toBe(expected.sha256);
    // The same records, kept apart, are what the table then lacks; to stop names them.
    if (problemLines.length === 0) return;
    const apart = await readCsv(path, { dialect, ragged: 'apart' }, quietRun());
    expect([apart.rowCount, apart.problemCount]).toEqual([raw.rowCount - raw.problemCount, raw.problemCount]);
    await expect(readCsv(path, { dialect, ragged: 'stop' }, quietRun())).rejects.toMatchObject({
      code: 'ragged',
      message: expect.stringContaining(`line ${problemLines[0]}:`),
    });
  });
});
