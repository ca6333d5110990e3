import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from '../../../../models/evaluate/fidelity/order.ts';

test('orders the rows of a span by value, equal ones by row, and leaves out what is missing', () => {
  const values = Float64Array.of(9, 3, NaN, -1, 3, 0, 9);
  expect([...inOrder(values, { start: 1, end: 6 })]).toEqual([3, 5, 1, 4]);
  expect([...inOrder(values, { start: 2, end: 3 })]).toEqual([]);
});

test('is what sorting rows by a comparison gives', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 40 }), (drawn) => {
      const values = Float64Array.from(drawn);
      const slow = drawn.map((_, row) => row).sort((a, b) => drawn[a] - drawn[b] || a - b);
      expect([...inOrder(values, { start: 0, end: drawn.length })]).toEqual(slow);
    }),
  );
});
