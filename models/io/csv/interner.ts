/**
 * A growing dictionary of byte strings: open addressing over typed arrays, so that a cell costs one probe and no string.
 * Entries are numbered in the order in which they are first met. Large memory is shared, so that another thread gets it
 * without a copy.
 */
import { Refused } from '../../run/run.ts';
import type { Dictionary } from '../../table/dictionary.ts';

export interface Interner {
  /**
   * Open addressing: entry + 1 in the low bits, as many as choose a slot, and further bits of the entry's hash above
   * them, so that seldom another text is compared; 0 where free. A power of two of slots, at most half of them used.
   */
  slots: Int32Array;
  /** 32 less the logarithm of the number of slots: the top bits of a hash choose the slot. */
  shift: number;
  /** Entry `i` is `bytes[offsets[i]] .. bytes[offsets[i + 1] - 1]`. */
  offsets: Uint32Array;
  /** Has room for at least 4 bytes after the last entry, because words are read. */
  bytes: Uint8Array;
  size: number;
  /** All entries together have at most this many bytes. */
  readonly limit: number;
}

/** Where cells lie: cell `i` of `count` is `bytes[starts[k]] .. bytes[ends[k] - 1]` with `k = first + i * stride`. */
export interface Cells {
  /** Has room for at least 4 bytes after every cell, whatever they are. */
  readonly bytes: Uint8Array;
  /** `viewOf(bytes)`, made once for many columns. */
  readonly view: DataView;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly first: number;
  readonly stride: number;
  /** At most `mostCellsAtOnce`. */
  readonly count: number;
}

export const mostCellsAtOnce = 1024;

/** Offsets are 32 bits wide. */
const mostBytes = 2 ** 32 - 1;
const slack = 4;

/** Below this, making shared memory costs more than copying: it adds up in tables of thousands of columns. Ours, measured. */
const worthSharing = 1 << 16;

/** @param limit bytes of all entries together, 4 GiB by default. */
export function emptyInterner(limit = mostBytes): Interner {
  return {
    slots: new Int32Array(memory(16 * 4)),
    shift: 28,
    offsets: new Uint32Array(memory(9 * 4)),
    bytes: new Uint8Array(memory(128)),
    size: 0,
    limit,
  };
}

/** Room for one batch of cells; made once, used again and again. */
export interface Batch {
  readonly hashes: Int32Array;
  /** Only there so that slots are fetched before they are needed. */
  touched: number;
}

/** @param count the most cells it will be used for. */
export function emptyBatch(count = mostCellsAtOnce): Batch {
  return { hashes: new Int32Array(count), touched: 0 };
}

/**
 * Writes the entry of each cell to `codes` from `row` on; entries are made where they are new.
 * Two passes, because the slots of a large table come from memory: the first one asks for all of them at once, and
 * waits for none. @throws Refused too-large when the distinct texts of a column do not fit.
 */
export function internCells(
  interner: Interner,
  cells: Cells,
  batch: Batch,
  codes: Int32Array,
  row: number,
): void {
  hashCells(interner, cells, batch);
  const { hashes } = batch;
  const { bytes, view: source, starts, ends, first, stride, count } = cells;
  let { slots, offsets, shift } = interner;
  let known = viewOf(interner.bytes);
  let mask = slots.length - 1;
  for (let index = 0, cell = first; index < count; index++, cell += stride) {
    const hash = hashes[index];
    const start = starts[cell];
    const length = ends[cell] - start;
    const tag = hash << (32 - shift);
    let place = hash >>> shift;
    let entry = -1;
    for (let found = slots[place]; found !== 0; found = slots[place]) {
      if ((found & ~mask) === tag) {
        const candidate = (found & mask) - 1;
        const offset = offsets[candidate];
        if (offsets[candidate + 1] - offset === length && sameText(known, offset, source, start, length)) {
          entry = candidate;
          break;
        }
      }
      place = (place + 1) & mask;
    }
    if (entry < 0) {
      entry = interner.size;
      slots[place] = tag | (entry + 1);
      const before = interner.bytes;
      append(interner, bytes, start, start + length);
      if (before !== interner.bytes) known = viewOf(interner.bytes);
      if (slots !== interner.slots) {
        ({ slots, offsets, shift } = interner);
        mask = slots.length - 1;
      }
    }
    codes[row + index] = entry;
  }
}

const masks = Int32Array.of(0, 0xff, 0xffff, 0xffffff);

/** The same bytes, to read words from. */
export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** Compares four bytes a step, the last step overlapping. */
function sameText(one: DataView, from: number, other: DataView, start: number, length: number): boolean {
  if (length < 4) return ((one.getInt32(from, true) ^ other.getInt32(start, true)) & masks[length]) === 0;
  const last = length - 4;
  for (let index = 0; index < last; index += 4)
    if (one.getInt32(from + index, true) !== other.getInt32(start + index, true)) return false;
  return one.getInt32(from + last, true) === other.getInt32(start + last, true);
}

/** 2^32 over the golden ratio: Knuth, The Art of Computer Programming 3, 6.4, multiplicative hashing. */
const spread = 0x9e3779b1 | 0;
/** The mixing constants of xxHash32: Cyan4973/xxHash:doc/xxhash_spec.md, PRIME32_2 and PRIME32_3. */
const second = 0x85ebca77 | 0;
const third = 0xc2b2ae3d | 0;

/** The hash of each cell, four bytes a step; not against an adversary, who gets a slow table and no more. */
function hashCells({ slots, shift }: Interner, cells: Cells, batch: Batch): void {
  const { hashes } = batch;
  const { view, starts, ends, stride, count } = cells;
  let touched = 0;
  for (let index = 0, cell = cells.first; index < count; index++, cell += stride) {
    const start = starts[cell];
    const length = ends[cell] - start;
    let hash = length;
    if (length < 4) hash += Math.imul(view.getInt32(start, true) & masks[length], second);
    else {
      const last = start + length - 4;
      for (let position = start; position < last; position += 4) {
        hash = Math.imul(hash ^ view.getInt32(position, true), second);
        hash ^= hash >>> 15;
      }
      hash += Math.imul(view.getInt32(last, true), third);
    }
    hash = Math.imul(hash ^ (hash >>> 15), spread);
    hash ^= hash >>> 16;
    hashes[index] = hash;
    touched ^= slots[hash >>> shift];
  }
  batch.touched ^= touched;
}

/** @throws Refused too-large when the texts of a dictionary need more than `limit` bytes. */
export function requireRoom(bytes: number, limit: number): void {
  if (bytes <= limit) return;
  throw new Refused(
    'too-large',
    'The different texts of one column take more than 4 GiB. Leave long free texts out of the file, or split it.',
  );
}

function append(interner: Interner, source: Uint8Array, start: number, end: number): void {
  const entry = interner.size;
  const used = interner.offsets[entry];
  const needed = used + end - start;
  requireRoom(needed, interner.limit);
  if (needed + slack > interner.bytes.length) {
    const grown = new Uint8Array(memory(Math.max(needed + slack, interner.bytes.length * 2)));
    grown.set(interner.bytes.subarray(0, used));
    interner.bytes = grown;
  }
  const { bytes } = interner;
  if (end - start > 64) bytes.set(source.subarray(start, end), used);
  else for (let index = start, to = used; index < end; index++, to++) bytes[to] = source[index];
  interner.offsets[entry + 1] = needed;
  interner.size = entry + 1;
  if (interner.size + 1 === interner.offsets.length) grow(interner);
}

/** Four times the entries, and slots anew, which stay at most half full. Room that is not used costs no memory. */
function grow(interner: Interner): void {
  const { offsets, bytes, size } = interner;
  interner.offsets = new Uint32Array(memory(((offsets.length - 1) * 4 + 1) * 4));
  interner.offsets.set(offsets);
  interner.slots = new Int32Array(memory(interner.slots.length * 4 * 4));
  interner.shift -= 2;
  const { slots, shift } = interner;
  const mask = slots.length - 1;
  const batch = emptyBatch(Math.min(size, mostCellsAtOnce));
  const ends = interner.offsets.subarray(1);
  const view = viewOf(bytes);
  for (let first = 0; first < size; first += mostCellsAtOnce) {
    const count = Math.min(mostCellsAtOnce, size - first);
    hashCells(interner, { bytes, view, starts: interner.offsets, ends, first, stride: 1, count }, batch);
    for (let index = 0; index < count; index++) {
      const hash = batch.hashes[index];
      let place = hash >>> shift;
      while (slots[place] !== 0) place = (place + 1) & mask;
      slots[place] = (hash << (32 - shift)) | (first + index + 1);
    }
  }
}

/** Writes the entry of each cell that has one to `found`, and -1 for the others; makes none. */
export function findCells(interner: Interner, cells: Cells, batch: Batch, found: Int32Array): void {
  hashCells(interner, cells, batch);
  const { slots, offsets, shift } = interner;
  const { view: source, starts, ends, first, stride, count } = cells;
  const known = viewOf(interner.bytes);
  const mask = slots.length - 1;
  for (let index = 0, cell = first; index < count; index++, cell += stride) {
    const hash = batch.hashes[index];
    const start = starts[cell];
    const length = ends[cell] - start;
    const tag = hash << (32 - shift);
    found[index] = -1;
    for (let place = hash >>> shift; slots[place] !== 0; place = (place + 1) & mask) {
      if ((slots[place] & ~mask) !== tag) continue;
      const candidate = (slots[place] & mask) - 1;
      const offset = offsets[candidate];
      if (offsets[candidate + 1] - offset === length && sameText(known, offset, source, start, length)) {
        found[index] = candidate;
        break;
      }
    }
  }
}

function memory(byteLength: number): ArrayBufferLike {
  return byteLength < worthSharing ? new ArrayBuffer(byteLength) : new SharedArrayBuffer(byteLength);
}

/** The entries as a dictionary over shared memory; without a copy where that is shared already. */
export function toDictionary({ bytes, offsets, size }: Interner): Dictionary {
  const used = bytes.subarray(0, offsets[size]);
  const ends = offsets.subarray(0, size + 1);
  return {
    bytes: isShared(bytes) ? used : copyInto(new Uint8Array(new SharedArrayBuffer(used.length)), used),
    offsets: isShared(offsets)
      ? ends
      : copyInto(new Uint32Array(new SharedArrayBuffer(ends.byteLength)), ends),
  };
}

function isShared({ buffer }: Uint8Array | Uint32Array): boolean {
  return buffer instanceof SharedArrayBuffer;
}

function copyInto<Numbers extends Uint8Array | Uint32Array>(target: Numbers, source: Numbers): Numbers {
  target.set(source);
  return target;
}
