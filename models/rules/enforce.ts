/**
 * Makes the rows of a block obey the rules. Totals are added up; rows that break another rule are drawn anew, so that the
 * rows kept follow the model's own law under the rules; what is still wrong after `mostRounds` is mended: numbers are moved
 * to the ends of their range and put in order, or an obeying row of the block takes the place, or, in a block without one,
 * many more rows are drawn. Deterministic.
 */
import type { Codec, Sampled } from '../codec/codec.ts';
import { Refused } from '../run/run.ts';
import { addUp, combinationTest, type Numbers, numbersObey, numbersOf } from './obeys.ts';
import type { Resolved } from './resolve.ts';
import { written as asWritten } from './writtenEnds.ts';

/** What the rows of a block are to keep when they are changed; all by their index in the block. */
export interface Block {
  /** Rows drawn anew in place of some of the block's, one of which may be named several times. */
  redraw(round: number, rows: Int32Array): Sampled;
  /** Whether the first row may stand in for the second (same stratum). */
  alike(stand: number, row: number): boolean;
  /** Whether the number of a codec may not be moved in a row, because a condition asks for just that one. */
  fixed(codec: number, row: number): boolean;
}

/** Rows that obey, and the numbers that take the place of what the codecs would write. */
export interface Enforced {
  readonly sampled: Sampled;
  /** By codec index, for the columns that were mended or added up. */
  readonly written: Numbers;
  /** Rows drawn anew or mended at least once. */
  readonly replaced: number;
}

/** Rounds of drawing anew. Ours: a rule that one row in two breaks leaves 2^-24 of the rows to be mended. */
const mostRounds = 24;

/** Rounds and rows a round that are drawn for a block in which no row obeys: a rule that one draw in 1,000 obeys is met. Ours. */
const lastRounds = 16;
const lastRows = 1024;

/** @throws Refused `rules-unreachable` when no row of the block can be made to obey. */
export function enforce(codecs: readonly Codec[], rules: Resolved, sampled: Sampled, block: Block): Enforced {
  const fits = combinationTest(rules);
  const numbers = numbersOf(codecs, sampled, rules);
  const parts = sampled.parts.map((part) => part.slice());
  let broken = brokenRows(rules, { rowCount: sampled.rowCount, parts }, numbers, fits);
  const replaced = broken.length;
  /** Draws for the rows in turn; gives back those for which no draw obeyed. */
  const redrawn = (round: number, rows: Int32Array, draws: Int32Array): Int32Array => {
    const fresh = block.redraw(round, draws);
    const freshNumbers = numbersOf(codecs, fresh, rules);
    const still = new Set(brokenRows(rules, fresh, freshNumbers, fits));
    const done = new Set<number>();
    draws.forEach((row, index) => {
      if (still.has(index) || done.has(row)) return;
      parts.forEach((part, at) => (part[row] = fresh.parts[at][index]));
      for (const [codec, values] of numbers) values[row] = freshNumbers.get(codec)?.[index] ?? NaN;
      done.add(row);
    });
    return rows.filter((row) => !done.has(row));
  };
  for (let round = 1; round <= mostRounds && broken.length > 0; round++)
    broken = redrawn(round, broken, broken);

  const mended = new Set<number>(rules.sums.map(({ total }) => total));
  if (broken.length > 0) {
    for (const codec of numbers.keys()) mended.add(codec);
    const rows = { rowCount: sampled.rowCount, parts };
    let lost = mendRows({ codecs, rules, numbers, fits, block }, rows, broken);
    for (let round = mostRounds + 1; round <= mostRounds + lastRounds && lost.length > 0; round++) {
      const waiting = lost;
      lost = redrawn(
        round,
        waiting,
        Int32Array.from({ length: lastRows }, (_, index) => waiting[index % waiting.length]),
      );
      lost = standIn(rows, numbers, lost, block);
    }
    if (lost.length > 0) throw unreachable();
  }
  const written = new Map([...numbers].filter(([codec]) => mended.has(codec)));
  return { sampled: { rowCount: sampled.rowCount, parts }, written, replaced };
}

type Fits = ReturnType<typeof combinationTest>;

function brokenRows(rules: Resolved, { rowCount, parts }: Sampled, numbers: Numbers, fits: Fits): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    if (!numbersObey(numbers, rules, row) || !fits(parts, row)) rows.push(row);
  }
  return Int32Array.from(rows);
}

interface Mending {
  readonly codecs: readonly Codec[];
  readonly rules: Resolved;
  readonly numbers: Numbers;
  readonly fits: Fits;
  readonly block: Block;
}

/** Mends what can be mended, and puts obeying rows of the block in the place of others; gives back what is left. */
function mendRows(mending: Mending, rows: Sampled, broken: Int32Array): Int32Array {
  const { numbers, fits, block } = mending;
  const lost = broken.filter((row) => !(fits(rows.parts, row) && mendNumbers(mending, row)));
  return standIn(rows, numbers, lost, block);
}

/** Copies into each row the nearest one before it that is alike and not lost, going round, so that stand-ins differ. */
function standIn({ rowCount, parts }: Sampled, numbers: Numbers, lost: Int32Array, block: Block): Int32Array {
  const bad = new Set(lost);
  return lost.filter((row) => {
    let stand = -1;
    for (let step = 1; step < rowCount && stand < 0; step++) {
      const at = (row - step + rowCount) % rowCount;
      if (!bad.has(at) && block.alike(at, row)) stand = at;
    }
    if (stand < 0) return true;
    for (const part of parts) part[row] = part[stand];
    for (const values of numbers.values()) values[row] = values[stand];
    return false;
  });
}

function unreachable(): Refused {
  return new Refused(
    'rules-unreachable',
    'The rules cannot be met: no row that the model draws obeys all of them, under the conditions if there are any. Take away a condition, or the rules that the training table breaks most.',
  );
}

/** Passes over the rules of a row; a chain of orders, ranges and sums settles in a few. Ours. */
const mendPasses = 8;

/** True when moving the numbers of the row, to values that their columns can write, made it obey. */
function mendNumbers({ codecs, rules, numbers, block }: Mending, row: number): boolean {
  const values = (codec: number): Float64Array => numbers.get(codec) ?? new Float64Array(0);
  const drawn = new Map([...numbers].map(([codec, { [row]: value }]) => [codec, value]));
  const isMoved = (): boolean =>
    [...drawn].some(([codec, value]) => !Object.is(values(codec)[row], value) && block.fixed(codec, row));
  for (let pass = 0; pass < mendPasses; pass++) {
    addUp(numbers, rules, row);
    if (numbersObey(numbers, rules, row)) return !isMoved();
    for (const order of rules.orders) {
      const present = order.codecs.filter((codec) => !Number.isNaN(values(codec)[row]));
      const ascending = Float64Array.from(present, (codec) => values(codec)[row]).sort();
      present.forEach((codec, index) => {
        values(codec)[row] = asWritten(ascending[index], codecs[codec].schema);
      });
    }
    for (const { codec, low, high } of rules.ranges) {
      const value = values(codec)[row];
      if (!Number.isNaN(value)) values(codec)[row] = Math.min(Math.max(value, low), high);
    }
  }
  return false;
}
