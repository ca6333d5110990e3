/**
 * How far each column is from its training values, on scales that do not move with the synthetic table. Numbers:
 * Kolmogorov-Smirnov distance, and the 1-Wasserstein distance over the width from the 1st to the 99th percentile of the
 * training values. Categories: total variation. All columns: the difference of the shares of missing cells. Numbers: the
 * share of values outside the training values' 1st to 99th percentile (about 0.02 in another sample).
 * The findings are the means over the columns.
 */
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import type { AlignedColumn, Aligned, Span } from '../align.ts';
import type { Finding } from '../evaluation.ts';
import { jackknife, jackknifeGroups, jackknifeRows } from '../interval.ts';
import {
  type Measured,
  type Metric,
  finding,
  meanOfDefined,
  nothingToCompare,
  unmeasured,
} from '../metric.ts';
import { firstNaN } from './bins.ts';
import type { Comparison } from './overlap.ts';
import { shapeOfColumn } from './shapes.ts';
import { subsetOf } from './subset.ts';

const names = ['distance', 'wasserstein', 'missingness', 'tails'] as const;
type Name = (typeof names)[number];

/** Findings of one column; unmeasured where a table has no value, or the measure is for numbers only. */
export type ColumnDistances = Readonly<Record<Name, Finding>>;

export interface DistancesDetails {
  /** In column order. */
  readonly columns: readonly ColumnDistances[];
}

/** Rows of each table; ours: the error of a share is then below 0.002. */
const mostRows = 200_000;

/** The tails that `tails` counts. */
const tail = 0.01;

export const distances: Metric<Name, DistancesDetails> = {
  name: 'distances',
  range: [0, Infinity],
  better: 'lower',
  source:
    'Kolmogorov-Smirnov, total variation, Wasserstein-1 by its quantile form (Vallender, Theory Probab. Appl. 18 (1974), p. 784)',
  measure: measureDistances,
};

async function measureDistances(whole: Aligned, run: Run): Promise<Measured<Name, DistancesDetails>> {
  checkCancel(run.cancel);
  const nothing = nothingToCompare(whole);
  if (nothing !== null) {
    const none = unmeasured(nothing);
    const each = { distance: none, wasserstein: none, missingness: none, tails: none };
    return { findings: each, details: { columns: whole.columns.map(() => each) }, note: null };
  }
  const { aligned, sampled } = subsetOf(whole, mostRows, 'distances');
  const { train, holdout, synthetic } = aligned;
  const rows = { train, holdout, synthetic, groups: jackknifeRows(aligned.rowCount, aligned.seed) };
  const each = await Promise.all(
    aligned.columns.map((column) => run.pool.run(distancesOfColumn, { column, rows })),
  );
  const mean = (name: Name, part: (values: Distance) => number): number =>
    meanOfDefined(each.map((column) => part(column[name])));
  const overall = (name: Name): Finding =>
    findingOf(name, {
      value: mean(name, ({ value }) => value),
      reference: mean(name, ({ reference }) => reference),
      leftOut: Float64Array.from({ length: jackknifeGroups }, (_, group) =>
        mean(name, ({ leftOut }) => leftOut[group]),
      ),
    });
  return {
    findings: record(overall),
    details: { columns: each.map((column) => record((name) => findingOf(name, column[name]))) },
    note: sampled
      ? `Distances of columns hold at most ${mostRows.toLocaleString('en')} random rows of each table.`
      : null,
  };
}

function record<Value>(of: (name: Name) => Value): Readonly<Record<Name, Value>> {
  return {
    distance: of('distance'),
    wasserstein: of('wasserstein'),
    missingness: of('missingness'),
    tails: of('tails'),
  };
}

const whyNot: Readonly<Record<Name, string>> = {
  distance: 'One of the tables has no value in this column.',
  wasserstein: 'This needs a column of numbers whose 1st and 99th percentile differ.',
  missingness: 'One of the tables has no row.',
  tails: 'This needs a column of numbers.',
};

function findingOf(name: Name, { value, reference, leftOut }: Distance): Finding {
  return finding(
    {
      value,
      reference,
      interval: jackknife(value, leftOut, [0, name === 'wasserstein' ? Infinity : 1]),
      better: name === 'tails' ? 'reference' : 'lower',
    },
    whyNot[name],
  );
}

interface Distance {
  readonly value: number;
  readonly reference: number;
  readonly leftOut: Float64Array;
}

interface DistancesPayload {
  readonly column: AlignedColumn;
  readonly rows: Comparison;
}

export const distancesOfColumn: Task<DistancesPayload, Readonly<Record<Name, Distance>>> = {
  name: 'evaluate.distances',
  work: async ({ column, rows }, cancel) => {
    checkCancel(cancel);
    const shape = await shapeOfColumn.work({ column, rows }, cancel);
    const distance = {
      value: 1 - shape.value,
      reference: 1 - shape.reference,
      leftOut: shape.leftOut.map((value) => 1 - value),
    };
    const cells = column.form === 'number' ? column.values : column.codes;
    const isMissing = (row: number): boolean =>
      Number.isNaN(cells[row]) || (column.form === 'category' && cells[row] < 0);
    const missingness = compareShares(rows, isMissing, () => true, true);
    if (column.form === 'category')
      return { distance, missingness, wasserstein: undefinedDistance, tails: undefinedDistance };
    const sorted = present(column.values, rows.train, rows.groups, -1);
    const low = sorted[Math.floor(tail * (sorted.length - 1))];
    const high = sorted[Math.ceil((1 - tail) * (sorted.length - 1))];
    const { values } = column;
    const tails = compareShares(
      rows,
      (row) => values[row] < low || values[row] > high,
      (row) => !Number.isNaN(values[row]),
      false,
    );
    return { distance, missingness, tails, wasserstein: wassersteinOf(values, rows, high - low) };
  },
};

const undefinedDistance: Distance = {
  value: NaN,
  reference: NaN,
  leftOut: new Float64Array(jackknifeGroups).fill(NaN),
};

/**
 * The share of rows with `has` among those that `count`: its absolute difference from the training rows' (`difference`),
 * or the share itself.
 */
function compareShares(
  rows: Comparison,
  has: (row: number) => boolean,
  counts: (row: number) => boolean,
  difference: boolean,
): Distance {
  const slots = 1 + jackknifeGroups;
  const sharesOf = ({ start, end }: Span): Float64Array => {
    const hits = new Float64Array(slots);
    const all = new Float64Array(slots);
    for (let row = start; row < end; row++) {
      if (!counts(row)) continue;
      const slot = rows.groups[row] + 1;
      all[0]++;
      all[slot]++;
      if (!has(row)) continue;
      hits[0]++;
      hits[slot]++;
    }
    return hits.map((count, slot) =>
      slot === 0 ? count / all[0] : (hits[0] - count) / (all[0] - all[slot]),
    );
  };
  const train = sharesOf(rows.train);
  const against = (shares: Float64Array): Float64Array =>
    difference ? shares.map((share, slot) => Math.abs(share - train[slot])) : shares;
  const made = against(sharesOf(rows.synthetic));
  return { value: made[0], reference: against(sharesOf(rows.holdout))[0], leftOut: made.slice(1) };
}

/** Ascending values of a span, without those of jackknife group `leftOut`. */
function present(
  values: Float64Array,
  { start, end }: Span,
  groups: Uint8Array,
  leftOut: number,
): Float64Array {
  const part = values.slice(start, end);
  if (leftOut >= 0)
    for (let row = start; row < end; row++) if (groups[row] === leftOut) part[row - start] = NaN;
  part.sort();
  return part.subarray(0, firstNaN(part));
}

function wassersteinOf(values: Float64Array, rows: Comparison, width: number): Distance {
  if (!(width > 0)) return undefinedDistance;
  const of = (span: Span, leftOut: number): number =>
    wasserstein(
      present(values, rows.train, rows.groups, leftOut),
      present(values, span, rows.groups, leftOut),
    ) / width;
  return {
    value: of(rows.synthetic, -1),
    reference: of(rows.holdout, -1),
    leftOut: Float64Array.from({ length: jackknifeGroups }, (_, group) => of(rows.synthetic, group)),
  };
}

/**
 * 1-Wasserstein distance of two ascending samples of any sizes: the area between their distribution functions,
 * integral |F_a - F_b|; NaN when one is empty.
 */
export function wasserstein(a: Float64Array, b: Float64Array): number {
  if (a.length === 0 || b.length === 0) return NaN;
  let i = 0;
  let j = 0;
  let sum = 0;
  let at = Math.min(a[0], b[0]);
  while (i < a.length || j < b.length) {
    const next = Math.min(i < a.length ? a[i] : Infinity, j < b.length ? b[j] : Infinity);
    sum += Math.abs(i / a.length - j / b.length) * (next - at);
    at = next;
    while (i < a.length && a[i] === at) i++;
    while (j < b.length && b[j] === at) j++;
  }
  return sum;
}
