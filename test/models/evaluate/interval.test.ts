import { describe, expect, test } from 'vitest';
import { jackknife, jackknifeGroups, jackknifeRows, wilson } from '../../../models/evaluate/interval.ts';

describe('wilson', () => {
  // scipy 1.17.1: scipy.stats.binomtest(successes, n).proportion_ci(method="wilson")
  test.each([
    [0, 10, 0, 0.2775327998628892],
    [5, 10, 0.236593090512564, 0.763406909487436],
    [30, 1000, 0.021093738828834696, 0.042503414147587126],
  ])('%i of %i', (successes, n, low, high) => {
    const interval = wilson(successes, n);
    expect(interval[0]).toBeCloseTo(low, 6);
    expect(interval[1]).toBeCloseTo(high, 6);
  });
});

describe('jackknife', () => {
  test('of a mean of group means: (g - 1)/g times the squares about their mean, by hand', () => {
    const interval = jackknife(0.5, [0.4, 0.6], [0, 1]);
    // squares 0.01 + 0.01, times 1/2, root 0.1, times 2.262
    expect(interval?.[0]).toBeCloseTo(0.5 - 0.22621571627, 9);
    expect(interval?.[1]).toBeCloseTo(0.5 + 0.22621571627, 9);
  });

  test('is unknown when a group cannot be left out', () => {
    expect(jackknife(0.5, [0.4, NaN], [0, 1])).toBeNull();
    expect(jackknife(NaN, [0.4, 0.5], [0, 1])).toBeNull();
  });

  test('stays in range', () => {
    expect(jackknife(0.99, [0.7, 1], [0, 1])?.[1]).toBe(1);
  });

  test('groups are random, all used and the same for a seed', () => {
    const groups = jackknifeRows(5000, 4);
    expect(jackknifeRows(5000, 4)).toEqual(groups);
    expect(jackknifeRows(5000, 5)).not.toEqual(groups);
    const counts = new Array<number>(jackknifeGroups).fill(0);
    for (const group of groups) counts[group]++;
    // 500 expected, standard deviation 21; six of them either way fail less than once in 10^7 seeds.
    for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(128);
  });
});
