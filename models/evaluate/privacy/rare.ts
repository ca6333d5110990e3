/**
 * Rare values that survive: which of the values that few training rows carry stand in the synthetic table, beside how
 * many of them stand in as many holdout rows (a fresh sample has some of them too). Three sorts: categories and numbers
 * that at most five training rows carry, numbers that exactly one row of a finely measured column carries, and the ten
 * largest and ten smallest values of a column. Shares only, never the values. Source: reference F5 of the issue (ours).
 */
import type { Task } from '../../run/task.ts';
import type { AlignedCategory, AlignedColumn } from '../align.ts';
import { chanceOfMore, type Rate } from '../excess.ts';

/** A value that more training rows carry is not rare; the lower end of the usual minimum cell of statistical offices, 3 to 10. */
export const rareRows = 5;

/** A column with more distinct values than this is finely measured. Ours. */
const fineValues = 200;

/** Values at each end that count as extremes. */
const extremes = 10;

/** Of some values of the training rows, how many stand where. */
export interface Survival {
  readonly values: number;
  readonly inSynthetic: number;
  readonly inHoldout: number;
  /** In the synthetic rows and not in the holdout rows, and the other way round. */
  readonly onlySynthetic: number;
  readonly onlyHoldout: number;
}

export interface ColumnSurvival {
  readonly rare: Survival;
  /** All zero for columns that are not finely measured numbers. */
  readonly exact: Survival;
  readonly extreme: Survival;
  /** Rare categories alone: those in the synthetic and not in the holdout rows, and the other way round. */
  readonly categories: readonly [onlySynthetic: number, onlyHoldout: number];
  /** The rare category that no holdout row carries with the most surprising number of synthetic rows; null when there is none. */
  readonly inflation: Inflation | null;
  /** Training rows that carry a rare value. */
  readonly carriers: number;
  /** Training rows whose rare value is gone from the synthetic rows. */
  readonly lostCarriers: number;
  /** Share of synthetic cells with a category that no training row has, such as "(other)". */
  readonly newShare: number;
}

/**
 * How much more often the synthetic rows carry a rare category than the real rows. Only of categories that no holdout row
 * carries: others are known beyond the training rows, and noise or smoothing may well make too many of them.
 */
export interface Inflation {
  /** Rows that carry it, of the synthetic and of the training and holdout rows together. */
  readonly synthetic: Rate;
  readonly real: Rate;
  /** Chance of so many synthetic rows at the real rows' share, times the number of rare categories (Bonferroni). */
  readonly chance: number;
}

export interface SurvivalPayload {
  readonly column: AlignedColumn;
  readonly train: Int32Array;
  /** As many as `holdout`. */
  readonly synthetic: Int32Array;
  readonly holdout: Int32Array;
}

export const noSurvival: Survival = {
  values: 0,
  inSynthetic: 0,
  inHoldout: 0,
  onlySynthetic: 0,
  onlyHoldout: 0,
};

/** The survival of one column's rare values. */
export const surviveColumn: Task<SurvivalPayload, ColumnSurvival> = {
  name: 'evaluate.survive',
  work: ({ column, train, synthetic, holdout }) => {
    const cells = column.form === 'category' ? column.codes : column.values;
    const counts = countsOf(cells, train, column.form);
    const made = countsOf(cells, synthetic, column.form);
    const unseen = countsOf(cells, holdout, column.form);
    const rare = [...counts].filter(([, count]) => count <= rareRows);
    const survival = (values: readonly number[]): Survival => survivalOf(values, made, unseen);
    const fine = column.form === 'number' && counts.size > fineValues;
    const ordered = fine ? [...counts.keys()].sort((a, b) => a - b) : [];
    const ends = [...ordered.slice(0, extremes), ...ordered.slice(-extremes)];
    let fresh = 0;
    if (column.form === 'category') for (const [value, count] of made) if (!counts.has(value)) fresh += count;
    const isCategory = column.form === 'category';
    const single = survival(rare.map(([value]) => value));
    return {
      categories: isCategory ? [single.onlySynthetic, single.onlyHoldout] : [0, 0],
      inflation: isCategory
        ? inflationOf(rare, made, unseen, [train.length, holdout.length, synthetic.length])
        : null,
      rare: single,
      exact: fine ? survival(rare.filter(([, count]) => count === 1).map(([value]) => value)) : noSurvival,
      extreme: survival(ends.filter((value) => (counts.get(value) ?? 0) <= rareRows)),
      carriers: rare.reduce((sum, [, count]) => sum + count, 0),
      lostCarriers: rare.reduce((sum, [value, count]) => sum + (made.has(value) ? 0 : count), 0),
      newShare: synthetic.length === 0 ? 0 : fresh / synthetic.length,
    };
  },
};

function inflationOf(
  rare: readonly (readonly [value: number, count: number])[],
  made: ReadonlyMap<number, number>,
  unseen: ReadonlyMap<number, number>,
  [train, holdout, synthetic]: readonly [number, number, number],
): Inflation | null {
  let worst: Inflation | null = null;
  for (const [value, count] of rare) {
    if (unseen.has(value)) continue;
    const found = { successes: made.get(value) ?? 0, trials: synthetic };
    const real = { successes: count, trials: train + holdout };
    const chance = Math.min(1, rare.length * chanceOfMore(found, real));
    if (worst === null || chance < worst.chance) worst = { synthetic: found, real, chance };
  }
  return worst;
}

function countsOf(
  cells: Int32Array | Float64Array,
  rows: Int32Array,
  form: AlignedColumn['form'],
): Map<number, number> {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const cell = cells[row];
    if (Number.isNaN(cell) || (form === 'category' && cell < 0)) continue;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return counts;
}

/** Where `values` stand. */
export function survivalOf(
  values: readonly number[],
  synthetic: { has(value: number): boolean },
  holdout: { has(value: number): boolean },
): Survival {
  let [inSynthetic, inHoldout, both] = [0, 0, 0];
  for (const value of values) {
    const [made, unseen] = [synthetic.has(value), holdout.has(value)];
    if (made) inSynthetic++;
    if (unseen) inHoldout++;
    if (made && unseen) both++;
  }
  return {
    values: values.length,
    inSynthetic,
    inHoldout,
    onlySynthetic: inSynthetic - both,
    onlyHoldout: inHoldout - both,
  };
}

export interface PairPayload {
  readonly a: AlignedColumn;
  readonly b: AlignedColumn;
  readonly train: Int32Array;
  readonly synthetic: Int32Array;
  readonly holdout: Int32Array;
}

/**
 * The survival of pairs of categories that at most five training rows have together though each alone is not rare.
 * Pairs with a missing cell are left out.
 */
export const survivePair: Task<PairPayload, Survival> = {
  name: 'evaluate.survivePair',
  work: ({ a, b, train, synthetic, holdout }) => {
    if (a.form !== 'category' || b.form !== 'category') return noSurvival;
    const wide = b.levels.length;
    const pairs = (rows: Int32Array): Map<number, number> => pairCounts(a, b, rows);
    const [of, inside] = [a, b].map(({ codes }) => countsOf(codes, train, 'category'));
    const rare = [...pairs(train)].filter(
      ([pair, count]) =>
        count <= rareRows &&
        (of.get(Math.floor(pair / wide)) ?? 0) > rareRows &&
        (inside.get(pair % wide) ?? 0) > rareRows,
    );
    return survivalOf(
      rare.map(([pair]) => pair),
      pairs(synthetic),
      pairs(holdout),
    );
  },
};

/** Cells of a table up to which it is counted in full; ours: its memory is then that of a column. */
const mostCells = 1 << 17;

/** Pair (code of `a` times the levels of `b`, plus code of `b`) -> rows; without pairs that no row has. */
function pairCounts(a: AlignedCategory, b: AlignedCategory, rows: Int32Array): Map<number, number> {
  const wide = b.levels.length;
  const counts = new Map<number, number>();
  const isSmall = a.levels.length * wide <= mostCells;
  const table = new Uint32Array(isSmall ? a.levels.length * wide : 0);
  for (let index = 0; index < rows.length; index++) {
    const [first, second] = [a.codes[rows[index]], b.codes[rows[index]]];
    if (first < 0 || second < 0) continue;
    const pair = first * wide + second;
    if (isSmall) table[pair]++;
    else counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  table.forEach((count, pair) => count > 0 && counts.set(pair, count));
  return counts;
}
