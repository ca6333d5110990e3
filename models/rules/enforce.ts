/**
 * Makes the rows of a block obey the rules. Totals are added up; rows that break another rule are drawn anew, so that the
 * rows kept follow the model's own law under the rules; what is still wrong after `mostRounds` is mended: numbers are moved
 * to the ends of their range and put in order, and last an obeying row of the block takes the place. Deterministic.
 */
import type { Codec, Sampled } from '../codec/codec.ts';
import { Refused } from '../run/run.ts';
import { addUp, combinationTest, type Numbers, numbersObey, numbersOf } from './obeys.ts';
import type { Resolved } from './resolve.ts';

/** Rows drawn anew in place of some of a block's. @param rows their indexes in the block. */
export type Redraw = (round: number, rows: Int32Array) => Sampled;

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

/**
 * @param alike whether the row at the first index may stand in for that at the second (same stratum).
 * @throws Refused `rules-unreachable` when no row of the block can be made to obey.
 */
export function enforce(
  codecs: readonly Codec[],
  rules: Resolved,
  sampled: Sampled,
  redraw: Redraw,
  alike: (stand: number, row: number) => boolean,
): Enforced {
  const fits = combinationTest(rules);
  const numbers = numbersOf(codecs, sampled, rules);
  const parts = sampled.parts.map((part) => part.slice());
  let broken = brokenRows(rules, { rowCount: sampled.rowCount, parts }, numbers, fits);
  const replaced = broken.length;
  for (let round = 1; round <= mostRounds && broken.length > 0; round++) {
    const fresh = redraw(round, broken);
    const freshNumbers = numbersOf(codecs, fresh, rules);
    const still = new Set(brokenRows(rules, fresh, freshNumbers, fits));
    broken = broken.filter((row, index) => {
      if (still.has(index)) return true;
      parts.forEach((part, at) => (part[row] = fresh.parts[at][index]));
      for (const [codec, values] of numbers) values[row] = freshNumbers.get(codec)?.[index] ?? NaN;
      return false;
    });
  }
  const mended = new Set<number>(rules.sums.map(({ total }) => total));
  if (broken.length > 0) mendRows(rules, { rowCount: sampled.rowCount, parts }, numbers, broken, fits, alike);
  if (broken.length > 0) for (const codec of numbers.keys()) mended.add(codec);
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

function mendRows(
  rules: Resolved,
  { rowCount, parts }: Sampled,
  numbers: Numbers,
  broken: Int32Array,
  fits: Fits,
  alike: (stand: number, row: number) => boolean,
): void {
  const bad = new Set(broken);
  const lost: number[] = [];
  for (const row of broken) {
    if (fits(parts, row) && mendNumbers(rules, numbers, row)) bad.delete(row);
    else lost.push(row);
  }
  for (const row of lost) {
    // The nearest row before, going round, so that the stand-ins differ from row to row.
    let stand = -1;
    for (let step = 1; step < rowCount && stand < 0; step++) {
      const at = (row - step + rowCount) % rowCount;
      if (!bad.has(at) && alike(at, row)) stand = at;
    }
    if (stand < 0) {
      throw new Refused(
        'rules-unreachable',
        'The rules cannot be met: no row that the model draws obeys all of them. Take away the rules that the training table breaks most.',
      );
    }
    for (const part of parts) part[row] = part[stand];
    for (const values of numbers.values()) values[row] = values[stand];
  }
}

/** Passes over the rules of a row; a chain of orders, ranges and sums settles in a few. Ours. */
const mendPasses = 8;

/** True when moving the numbers of the row made it obey. */
function mendNumbers(rules: Resolved, numbers: Numbers, row: number): boolean {
  const values = (codec: number): Float64Array => numbers.get(codec) ?? new Float64Array(0);
  for (let pass = 0; pass < mendPasses; pass++) {
    addUp(numbers, rules, row);
    if (numbersObey(numbers, rules, row)) return true;
    for (const { codecs } of rules.orders) {
      const present = codecs.filter((codec) => !Number.isNaN(values(codec)[row]));
      const ascending = Float64Array.from(present, (codec) => values(codec)[row]).sort();
      present.forEach((codec, index) => (values(codec)[row] = ascending[index]));
    }
    for (const { codec, low, high } of rules.ranges) {
      const value = values(codec)[row];
      if (!Number.isNaN(value)) values(codec)[row] = Math.min(Math.max(value, low), high);
    }
  }
  return false;
}
