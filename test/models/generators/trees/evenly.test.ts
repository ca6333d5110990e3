import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lotsFor, nextPlace } from '../../../../models/generators/trees/evenly.ts';
import { randomStream } from '../../../../models/num/random.ts';

/** How many of `places` lie in each of `parts` equal parts of [0, 1). */
function countsIn(places: readonly number[], parts: number): number[] {
  const counts = new Array<number>(parts).fill(0);
  for (const place of places) counts[Math.floor(place * parts)]++;
  return counts;
}

function placesOf(count: number, size: number, part: number): number[] {
  const lots = lotsFor(1);
  const random = randomStream([1, 'evenly', part]);
  return Array.from({ length: count }, () => nextPlace(lots, 0, size, random));
}

describe('places in a node', () => {
  test('of few donors: halves of every dyadic interval differ by one at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(), (count, part) => {
        const places = placesOf(count, 30, part);
        expect(places.every((place) => place >= 0 && place < 1)).toBe(true);
        for (const parts of [2, 4, 8, 16, 32]) {
          const counts = countsIn(places, parts);
          for (let left = 0; left < parts; left += 2)
            expect(Math.abs(counts[left] - counts[left + 1])).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('of many donors: halves are equal whenever an urn of eight lots a side is empty', () => {
    for (const count of [16, 32, 160]) {
      const [left, right] = countsIn(placesOf(count, 5000, count), 2);
      expect(left).toBe(right);
    }
  });

  test('are each uniform, whichever in turn', () => {
    // 4,000 first, second and seventh places in 32 parts: chi-square with 31 degrees of freedom, 61.1 at one in a thousand.
    for (const turn of [0, 1, 6]) {
      const taken = Array.from({ length: 4000 }, (_, part) => placesOf(turn + 1, 30, part)[turn]);
      const counts = countsIn(taken, 32);
      const chiSquare = counts.reduce((sum, count) => sum + (count - 125) ** 2 / 125, 0);
      expect(chiSquare).toBeLessThan(61.1);
    }
  });

  test('of two parts that draw the same rows are not paired', () => {
    // Agreement of the halves over 6,400 rows has the variance of coin tosses times 1 + 1/7 for urns of eight: 5 sd.
    const [one, other] = [placesOf(6400, 5000, 1), placesOf(6400, 5000, 2)];
    const agree = one.filter((place, row) => place < 0.5 === other[row] < 0.5).length;
    expect(Math.abs(agree - 3200)).toBeLessThan(5 * Math.sqrt((6400 / 4) * (8 / 7)));
  });

  test('of nodes do not depend on each other', () => {
    const lots = lotsFor(3);
    const random = randomStream([1, 'nodes']);
    const places = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2].map((node) => nextPlace(lots, node, 30, random));
    for (const node of [0, 1, 2])
      expect(
        countsIn(
          places.filter((_, index) => index % 3 === node),
          2,
        ),
      ).toEqual([2, 2]);
  });
});
