/**
 * A growing dictionary of byte strings: open addressing over typed arrays, so that a cell costs one probe and no string.
 * Entries are numbered in the order in which they are first met.
 */
import type { Dictionary } from '../../table/dictionary.ts';
import { hashPrime, hashSeed } from './record.ts';

export interface Interner {
  /** Pairs (entry + 1, hash), 0 where free; length twice a power of two. The hash beside the entry saves a cache miss. */
  slots: Int32Array;
  /** 32 less the logarithm of the number of pairs: the top bits of a multiplied hash choose the pair. */
  shift: number;
  /** Entry `i` is `bytes[offsets[i]] .. bytes[offsets[i + 1] - 1]`. */
  offsets: Uint32Array;
  bytes: Uint8Array;
  size: number;
}

export function emptyInterner(): Interner {
  return {
    slots: new Int32Array(32),
    shift: 28,
    offsets: new Uint32Array(9),
    bytes: new Uint8Array(64),
    size: 0,
  };
}

/** Entry of `source[start .. end)`, made when it is new. @param hash `hashBytes` of the same bytes. */
export function intern(
  interner: Interner,
  source: Uint8Array,
  start: number,
  end: number,
  hash: number,
): number {
  const { slots, offsets, bytes } = interner;
  const mask = slots.length - 1;
  const length = end - start;
  let slot = (Math.imul(hash, spread) >>> interner.shift) << 1;
  for (let found = slots[slot]; found !== 0; found = slots[slot]) {
    if (slots[slot + 1] === hash) {
      const offset = offsets[found - 1];
      if (offsets[found] - offset === length) {
        let index = 0;
        while (index < length && bytes[offset + index] === source[start + index]) index++;
        if (index === length) return found - 1;
      }
    }
    slot = (slot + 2) & mask;
  }
  slots[slot] = interner.size + 1;
  slots[slot + 1] = hash;
  return append(interner, source, start, end);
}

/** 2^32 over the golden ratio: Knuth, The Art of Computer Programming 3, 6.4, multiplicative hashing. */
const spread = 0x9e3779b1 | 0;

function append(interner: Interner, source: Uint8Array, start: number, end: number): number {
  const entry = interner.size;
  const used = interner.offsets[entry];
  const needed = used + end - start;
  if (needed > interner.bytes.length) {
    const grown = new Uint8Array(Math.max(needed, interner.bytes.length * 2));
    grown.set(interner.bytes.subarray(0, used));
    interner.bytes = grown;
  }
  if (end - start > 64) interner.bytes.set(source.subarray(start, end), used);
  else for (let index = start, to = used; index < end; index++, to++) interner.bytes[to] = source[index];
  interner.offsets[entry + 1] = needed;
  interner.size = entry + 1;
  if (interner.size + 1 === interner.offsets.length) grow(interner);
  return entry;
}

/** Twice the entries; pairs stay at most half full. */
function grow(interner: Interner): void {
  const { offsets, slots: old } = interner;
  interner.offsets = new Uint32Array((offsets.length - 1) * 2 + 1);
  interner.offsets.set(offsets);
  const slots = new Int32Array(old.length * 2);
  const mask = slots.length - 1;
  interner.shift--;
  for (let pair = 0; pair < old.length; pair += 2) {
    if (old[pair] === 0) continue;
    let slot = (Math.imul(old[pair + 1], spread) >>> interner.shift) << 1;
    while (slots[slot] !== 0) slot = (slot + 2) & mask;
    slots[slot] = old[pair];
    slots[slot + 1] = old[pair + 1];
  }
  interner.slots = slots;
}

/** FNV-1a of `source[start .. end)`, as `cutRecord` computes it. */
export function hashBytes(source: Uint8Array, start: number, end: number): number {
  let hash = hashSeed;
  for (let index = start; index < end; index++) hash = Math.imul(hash ^ source[index], hashPrime);
  return hash;
}

/** The entries as a dictionary over shared memory; a copy. */
export function toDictionary({ bytes, offsets, size }: Interner): Dictionary {
  const used = offsets[size];
  const shared = {
    bytes: new Uint8Array(new SharedArrayBuffer(used)),
    offsets: new Uint32Array(new SharedArrayBuffer((size + 1) * 4)),
  };
  shared.bytes.set(bytes.subarray(0, used));
  shared.offsets.set(offsets.subarray(0, size + 1));
  return shared;
}
