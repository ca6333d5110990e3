import { expect, test } from 'vitest';
import { refusals } from '../../electron/refusals.ts';

test('adds what main refused to what engines refused', () => {
  const seen: number[] = [];
  const count = refusals((sum) => seen.push(sum));
  count.add();
  count.engine(2);
  count.engine(3);
  count.add();
  expect(seen).toEqual([1, 3, 4, 5]);
  expect(count.count()).toBe(5);
});
