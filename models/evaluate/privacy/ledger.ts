/** The ledger of rare patterns: what became of each column's rare values and pairs, and what that costs. No values. */
import type { Run } from '../../run/run.ts';
import { type Aligned, lengthOf } from '../align.ts';
import type { Finding } from '../evaluation.ts';
import { wilson } from '../interval.ts';
import { nothingToCompare, unmeasured } from '../metric.ts';
import { counted, percent } from '../../num/percent.ts';
import {
  type ColumnSurvival,
  type Inflation,
  noSurvival,
  type Survival,
  surviveColumn,
  survivePair,
} from './rare.ts';
import { sampleRows } from './sample.ts';

/** Rows a side. Ours: bounds the time. */
const mostRows = 200_000;
/** Pairs of category columns. Ours: bounds the time; the first in table order are taken. */
const mostPairs = 100;
/** Entries of pairs in the ledger. */
const pairsListed = 10;

export interface RarePattern {
  readonly columns: readonly string[];
  readonly what: 'values' | 'pairs' | 'exact numbers' | 'extremes';
  /** Patterns that few training rows carry. */
  readonly patterns: number;
  /** How many of them stand in the synthetic table. */
  readonly kept: number;
  /** How many of them stand in as many holdout rows. */
  readonly control: number;
  /** Gone, while a category stands in their place that the training rows do not have. */
  readonly merged: number;
  /** Gone: not one synthetic row carries them. */
  readonly dropped: number;
  /** Numbers replaced by near ones instead of being written as they are. */
  readonly protected: number;
  /** Share of the training rows whose pattern cannot be studied in the synthetic table, at a step of 0.1 %. */
  readonly cost: number;
  readonly says: string;
}

export interface Rarity {
  /** Share of rare values, exact numbers and extremes that survive; reference: the holdout. */
  readonly rareValues: Finding;
  readonly rarePairs: Finding;
  readonly extremes: Finding;
  readonly exactNumbers: Finding;
  /** All single values together, for the check. */
  readonly survival: Survival;
  /** Rare categories over all columns, as in `ColumnSurvival`. */
  readonly categories: readonly [onlySynthetic: number, onlyHoldout: number];
  /** The rare category that is most inflated, with the chance of that over all columns; null when there is none. */
  readonly inflated: (Inflation & { readonly column: string }) | null;
  /** The most kept beyond the control first. */
  readonly ledger: readonly RarePattern[];
  readonly note: string | null;
}

/** Counts for every modelled column and for pairs of categories. */
export async function rarity(aligned: Aligned, run: Run): Promise<Rarity> {
  const { columns, train, holdout, synthetic, seed } = aligned;
  const why = nothingToCompare(aligned) ?? (lengthOf(holdout) === 0 ? noHoldout : null);
  if (why !== null) return nothing(why);
  const key = [seed, 'evaluate', 'rare'];
  const equal = Math.min(lengthOf(holdout), lengthOf(synthetic), mostRows);
  const rows = {
    train: sampleRows(train, mostRows, [...key, 'train']),
    synthetic: sampleRows(synthetic, equal, [...key, 'synthetic']),
    holdout: sampleRows(holdout, equal, [...key, 'holdout']),
  };
  const single = await Promise.all(columns.map((column) => run.pool.run(surviveColumn, { column, ...rows })));
  const pairs = pairsOf(aligned);
  const double = await Promise.all(
    pairs.map(([a, b]) => run.pool.run(survivePair, { a: columns[a], b: columns[b], ...rows })),
  );
  const total = (of: (each: ColumnSurvival) => Survival): Survival => single.map(of).reduce(plus, noSurvival);
  const trainRows = rows.train.length;
  const entries = [
    ...single.flatMap((found, index) => columnEntries(columns[index], found, trainRows)),
    ...pairs
      .map(([a, b], index) => pairEntry([columns[a].name, columns[b].name], double[index]))
      .filter(({ patterns }) => patterns > 0)
      .sort(mostKept)
      .slice(0, pairsListed),
  ];
  const values = total(({ rare }) => rare);
  const extreme = total((each) => each.extreme);
  return {
    rareValues: shareOf(values),
    rarePairs: shareOf(double.reduce(plus, noSurvival)),
    extremes: shareOf(extreme),
    exactNumbers: shareOf(total(({ exact }) => exact)),
    survival: values,
    categories: [
      single.reduce((sum, { categories }) => sum + categories[0], 0),
      single.reduce((sum, { categories }) => sum + categories[1], 0),
    ],
    inflated: mostInflated(columns, single),
    ledger: entries.sort(mostKept),
    note:
      equal < lengthOf(synthetic)
        ? `Rare values: looked for in ${counted(equal)} synthetic and as many holdout rows.`
        : null,
  };
}

function mostInflated(columns: Aligned['columns'], single: readonly ColumnSurvival[]): Rarity['inflated'] {
  let worst: Rarity['inflated'] = null;
  single.forEach(({ inflation }, index) => {
    if (inflation === null) return;
    const chance = Math.min(1, inflation.chance * single.length);
    if (worst === null || chance < worst.chance)
      worst = { ...inflation, chance, column: columns[index].name };
  });
  return worst;
}

/** An inflated category as a finding. */
export function inflatedShare({ synthetic, real }: Inflation): Finding {
  return {
    value: synthetic.successes / synthetic.trials,
    interval: wilson(synthetic.successes, synthetic.trials),
    reference: real.successes / real.trials,
    better: 'reference',
  };
}

const noHoldout = 'There is no holdout: how many rare values a fresh sample has by chance is not known.';

function nothing(why: string): Rarity {
  const none = unmeasured(why);
  return {
    rareValues: none,
    rarePairs: none,
    extremes: none,
    exactNumbers: none,
    survival: noSurvival,
    categories: [0, 0],
    inflated: null,
    ledger: [],
    note: null,
  };
}

function pairsOf({ columns }: Aligned): readonly (readonly [number, number])[] {
  const categories = columns.flatMap(({ form }, index) => (form === 'category' ? [index] : []));
  return categories
    .flatMap((a, place) => categories.slice(place + 1).map((b) => [a, b] as const))
    .slice(0, mostPairs);
}

function plus(a: Survival, b: Survival): Survival {
  return {
    values: a.values + b.values,
    inSynthetic: a.inSynthetic + b.inSynthetic,
    inHoldout: a.inHoldout + b.inHoldout,
    onlySynthetic: a.onlySynthetic + b.onlySynthetic,
    onlyHoldout: a.onlyHoldout + b.onlyHoldout,
  };
}

/** Where nothing is rare nothing can survive: 0, not unmeasured. */
function shareOf({ values, inSynthetic, inHoldout }: Survival): Finding {
  return {
    value: values === 0 ? 0 : inSynthetic / values,
    interval: values === 0 ? null : wilson(inSynthetic, values),
    reference: values === 0 ? 0 : inHoldout / values,
    better: 'reference',
  };
}

function columnEntries(
  { name, form }: Aligned['columns'][number],
  found: ColumnSurvival,
  trainRows: number,
): readonly RarePattern[] {
  const cost = Math.round((1000 * found.lostCarriers) / trainRows) / 1000;
  const sorts = [
    ['values', found.rare, cost],
    ['exact numbers', found.exact, 0],
    ['extremes', found.extreme, 0],
  ] as const;
  return sorts
    .filter(([, { values }]) => values > 0)
    .map(([what, survival, lost]) => {
      const gone = survival.values - survival.inSynthetic;
      const fate = form === 'number' ? 'protected' : found.newShare > 0 ? 'merged' : 'dropped';
      return entry([name], what, survival, gone, fate, lost);
    });
}

function pairEntry(columns: readonly string[], survival: Survival): RarePattern {
  return entry(columns, 'pairs', survival, survival.values - survival.inSynthetic, 'dropped', 0);
}

function entry(
  columns: readonly string[],
  what: RarePattern['what'],
  { values, inSynthetic, inHoldout }: Survival,
  gone: number,
  fate: 'merged' | 'dropped' | 'protected',
  cost: number,
): RarePattern {
  const fates = {
    merged: 'merged into a common category',
    dropped: 'absent',
    protected: 'replaced by near numbers',
  };
  const price = cost > 0 ? ` The rows behind them, ${percent(cost)} of all, cannot be studied apart.` : '';
  return {
    columns,
    what,
    patterns: values,
    kept: inSynthetic,
    control: inHoldout,
    merged: fate === 'merged' ? gone : 0,
    dropped: fate === 'dropped' ? gone : 0,
    protected: fate === 'protected' ? gone : 0,
    cost,
    says: `Of ${counted(values)} rare ${what} of ${columns.join(' and ')}, ${counted(inSynthetic)} stand in the synthetic table (${counted(inHoldout)} in as many unseen rows); ${counted(gone)} are ${fates[fate]}.${price}`,
  };
}

function mostKept(a: RarePattern, b: RarePattern): number {
  return (
    b.kept - b.control - (a.kept - a.control) ||
    b.patterns - a.patterns ||
    (a.columns[0] < b.columns[0] ? -1 : 1)
  );
}
