/** A node's rows as bits, class by class: on which side of its median cut each predictor has them. */
import { evenlySpaced } from '../../num/evenlySpaced.ts';
import type { NodeRows } from './split.ts';

/** Rows looked at, evenly spaced; bounds what a search costs to 128 words a pair or triple. Ours. */
const sampleRows = 4096;

/** Rows of a node ordered by class, each class padded with -1 to whole words of 32. */
export interface Sample {
  readonly rows: Int32Array;
  /** Class -> one past its last word. */
  readonly wordEnds: readonly number[];
  /** Class -> rows; no class is empty. */
  readonly classRows: readonly number[];
  readonly taken: number;
}

/** @param coarse class of the node's i-th row, 0 .. `classes` - 1. */
export function sampleOf({ rows, start, end }: NodeRows, coarse: Uint8Array, classes: number): Sample {
  const total = end - start;
  const picks = evenlySpaced(total, sampleRows);
  const counts = new Int32Array(classes);
  for (const pick of picks) counts[coarse[pick]]++;
  const next = new Int32Array(classes);
  const wordEnds: number[] = [];
  counts.forEach((count, k) => {
    const word = wordEnds.at(-1) ?? 0;
    next[k] = 32 * word;
    if (count > 0) wordEnds.push(word + Math.ceil(count / 32));
  });
  const picked = new Int32Array(32 * (wordEnds.at(-1) ?? 0)).fill(-1);
  for (const pick of picks) picked[next[coarse[pick]]++] = rows[start + pick];
  return {
    rows: picked,
    wordEnds,
    classRows: Array.from(counts.filter((count) => count > 0)),
    taken: picks.length,
  };
}

/** The bin that splits the node most evenly, lower bins left; null when a side has fewer rows than a leaf. */
export function medianCut({ rows, start, end }: NodeRows, bins: Uint8Array, leafRows: number): number | null {
  const counts = new Uint32Array(256);
  for (let index = start; index < end; index++) counts[bins[rows[index]]]++;
  let below = 0;
  let evenest = Infinity;
  let cut = -1;
  for (let bin = 0; bin < 255; bin++) {
    below += counts[bin];
    if (counts[bin] > 0 && Math.abs(2 * below - (end - start)) < evenest) {
      evenest = Math.abs(2 * below - (end - start));
      cut = bin;
    }
  }
  return evenest <= end - start - 2 * leafRows ? cut : null;
}

/** One bit a row of the sample, 1 where it is right of the cut; padding is 0. */
export function sidesOf({ rows }: Sample, bins: Uint8Array, cut: number): Int32Array {
  const bits = new Int32Array(rows.length / 32);
  for (let index = 0; index < rows.length; index++)
    if (rows[index] >= 0 && bins[rows[index]] > cut) bits[index >> 5] |= 1 << (index & 31);
  return bits;
}

/** Bits set in a 32-bit word (Warren, Hacker's Delight, 2nd ed., 2012, section 5-1). */
export function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
