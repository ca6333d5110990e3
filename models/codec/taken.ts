/**
 * The texts of a column that must never be written again, as keyed hashes. It answers "is this text one of them?" and
 * nothing else: no text stands in it. Whoever has the key and guesses a text can still test the guess, so for a format
 * with few possible texts the set is as telling as a list, and the model file is as sensitive as the data.
 */
import { addAscii, addText, beginHash, endHash, type Key } from '../num/keyHash.ts';
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
  const [high, low] = [beginHash(key, 11), beginHash(key, 12)];
  const { bytes, offsets } = column.dictionary;
  let count = 0;
  for (let entry = 0; entry < size; entry++) {
    if (column.missing[entry] === 1) continue;
    const [start, end] = [offsets[entry], offsets[entry + 1]];
    hashes[count++] = isAscii(bytes, start, end)
      ? together(addAscii(high, bytes, start, end), addAscii(low, bytes, start, end))
      : hashOf(high, low, textOf(column.dictionary, entry));
  }
  const present = hashes.subarray(0, count).sort();
  return { key, hashes: present };
}

/** A test of many texts against the taken ones. */
export interface TakenTest {
  /** True for every taken text; for another one with probability (number of taken texts) / 2^52. */
  text(text: string): boolean;
  /** The same of the ASCII text that stands in `bytes` from `start` to `end` (exclusive). */
  ascii(bytes: Uint8Array, start: number, end: number): boolean;
}

/** The key is hashed once. */
export function takenTest({ key, hashes }: Taken): TakenTest {
  const [high, low] = [beginHash(key, 11), beginHash(key, 12)];
  return {
    text: (text) => holds(hashes, hashOf(high, low, text)),
    ascii: (bytes, start, end) =>
      holds(hashes, together(addAscii(high, bytes, start, end), addAscii(low, bytes, start, end))),
  };
}

/** True when ascending `sorted` holds `wanted`. */
export function holds(sorted: Float64Array | Int32Array, wanted: number): boolean {
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

function hashOf(high: number, low: number, text: string): number {
  return together(addText(high, text), addText(low, text));
}

/** 52 bits of two hashes under way. */
function together(high: number, low: number): number {
  return (endHash(high) >>> 12) * 2 ** 32 + endHash(low);
}

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let index = start; index < end; index++) if (bytes[index] >= 0x80) return false;
  return true;
}
