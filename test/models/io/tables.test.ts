import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromDataFrame, toDataFrame, type DanfoValue } from '../../../models/io/danfo.ts';
import { detectFormat, extensionOf, formatOfName, tableFormats } from '../../../models/io/format.ts';
import { escapeFormula } from '../../../models/io/formulas.ts';
import { looksGenerated } from '../../../models/io/looksGenerated.ts';
import { plainDialect } from '../../../models/io/rawColumns.ts';
import { readTable } from '../../../models/io/readTable.ts';
import { writeTable } from '../../../models/io/writeTable.ts';
import type { RawTable } from '../../../models/io/csv/rawTable.ts';
import { textOf } from '../../../models/table/dictionary.ts';
import { tableOf } from '../../../models/table/interpret.ts';
import { plainNumber } from '../../../models/table/number.ts';
import { quietRun } from './csv/quietRun.ts';
import { rawOf } from '../table/rawOf.ts';
import { schemaOf } from '../table/schemaOf.ts';
import { blocksOf, bytesOf } from './blocks.ts';

let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'tables-'))));
afterAll(() => rm(folder, { recursive: true }));

const texts = { id: ['1', '2', ''], word: ['a\tb, "c"', '=x', 'ü'], plz: ['007', '010', '007'] };
const schemas = [
  schemaOf('id', 'integer', { number: plainNumber }),
  schemaOf('word', 'category'),
  schemaOf('plz', 'category'),
];
const table = tableOf(rawOf(texts), schemas);

function textsOf({ columns }: RawTable): Record<string, string[]> {
  return Object.fromEntries(
    columns.map(({ name, codes, dictionary }) => [
      name,
      Array.from(codes, (entry) => textOf(dictionary, entry)),
    ]),
  );
}

describe('every format', () => {
  test.each(tableFormats)('%s reads back what was written', async (format) => {
    const path = join(folder, `table${extensionOf(format)}`);
    const written = writeTable(format, { schemas, blocks: blocksOf([table]) }, { dialect: plainDialect });
    await writeFile(path, await bytesOf(written));
    expect(await detectFormat(path)).toBe(format);
    const raw = await readTable(path, { dialect: null, ragged: 'stop' }, quietRun());
    expect(textsOf(raw)).toEqual(texts);
    expect(raw.name).toBe('table');
  });
});

describe('the format of a file', () => {
  test.each([
    ['a.csv', 'csv'],
    ['a.tsv.gz', 'tsv'],
    ['a.PARQUET', 'parquet'],
    ['a.ndjson', 'jsonl'],
    ['a.xlsx', 'xlsx'],
    ['a', null],
  ])('%s', (name, format) => expect(formatOfName(name)).toBe(format));
  test.each<[string, Uint8Array, string]>([
    ['an archive', Uint8Array.of(0x50, 0x4b, 3, 4, 0), 'archive'],
    ['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), 'old-excel'],
    ['encrypted Parquet', Buffer.from('PARE'), 'encrypted-parquet'],
  ])('refuses %s', async (_, bytes, code) => {
    const path = join(folder, 'what.csv');
    await writeFile(path, bytes);
    await expect(detectFormat(path)).rejects.toMatchObject({ code });
  });
  test('what is not there is refused by the CSV reader', async () => {
    const read = readTable(join(folder, 'nothing.csv'), { dialect: null, ragged: 'stop' }, quietRun());
    await expect(read).rejects.toMatchObject({ code: 'no-file' });
  });
});

describe('formulas', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['@sum', "'@sum"],
    ['+cmd', "'+cmd"],
    ['-x', "'-x"],
    ['\tx', "'\tx"],
    ['-5.5', '-5.5'],
    ['+1,000', '+1,000'],
    ['a=b', 'a=b'],
    ['', ''],
  ])('%j', (text, escaped) => expect(escapeFormula(text)).toBe(escaped));
  test('only when asked for', async () => {
    const options = { dialect: plainDialect, escapeFormulas: true };
    const bytes = await bytesOf(writeTable('csv', { schemas, blocks: blocksOf([table, table]) }, options));
    expect(Buffer.from(bytes).toString()).toBe(
      `id,word,plz\n${`1,"a\tb, ""c""",007\n2,'=x,010\n,ü,007\n`.repeat(2)}`,
    );
  });
});

describe('a table that looks like model output', () => {
  const manifest = { generation: 'synthetic', files: [{ name: 'synthetic.csv' }] };
  test('by the manifest beside it', async () => {
    const place = join(folder, 'release');
    await mkdir(place);
    await writeFile(join(place, 'manifest.json'), JSON.stringify(manifest));
    expect(await looksGenerated(join(place, 'synthetic.csv'))).toMatchObject({
      id: 'generated',
      severity: 'warn',
    });
    expect(await looksGenerated(join(place, 'other.csv'))).toBeNull();
    await writeFile(join(place, 'manifest.json'), 'no JSON');
    expect(await looksGenerated(join(place, 'synthetic.csv'))).toMatchObject({ severity: 'note' });
  });
  test.each([
    ['patients_synthetic.csv', true],
    ['fake data.csv', true],
    ['photosynthesis.csv', false],
    ['patients.csv', false],
  ])('by the name %s', async (name, says) => {
    expect((await looksGenerated(join(folder, name))) !== null).toBe(says);
  });
});

describe('data frames', () => {
  /** The shape of danfojs-node's DataFrame as far as it is used: an object of columns in, rows out. */
  class Frame {
    readonly columns: readonly string[];
    readonly values: DanfoValue[][];
    readonly dtypes: readonly string[];
    constructor(
      data: Record<string, readonly DanfoValue[]>,
      options: { readonly dtypes: readonly string[] },
    ) {
      this.columns = Object.keys(data);
      this.dtypes = options.dtypes;
      const [first] = Object.values(data);
      this.values = first.map((_, row) => Object.values(data).map((column) => column[row]));
    }
  }

  test('numbers as numbers, missing as NaN and null', () => {
    const frame = toDataFrame(table, { DataFrame: Frame });
    expect(frame.columns).toEqual(['id', 'word', 'plz']);
    expect(frame.dtypes).toEqual(['float32', 'string', 'string']);
    expect(frame.values[2]).toEqual([NaN, 'ü', '007']);
  });
  test('and back', () => {
    expect(textsOf(fromDataFrame(toDataFrame(table, { DataFrame: Frame }), 'frame'))).toEqual(texts);
  });
});
