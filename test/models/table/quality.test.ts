import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../models/io/csv/readCsv.ts';
import { inferColumns } from '../../../models/table/infer.ts';
import { tableOf } from '../../../models/table/interpret.ts';
import { examine, type ExamineOptions, type QualityFinding } from '../../../models/table/quality.ts';
import type { ColumnSchema } from '../../../models/table/schema.ts';
import { quietRun } from '../io/csv/quietRun.ts';
import { rawOf } from './rawOf.ts';
import { schemaOf } from './schemaOf.ts';

async function found(
  texts: Readonly<Record<string, readonly string[]>>,
  schemas: readonly ColumnSchema[],
  options: ExamineOptions = {},
): Promise<readonly QualityFinding[]> {
  return examine(tableOf(rawOf(texts), schemas), quietRun(), options);
}

const rows = Array.from({ length: 200 }, (_, row) => row);
const serial = rows.map(String);
const date = { pattern: 'YYYY-MM-DD' };
const day = (days: number): string => new Date(days * 86400000).toISOString().slice(0, 10);

/** Finding, its columns, its count. */
type Case = [
  string,
  Readonly<Record<string, readonly string[]>>,
  readonly ColumnSchema[],
  Partial<QualityFinding>,
];

describe('finds', () => {
  const n = schemaOf('n', 'integer');
  test.each<Case>([
    [
      'a column without values',
      { n: serial, a: rows.map(() => '') },
      [n, schemaOf('a', 'category')],
      { id: 'all-missing', severity: 'stop', count: 200 },
    ],
    [
      'a constant',
      { n: serial, a: rows.map(() => 'x') },
      [n, schemaOf('a', 'category')],
      { id: 'constant', count: 200 },
    ],
    [
      'a nearly empty column',
      { n: serial, a: rows.map((row) => (row < 4 ? `v${row % 2}` : '')) },
      [n, schemaOf('a', 'category')],
      { id: 'nearly-empty', count: 4 },
    ],
    [
      'a capped column',
      { n: rows.map((row) => String(Math.min(row, 180))) },
      [n],
      { id: 'capped', severity: 'note', count: 20 },
    ],
    [
      'rare categories',
      { n: serial, a: rows.map((row) => (row < 3 ? `rare${row}` : `c${row % 3}`)) },
      [n, schemaOf('a', 'category')],
      { id: 'rare-categories', count: 3 },
    ],
    [
      'imbalance',
      { n: serial, a: rows.map((row) => (row < 8 ? 'yes' : 'no')) },
      [n, schemaOf('a', 'boolean')],
      { id: 'imbalance', count: 8 },
    ],
    [
      'days that do not exist',
      { n: serial, d: rows.map((row) => (row < 2 ? '2021-02-31' : day(row))) },
      [n, schemaOf('d', 'date', date)],
      { id: 'impossible-dates', count: 2 },
    ],
    [
      'cells that cannot be read',
      { n: serial, d: rows.map((row) => (row < 3 ? 'soon' : day(row))) },
      [n, schemaOf('d', 'date', date)],
      { id: 'unreadable', count: 3 },
    ],
    [
      'a contradiction of dates',
      { n: serial, start: rows.map(day), end: rows.map((row) => day(row === 5 ? 1 : row + 3)) },
      [n, schemaOf('start', 'date', date), schemaOf('end', 'date', date)],
      { id: 'wrong-order', columns: ['start', 'end'], count: 1 },
    ],
    [
      'a contradiction of bounds',
      {
        n: serial,
        price_max: rows.map((row) => String(row + 10)),
        price_min: rows.map((row) => String(row === 7 ? 90 : row)),
      },
      [n, schemaOf('price_max', 'integer'), schemaOf('price_min', 'integer')],
      { id: 'wrong-order', columns: ['price_min', 'price_max'], count: 1 },
    ],
    [
      'skew',
      { n: serial, x: rows.map((row) => String(row === 0 ? 1e9 : row)) },
      [n, schemaOf('x', 'integer')],
      { id: 'heavy-skew', columns: ['x'] },
    ],
    [
      'outliers',
      { n: serial, x: rows.map((row) => String(row < 3 ? 5000 + row : row)) },
      [n, schemaOf('x', 'integer')],
      { id: 'outliers', count: 3 },
    ],
    [
      'repeated rows',
      { n: rows.map((row) => String(row % 150)) },
      [n],
      { id: 'duplicate-rows', count: 50, severity: 'warn' },
    ],
    [
      'two columns that say the same',
      { n: serial, a: rows.map((row) => `a${row % 4}`), b: rows.map((row) => `b${row % 4}`) },
      [n, schemaOf('a', 'category'), schemaOf('b', 'category')],
      { id: 'same-information', columns: ['a', 'b'], count: 4 },
    ],
    [
      'a column that determines another',
      { n: serial, a: rows.map((row) => `a${row % 8}`), b: rows.map((row) => `b${row % 4}`) },
      [n, schemaOf('a', 'category'), schemaOf('b', 'category')],
      { id: 'determined', columns: ['a', 'b'] },
    ],
  ])('%s', async (_, texts, schemas, expected) => {
    const all = await found(texts, schemas);
    expect(all.filter(({ id }) => id === expected.id)).toEqual([expect.objectContaining(expected)]);
    for (const { says } of all) expect(says).not.toMatch(/rare0|2021-02-31|soon|1000000000/);
  });
  test('births in the future, when today is known', async () => {
    const texts = { birth_date: rows.map((row) => day(row)), n: serial };
    const schemas = [schemaOf('birth_date', 'date', date), schemaOf('n', 'integer')];
    expect(
      (await found(texts, schemas, { todayDays: 189 })).filter(({ id }) => id === 'future-births'),
    ).toMatchObject([{ count: 10 }]);
    expect((await found(texts, schemas)).filter(({ id }) => id === 'future-births')).toEqual([]);
  });
  test('nothing in a plain table', async () => {
    const texts = {
      n: serial,
      a: rows.map((row) => `c${(row * 7) % 5}`),
      b: rows.map((row) => `d${Math.floor(row / 7) % 3}`),
    };
    expect(
      await found(texts, [schemaOf('n', 'integer'), schemaOf('a', 'category'), schemaOf('b', 'category')]),
    ).toEqual([]);
  });
  test('the most severe first', async () => {
    const texts = { a: rows.map(() => 'x'), b: rows.map(() => ''), c: serial };
    const all = await found(texts, [
      schemaOf('a', 'category'),
      schemaOf('b', 'category'),
      schemaOf('c', 'integer'),
    ]);
    expect(all.map(({ severity }) => severity)).toEqual(['stop', 'note']);
  });
  test('no rows, no findings', async () => {
    expect(await found({ a: [] }, [schemaOf('a', 'category')])).toEqual([]);
  });
});

describe.runIf(existsSync('../shared/data'))('the shared data', () => {
  test('education and education-num determine each other', async () => {
    const raw = await readCsv(
      '../shared/data/adult_trn.csv.gz',
      { dialect: null, ragged: 'stop' },
      quietRun(),
    );
    const schemas = (await inferColumns(raw, quietRun())).map(({ schema }) => schema);
    const all = await examine(tableOf(raw, schemas), quietRun());
    expect(all.filter(({ id }) => id === 'same-information').map(({ columns }) => columns)).toEqual([
      ['education', 'education-num'],
    ]);
  });
  test('the constant column of the census', async () => {
    const raw = await readCsv(
      '../shared/data/census2011_teaching_50k.csv.gz',
      { dialect: null, ragged: 'stop' },
      quietRun(),
    );
    const schemas = (await inferColumns(raw, quietRun())).map(({ schema }) => schema);
    const all = await examine(tableOf(raw, schemas), quietRun());
    expect(all.filter(({ id }) => id === 'constant').map(({ columns }) => columns)).toEqual([
      ['Residence Type'],
    ]);
  });
});
