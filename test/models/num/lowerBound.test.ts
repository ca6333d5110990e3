import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lowerBound } from '../../../models/num/lowerBound.ts';

test('as many values lie below the place as are less than the value', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -5, max: 5 })),
      fc.integer({ min: -6, max: 6 }),
      (values, value) => {
        const sorted = Float64Array.from(values).sort();
        expect(lowerBound(sorted, value)).toBe(values.filter((other) => other < value).length);
      },
    ),
  );
});
