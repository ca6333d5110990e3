import { describe, expect, test } from 'vitest';
import { Refused } from '../../../models/run/run.ts';
import { inferColumns } from '../../../models/table/infer.ts';
import {
  alignTable,
  correctSchema,
  interpret,
  tableOf,
  unreadableCells,
} from '../../../models/table/interpret.ts';
import type { ColumnSchema, Kind } from '../../../models/table/schema.ts';
import { cellText } from '../../../models/table/table.ts';
import { quietRun } from '../io/csv/quietRun.ts';
import { rawOf } from './rawOf.ts';

function schema(name: string, kind: Kind, more: Partial<ColumnSchema> = {}): ColumnSchema {
  return { name, kind, missingTokens: [''], known: false, sensitive: false, treatment: 'model', ...more };
}

describe('interpret', () => {
  const raw = rawOf({ x: ['1', '', '2.5', 'oops', 'oops'] }).columns[0];

  test('numbers, missing tokens and what cannot be read', () => {
    const column = interpret(raw, schema('x', 'decimal'));
    expect([...(column.numbers ?? [])]).toEqual([1, NaN, 2.5, NaN]);
    expect([...column.missing]).toEqual([0, 1, 0, 1]);
    expect(unreadableCells(raw, schema('x', 'decimal'))).toBe(2);
  });
  test('a fraction is no integer', () => expect(unreadableCells(raw, schema('x', 'integer'))).toBe(3));
  test('every text can be a category', () => {
    const column = interpret(raw, schema('x', 'category'));
    expect(column.numbers).toBeNull();
    expect([...column.missing]).toEqual([0, 1, 0, 0]);
  });
  test('a text that is no level is missing', () => {
    expect([...interpret(raw, schema('x', 'ordinal', { levels: ['1', '2.5'] })).missing]).toEqual([
      0, 1, 0, 1,
    ]);
  });
  test('dates by pattern', () => {
    const dates = rawOf({ d: ['02.01.1970', '31.02.1970'] }).columns[0];
    expect([...(interpret(dates, schema('d', 'date', { pattern: 'DD.MM.YYYY' })).numbers ?? [])]).toEqual([
      1,
      NaN,
    ]);
  });
});

describe('alignTable', () => {
  const schemas = [schema('a', 'integer'), schema('b', 'category')];

  test('puts columns in the order of the schemas', () => {
    const table = alignTable(rawOf({ b: ['x'], a: ['1'] }), schemas);
    expect(table.columns.map((column) => cellText(column, 0))).toEqual(['1', 'x']);
  });
  test('refuses other columns and names them', () => {
    const align = (): unknown => alignTable(rawOf({ b: ['x'], c: ['1'] }), schemas);
    expect(align).toThrow(Refused);
    expect(align).toThrow(/lacks a and has c besides/);
  });
});

describe('correctSchema', async () => {
  const raw = rawOf({ a: ['1', '2'], b: ['2020-01-01', '2020-01-02'] });
  const schemas = (await inferColumns(raw, quietRun())).map(({ schema }) => schema);

  test('merges by name and leaves the rest alone', () => {
    const [a, b] = correctSchema(schemas, { a: { sensitive: true } });
    expect(a).toEqual({ ...schemas[0], sensitive: true });
    expect(b).toBe(schemas[1]);
  });
  test('a new kind does not keep the old format', () => {
    expect(correctSchema(schemas, { b: { kind: 'category' } })[1]).not.toHaveProperty('pattern');
  });
  test('refuses a column that is not there', () => {
    expect(() => correctSchema(schemas, { zz: { known: true } })).toThrow(
      expect.objectContaining({ code: 'unknown-column' }),
    );
  });
});

test('a table is frozen and as long as the file', () => {
  const raw = rawOf({ a: ['1', '2'] });
  const table = tableOf(raw, [schema('a', 'integer')]);
  expect(Object.isFrozen(table)).toBe(true);
  expect([table.origin, table.rowCount]).toEqual(['real', 2]);
});
