import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readCsv } from '../../../../models/io/csv/readCsv.ts';
import { csvHeader, csvRows } from '../../../../models/io/csv/writeCsv.ts';
import type { Dialect } from '../../../../models/recipe.ts';
import { Refused } from '../../../../models/run/run.ts';
import { dictionaryOf, textOf } from '../../../../models/table/dictionary.ts';
import type { Table } from '../../../../models/table/table.ts';
import { quietRun } from './quietRun.ts';
import { plainDialect as plain } from '../../../../models/io/rawColumns.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-write-'));
afterAll(() => rmSync(folder, { recursive: true }));

function tableOfTexts(names: readonly string[], rows: readonly (readonly string[])[]): Table {
  const columns = names.map((name, index) => {
    const texts = [...new Set(rows.map((row) => row[index]))];
    return {
      schema: {
        name,
        kind: 'category',
        missingTokens: [],
        known: false,
        sensitive: false,
        treatment: 'model',
      } as const,
      codes: Int32Array.from(rows, (row) => texts.indexOf(row[index])),
      dictionary: dictionaryOf(texts),
      missing: new Uint8Array(texts.length),
      numbers: null,
    };
  });
  return { origin: 'synthetic', name: 'table', rowCount: rows.length, columns };
}

const dialects = fc.record({
  encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be'),
  bom: fc.boolean(),
  delimiter: fc.constantFrom(',', ';', '\t', '|', '~'),
  quote: fc.constantFrom('"', "'"),
  escape: fc.constantFrom('double', '\\'),
  header: fc.boolean(),
  skipLines: fc.constant(0),
  comment: fc.constantFrom('', '#', '//'),
  newline: fc.constantFrom('\n', '\r\n', '\r'),
}) as fc.Arbitrary<Dialect>;

const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.string({
    unit: fc.constantFrom('"', "'", ',', ';', '\n', '\r', '\\', '#', '/', 'a', ' ', '\ufeff', '\0'),
    maxLength: 6,
  }),
);

const tables = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 6 }))
  .chain(([width, height]) =>
    fc.tuple(
      fc.uniqueArray(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 5 }), {
        minLength: width,
        maxLength: width,
      }),
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
    ),
  );

test('what is written in any dialect reads back as the same table', async () => {
  const path = join(folder, 'table.csv');
  await fc.assert(
    fc.asyncProperty(tables, dialects, async ([names, rows], dialect) => {
      const table = tableOfTexts(names, rows);
      writeFileSync(path, Buffer.concat([csvHeader(names, dialect), csvRows(table, dialect)]));
      const raw = await readCsv(path, { dialect, ragged: 'stop' }, quietRun());
      if (dialect.header) expect(raw.columns.map(({ name }) => name)).toEqual(names);
      const read = rows.map((_, row) =>
        raw.columns.map(({ codes, dictionary }) => textOf(dictionary, codes[row])),
      );
      expect(read).toEqual(rows);
    }),
    { numRuns: 1500 },
  );
});

describe('bytes', () => {
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

  test('quotes only where they are needed', () => {
    const table = tableOfTexts(
      ['a', 'b'],
      [
        ['x', ''],
        ['p,q', 'say "hi"'],
      ],
    );
    expect(text(csvRows(table, plain))).toBe('x,\n"p,q","say ""hi"""\n');
    expect(text(csvHeader(['a', 'b,c'], plain))).toBe('a,"b,c"\n');
  });

  test('single-byte encodings', () => {
    const table = tableOfTexts(['a', 'b'], [['Müller', '€']]);
    expect(text(csvRows(table, { ...plain, encoding: 'windows-1252' }))).toBe('M\xfcller,\x80\n');
  });

  test('an empty cell of a one-column table is no blank line', () => {
    expect(text(csvRows(tableOfTexts(['a'], [['']]), plain))).toBe('""\n');
  });

  test.each<[string, Partial<Dialect>, string]>([
    ['a character that the encoding lacks', { encoding: 'windows-1252' }, '漢'],
    ['a delimiter without a quote', { quote: '' }, 'p,q'],
    ['an encoding that can only be read', { encoding: 'shift_jis' }, 'x'],
  ])('%s is refused', (_, part, cellText) => {
    const write = (): unknown => csvRows(tableOfTexts(['a', 'b'], [[cellText, 'x']]), { ...plain, ...part });
    expect(write).toThrow(Refused);
    expect(write).toThrow(expect.objectContaining({ code: 'not-encodable' }));
  });
});
