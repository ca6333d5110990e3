import { expect, test } from 'vitest';
import { dateAfter, happens, normal, weighted, whole } from '../../../electron/files/draw.ts';
import { randomStream } from '../../../models/num/random.ts';

const draws = 20_000;

test('normal has mean 0 and variance 1', () => {
  const random = randomStream(['draw', 1]);
  const values = Array.from({ length: draws }, () => normal(random));
  const mean = values.reduce((sum, value) => sum + value, 0) / draws;
  const variance = values.reduce((sum, value) => sum + value * value, 0) / draws - mean * mean;
  // Five standard errors: 5 / sqrt(n) and 5 sqrt(2 / n); a correct sampler fails once in a million seeds.
  expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(draws));
  expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / draws));
});

test('weighted and happens keep to their chances', () => {
  const random = randomStream(['draw', 2]);
  let b = 0;
  let yes = 0;
  for (let index = 0; index < draws; index++) {
    if (
      weighted(random, [
        ['a', 3],
        ['b', 1],
        ['c', 0],
      ]) === 'b'
    )
      b++;
    if (happens(random, 0.25)) yes++;
  }
  // Five standard errors of a share of one quarter.
  const bound = 5 * Math.sqrt((0.25 * 0.75) / draws);
  expect(Math.abs(b / draws - 0.25)).toBeLessThan(bound);
  expect(Math.abs(yes / draws - 0.25)).toBeLessThan(bound);
});

test('whole stays within its bounds, dates count from 2024 with its leap day', () => {
  expect([whole(-3, 0, 9), whole(4.5, 0, 9), whole(99, 0, 9)]).toEqual([0, 5, 9]);
  expect([dateAfter(0), dateAfter(59), dateAfter(366)]).toEqual(['2024-01-01', '2024-02-29', '2025-01-01']);
});
