import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDate, parseDate } from '../../../models/table/date.ts';
import { dictionaryOf } from '../../../models/table/dictionary.ts';
import { dateReader, numberReader } from '../../../models/table/entryReader.ts';
import { parseNumber } from '../../../models/table/number.ts';
import type { NumberFormat } from '../../../models/table/schema.ts';

describe('bytes give what texts give', () => {
  const mark = fc.constantFrom('.' as const, ',' as const);
  const thousands = fc.constantFrom('' as const, '.' as const, ',' as const, ' ' as const, "'" as const);
  const numberish = fc.oneof(
    fc.string({ unit: fc.constantFrom(..."0123456789.,-+ eE'".split('')), maxLength: 22 }),
    fc.double().map(String),
    fc.integer().map((value) => value.toLocaleString('en')),
    fc.string(),
  );
  test('numbers', () => {
    fc.assert(
      fc.property(numberish, mark, thousands, (text, decimalMark, thousandsMark) => {
        fc.pre(decimalMark !== thousandsMark);
        const format: NumberFormat = { decimalMark, thousandsMark, decimals: 0, fixedDecimals: false };
        expect(numberReader(format)(dictionaryOf([text]), 0)).toBe(parseNumber(text, format));
      }),
      { numRuns: 3000 },
    );
  });

  const patterns = [
    'YYYY-MM-DD',
    'D/M/YYYY',
    'DD.MM.YY',
    'YYYYMMDD',
    'YYYY-MM-DDTHH:mm:ss.SSSZ',
    'HH:mm',
    'MM/DD/YYYY HH:mm',
    'D MMM YYYY',
    'h:mm A',
    'H:mm:ss',
    'PTnHnMnS',
    'D. MMMM{de} YYYY',
    'DD-MMM{EN}-YY hh:mm a',
    'MMMM D, YYYY h:mm:ss A',
    'MMM{fr}DDYYYY',
    'YYYY-MM-DDTHH:mm:ssZZ',
    'YYYY-MM-DD HH:mm ZZZ',
    'HH:mm:ss.SSS',
    'H:mm',
  ];
  test('dates', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...patterns),
        fc.constantFrom(...patterns),
        fc.integer({ min: -20000, max: 30000 }),
        fc.string({ unit: fc.constantFrom(...'0123456789-+/.:TZAaPpMmé '.split('')), maxLength: 12 }),
        fc.nat(),
        (pattern, other, value, noise, at) => {
          const right = formatDate(value, pattern);
          // One piece of a right text replaced: mostly wrong, sometimes another right one.
          const place = at % (right.length + 1);
          const near = right.slice(0, place) + noise.slice(0, 2) + right.slice(place + (at % 3));
          const texts = [right, right.toUpperCase(), right.replace('+00', '-09'), near];
          for (const text of [...texts, formatDate(value, other), noise, noise.slice(1)])
            expect(dateReader(pattern)(dictionaryOf([text]), 0)).toBe(parseDate(text, pattern));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

test('dates are written as they were read', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(
        'D MMMM YYYY',
        'DD-MMM{EN}-YY',
        'D. MMMM{De} YYYY',
        'D[ de ]MMMM{es}[ de ]YYYY',
        'MMM{fr} D, YYYY',
      ),
      fc.integer({ min: -365, max: 36000 }),
      (pattern, days) => {
        expect(parseDate(formatDate(days, pattern), pattern)).toBe(days);
      },
    ),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: -1e6, max: 1e6 }),
      fc.constantFrom('PTnHnMnS', 'PnDTnHnMnS'),
      (seconds, pattern) => {
        expect(parseDate(formatDate(seconds, pattern), pattern)).toBe(seconds + 0);
      },
    ),
  );
});
