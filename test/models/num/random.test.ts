import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashKey, randomStream } from '../../../models/num/random.ts';

/** Chi-square statistic of counts against equal expectations. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe('randomStream', () => {
  it('gives equal streams for equal keys and different ones for keys that differ in one part', () => {
    const take = (key: (number | string)[]): number[] => {
      const random = randomStream(key);
      return Array.from({ length: 8 }, () => random.bits());
    };
    expect(take([1, 'fit', 3])).toEqual(take([1, 'fit', 3]));
    const others = [
      [2, 'fit', 3],
      [1, 'fat', 3],
      [1, 'fit', 4],
      [1, 'fit'],
      [1, 'f', 'it', 3],
      [1 + 2 ** 32, 'fit', 3],
    ];
    for (const other of others) expect(take(other)).not.toEqual(take([1, 'fit', 3]));
  });

  it('stays in range and is never stuck', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(), fc.string()), { maxLength: 5 }),
        fc.integer({ min: 1, max: 1e9 }),
        (key, n) => {
          const random = randomStream(key);
          const draws = Array.from({ length: 20 }, () => random.below(n));
          expect(draws.every((draw) => Number.isInteger(draw) && draw >= 0 && draw < n)).toBe(true);
          const uniforms = Array.from({ length: 20 }, () => random.uniform());
          expect(uniforms.every((value) => value >= 0 && value < 1)).toBe(true);
          expect(new Set(uniforms).size).toBeGreaterThan(15);
        },
      ),
    );
  });

  it('is uniform over cells within a stream (chi-square, error rate 1e-4 a key)', () => {
    // 99 degrees of freedom: the 1 - 1e-4 quantile is 160.1 (scipy.stats.chi2.ppf(1 - 1e-4, 99), scipy 1.14).
    for (const key of [['a'], ['b'], [7, 'sample', 0, 0]]) {
      const random = randomStream(key);
      const counts = new Array<number>(100).fill(0);
      for (let draw = 0; draw < 100_000; draw++) counts[Math.floor(random.uniform() * 100)]++;
      expect(chiSquare(counts)).toBeLessThan(160.1);
    }
  });

  it('is uniform over the first draw of neighbouring streams, which blocks rely on', () => {
    const counts = new Array<number>(100).fill(0);
    for (let block = 0; block < 100_000; block++) counts[randomStream([1, 'sample', block]).below(100)]++;
    expect(chiSquare(counts)).toBeLessThan(160.1);
  });

  it('hashes keys without an early collision', () => {
    const seen = new Set<number>();
    for (let part = 0; part < 20_000; part++) seen.add(hashKey(['column', part], 1));
    // Birthday bound: 20,000^2 / 2^33 = 0.047 expected collisions, so 3 or more has probability below 2e-5.
    expect(seen.size).toBeGreaterThan(19_997);
  });
});
