/**
 * The texts of a column that must never be written again, as keyed hashes. It answers "is this text one of them?" and
 * nothing else: no text stands in it. Whoever has the key and guesses a text can still test the guess, so for a format
 * with few possible texts the set is as telling as a list, and the model file is as sensitive as the data.
 */
import { hashKey, type Key } from '../num/random.ts';
import { sizeOf, textOf } from '../table/dictionary.ts';
import type { Column } from '../table/table.ts';

/** Ascending 52-bit hashes, in shared memory. */
export interface Taken {
  readonly key: Key;
  readonly hashes: Float64Array;
}

/**
 * Every text of the column's dictionary that is a value, also those that only rows outside the training part carry: a
 * new identifier must not belong to anybody. Cost: texts x their length, plus a sort.
 */
export function takenTexts(column: Column, key: Key): Taken {
  const size = sizeOf(column.dictionary);
  const hashes = new Float64Array(new SharedArrayBuffer(size * 8));
  let count = 0;
  for (let entry = 0; entry < size; entry++) {
    if (column.missing[entry] === 0) hashes[count++] = hashOf(key, textOf(column.dictionary, entry));
  }
  const present = hashes.subarray(0, count).sort();
  return { key, hashes: present };
}

/** True for every taken text; for another one with probability (number of taken texts) / 2^52. */
export function isTaken({ key, hashes }: Taken, text: string): boolean {
  return holds(hashes, hashOf(key, text));
}

/** True when ascending `sorted` holds `wanted`. */
export function holds(sorted: ArrayLike<number>, wanted: number): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] === wanted) return true;
    if (sorted[middle] < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

function hashOf(key: Key, text: string): number {
  const named = [...key, text];
  return (hashKey(named, 11) >>> 12) * 2 ** 32 + hashKey(named, 12);
}
