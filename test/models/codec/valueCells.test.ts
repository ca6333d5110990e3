import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateWriter } from '../../../models/codec/dateBytes.ts';
import { mostBytes, numberWriter, type NumberWriter } from '../../../models/codec/numberBytes.ts';
import { valueCells } from '../../../models/codec/valueCells.ts';
import { formatDate } from '../../../models/table/date.ts';
import { textsOf } from '../../../models/table/dictionary.ts';
import { formatNumber } from '../../../models/table/number.ts';
import type { NumberFormat } from '../../../models/table/schema.ts';
import { smallColumn } from '../../support/smallTable.ts';

/** What the writer writes behind three other bytes; null when it leaves the number to the text's own writer. */
function written(write: NumberWriter, value: number): string | null {
  const bytes = new Uint8Array(3 + mostBytes);
  const end = write(value, bytes, 3);
  expect(end).toBeLessThanOrEqual(bytes.length);
  return end < 0 ? null : new TextDecoder().decode(bytes.subarray(3, end));
}

describe('numbers as bytes', () => {
  const format = fc.record({
    decimalMark: fc.constantFrom('.' as const, ',' as const),
    thousandsMark: fc.constant('' as const),
    decimals: fc.integer({ min: 0, max: 17 }),
    fixedDecimals: fc.boolean(),
  });
  const number = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.maxSafeInteger(),
    fc
      .tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 17 }))
      .map(([whole, shift]) => whole / 10 ** shift),
    fc.tuple(fc.integer(), fc.integer({ min: 0, max: 9 })).map(([whole, shift]) => whole / 10 ** shift),
  );

  it('are those of formatNumber wherever they are written', () => {
    fc.assert(
      fc.property(number, format, (value, how) => {
        const bytes = written(numberWriter(how), value);
        if (bytes !== null) expect(bytes).toBe(formatNumber(value, how));
      }),
      { numRuns: 5000 },
    );
  });

  const plain: NumberFormat = { decimalMark: '.', thousandsMark: '', decimals: 2, fixedDecimals: false };
  it.each([
    [0, plain, '0'],
    [-0, { ...plain, fixedDecimals: true }, '0.00'],
    [-12.5, plain, '-12.5'],
    [-12.5, { ...plain, fixedDecimals: true, decimalMark: ',' }, '-12,50'],
    [999_999_999.07, plain, '999999999.07'],
    [1_000_000_000, plain, '1000000000'],
    [0.000000000012, { ...plain, decimals: 12 }, '0.000000000012'],
    [1.005, plain, null],
    [1e15, plain, null],
    [NaN, plain, null],
    [Infinity, plain, null],
    [1234, { ...plain, thousandsMark: ',' }, null],
    [5, { ...plain, suffix: '%' }, null],
  ] as const)('%s', (value, how, text) => {
    expect(written(numberWriter(how), value)).toBe(text);
  });
});

describe('dates as bytes', () => {
  const patterns = [
    'YYYY-MM-DD',
    'D/M/YYYY',
    'YYYYMMDD',
    'YYYY-MM-DDTHH:mm:ss',
    'DD.MM.YYYY HH:mm',
    'YYYY-MM',
  ];
  it('are those of formatDate wherever they are written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...patterns, 'D MMM YYYY', 'H:mm', 'YYYY-MM-DD HH:mm:ss.SSS', 'h:mm A', 'DD-MM-YY'),
        fc.oneof(
          fc.integer({ min: -800_000, max: 3_000_000 }),
          fc.integer({ min: -6e10, max: 2.5e11 }),
          fc.double({ min: -1e6, max: 1e10, noNaN: true }),
        ),
        (pattern, value) => {
          const bytes = written(dateWriter(pattern), value);
          if (bytes !== null) expect(bytes).toBe(formatDate(value, pattern));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it.each(patterns)('are written in %s, from the year 0 to 9999', (pattern) => {
    const perDay = pattern.includes('H') ? 86_400 : 1;
    for (const day of [-719_528, -1, 0, 11_016, 2_932_896])
      expect(written(dateWriter(pattern), day * perDay)).toBe(formatDate(day * perDay, pattern));
    expect(written(dateWriter(pattern), 2_932_897 * perDay)).toBeNull();
  });
});

describe('cells of values', () => {
  it('hold each value once, after the tokens for missing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -40, max: 40 })), (values) => {
        const { schema } = smallColumn({ name: 'a', kind: 'integer' }, ['1', '2']);
        const cells = valueCells(schema, ['', 'NA'], values.length);
        const entries = values.map((value) => cells.entryOf(value));
        const { dictionary, missing, numbers } = cells.finish();
        const distinct = [...new Set(values)];
        expect(textsOf(dictionary)).toEqual(['', 'NA', ...distinct.map(String)]);
        expect([...missing]).toEqual([1, 1, ...distinct.map(() => 0)]);
        expect([...numbers]).toEqual([NaN, NaN, ...distinct]);
        expect(entries.map((entry) => numbers[entry])).toEqual(values);
      }),
    );
  });
});
