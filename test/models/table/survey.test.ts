import { describe, expect, test } from 'vitest';
import { inferColumns, type ProposedColumn } from '../../../models/table/infer.ts';
import { wholeLimit } from '../../../models/table/survey.ts';
import { quietRun } from '../io/csv/quietRun.ts';
import { dictionaryOf } from '../../../models/table/dictionary.ts';
import { rawOf } from './rawOf.ts';

/** More distinct texts than are looked at one by one. */
const many = wholeLimit * 4;

async function proposed(name: string, texts: readonly string[]): Promise<ProposedColumn> {
  const distinct = [...new Set(texts)];
  const places = new Map(distinct.map((text, place) => [text, place]));
  const column = {
    name,
    codes: Int32Array.from(texts, (text) => places.get(text) ?? 0),
    dictionary: dictionaryOf(distinct),
  };
  return (await inferColumns({ ...rawOf({}), rowCount: texts.length, columns: [column] }, quietRun()))[0];
}

const made = (make: (row: number) => string): string[] => Array.from({ length: many }, (_, row) => make(row));

describe('a column with more distinct texts than are looked at', () => {
  test('counts every cell that does not fit', async () => {
    const texts = made((row) => (row % 200 === 7 ? `about ${row}` : String(row * 3.25)));
    const { schema, evidence, warnings } = await proposed('x', texts);
    expect(schema.kind).toBe('decimal');
    expect(evidence).toBe('100 of 20,000 cells are not numbers.');
    expect(warnings.join()).toMatch(/^100 of 20,000 cells cannot be read/);
  });
  test('finds the one token, the one long decimal, the one negative number', async () => {
    const texts = made((row) => String(row));
    texts[11] = '?';
    texts[17_001] = '12.375';
    texts[17_003] = '-5';
    const { schema } = await proposed('x', texts);
    expect(schema).toMatchObject({ kind: 'decimal', missingTokens: ['?', ''], number: { decimals: 3 } });
  });
  test('finds the one leading zero', async () => {
    const texts = made((row) => String(10_000 + row));
    texts[15_000] = '00017';
    expect((await proposed('x', texts)).evidence).toMatch(/start with a zero/);
  });
  test('takes one code below zero for missing only where nothing else is negative', async () => {
    const texts = made((row) => String(row * 2));
    texts[9000] = '-9';
    expect((await proposed('x', texts)).schema.missingTokens).toContain('-9');
    texts[9001] = '-17';
    expect((await proposed('x', texts)).schema.missingTokens).toEqual(['']);
  });
  test('counts dates that do not exist', async () => {
    const texts = made((row) => new Date(row * 86400000).toISOString().slice(0, 10));
    texts[12_345] = '2021-02-30';
    const { schema, evidence } = await proposed('x', texts);
    expect([schema.kind, schema.pattern]).toEqual(['date', 'YYYY-MM-DD']);
    expect(evidence).toBe('19,999 of 20,000 cells are written as YYYY-MM-DD.');
  });
  test('row numbers rise, other numbers do not', async () => {
    expect((await proposed('x', made(String))).evidence).toMatch(/rising by one/);
    expect(
      (
        await proposed(
          'x',
          made((row) => String((row * 7) % many)),
        )
      ).schema.kind,
    ).toBe('integer');
  });
  test('words keep their missing tokens', async () => {
    const texts = made((row) => (row % 2 === 0 ? 'N/A' : `street ${row} of many`));
    const { schema, evidence } = await proposed('remark', texts);
    expect([schema.kind, schema.missingTokens]).toEqual(['text', ['N/A', '']]);
    expect(evidence).toMatch(/10,000 of 20,000 cells are missing/);
  });
  test('a stop is noticed', async () => {
    const run = quietRun();
    run.cancel[0] = 1;
    await expect(inferColumns(rawOf({ a: ['1'] }), run)).rejects.toMatchObject({ name: 'Cancelled' });
  });
});
