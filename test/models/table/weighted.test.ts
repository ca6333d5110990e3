import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { momentsOf, quantilesOf } from '../../../models/table/weighted.ts';

describe('moments', () => {
  test('by hand', () => {
    // Cells 1, 1, 4: mean 2, deviations -1 -1 2, m2 = 6 / 3, m3 = 6 / 3, skewness 2 / 2^1.5.
    const moments = momentsOf({ values: Float64Array.of(1, 4, NaN), counts: Uint32Array.of(2, 1, 9) });
    expect(moments).toMatchObject({ cells: 3, low: 1, high: 4, mean: 2, variance: 2 });
    expect(moments.skewness).toBeCloseTo(Math.SQRT1_2, 14); // rounding of one power
  });
  test('equal values have no skewness', () => {
    expect(momentsOf({ values: Float64Array.of(0.1), counts: Uint32Array.of(7) }).skewness).toBe(0);
  });
});

test('quantiles are those of the sorted cells', () => {
  const cell = fc.tuple(
    fc.oneof(fc.integer({ min: -50, max: 50 }), fc.double({ noNaN: true, min: -1e6, max: 1e6 })),
    fc.nat(4),
  );
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 60 }), (cells) => {
      const sorted = cells
        .flatMap(([value, count]) => Array<number>(count).fill(value))
        .sort((a, b) => a - b);
      const shares = [0, 0.025, 0.25, 0.5, 0.75, 1];
      const found = quantilesOf(
        {
          values: Float64Array.from(cells, ([value]) => value),
          counts: Uint32Array.from(cells, ([, count]) => count),
        },
        shares,
      );
      const expected = shares.map(
        (share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN,
      );
      expect(found.map((value) => value + 0)).toEqual(expected.map((value) => value + 0));
    }),
  );
});
