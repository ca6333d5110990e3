/** Entries of several dictionaries as one dictionary in which no text stands twice; texts are compared as bytes. */
import type { Dictionary } from '../table/dictionary.ts';

export interface EntryJoiner {
  /** The joined entry of one of `dictionary`'s; a new one for a text that no earlier call brought. */
  add(dictionary: Dictionary, entry: number): number;
  /** Number of joined entries. */
  size(): number;
  /** All joined entries, in shared memory. */
  finish(): Dictionary;
}

/** Open addressing over a 32-bit hash of the bytes; at most half of the slots are taken. Cost: the bytes that are added. */
export function entryJoiner(): EntryJoiner {
  let bytes = new Uint8Array(1 << 12);
  let offsets = new Uint32Array(1 << 8);
  let hashes = new Int32Array(1 << 8);
  let slots = new Int32Array(1 << 9);
  let size = 0;

  const insert = (hash: number, entry: number): void => {
    let slot = hash & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = entry + 1;
  };
  const reserve = (length: number): void => {
    const needed = offsets[size] + length;
    if (needed > bytes.length) bytes = grown(bytes, new Uint8Array(Math.max(needed, 2 * bytes.length)));
    if (size + 2 <= hashes.length) return;
    offsets = grown(offsets, new Uint32Array(2 * offsets.length));
    hashes = grown(hashes, new Int32Array(2 * hashes.length));
    slots = new Int32Array(2 * slots.length);
    for (let entry = 0; entry < size; entry++) insert(hashes[entry], entry);
  };

  return {
    add: (dictionary, entry) => {
      const from = dictionary.bytes;
      const start = dictionary.offsets[entry];
      const length = dictionary.offsets[entry + 1] - start;
      const hash = hashOf(from, start, start + length);
      const mask = slots.length - 1;
      for (let slot = hash & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
        const known = slots[slot] - 1;
        if (hashes[known] === hash && offsets[known + 1] - offsets[known] === length) {
          let same = 0;
          while (same < length && bytes[offsets[known] + same] === from[start + same]) same++;
          if (same === length) return known;
        }
      }
      reserve(length);
      const at = offsets[size];
      for (let index = 0; index < length; index++) bytes[at + index] = from[start + index];
      hashes[size] = hash;
      insert(hash, size);
      offsets[++size] = at + length;
      return size - 1;
    },
    size: () => size,
    finish: () => ({
      bytes: grown(bytes.subarray(0, offsets[size]), new Uint8Array(new SharedArrayBuffer(offsets[size]))),
      offsets: grown(offsets.subarray(0, size + 1), new Uint32Array(new SharedArrayBuffer((size + 1) * 4))),
    }),
  };
}

function grown<Into extends Uint8Array | Uint32Array | Int32Array>(
  values: Uint8Array | Uint32Array | Int32Array,
  into: Into,
): Into {
  into.set(values);
  return into;
}

/** FNV-1a, 32 bits, with the finaliser of MurmurHash3 so that the low bits are as good as the others. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let index = start; index < end; index++) hash = Math.imul(hash ^ bytes[index], 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
