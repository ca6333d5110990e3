/** Statistics of a column's cells from its distinct values and how often each occurs. */

/** Values with the cells of each; values may repeat and be NaN (then they are passed over). */
export interface Weighted {
  readonly values: Float64Array;
  readonly counts: Uint32Array;
}

/** Cells with a value, the outermost values, and the moments of all cells. */
export interface Moments {
  readonly cells: number;
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  /** Sum of squares around the mean over the cells (division by n). */
  readonly variance: number;
  /** Third standardised moment, m3 / m2^1.5 with division by n (Joanes & Gill 1998, g1); 0 when all are equal. */
  readonly skewness: number;
}

/** Two passes. With no cell, `low` is Infinity, `high` -Infinity and the rest NaN. */
export function momentsOf({ values, counts }: Weighted): Moments {
  let [cells, low, high, sum] = [0, Infinity, -Infinity, 0];
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (counts[index] === 0 || Number.isNaN(value)) continue;
    cells += counts[index];
    sum += counts[index] * value;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const mean = sum / cells;
  let [second, third] = [0, 0];
  for (let index = 0; index < values.length; index++) {
    if (counts[index] === 0 || Number.isNaN(values[index])) continue;
    const off = values[index] - mean;
    second += counts[index] * off * off;
    third += counts[index] * off * off * off;
  }
  const variance = second / cells;
  return { cells, low, high, mean, variance, skewness: low === high ? 0 : third / cells / variance ** 1.5 };
}

/**
 * The smallest value with at least `share * cells` cells at or below it, for each share; shares ascending in 0 .. 1.
 * NaN for all when there is no cell. Cost: one pass and one sort of the values that share a bucket with an answer.
 */
export function quantilesOf(weighted: Weighted, shares: readonly number[]): number[] {
  const { values, counts } = weighted;
  const { cells, low, high } = momentsOf(weighted);
  if (cells === 0) return shares.map(() => NaN);
  if (low === high) return shares.map(() => low);
  const buckets = 4096;
  // Capped, so that the width of a range at the edge of what a double can tell is not divided to infinity.
  const scale = Math.min(buckets / (high - low), Number.MAX_VALUE);
  const bucketOf = (value: number): number => Math.min(buckets - 1, Math.floor((value - low) * scale));
  const sums = new Float64Array(buckets);
  for (let index = 0; index < values.length; index++)
    if (counts[index] > 0 && !Number.isNaN(values[index])) sums[bucketOf(values[index])] += counts[index];
  let bucket = 0;
  let below = 0;
  return shares.map((share) => {
    while (bucket < buckets - 1 && below + sums[bucket] < share * cells) below += sums[bucket++];
    return inBucket(weighted, (value) => bucketOf(value) === bucket, share * cells - below);
  });
}

function inBucket({ values, counts }: Weighted, isIn: (value: number) => boolean, cells: number): number {
  const found: number[] = [];
  for (let index = 0; index < values.length; index++)
    if (counts[index] > 0 && !Number.isNaN(values[index]) && isIn(values[index])) found.push(index);
  found.sort((one, other) => values[one] - values[other]);
  let sum = 0;
  for (const index of found) {
    sum += counts[index];
    if (sum >= cells) return values[index];
  }
  return values[found[found.length - 1]];
}
