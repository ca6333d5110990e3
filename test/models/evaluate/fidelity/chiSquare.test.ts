import { expect, test } from 'vitest';
import { chiSquareTail, logGamma } from '../../../../models/evaluate/fidelity/chiSquare.ts';

test.each([
  [3.84, 1, 0.05004352124870519],
  [0.5, 3, 0.9188914116546758],
  [30, 10, 0.000856641210775301],
  [200, 12, 3.261456366720447e-36],
  [95, 99, 0.5950779044295179],
])('P(X > %f) with %i degrees: scipy.stats.chi2.sf, scipy 1.17', (x, freedom, p) => {
  expect(Math.abs(chiSquareTail(x, freedom) / p - 1)).toBeLessThan(1e-10);
});

test('at the ends', () => {
  expect(chiSquareTail(0, 4)).toBe(1);
  expect(chiSquareTail(1e5, 1)).toBe(0);
  // The series is cut after its fourth term, an error below 1e-12 from 10 on.
  expect(logGamma(5)).toBeCloseTo(Math.log(24), 11);
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 11);
});
