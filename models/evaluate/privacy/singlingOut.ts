/**
 * Singling out: a predicate that describes exactly one synthetic row is an attack; it succeeds when it describes exactly
 * one real row too (anonymeter 1.1.0, `evaluators/singling_out_evaluator.py`; Cohen & Nissim, PNAS 117, 2020, p. 8344).
 * How many rows a predicate meets depends on how many there are, so training, holdout and synthetic rows are drawn down
 * to equal numbers instead of correcting for their sizes. Dates are numbers here like any other.
 */
import { type Random, randomStream } from '../../num/random.ts';
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { type Aligned, lengthOf } from '../align.ts';
import type { Rate } from '../excess.ts';
import { isMeasured } from '../evaluation.ts';
import { unmeasured } from '../metric.ts';
import { mostSearched, noAttack } from './attackRows.ts';
import {
  type Condition,
  countUpTo,
  isMissing,
  type Ordered,
  orderRows,
  type Predicate,
} from './predicate.ts';
import { type Attack, isGuessing, ratesOf, riskOf } from './risk.ts';
import { sampleRows } from './sample.ts';

/** Blocks with a random stream each; fixed, so that results do not depend on the threads. */
const blocks = 4;

/** Predicates that are tried; ours: twice anonymeter's default of 500. */
const mostPredicates = 1000;

/** Columns in a multivariate predicate; anonymeter's default. */
const conditions = 3;

/** Candidates tried for each predicate that is wanted, before giving up. Ours: on adult one in 300 of three columns is unique. */
const mostTries = 100;

/** The univariate and the multivariate attack on the same rows, in this order. */
export async function singlingOut(aligned: Aligned, run: Run): Promise<readonly [Attack, Attack]> {
  const { columns, train, holdout, synthetic, seed } = aligned;
  const size = Math.min(lengthOf(train), lengthOf(holdout), lengthOf(synthetic), mostSearched);
  const ordered = await Promise.all(
    [synthetic, train, holdout].map((span, side) =>
      run.pool.run(orderRows, {
        columns,
        rows: sampleRows(span, size, [seed, 'evaluate', 'singling out', side]),
      }),
    ),
  );
  return Promise.all([
    attackBy(aligned, ordered, 'singling out by one column', 1, run),
    attackBy(aligned, ordered, 'singling out by several columns', conditions, run),
  ]);
}

/** Of several attacks the one to worry about: the highest risk, else the first without a conclusion. */
export function worstOf(attacks: readonly Attack[]): Attack {
  return attacks.reduce((worst, attack) => {
    if (!isMeasured(attack.risk)) return worst;
    return !isMeasured(worst.risk) || attack.risk.value > worst.risk.value ? attack : worst;
  });
}

async function attackBy(
  aligned: Aligned,
  ordered: SinglePayload['ordered'],
  name: string,
  wide: number,
  run: Run,
): Promise<Attack> {
  const { columns, seed } = aligned;
  const width = Math.min(wide, columns.length);
  const why = noAttack(aligned, wide === 1 ? 1 : 2);
  const known = columns.map((column) => column.name);
  if (why !== null) return { name, known, secret: null, risk: unmeasured(why), rates: null };
  const key = [seed, 'evaluate', 'singling out', wide];
  const parts = await Promise.all(
    Array.from({ length: blocks }, (_, block) =>
      run.pool.run(singleOut, { ordered, width, wanted: mostPredicates / blocks, key: [...key, block] }),
    ),
  );
  const sum = (of: (part: SingledOut) => Rate): Rate => ({
    successes: parts.reduce((total, part) => total + of(part).successes, 0),
    trials: parts.reduce((total, part) => total + of(part).trials, 0),
  });
  const rates = [
    sum(({ main }) => main),
    sum(({ control }) => control),
    sum(({ baseline }) => baseline),
  ] as const;
  // Had the synthetic rows been the training rows, what describes one of them would describe one of those, every time.
  const copied = isGuessing(rates[0], rates[2]) ? { ...rates[0], successes: rates[0].trials } : null;
  return { name, known, secret: null, risk: riskOf(...rates, copied), rates: ratesOf(...rates, copied) };
}

interface SinglePayload {
  /** Synthetic, training, holdout rows by column. */
  readonly ordered: readonly (readonly Ordered[])[];
  readonly width: number;
  readonly wanted: number;
  readonly key: readonly (number | string)[];
}

interface SingledOut {
  readonly main: Rate;
  readonly control: Rate;
  readonly baseline: Rate;
}

/** One block of attacks: predicates unique among the synthetic rows, tried on training and holdout rows. */
export const singleOut: Task<SinglePayload, SingledOut> = {
  name: 'evaluate.singleOut',
  work: ({ ordered: [synthetic, train, holdout], width, wanted, key }, cancel) => {
    const random = randomStream(key);
    const unique = (predicate: Predicate, among: readonly Ordered[]): boolean => {
      checkCancel(cancel);
      return countUpTo(among, predicate, 2) === 1;
    };
    const attacks = new Map<string, Predicate>();
    const medians = synthetic.map(medianOf);
    const draw =
      width === 1 ? univariateDraw(synthetic, random) : () => multivariate(synthetic, medians, width, random);
    for (let tries = 0; attacks.size < wanted && tries < wanted * mostTries; tries++) {
      const predicate = draw();
      if (predicate === null) break;
      if (unique(predicate, synthetic)) attacks.set(JSON.stringify(predicate), predicate);
    }
    const rate = (predicates: readonly Predicate[], among: readonly Ordered[]): Rate => ({
      successes: predicates.filter((predicate) => unique(predicate, among)).length,
      trials: predicates.length,
    });
    const made = [...attacks.values()];
    const guesses = made.map(() => randomPredicate(synthetic, width, random));
    return { main: rate(made, train), control: rate(made, holdout), baseline: rate(guesses, train) };
  },
};

/**
 * Predicates on one column, without replacement: missing if one cell is, each value that occurs once, at most the
 * smallest, at least the largest. Those that are not unique fall out later.
 */
function univariateDraw(columns: readonly Ordered[], random: Random): () => Predicate | null {
  const all: Condition[] = [];
  columns.forEach(({ sorted, missing, isCategory }, column) => {
    if (missing === 1) all.push({ column, is: 'missing', value: 0 });
    const last = sorted.length - 1;
    for (let at = missing; at <= last; at++) {
      const value = sorted[at];
      if ((at === missing || sorted[at - 1] !== value) && (at === last || sorted[at + 1] !== value)) {
        all.push({ column, is: 'equal', value });
      }
    }
    if (!isCategory && missing <= last) {
      all.push(
        { column, is: 'atMost', value: sorted[missing] },
        { column, is: 'atLeast', value: sorted[last] },
      );
    }
  });
  let left = all.length;
  return () => {
    if (left === 0) return null;
    const at = random.below(left--);
    [all[at], all[left]] = [all[left], all[at]];
    return [all[left]];
  };
}

/** What is true of one random synthetic row in `width` random columns. */
function multivariate(
  columns: readonly Ordered[],
  medians: readonly number[],
  width: number,
  random: Random,
): Predicate {
  const { rows } = columns[0];
  const row = rows[random.below(rows.length)];
  return chooseColumns(columns.length, width, random).map((column): Condition => {
    const { cells, isCategory } = columns[column];
    const value = cells[row];
    if (isMissing(value, isCategory)) return { column, is: 'missing', value: 0 };
    if (isCategory) return { column, is: 'equal', value };
    return { column, is: value > medians[column] ? 'atLeast' : 'atMost', value };
  });
}

/** anonymeter's comparisons; a category has the first two. */
const comparisons = ['equal', 'other', 'above', 'below', 'atLeast', 'atMost'] as const;

/**
 * The guess of the baseline: in each of `width` random columns one of its distinct values, each as likely, and any
 * comparison with it. anonymeter `_random_queries`, which takes "missing" as one more value.
 */
function randomPredicate(columns: readonly Ordered[], width: number, random: Random): Predicate {
  return chooseColumns(columns.length, width, random).map((column): Condition => {
    const { isCategory, missing, distinct } = columns[column];
    const at = random.below(distinct.length + (missing > 0 ? 1 : 0));
    const is = comparisons[random.below(isCategory ? 2 : comparisons.length)];
    if (at === distinct.length) return { column, is: is === 'equal' ? 'missing' : 'present', value: 0 };
    return { column, is, value: distinct[at] };
  });
}

/** `width` of `count` columns, each set as likely, ascending. */
function chooseColumns(count: number, width: number, random: Random): readonly number[] {
  const chosen: number[] = [];
  // The place among those that are left, counted past the chosen ones below it.
  for (let left = count; left > count - width; left--) {
    let column = random.below(left);
    let place = 0;
    while (place < chosen.length && chosen[place] <= column) {
      column++;
      place++;
    }
    chosen.splice(place, 0, column);
  }
  return chosen;
}

/** NaN for categories and columns without a value. */
function medianOf({ sorted, missing, isCategory }: Ordered): number {
  const count = sorted.length - missing;
  if (isCategory || count === 0) return NaN;
  return (sorted[missing + ((count - 1) >> 1)] + sorted[missing + (count >> 1)]) / 2;
}
