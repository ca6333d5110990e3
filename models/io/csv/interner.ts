/**
 * A growing dictionary of byte strings: open addressing over typed arrays, so that a cell costs one probe and no string.
 * Entries are numbered in the order in which they are first met. Large memory is shared, so that another thread gets it
 * without a copy.
 */
import { Refused } from '../../run/run.ts';
import type { Dictionary } from '../../table/dictionary.ts';

/** Plain data, so that it can be posted; whoever has it last owns it. */
export interface Interner {
  /**
   * Open addressing: entry + 1 in the low bits, as many as choose a slot, and further bits of the entry's hash above
   * them, so that seldom another text is compared; 0 where free. A power of two of slots, at most `fullest` of them used.
   */
  slots: Int32Array;
  /** 32 less the logarithm of the number of slots: the top bits of a hash choose the slot. */
  shift: number;
  /** Entry `i` is `bytes[offsets[i]] .. bytes[offsets[i + 1] - 1]`. */
  offsets: Uint32Array;
  /** Has room for `slack` bytes after the last entry, and for no more than `limit` of entries. */
  bytes: Uint8Array;
  size: number;
  /** True as long as no cell came before an earlier one (`isBefore`): there are no slots then, and a cell is new or the last. */
  ascending: boolean;
  /** Share of the cells that were new in the last batch. */
  fresh: number;
  /** About how many cells will come in all. */
  readonly expectedCells: number;
  /** All entries together have at most this many bytes. */
  readonly limit: number;
}

/** Where cells lie: cell `i` of `count` is `bytes[starts[k]] .. bytes[ends[k] - 1]` with `k = first + i * stride`. */
export interface Cells {
  /** The bytes, to read words from; it has `slack` bytes more after every cell, whatever they are. */
  readonly view: DataView;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly first: number;
  readonly stride: number;
  /** At most `mostCellsAtOnce`. */
  readonly count: number;
}

export const mostCellsAtOnce = 1024;

/** Bytes after a text that may be read or written, because two words at a time are. */
export const slack = 8;

/** Offsets are 32 bits wide. */
const mostBytes = 2 ** 32 - 1;
/** Share of the slots that may be used. Ours: with linear probing a search still ends within two lines of the cache. */
const fullest = 0.625;
/** Below this, making shared memory costs more than copying: it adds up in tables of thousands of columns. Ours, measured. */
const worthSharing = 1 << 16;

/** @param limit bytes of all entries together, 4 GiB by default. */
export function emptyInterner(expectedCells: number, limit = mostBytes): Interner {
  return {
    slots: new Int32Array(0),
    shift: 28,
    offsets: new Uint32Array(roomOf(16) + 1),
    bytes: new Uint8Array(Math.min(64, limit) + slack),
    size: 0,
    ascending: true,
    fresh: 1,
    expectedCells,
    limit,
  };
}

function roomOf(slots: number): number {
  return Math.floor(slots * fullest);
}

/** Room for one batch of cells; made once, used again and again. */
export interface Batch {
  readonly hashes: Int32Array;
  /** Only there so that slots are fetched before they are needed. */
  touched: number;
}

export function emptyBatch(): Batch {
  return { hashes: new Int32Array(mostCellsAtOnce), touched: 0 };
}

/**
 * Writes the entry of each cell to `codes` from `row` on; entries are made where they are new.
 * @throws Refused too-large when the distinct texts of a column do not fit.
 */
export function internCells(
  interner: Interner,
  cells: Cells,
  batch: Batch,
  codes: Int32Array,
  row: number,
): void {
  const { view: source, starts, ends, first, stride, count } = cells;
  if (interner.size + count > interner.offsets.length - 1) grow(interner, count, row);
  if (interner.ascending) {
    if (ascends(interner, cells)) return appendCells(interner, cells, codes, row);
    interner.ascending = false;
    fillSlots(interner);
  }
  hashCells(cells, batch);
  fetchAhead(interner, batch, count);
  const { hashes } = batch;
  const { slots, offsets, shift } = interner;
  const sizeBefore = interner.size;
  const mask = slots.length - 1;
  let known = viewOf(interner.bytes);
  let size = sizeBefore;
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
      entry = size++;
      slots[place] = tag | size;
      known = append(interner, known, entry, source, start, length);
    }
    codes[row + index] = entry;
  }
  interner.size = size;
  interner.fresh = (size - sizeBefore) / count;
}

/** Writes the text of a new entry. Returns the view of all texts, which is another one where they had to be moved. */
function append(
  interner: Interner,
  known: DataView,
  entry: number,
  source: DataView,
  start: number,
  length: number,
): DataView {
  const { offsets } = interner;
  const used = offsets[entry];
  let texts = known;
  if (used + length + slack > known.byteLength) {
    interner.size = entry;
    reserveBytes(interner, used + length);
    texts = viewOf(interner.bytes);
  }
  copyText(source, start, texts, used, length);
  offsets[entry + 1] = used + length;
  return texts;
}

/** Whether no cell comes before the one above it, the first one before the last entry. */
function ascends(
  { bytes, offsets, size }: Interner,
  { view, starts, ends, first, stride, count }: Cells,
): boolean {
  let before = view;
  let from = starts[first];
  let to = ends[first];
  if (size > 0) {
    before = viewOf(bytes);
    from = offsets[size - 1];
    to = offsets[size];
  }
  for (let index = 0, cell = first; index < count; index++, cell += stride) {
    if (isBefore(view, starts[cell], ends[cell], before, from, to)) return false;
    before = view;
    from = starts[cell];
    to = ends[cell];
  }
  return true;
}

/** Shorter texts come first, equally long ones by their bytes: numbers that count up, and dates, ascend. */
function isBefore(
  one: DataView,
  oneStart: number,
  oneEnd: number,
  other: DataView,
  otherStart: number,
  otherEnd: number,
): boolean {
  const length = oneEnd - oneStart;
  if (length !== otherEnd - otherStart) return length < otherEnd - otherStart;
  for (let index = 0; index < length; index += 4) {
    const unused = Math.max(0, 8 * (index + 4 - length));
    const a = one.getUint32(oneStart + index) >>> unused;
    const b = other.getUint32(otherStart + index) >>> unused;
    if (a !== b) return a < b;
  }
  return false;
}

/** Codes cells that ascend: each is the last entry or a new one. */
function appendCells(
  interner: Interner,
  { view, starts, ends, first, stride, count }: Cells,
  codes: Int32Array,
  row: number,
): void {
  const { offsets } = interner;
  const sizeBefore = interner.size;
  let known = viewOf(interner.bytes);
  let size = sizeBefore;
  for (let index = 0, cell = first; index < count; index++, cell += stride) {
    const start = starts[cell];
    const length = ends[cell] - start;
    const last = size === 0 ? 0 : offsets[size - 1];
    if (size === 0 || offsets[size] - last !== length || !sameText(known, last, view, start, length))
      known = append(interner, known, size++, view, start, length);
    codes[row + index] = size - 1;
  }
  interner.size = size;
  interner.fresh = (size - sizeBefore) / count;
}

/** The same bytes, to read words from. */
export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** The first up to eight bytes of a text as two words; `firstWord[length]` and `secondWord[length]` mask what follows it. */
const firstWord = Int32Array.of(0, 0xff, 0xffff, 0xffffff, -1, -1, -1, -1, -1);
const secondWord = Int32Array.of(0, 0, 0, 0, 0, 0xff, 0xffff, 0xffffff, -1);

/** Compares eight bytes a step. */
function sameText(one: DataView, from: number, other: DataView, start: number, length: number): boolean {
  let left = length;
  const difference = from - start;
  let position = start;
  for (; left > 8; left -= 8, position += 8) {
    if (
      one.getInt32(position + difference, true) !== other.getInt32(position, true) ||
      one.getInt32(position + difference + 4, true) !== other.getInt32(position + 4, true)
    )
      return false;
  }
  const low = one.getInt32(position + difference, true) ^ other.getInt32(position, true);
  const high = one.getInt32(position + difference + 4, true) ^ other.getInt32(position + 4, true);
  return ((low & firstWord[left]) | (high & secondWord[left])) === 0;
}

/** Copies eight bytes a step, and so up to seven more than there are. */
function copyText(source: DataView, start: number, target: DataView, to: number, length: number): void {
  for (let index = 0; index < length; index += 8) {
    target.setInt32(to + index, source.getInt32(start + index, true), true);
    target.setInt32(to + index + 4, source.getInt32(start + index + 4, true), true);
  }
}

/** 2^32 over the golden ratio: Knuth, The Art of Computer Programming 3, 6.4, multiplicative hashing. */
const spread = 0x9e3779b1 | 0;
/** The mixing constants of xxHash32: Cyan4973/xxHash:doc/xxhash_spec.md, PRIME32_2 and PRIME32_3. */
const second = 0x85ebca77 | 0;
const third = 0xc2b2ae3d | 0;

/** The hash of each cell, eight bytes a step; not against an adversary, who gets a slow table and no more. */
function hashCells(cells: Cells, { hashes }: Batch): void {
  const { view, starts, ends, stride, count } = cells;
  for (let index = 0, cell = cells.first; index < count; index++, cell += stride) {
    let position = starts[cell];
    let left = ends[cell] - position;
    let hash = left;
    for (; left > 8; left -= 8, position += 8) {
      hash = Math.imul(hash ^ view.getInt32(position, true), second);
      hash = Math.imul(hash ^ (hash >>> 15) ^ view.getInt32(position + 4, true), third);
    }
    hash = Math.imul(hash ^ (hash >>> 15) ^ (view.getInt32(position, true) & firstWord[left]), second);
    hash = Math.imul(hash ^ (hash >>> 15) ^ (view.getInt32(position + 4, true) & secondWord[left]), third);
    hash = Math.imul(hash ^ (hash >>> 15), spread);
    hash ^= hash >>> 16;
    hashes[index] = hash;
  }
}

/**
 * Reads the slots that a batch will look at, and the texts that it will compare, and does nothing with them. Those of a large
 * table come from memory: this short loop asks for very many at once and waits for none, as the long one that follows would.
 */
function fetchAhead({ slots, shift, offsets, bytes, size }: Interner, batch: Batch, count: number): void {
  if (size < worthFetching) return;
  const { hashes } = batch;
  const mask = slots.length - 1;
  let touched = 0;
  for (let index = 0; index < count; index++) touched ^= slots[hashes[index] >>> shift];
  for (let index = 0; index < count; index++) {
    const hash = hashes[index];
    const found = slots[hash >>> shift];
    if (found !== 0 && (found & ~mask) === hash << (32 - shift))
      touched ^= bytes[offsets[(found & mask) - 1]];
  }
  batch.touched ^= touched;
}

/** Smaller tables lie in the cache anyway. Ours. */
const worthFetching = 1 << 12;

/** From so many entries on a column whose cells are nearly all new gets room for all that are expected. Ours, measured. */
const manyEntries = 1 << 15;
const nearlyAll = 0.9;

/** Room for `count` entries more, and for as many after them as the column lets expect. Room that is not used costs no memory. */
function grow(interner: Interner, count: number, row: number): void {
  const { size, fresh, expectedCells } = interner;
  const wanted =
    size > manyEntries && fresh > nearlyAll
      ? Math.max(2 * size, size + expectedCells - row) + count
      : Math.max(4 * size, size + count);
  while (roomOf(2 ** (32 - interner.shift)) < wanted) interner.shift--;
  const { offsets } = interner;
  interner.offsets = new Uint32Array(memory((roomOf(2 ** (32 - interner.shift)) + 1) * 4));
  interner.offsets.set(offsets.subarray(0, size + 1));
  if (size > 0) reserveBytes(interner, Math.min(interner.limit, (offsets[size] / size) * wanted * 1.05));
  if (!interner.ascending) fillSlots(interner);
}

/** Makes the slots anew, for all entries. */
function fillSlots(interner: Interner): void {
  const { shift, offsets, bytes, size } = interner;
  const slots = new Int32Array(memory(2 ** (32 - shift) * 4));
  // Written at once: memory that is read before it is written costs the system two faults a page.
  slots.fill(0);
  interner.slots = slots;
  const batch = emptyBatch();
  const view = viewOf(bytes);
  const ends = offsets.subarray(1);
  const mask = slots.length - 1;
  for (let first = 0; first < size; first += mostCellsAtOnce) {
    const some = Math.min(mostCellsAtOnce, size - first);
    const texts = { view, starts: offsets, ends, first, stride: 1, count: some };
    hashCells(texts, batch);
    for (let index = 0; index < some; index++) {
      const hash = batch.hashes[index];
      let place = hash >>> shift;
      while (slots[place] !== 0) place = (place + 1) & mask;
      slots[place] = (hash << (32 - shift)) | (first + index + 1);
    }
  }
}

/** Room for the texts of all entries to have `needed` bytes. @throws Refused too-large when that is more than `limit`. */
function reserveBytes(interner: Interner, needed: number): void {
  const { bytes, offsets, size, limit } = interner;
  if (needed > limit) {
    throw new Refused(
      'too-large',
      'The different texts of one column take more than 4 GiB. Leave long free texts out of the file, or split it.',
    );
  }
  if (needed + slack <= bytes.length) return;
  const room = Math.min(limit, Math.ceil(Math.max(needed, bytes.length * 2)));
  interner.bytes = new Uint8Array(memory(room + slack));
  interner.bytes.set(bytes.subarray(0, offsets[size]));
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
