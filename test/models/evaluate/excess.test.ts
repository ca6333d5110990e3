import { expect, test } from 'vitest';
import { binomialTail, chanceOfMore, chanceOfPairs } from '../../../models/evaluate/excess.ts';

test('binomial tails by hand', () => {
  expect(binomialTail(0, 10, 0.5)).toBe(1);
  // 2^-10 and (45 + 10 + 1) / 1024.
  expect(binomialTail(10, 10, 0.5)).toBeCloseTo(1 / 1024, 12);
  expect(binomialTail(8, 10, 0.5)).toBeCloseTo(56 / 1024, 12);
  // 1 - 0.9^3.
  expect(binomialTail(1, 3, 0.1)).toBeCloseTo(0.271, 12);
});

test('more than the control: nothing to compare is no evidence', () => {
  expect(chanceOfMore({ successes: 0, trials: 10 }, { successes: 0, trials: 10 })).toBe(1);
  expect(chanceOfMore({ successes: 3, trials: 10 }, { successes: 0, trials: 0 })).toBe(1);
  // Three of three on a side that has a third of the trials: (1/3)^3.
  expect(chanceOfMore({ successes: 3, trials: 10 }, { successes: 0, trials: 20 })).toBeCloseTo(1 / 27, 12);
  expect(chanceOfPairs(0, 0)).toBe(1);
  expect(chanceOfPairs(3, 1)).toBeCloseTo(5 / 16, 12);
});
