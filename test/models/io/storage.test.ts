import { describe, expect, test } from 'vitest';
import { numberAt, type Storage, storageOf } from '../../../models/io/storage.ts';
import type { ColumnSchema } from '../../../models/table/schema.ts';
import { smallColumn } from '../../support/smallTable.ts';

const decimals = (count: number, fixedDecimals: boolean): Partial<ColumnSchema> => ({
  number: { decimalMark: '.', thousandsMark: '', decimals: count, fixedDecimals },
});

describe('how a column is stored', () => {
  test.each<[string, Pick<ColumnSchema, 'kind'> & Partial<ColumnSchema>, string[], Storage]>([
    ['whole numbers', { kind: 'integer' }, ['1', ''], { as: 'whole' }],
    ['prices', { kind: 'decimal', ...decimals(2, true) }, ['1.50'], { as: 'fixed', decimals: 2 }],
    ['measures', { kind: 'decimal', ...decimals(2, false) }, ['1.5'], { as: 'real' }],
    ['too many decimals', { kind: 'decimal', ...decimals(12, true) }, ['1.5'], { as: 'real' }],
    ['days', { kind: 'date' }, ['1'], { as: 'date' }],
    ['moments', { kind: 'datetime' }, ['1'], { as: 'datetime' }],
    ['truth values', { kind: 'boolean' }, ['true', 'False', ''], { as: 'truth' }],
    ['other pairs of words', { kind: 'boolean' }, ['yes', 'no'], { as: 'text' }],
    ['codes of a survey', { kind: 'category' }, ['1', '2', '', '-9'], { as: 'whole' }],
    ['codes with leading zeros', { kind: 'category' }, ['01', '2'], { as: 'text' }],
    ['words', { kind: 'ordinal' }, ['low', 'high'], { as: 'text' }],
    ['no word at all', { kind: 'category' }, ['', ''], { as: 'text' }],
    ['identifiers', { kind: 'identifier' }, ['1', '2'], { as: 'text' }],
    ['times of day', { kind: 'time' }, ['1'], { as: 'text' }],
  ])('%s', (_, schema, texts, storage) => {
    const column = smallColumn({ name: 'a', ...schema }, texts);
    expect(storageOf(column.schema, column)).toEqual(storage);
  });

  test('without rows a category is text', () => {
    const { schema } = smallColumn({ name: 'a', kind: 'category' }, ['1']);
    expect(storageOf(schema, null)).toEqual({ as: 'text' });
  });
});

describe('a whole number', () => {
  test('is the label of a category', () => {
    const column = smallColumn({ name: 'a', kind: 'category' }, ['7', '-9']);
    expect(numberAt(column, 1, { as: 'whole' })).toBe(-9);
  });
  test.each([
    ['beyond 64 bits', 'integer', '1e19'],
    ['that is none', 'integer', '1.5'],
    ['of a label that is none', 'category', 'x'],
  ] as const)('%s is refused', (_, kind, text) => {
    const column = smallColumn({ name: 'a', kind }, [text]);
    expect(() => numberAt(column, 0, { as: 'whole' })).toThrow(
      expect.objectContaining({ code: 'not-encodable' }),
    );
  });
});
