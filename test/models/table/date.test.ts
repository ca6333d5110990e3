import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDate, parseDate } from '../../../models/table/date.ts';

const dates = ['YYYY-MM-DD', 'DD/MM/YYYY', 'M/D/YYYY', 'YYYYMMDD', 'D.M.YYYY'];
const clocks = ['YYYY-MM-DDTHH:mm:ssZ', 'DD.MM.YYYY HH:mm:ss'];

test.each(dates)('%s comes back exactly', (pattern) => {
  // -719528 is 0000-01-01, 2932896 is 9999-12-31.
  fc.assert(
    fc.property(fc.integer({ min: -719528, max: 2932896 }), (days) => {
      expect(parseDate(formatDate(days, pattern), pattern)).toBe(days);
    }),
  );
});

test.each(clocks)('%s comes back exactly', (pattern) => {
  fc.assert(
    fc.property(fc.integer({ min: -62167219200, max: 253402300799 }), (seconds) => {
      expect(parseDate(formatDate(seconds, pattern), pattern)).toBe(seconds);
    }),
  );
});

test('times and durations come back exactly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 86399999 }), (ms) => {
      const pattern = 'HH:mm:ss.SSS';
      expect(formatDate(parseDate(formatDate(ms / 1000, pattern), pattern), pattern)).toBe(
        formatDate(ms / 1000, pattern),
      );
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), (seconds) => {
      expect(parseDate(formatDate(seconds, 'H:mm:ss'), 'H:mm:ss')).toBe(seconds === 0 ? 0 : seconds);
    }),
  );
});

describe('units', () => {
  // Counts by hand: 2000-03-01 is 30 years of 365 days, 7 leap days, 31 + 29 days after 1970-01-01.
  test.each([
    ['1970-01-02', 'YYYY-MM-DD', 1],
    ['2000-03-01', 'YYYY-MM-DD', 30 * 365 + 7 + 60],
    ['1969-12-31', 'YYYY-MM-DD', -1],
    ['1970-01-02 00:01', 'YYYY-MM-DD HH:mm', 86460],
    ['01:01:01', 'HH:mm:ss', 3661],
    ['25:00:00', 'H:mm:ss', 90000],
    ['-0:30', 'H:mm', -1800],
  ])('%s', (text, pattern, value) => expect(parseDate(text, pattern)).toBe(value));

  test.each([
    ['2023-02-29', 'YYYY-MM-DD'],
    ['2023-13-01', 'YYYY-MM-DD'],
    ['31/04/2020', 'DD/MM/YYYY'],
    ['2020-1-1', 'YYYY-MM-DD'],
    ['24:00', 'HH:mm'],
    ['10:60', 'HH:mm'],
    ['', 'HH:mm'],
  ])('%s does not exist', (text, pattern) => expect(parseDate(text, pattern)).toBeNaN());
});

describe('rounding', () => {
  test('to the finest field', () => {
    expect(formatDate(89.9, 'HH:mm')).toBe('00:01');
    expect(formatDate(0.6, 'YYYY-MM-DD')).toBe('1970-01-02');
    expect(formatDate(86399.9, 'HH:mm:ss')).toBe('00:00:00');
  });
  test('what is not finite is refused', () => expect(() => formatDate(NaN, 'YYYY')).toThrow(RangeError));
});
