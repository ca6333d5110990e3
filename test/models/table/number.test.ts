import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalsOf, formatNumber, parseNumber, plainNumber } from '../../../models/table/number.ts';
import type { NumberFormat } from '../../../models/table/schema.ts';

const formats: fc.Arbitrary<NumberFormat> = fc
  .record({
    marks: fc.constantFrom(['.', ''], ['.', ','], ['.', ' '], ['.', "'"], [',', ''], [',', '.'], [',', ' ']),
    decimals: fc.integer({ min: 0, max: 8 }),
    fixedDecimals: fc.boolean(),
  })
  .map(({ marks, ...rest }) => ({ decimalMark: marks[0], thousandsMark: marks[1], ...rest }) as NumberFormat);

test('what is written reads back as the rounded value', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
      formats,
      (value, format) => {
        const text = formatNumber(value, format);
        const read = parseNumber(text, format);
        expect(Math.abs(read - value)).toBeLessThanOrEqual(
          0.5 * 10 ** -format.decimals + Math.abs(value) * 2 ** -52,
        );
        expect(formatNumber(read, format)).toBe(text);
      },
    ),
    { numRuns: 5000 },
  );
});

test('values on the grid of the format come back exactly', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), formats, (whole, format) => {
      const value = Number(`${whole}e-${format.decimals}`);
      expect(parseNumber(formatNumber(value, format), format)).toBe(value === 0 ? 0 : value);
    }),
    { numRuns: 5000 },
  );
});

describe('reading', () => {
  const german: NumberFormat = { ...plainNumber, decimalMark: ',', thousandsMark: '.' };
  test.each([
    ['1', plainNumber, 1],
    ['-1.5', plainNumber, -1.5],
    [' 7 ', plainNumber, 7],
    ['+.5', plainNumber, 0.5],
    ['1e3', plainNumber, 1000],
    ['1.234.567,8', german, 1234567.8],
    ['1234,5', german, 1234.5],
  ])('%s', (text, format, value) => expect(parseNumber(text, format)).toBe(value));

  test.each([
    ['', plainNumber],
    ['1,5', plainNumber],
    ['1.2.3', plainNumber],
    ['12.34', german],
    ['1.2345', german],
    ['0x10', plainNumber],
    ['Infinity', plainNumber],
    ['1e999', plainNumber],
    ['12a', plainNumber],
  ])('%s is no number', (text, format) => expect(parseNumber(text, format)).toBeNaN());
});

describe('writing', () => {
  test.each([
    [1234567.5, { ...plainNumber, thousandsMark: ',', decimals: 2, fixedDecimals: true }, '1,234,567.50'],
    [-0.001, { ...plainNumber, decimals: 2 }, '0'],
    [0.1, { ...plainNumber, decimals: 20 }, '0.1'],
    [1e21, plainNumber, '1000000000000000000000'],
    [1.5e-7, { ...plainNumber, decimals: 8 }, '0.00000015'],
  ] as const)('%d', (value, format, text) => expect(formatNumber(value, format as NumberFormat)).toBe(text));

  test('what is not finite is refused', () =>
    expect(() => formatNumber(NaN, plainNumber)).toThrow(RangeError));
});

test.each([
  ['1.50', 2],
  ['7', 0],
  ['1.5e-3', 4],
  ['1.5e3', 0],
])('decimals of %s', (text, decimals) => expect(decimalsOf(text, plainNumber)).toBe(decimals));
