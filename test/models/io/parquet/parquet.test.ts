import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parquetMetadata } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readParquet } from '../../../../models/io/parquet/readParquet.ts';
import { writeParquet } from '../../../../models/io/parquet/writeParquet.ts';
import type { RawTable } from '../../../../models/io/csv/rawTable.ts';
import { textOf } from '../../../../models/table/dictionary.ts';
import { tableOf } from '../../../../models/table/interpret.ts';
import { takeRows } from '../../../../models/table/table.ts';
import { quietRun } from '../csv/quietRun.ts';
import { rawOf } from '../../table/rawOf.ts';
import { schemaOf } from '../../table/schemaOf.ts';
import { bytesOf, blocksOf } from '../blocks.ts';

const golden = join(import.meta.dirname, 'golden');
let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'parquet-'))));
afterAll(() => rm(folder, { recursive: true }));

/** Column -> its cells' texts. */
function textsOf({ columns }: RawTable): Record<string, string[]> {
  return Object.fromEntries(
    columns.map(({ name, codes, dictionary }) => [
      name,
      Array.from(codes, (entry) => textOf(dictionary, entry)),
    ]),
  );
}

describe('files of other programs', () => {
  test.each(readdirSync(golden).filter((file) => file.endsWith('.parquet')))('%s', async (file) => {
    const expected: unknown = JSON.parse(readFileSync(join(golden, `${file.split(/[-.]/)[0]}.json`), 'utf8'));
    const raw = await readParquet(join(golden, file), quietRun());
    expect(textsOf(raw)).toEqual(expected);
    expect(raw.name).toBe(file.replace('.parquet', ''));
  });
  test('nested columns are told', async () => {
    const { notes } = await readParquet(join(golden, 'pyarrow-none.parquet'), quietRun());
    expect(notes.filter((note) => /JSON text/.test(note))).toHaveLength(2);
  });
});

describe('refusals', () => {
  const cut = (file: string, end: number): string => {
    const path = join(folder, `cut-${end}.parquet`);
    writeFileSync(path, readFileSync(join(golden, file)).subarray(0, end));
    return path;
  };
  test('a file that is cut off', async () => {
    await expect(readParquet(cut('duckdb.parquet', 500), quietRun())).rejects.toMatchObject({
      code: 'broken-parquet',
    });
  });
  test('a damaged page', async () => {
    const bytes = readFileSync(join(golden, 'pyarrow-snappy.parquet'));
    bytes.fill(0xff, 10, 60);
    const path = join(folder, 'damaged.parquet');
    await writeFile(path, bytes);
    await expect(readParquet(path, quietRun())).rejects.toMatchObject({ code: 'broken-parquet' });
  });
  test('no rows', async () => {
    const path = join(folder, 'none.parquet');
    await writeFile(path, await bytesOf(writeParquet([schemaOf('a', 'integer')], blocksOf([]), 'test')));
    await expect(readParquet(path, quietRun())).rejects.toMatchObject({ code: 'no-rows' });
  });
  test('a stop', async () => {
    const run = quietRun();
    run.cancel[0] = 1;
    await expect(readParquet(join(golden, 'duckdb.parquet'), run)).rejects.toMatchObject({
      name: 'Cancelled',
    });
  });
});

test('what is written in blocks reads back as it was', async () => {
  const row = fc.record({
    whole: fc.option(fc.maxSafeInteger()),
    real: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)),
    day: fc.option(fc.integer({ min: -700000, max: 2900000 })),
    text: fc.string({ unit: 'grapheme', minLength: 1 }),
  });
  const path = join(folder, 'law.parquet');
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), fc.nat(29), async (rows, cut) => {
      const expected = {
        whole: rows.map(({ whole }) => (whole === null ? '' : String(whole))),
        real: rows.map(({ real }) => (real === null ? '' : String(real))),
        day: rows.map(({ day }) => (day === null ? '' : new Date(day * 86400000).toISOString().slice(0, 10))),
        text: rows.map(({ text }) => text),
      };
      const schemas = [
        schemaOf('whole', 'integer'),
        schemaOf('real', 'decimal'),
        schemaOf('day', 'date', { pattern: 'YYYY-MM-DD' }),
        schemaOf('text', 'category', { missingTokens: [] }),
      ];
      const table = tableOf(rawOf(expected), schemas);
      const at = Math.min(cut, rows.length);
      const order = rows.map((_, index) => index);
      const blocks = [order.slice(0, at), order.slice(at)].map((part) =>
        takeRows(table, Int32Array.from(part)),
      );
      await writeFile(path, await bytesOf(writeParquet(schemas, blocksOf(blocks), 'test')));
      expect(textsOf(await readParquet(path, quietRun()))).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('each kind has its own type, and reads back as it stood', async () => {
  const expected = {
    price: ['1.50', '', '-0.05'],
    seen: ['2024-01-02 03:04:05', '', '1969-12-31 23:59:59'],
    member: ['true', 'false', ''],
    code: ['1', '2', ''],
    plz: ['007', '010', ''],
  };
  const number = { decimalMark: '.', thousandsMark: '', decimals: 2, fixedDecimals: true } as const;
  const schemas = [
    schemaOf('price', 'decimal', { number }),
    schemaOf('seen', 'datetime', { pattern: 'YYYY-MM-DD HH:mm:ss' }),
    schemaOf('member', 'boolean'),
    schemaOf('code', 'category'),
    schemaOf('plz', 'category'),
  ];
  const bytes = await bytesOf(writeParquet(schemas, blocksOf([tableOf(rawOf(expected), schemas)]), 'test'));
  const path = join(folder, 'types.parquet');
  await writeFile(path, bytes);
  expect(textsOf(await readParquet(path, quietRun()))).toEqual(expected);
  const { schema } = parquetMetadata(new Uint8Array(bytes).buffer);
  expect(schema.slice(1).map(({ type, converted_type: converted }) => [type, converted])).toEqual([
    ['INT64', 'DECIMAL'],
    ['INT64', undefined],
    ['BOOLEAN', undefined],
    ['INT64', undefined],
    ['BYTE_ARRAY', 'UTF8'],
  ]);
  expect(schema[2].logical_type).toMatchObject({ type: 'TIMESTAMP', unit: 'MICROS', isAdjustedToUTC: false });
});

test('a decimal that its type cannot hold is refused', async () => {
  const number = { decimalMark: '.', thousandsMark: '', decimals: 2, fixedDecimals: true } as const;
  const schemas = [schemaOf('price', 'decimal', { number })];
  const table = tableOf(rawOf({ price: ['99999999999999.00'] }), schemas);
  await expect(bytesOf(writeParquet(schemas, blocksOf([table]), 'test'))).rejects.toMatchObject({
    code: 'not-encodable',
  });
});
