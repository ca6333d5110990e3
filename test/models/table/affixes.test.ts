import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bareText } from '../../../models/table/affixes.ts';
import { inferColumns } from '../../../models/table/infer.ts';
import { formatNumber, parseNumber, plainNumber } from '../../../models/table/number.ts';
import type { ColumnSchema, NumberFormat } from '../../../models/table/schema.ts';
import { quietRun } from '../io/csv/quietRun.ts';
import { rawOf } from './rawOf.ts';

async function schemaOf(texts: readonly string[], name = 'x'): Promise<ColumnSchema> {
  return (await inferColumns(rawOf({ [name]: texts }), quietRun()))[0].schema;
}

const rows = Array.from({ length: 60 }, (_, row) => row * 37 + 5);

describe('what stands around digits', () => {
  test.each<[string, (value: number) => string, Partial<NumberFormat>]>([
    ['a currency sign before', (value) => `$${value}`, { prefix: '$' }],
    ['a currency code and a blank', (value) => `EUR ${value}`, { prefix: 'EUR ' }],
    ['a currency sign behind', (value) => `${value} €`, { suffix: ' €' }],
    ['per cent', (value) => `${value}%`, { suffix: '%' }],
    ['a unit', (value) => `${value} kg`, { suffix: ' kg' }],
    ['a unit without a blank', (value) => `${value}mmHg`, { suffix: 'mmHg' }],
    [
      'negative in parentheses',
      (value) => (value % 2 === 0 ? `(${value})` : `${value}`),
      { negative: 'parentheses' },
    ],
    ['a minus behind', (value) => (value % 2 === 0 ? `${value}-` : `${value}`), { negative: 'trailing' }],
    [
      'a currency in parentheses',
      (value) => (value % 2 === 0 ? `($${value})` : `$${value}`),
      { prefix: '$', negative: 'parentheses' },
    ],
  ])('%s', async (_, written, expected) => {
    const texts = rows.map(written);
    const { kind, number } = await schemaOf(texts);
    expect(kind).toBe('integer');
    expect(number).toEqual({ ...plainNumber, ...expected });
    if (number === undefined) return;
    // What is read is written back as it was.
    expect(texts.map((text) => formatNumber(parseNumber(text, number), number))).toEqual(texts);
  });

  test.each([
    ['codes that end in a letter', rows.map((value) => `${value}A`)],
    ['codes of diseases', rows.map((value) => `E${value % 90}.${value % 10}`)],
    ['two units', rows.map((value) => (value % 2 === 0 ? `${value} kg` : `${value} lbs`))],
    ['ranges', rows.map((value) => `${value % 50}-${(value % 50) + 9}`)],
  ])('is not seen in %s', async (_, texts) => {
    expect((await schemaOf(texts)).number).toBeUndefined();
  });

  test('a cell with another unit is no number, one without is', () => {
    const format: NumberFormat = { ...plainNumber, suffix: ' kg' };
    expect(['5 kg', '5kg', '5', '5 g', '-5 kg', 'kg'].map((text) => parseNumber(text, format))).toEqual([
      5,
      5,
      5,
      NaN,
      -5,
      NaN,
    ]);
  });

  test('a sign on either side of the currency, never two', () => {
    const format: NumberFormat = { ...plainNumber, prefix: '$', negative: 'parentheses' };
    const read = (text: string): number => parseNumber(text, format);
    expect(['-$5', '$-5', '($5)', '(-5)', '(5'].map(read)).toEqual([-5, -5, -5, NaN, NaN]);
    expect(bareText('($1,234)', format)).toBe('-1,234');
  });

  test('reads back what it writes, in every format', () => {
    const formats = fc.record({
      decimalMark: fc.constant('.' as const),
      thousandsMark: fc.constantFrom('' as const, ',' as const, ' ' as const, '’' as const),
      decimals: fc.constant(2),
      fixedDecimals: fc.boolean(),
      prefix: fc.constantFrom('$', 'CHF ', '€'),
      suffix: fc.constantFrom(' kg', '%', ' €'),
      negative: fc.constantFrom('parentheses' as const, 'trailing' as const),
    });
    fc.assert(
      fc.property(formats, fc.integer({ min: -1e9, max: 1e9 }), (format, cents) => {
        const value = cents / 100;
        expect(parseNumber(formatNumber(value, format), format)).toBe(value);
      }),
    );
  });
});
