import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { associations, type Association } from '../../../models/table/associations.ts';
import { tableOf } from '../../../models/table/interpret.ts';
import type { ColumnSchema } from '../../../models/table/schema.ts';
import { quietRun } from '../io/csv/quietRun.ts';
import { rawOf } from './rawOf.ts';
import { schemaOf } from './schemaOf.ts';

const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'golden', 'associations.json'), 'utf8')) as {
  columns: Record<string, string[]>;
  'a b': number;
  'a x': number;
  'x y': number;
};

async function found(
  texts: Record<string, string[]>,
  schemas: readonly ColumnSchema[],
): Promise<readonly Association[]> {
  return (await associations(tableOf(rawOf(texts), schemas), quietRun())).pairs;
}

const number = { number: { decimalMark: '.', thousandsMark: '', decimals: 1, fixedDecimals: true } } as const;

test('as scipy and the papers say', async () => {
  const pairs = await found(golden.columns, [
    schemaOf('a', 'category'),
    schemaOf('b', 'category'),
    schemaOf('x', 'decimal', number),
    schemaOf('y', 'decimal', number),
  ]);
  const between = (one: number, other: number): Association | undefined =>
    pairs.find(({ columns }) => columns[0] === one && columns[1] === other);
  expect(pairs).toHaveLength(6);
  // Twelve digits: sums of 300 terms in another order.
  expect(between(0, 1)?.strength).toBeCloseTo(golden['a b'], 12);
  expect(between(0, 2)?.strength).toBeCloseTo(golden['a x'], 12);
  expect(between(2, 3)?.strength).toBeCloseTo(Math.abs(golden['x y']), 12);
  expect(between(2, 3)).toMatchObject({
    measure: 'spearman',
    direction: Math.sign(golden['x y']),
    rows: 300,
  });
});

describe('at the edges', () => {
  test('missing cells are left out of a pair', async () => {
    const [pair] = await found({ a: ['1', '', '3', '4'], b: ['1', '2', '', '4'] }, [
      schemaOf('a', 'integer'),
      schemaOf('b', 'integer'),
    ]);
    expect(pair).toMatchObject({ rows: 2, strength: 1, direction: 1 });
  });
  test('a constant column is not defined', async () => {
    const pairs = await found({ a: ['x', 'x'], b: ['1', '2'], c: ['u', 'v'] }, [
      schemaOf('a', 'category'),
      schemaOf('b', 'integer'),
      schemaOf('c', 'category'),
    ]);
    expect(pairs.filter(({ columns }) => columns[0] === 0).map(({ strength }) => strength)).toEqual([
      NaN,
      NaN,
    ]);
  });
  test('identifiers and text are left out', async () => {
    const schemas = [schemaOf('a', 'identifier', { treatment: 'regenerate' }), schemaOf('b', 'integer')];
    expect(await found({ a: ['x', 'y'], b: ['1', '2'] }, schemas)).toEqual([]);
  });
});
