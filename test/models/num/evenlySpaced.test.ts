import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evenlySpaced } from '../../../models/num/evenlySpaced.ts';

test('all positions when there are no more than asked for', () => {
  expect([...evenlySpaced(4, 9)]).toEqual([0, 1, 2, 3]);
  expect([...evenlySpaced(0, 9)]).toEqual([]);
});

test('else as many as asked for, from the first on, with steps that differ by one at most', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 300 }), fc.integer({ min: 1, max: 299 }), (count, most) => {
      fc.pre(most < count);
      const positions = [...evenlySpaced(count, most)];
      expect(positions).toHaveLength(most);
      expect(positions[0]).toBe(0);
      const steps = [...positions.slice(1), count].map((position, index) => position - positions[index]);
      expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(1);
    }),
  );
});
