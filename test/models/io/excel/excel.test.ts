import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readExcel } from '../../../../models/io/excel/readExcel.ts';
import { columnLetters } from '../../../../models/io/excel/sheet.ts';
import { writeExcel } from '../../../../models/io/excel/writeExcel.ts';
import { textOf } from '../../../../models/table/dictionary.ts';
import { tableOf } from '../../../../models/table/interpret.ts';
import type { ColumnSchema } from '../../../../models/table/schema.ts';
import { quietRun } from '../csv/quietRun.ts';
import { rawOf } from '../../table/rawOf.ts';
import { schemaOf } from '../../table/schemaOf.ts';
import { blocksOf, bytesOf } from '../blocks.ts';

let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'excel-'))));
afterAll(() => rm(folder, { recursive: true }));

async function read(path: string): Promise<Record<string, string[]>> {
  const { columns } = await readExcel(path, quietRun());
  return Object.fromEntries(
    columns.map(({ name, codes, dictionary }) => [
      name,
      Array.from(codes, (entry) => textOf(dictionary, entry)),
    ]),
  );
}

async function write(
  texts: Readonly<Record<string, readonly string[]>>,
  schemas: readonly ColumnSchema[],
): Promise<string> {
  const path = join(folder, 'written.xlsx');
  await writeFile(path, await bytesOf(writeExcel(schemas, blocksOf([tableOf(rawOf(texts), schemas)]))));
  return path;
}

describe('a workbook of another program', () => {
  const path = join(import.meta.dirname, 'golden', 'openpyxl.xlsx');
  test('typed cells', async () => {
    expect(await read(path)).toEqual({
      id: ['1', '2'],
      plz: ['01067', '99999'],
      born: ['1980-02-29', ''],
      seen: ['2020-01-02 03:04:05', '2021-06-30 00:00:00'],
      amount: ['1234.5', '-7'],
      share: ['0.1', '0.333333333333333'],
      member: ['true', 'false'],
      note: ['=not a formula', '  blanks  '],
    });
  });
  test('other sheets and empty rows are told', async () => {
    const { notes } = await readExcel(path, quietRun());
    expect(notes.join(' ')).toMatch(/sheet "Patients"/);
    expect(notes.join(' ')).toMatch(/2 more: "Notes", "More"/);
    expect(notes.join(' ')).toMatch(/1 empty row above the header/);
    expect(notes.join(' ')).toMatch(/1 empty row skipped/);
  });
});

test('what is written reads back as it was', async () => {
  // Texts that XML can hold; Excel keeps 15 digits and no text longer than 32,767 characters.
  const word = fc.string({
    unit: fc.constantFrom(...'abcXYZ09 =+-@"\'<>&äß😀'.split('')),
    minLength: 1,
    maxLength: 12,
  });
  const row = fc.record({
    whole: fc.option(fc.integer()),
    day: fc.option(fc.integer({ min: 100, max: 60000 })),
    // A row without any value is taken for an empty one, so this column always has one.
    text: word
      .filter((text) => !text.includes('\ud83d') || text.length > 1)
      .map((text) => `x${text.replace(/[\ud800-\udfff]/g, '')}`),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
      const expected = {
        whole: rows.map(({ whole }) => (whole === null ? '' : String(whole))),
        day: rows.map(({ day }) => (day === null ? '' : new Date(day * 86400000).toISOString().slice(0, 10))),
        text: rows.map(({ text }) => text),
      };
      const schemas = [
        schemaOf('whole', 'integer'),
        schemaOf('day', 'date', { pattern: 'YYYY-MM-DD' }),
        schemaOf('text', 'category', { missingTokens: [] }),
      ];
      expect(await read(await write(expected, schemas))).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

test('leading zeros stay', async () => {
  const texts = { plz: ['007', '01067'] };
  expect(await read(await write(texts, [schemaOf('plz', 'category')]))).toEqual(texts);
});

test('types, gaps and signs that XML cannot hold', async () => {
  const texts = {
    price: ['1.50', '', '2.00'],
    seen: ['2024-01-02 03:04:05', '', '2024-01-02 00:00:00'],
    member: ['true', 'false', ''],
    code: ['1', '2', '-9'],
    note: ['a\u0001b\r\nc', '_x0041_', '<&>"\' =1+1'],
  };
  const number = { decimalMark: '.', thousandsMark: '', decimals: 2, fixedDecimals: true } as const;
  const path = await write(texts, [
    schemaOf('price', 'decimal', { number }),
    schemaOf('seen', 'datetime', { pattern: 'YYYY-MM-DD HH:mm:ss' }),
    schemaOf('member', 'boolean'),
    schemaOf('code', 'category'),
    schemaOf('note', 'category'),
  ]);
  expect(await read(path)).toEqual({ ...texts, price: ['1.5', '', '2'] });
});

test('a second every 37 of a day reads back as itself', async () => {
  const seen = Array.from({ length: 86_400 / 37 }, (_, index) =>
    new Date(Date.UTC(2024, 0, 7) + index * 37_000).toISOString().slice(0, 19).replace('T', ' '),
  );
  const path = await write({ seen }, [schemaOf('seen', 'datetime', { pattern: 'YYYY-MM-DD HH:mm:ss' })]);
  expect(await read(path)).toEqual({ seen });
});

test('columns after Z have two letters', () => {
  expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(columnLetters)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
    'XFD',
  ]);
});

describe('refusals', () => {
  test('a text that no cell holds', async () => {
    const long = { a: ['x'.repeat(32_768)] };
    await expect(write(long, [schemaOf('a', 'category')])).rejects.toMatchObject({ code: 'too-long' });
    const fits = { a: ['x'.repeat(32_767)] };
    expect(await read(await write(fits, [schemaOf('a', 'category')]))).toEqual(fits);
  });
  test('no workbook', async () => {
    const path = join(folder, 'broken.xlsx');
    await writeFile(path, 'PK\u0003\u0004 and nothing more');
    await expect(readExcel(path, quietRun())).rejects.toMatchObject({ code: 'broken-excel' });
  });
  test('a header without rows', async () => {
    const path = await write({ a: [] }, [schemaOf('a', 'category')]);
    await expect(readExcel(path, quietRun())).rejects.toMatchObject({ code: 'no-rows' });
  });
});
