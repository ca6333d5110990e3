import { expect, test } from 'vitest';
import { equalWidthCodes, equalWidthSize } from '../../../../models/evaluate/fidelity/equalWidth.ts';

test('numpy.digitize on numpy.histogram_bin_edges([0, 1, 5, 10], 10): the largest and the missing share a code', () => {
  const values = Float64Array.of(0, 0.5, 1, 9.99, 10, NaN);
  expect([...equalWidthCodes(values, [{ start: 0, end: 6 }])]).toEqual([1, 1, 2, 10, 11, 11]);
});

test('each span has edges of its own', () => {
  const values = Float64Array.of(0, 10, 0, 100);
  const spans = [
    { start: 0, end: 2 },
    { start: 2, end: 4 },
  ];
  expect([...equalWidthCodes(values, spans)]).toEqual([1, 11, 1, 11]);
});

test('constant and empty spans: numpy widens by a half, and takes 0 to 1', () => {
  expect([...equalWidthCodes(Float64Array.of(7, 7), [{ start: 0, end: 2 }])]).toEqual([6, 6]);
  expect([...equalWidthCodes(Float64Array.of(NaN), [{ start: 0, end: 1 }])]).toEqual([11]);
  expect(equalWidthSize).toBe(12);
});
