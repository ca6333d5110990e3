import { expect, test } from 'vitest';
import { nextIndex } from '../../../renderer/steps/columns/listKeys.ts';

test.each([
  [3, 'ArrowDown', 4],
  [9, 'ArrowDown', 9],
  [3, 'ArrowUp', 2],
  [0, 'ArrowUp', 0],
  [3, 'Home', 0],
  [3, 'End', 9],
  [3, 'Enter', null],
])('from %i, %s leads to %s in a list of ten', (index, key, expected) => {
  expect(nextIndex(index, key, 10)).toBe(expected);
});
