import { expect, test } from 'vitest';
import { strengthWord } from '../../../renderer/steps/columns/GoesWith.tsx';

test.each([
  [0.21, 'weakly'],
  [0.3, 'moderately'],
  [0.49, 'moderately'],
  [0.5, 'strongly'],
  [0.99, 'strongly'],
  [1, 'almost fully'],
])('%d is said as %s', (strength, word) => {
  expect(strengthWord(strength)).toBe(word);
});
