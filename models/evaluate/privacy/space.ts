/**
 * Rows as points, for distances between records: a number becomes its rank among the training and holdout rows, from 0
 * to 1 (mid-rank, so ties share one place), and a missing number 0.5; categories, and whether a number is missing, are
 * compared for equality only. Squared distance = sum over numbers of (difference of ranks)^2 + `mismatch` for each
 * category that differs, which is what one-hot coding with weight 0.5 gives: 0.5^2 + 0.5^2.
 *
 * On published tables of adult the weight hardly matters (0.125 to 1: synthpop 0.602 to 0.595, a Bayesian network 0.687
 * to 0.675, CTGAN 0.510 to 0.504); 0.5 keeps a differing category below the largest difference of ranks.
 *
 * Ours, after the quantile-plus-one-hot coding of mostlyai-qa (`mostlyai/qa/_embeddings.py`) without its text model.
 */
import type { Aligned, AlignedNumber, Span } from '../align.ts';

/** What a differing category adds to the squared distance. */
export const mismatch = 0.5;

/** Points over shared memory, one array a coordinate. */
export interface Space {
  /** Row -> rank from 0 to 1. */
  readonly ranks: readonly Float32Array[];
  /** Row -> code; only equality counts. */
  readonly labels: readonly Int32Array[];
}

/** All modelled columns of all rows as points. */
export function spaceOf({ columns, holdout }: Aligned): Space {
  const ranks: Float32Array[] = [];
  const labels: Int32Array[] = [];
  for (const column of columns) {
    if (column.form === 'category') {
      labels.push(column.codes);
      continue;
    }
    ranks.push(ranksOf(column, { start: 0, end: holdout.end }));
    const missing = missingOf(column);
    if (missing !== null) labels.push(missing);
  }
  return { ranks, labels };
}

function ranksOf({ values }: AlignedNumber, { start, end }: Span): Float32Array {
  const sorted = values
    .slice(start, end)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const rankOf = midRanks(sorted);
  const ranks = new Float32Array(new SharedArrayBuffer(values.length * 4));
  for (let row = 0; row < values.length; row++)
    ranks[row] = Number.isNaN(values[row]) ? 0.5 : rankOf(values[row]);
  return ranks;
}

/** Mid-rank of any value among `sorted`, from 0 to 1; a value between two others lies between their ranks. */
function midRanks(sorted: Float64Array): (value: number) => number {
  const distinct: number[] = [];
  const middles: number[] = [];
  for (let first = 0; first < sorted.length;) {
    let next = first + 1;
    while (next < sorted.length && sorted[next] === sorted[first]) next++;
    distinct.push(sorted[first]);
    middles.push((first + next - 1) / 2 / Math.max(1, sorted.length - 1));
    first = next;
  }
  return (value) => {
    let low = 0;
    let high = distinct.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (distinct[middle] < value) low = middle + 1;
      else high = middle;
    }
    if (low === distinct.length) return distinct.length === 0 ? 0.5 : middles[low - 1];
    if (distinct[low] === value || low === 0) return middles[low];
    const share = (value - distinct[low - 1]) / (distinct[low] - distinct[low - 1]);
    return middles[low - 1] + share * (middles[low] - middles[low - 1]);
  };
}

function missingOf({ values }: AlignedNumber): Int32Array | null {
  if (!values.some(Number.isNaN)) return null;
  const missing = new Int32Array(new SharedArrayBuffer(values.length * 4));
  for (let row = 0; row < values.length; row++) missing[row] = Number.isNaN(values[row]) ? 1 : 0;
  return missing;
}
