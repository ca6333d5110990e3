/**
 * How a generator draws from a set of training codes: atoms and categories as they are, any other number as a position
 * between the codes of the set, never as the code of a row.
 */
import type { Part } from '../codec/codec.ts';
import type { Random } from '../num/random.ts';

/** What is needed to draw positions of one part; structured-cloneable. */
export interface Smooth {
  /** The codes that are no atoms, ascending. */
  readonly codes: Int32Array;
  /** Code -> index in `codes`, -1 for atoms. */
  readonly indexOf: Int32Array;
  readonly values: Float64Array;
}

/** Null when every code of the part may be emitted as it is. */
export function smoothOf({ values, atoms, size }: Part): Smooth | null {
  if (values === null || atoms === null) return null;
  const indexOf = new Int32Array(new SharedArrayBuffer(size * 4)).fill(-1);
  let count = 0;
  for (let code = 0; code < size; code++) if (atoms[code] === 0) indexOf[code] = count++;
  if (count === 0) return null;
  const codes = new Int32Array(new SharedArrayBuffer(count * 4));
  for (let code = 0; code < size; code++) if (indexOf[code] >= 0) codes[indexOf[code]] = code;
  return { codes, indexOf, values };
}

/** Least distance, in ranks among the part's distinct rare values, over which a draw is spread to either side. Ours. */
const leastSpread = 5;
/** Fewer rare values than this are too few for the spread. Ours: twice as many as it reaches to one side. */
const fewestRare = 10;

/** One draw from `donors[start .. end - 1]` (ascending codes): `drawAt` a donor that is chosen at random. */
export function drawCode(
  donors: Int32Array,
  start: number,
  end: number,
  smooth: Smooth | null,
  random: Random,
): number {
  const at = start + (end - start > 1 ? random.below(end - start) : 0);
  return drawAt({ donors, start, end, at }, smooth, random);
}

/** A donor of a set: `donors[start .. end - 1]`, ascending codes, of which the one at `at` is chosen. */
export interface Choice {
  readonly donors: Int32Array;
  readonly start: number;
  readonly end: number;
  readonly at: number;
}

/**
 * The chosen donor's code, and unless that is an atom a position half way at most towards the next rare value of the set on a
 * side chosen at random, at least `leastSpread` ranks. The law over many draws is the interpolated distribution of the set
 * (Hyndman & Fan 1996, type 7 up to its ends), in ranks of the column, so that gaps of the column stay gaps. In a column with
 * hardly more rare values than that, ranks are those of all values: else the few would be met again and again.
 */
export function drawAt({ donors, start, end, at }: Choice, smooth: Smooth | null, random: Random): number {
  const code = donors[at];
  if (smooth === null) return code;
  const rank = smooth.indexOf[code];
  if (rank < 0) return code;
  const last = smooth.codes.length - 1;
  if (last < fewestRare) return nearCode(code, smooth.values.length - 1, random);
  const upward = random.bits() < 0x80000000;
  const step = upward ? 1 : -1;
  let other = at + step;
  while (other >= start && other < end && smooth.indexOf[donors[other]] < 0) other += step;
  const gap = other >= start && other < end ? Math.abs(smooth.indexOf[donors[other]] - rank) / 2 : 0;
  const spread = Math.max(gap, leastSpread);
  const target = rank + step * spread * random.uniform();
  return positionOf(smooth, reflected(target, last));
}

/** A position up to `leastSpread` codes from `code`, on a side chosen at random. */
function nearCode(code: number, last: number, random: Random): number {
  const step = random.bits() < 0x80000000 ? 1 : -1;
  return last === 0 ? code : reflected(code + step * leastSpread * random.uniform(), last);
}

/** `target` between 0 and `last`: reflection at the ends keeps the mass there spread instead of piling it on the outermost value. */
function reflected(target: number, last: number): number {
  const way = Math.abs(target) % (2 * last);
  return way > last ? 2 * last - way : way;
}

/** Position in code space of a rank among the rare values, of which there are at least two. */
function positionOf({ codes, values }: Smooth, rank: number): number {
  const low = Math.floor(rank);
  const first = Math.min(low, codes.length - 2);
  const share = rank - first;
  const from = codes[first];
  const to = codes[first + 1];
  if (to === from + 1) return from + share;
  const value = values[from] + share * (values[to] - values[from]);
  let at = from;
  while (at < to - 1 && values[at + 1] <= value) at++;
  return at + (value - values[at]) / (values[at + 1] - values[at]);
}

/** The codes that are not -1, ascending, in shared memory: the donors of a part that depends on nothing. */
export function sortedCodes({ codes, size }: Part): Int32Array {
  const counts = new Uint32Array(size);
  let present = 0;
  for (let row = 0; row < codes.length; row++) {
    if (codes[row] < 0) continue;
    counts[codes[row]]++;
    present++;
  }
  const sorted = new Int32Array(new SharedArrayBuffer(present * 4));
  let position = 0;
  for (let code = 0; code < size; code++) {
    sorted.fill(code, position, position + counts[code]);
    position += counts[code];
  }
  return sorted;
}

/** Index of the part that says where `part` is missing, or -1. */
export function missingPartOf(parts: readonly Part[], part: number): number {
  const { column, role } = parts[part];
  if (role === 'missing') return -1;
  return parts.findIndex((other) => other.column === column && other.role === 'missing');
}
