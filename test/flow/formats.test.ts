/** A release in every format: the file opened again is the CSV release, cell for cell. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTable, understand } from '../../models/pipeline.ts';
import { type OutputFormat, outputFormats } from '../../models/recipe.ts';
import { quietRun } from '../../models/run/createRun.ts';
import type { ColumnSchema } from '../../models/table/schema.ts';
import { cellText, type Column, type RealTable } from '../../models/table/table.ts';
import { acceptAll } from '../support/acceptAll.ts';
import { freshFolder, understudy } from '../support/cli.ts';

const review = ['--reviewer', 'tester', '--purpose', 'test'];

/** Every type that a format may store in its own way, with gaps; prices always with two decimals, codes as numbers. */
function mixedCsv(rows: number): string {
  const lines = ['age;price;height;born;seen;member;smoker;region;code;plz;note'];
  const two = (value: number): string => String(value).padStart(2, '0');
  for (let row = 0; row < rows; row++) {
    const n = (row * 7919) % 1009;
    lines.push(
      [
        20 + (n % 60),
        n % 11 === 0 ? '' : `${100 + (n % 90)},${two((n * 3) % 100)}`,
        `1,${500 + (n % 400)}`.replace(/0$/, ''),
        n % 13 === 0 ? '' : `${two(1 + (n % 28))}.${two(1 + (n % 12))}.${1950 + (n % 60)}`,
        `2024-01-${two(1 + (n % 28))} ${two(n % 24)}:${two((n * 7) % 60)}:${two((n * 11) % 60)}`,
        n % 3 === 0 ? 'true' : 'false',
        n % 17 === 0 ? '' : n % 2 === 0 ? 'yes' : 'no',
        ['north', 'south, far', '"east"', '=west'][n % 4],
        1 + (n % 3),
        ['01067', '10115', '80331'][n % 3],
        ['ä & <b>', "it's", '-1+1'][n % 3],
      ].join(';'),
    );
  }
  return `${lines.join('\n')}\n`;
}

async function opened(path: string, like: readonly ColumnSchema[] | null): Promise<RealTable> {
  const raw = await openTable(path, { dialect: null, ragged: 'stop' }, quietRun());
  if (like === null) return understand(raw, {});
  const columns = Object.fromEntries(raw.proposed.map(({ schema }, at) => [schema.name, kindOf(like[at])]));
  return understand(raw, columns);
}

/** Kinds as in the CSV; formats of numbers and dates are each file's own. */
const kindOf = ({ kind }: ColumnSchema) => ({ kind });

/** What a cell says: nothing, a number, or a text. */
function cells(column: Column): (string | number | null)[] {
  return Array.from(column.codes, (entry, row) => {
    if (column.missing[entry] === 1) return null;
    return column.numbers === null ? cellText(column, row) : column.numbers[entry];
  });
}

describe('a release as', () => {
  const folder = freshFolder();
  const place = (name: string): string => join(folder, name);
  const model = place('mixed.model');
  const names: Readonly<Record<OutputFormat, string>> = {
    csv: 'synthetic.csv',
    'csv.gz': 'synthetic.csv.gz',
    tsv: 'synthetic.tsv',
    parquet: 'synthetic.parquet',
    xlsx: 'synthetic.xlsx',
    jsonl: 'synthetic.jsonl',
  };
  const bytes = (out: string, format: OutputFormat): Buffer => readFileSync(join(place(out), names[format]));
  let accepted: string[] = [];
  let csv: RealTable;

  const sample = (format: string, out: string, ...more: string[]) =>
    understudy([
      'sample',
      model,
      '--release',
      place('csv'),
      '--format',
      format,
      '--out',
      place(out),
      ...more,
    ]);

  beforeAll(async () => {
    writeFileSync(place('mixed.csv'), mixedCsv(2000));
    const base = ['synthesize', place('mixed.csv'), '--rows', '9000', '--seed', '2', '--model', model];
    await understudy([...base, '--out', place('held')]);
    accepted = acceptAll(join(place('held'), 'report.json'));
    await understudy([...base, '--out', place('csv'), ...review, ...accepted]);
    csv = await opened(join(place('csv'), 'synthetic.csv'), null);
  }, 300_000);

  it('csv has what the others are held against', () => {
    expect(csv.columns.map(({ schema }) => [schema.name, schema.kind])).toEqual([
      ['age', 'integer'],
      ['price', 'decimal'],
      ['height', 'decimal'],
      ['born', 'date'],
      ['seen', 'datetime'],
      ['member', 'boolean'],
      ['smoker', 'boolean'],
      ['region', 'category'],
      ['code', expect.any(String)],
      ['plz', expect.any(String)],
      ['note', 'category'],
    ]);
    expect(csv.rowCount).toBe(9000);
  });

  it.each(outputFormats)(
    '%s: the same cells, the same bytes at any number of threads, verified',
    async (format) => {
      expect((await sample(format, `${format}-1`, '--threads', '1')).code).toBe(0);
      expect((await sample(format, `${format}-2`, '--threads', '2')).code).toBe(0);
      expect(bytes(`${format}-1`, format).equals(bytes(`${format}-2`, format))).toBe(true);
      const { code, stderr } = await understudy(['verify', place(`${format}-1`)]);
      expect([code, stderr]).toEqual([0, expect.stringContaining(`9000 rows in ${names[format]}`)]);
      const manifest = JSON.parse(readFileSync(join(place(`${format}-1`), 'manifest.json'), 'utf8'));
      expect(manifest.table).toEqual({ name: names[format], format });
      expect(JSON.parse(readFileSync(join(place(`${format}-1`), 'recipe.json'), 'utf8')).output).toEqual({
        format,
        escapeFormulas: false,
      });
      const schemas = csv.columns.map(({ schema }) => schema);
      const table = await opened(join(place(`${format}-1`), names[format]), schemas);
      expect(table.columns.map(({ schema }) => schema.name)).toEqual(schemas.map(({ name }) => name));
      csv.columns.forEach((column, at) => {
        // Seconds as days of a spreadsheet have an error of 1e-11 days.
        const close = (cell: string | number | null): string | number | null =>
          format === 'xlsx' && typeof cell === 'number' ? Math.round(cell * 1000) / 1000 : cell;
        expect(cells(table.columns[at]).map(close), column.schema.name).toEqual(cells(column).map(close));
      });
    },
  );

  it.each(['csv.gz', 'tsv', 'jsonl'] as const)(
    '%s shards are the whole one after the other',
    async (format) => {
      const parts: Buffer[] = [];
      for (const shard of ['1/2', '2/2']) {
        const out = `${format}-${shard.replace('/', 'of')}`;
        expect((await sample(format, out, '--shard', shard)).code).toBe(0);
        parts.push(bytes(out, format));
      }
      const whole = bytes(`${format}-1`, format);
      expect(Buffer.concat(parts).equals(whole)).toBe(true);
      if (format === 'csv.gz') expect(gunzipSync(whole).equals(bytes('csv', 'csv'))).toBe(true);
    },
  );

  it.each(['parquet', 'xlsx'])('%s has no shards', async (format) => {
    const { code, stderr } = await sample(format, 'none', '--shard', '1/2');
    expect(code).toBe(2);
    expect(stderr).toContain('cannot be put one after the other');
    expect(existsSync(place('none'))).toBe(false);
  });

  it('xlsx of more rows than a sheet holds is refused before any work', async () => {
    const args = ['synthesize', place('mixed.csv'), '--rows', '1048576', '--format', 'xlsx'];
    const { code, stderr } = await understudy([...args, '--out', place('none')]);
    expect(code).toBe(3);
    expect(stderr).toContain('Write CSV or Parquet');
    expect(stderr).not.toContain('fit\n');
    expect(existsSync(place('none'))).toBe(false);
  });

  it('formulas are escaped when that is asked for, and the recipe keeps it', async () => {
    expect((await sample('csv', 'escaped', '--escape-formulas')).code).toBe(0);
    const lines = bytes('escaped', 'csv').toString('utf8').split('\n');
    const plain = bytes('csv', 'csv').toString('utf8').split('\n');
    const expected = plain.map((line) => line.replace(/(^|;)(=west|-1\+1)(?=;|$)/g, "$1'$2"));
    expect(lines).toEqual(expected);
    expect(expected).not.toEqual(plain);
    const recipe = JSON.parse(readFileSync(join(place('escaped'), 'recipe.json'), 'utf8'));
    expect(recipe.output).toEqual({ format: 'csv', escapeFormulas: true });
    const typed = await sample('parquet', 'none', '--escape-formulas');
    expect([typed.code, typed.stderr]).toEqual([2, expect.stringContaining('are typed')]);
  });

  it('a recipe of an older version, without a format, gives the same CSV', async () => {
    const recipe = JSON.parse(readFileSync(join(place('csv'), 'recipe.json'), 'utf8'));
    const { output: _output, fill: _fill, ...older } = recipe;
    writeFileSync(place('older.json'), JSON.stringify(older));
    const args = ['synthesize', place('mixed.csv'), '--recipe', place('older.json'), ...review, ...accepted];
    expect((await understudy([...args, '--out', place('again')])).code).toBe(0);
    expect(bytes('again', 'csv').equals(bytes('csv', 'csv'))).toBe(true);
  });
});
