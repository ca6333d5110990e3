import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from '../../../../models/evaluate/fidelity/order.ts';
import { kolmogorovSmirnov } from '../../../../models/evaluate/fidelity/shapes.ts';

function distanceOf(a: readonly number[], b: readonly number[]): number {
  const spans = [
    { start: 0, end: a.length },
    { start: a.length, end: a.length + b.length },
  ] as const;
  const values = Float64Array.from([...a, ...b]);
  const groups = Uint8Array.from(values, (_, row) => row % 10);
  return kolmogorovSmirnov(values, inOrder(values, spans[0]), inOrder(values, spans[1]), groups)[0];
}

test('scipy.stats.ks_2samp([1, 2, 2, 3, 5], [2, 3, 4, 6]).statistic', () => {
  expect(distanceOf([1, 2, 2, 3, 5], [2, 3, 4, 6])).toBeCloseTo(0.35, 12);
});

test('missing values take no part; an empty side is undefined', () => {
  expect(distanceOf([1, NaN, 2], [NaN, 1, 2])).toBe(0);
  expect(distanceOf([NaN], [1])).toBeNaN();
});

test('is what comparing the two distribution functions at every value gives', () => {
  const sample = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 12 });
  const below = (values: readonly number[], at: number): number =>
    values.filter((value) => value <= at).length / values.length;
  fc.assert(
    fc.property(sample, sample, (a, b) => {
      const slow = Math.max(...[...a, ...b].map((at) => Math.abs(below(a, at) - below(b, at))));
      expect(distanceOf(a, b)).toBeCloseTo(slow, 12);
    }),
  );
});
