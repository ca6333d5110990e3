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
import { inOrder } from './order.ts';
import type { Comparison } from './overlap.ts';
import { numberShape, type OrderedRows, type Shape, shapeOfColumn } from './shapes.ts';
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
    const cells = column.form === 'number' ? column.values : column.codes;
    const isMissing = (row: number): boolean =>
      Number.isNaN(cells[row]) || (column.form === 'category' && cells[row] < 0);
    const missingness = compareShares(rows, isMissing, () => true, true);
    if (column.form === 'category') {
      const distance = distanceOf(await shapeOfColumn.work({ column, rows }, cancel));
      return { distance, missingness, wasserstein: undefinedDistance, tails: undefinedDistance };
    }
    const { values } = column;
    const [train, holdout, synthetic] = [rows.train, rows.holdout, rows.synthetic].map((span) =>
      inOrder(values, span),
    );
    const ordered = { train, holdout, synthetic };
    const low = values[train[Math.floor(tail * (train.length - 1))]];
    const high = values[train[Math.ceil((1 - tail) * (train.length - 1))]];
    const tails = compareShares(
      rows,
      (row) => values[row] < low || values[row] > high,
      (row) => !Number.isNaN(values[row]),
      false,
    );
    return {
      distance: distanceOf(numberShape(values, ordered, rows.groups)),
      missingness,
      tails,
      wasserstein: wassersteinOf(values, ordered, rows.groups, high - low),
    };
  },
};

function distanceOf({ value, reference, leftOut }: Shape): Distance {
  return { value: 1 - value, reference: 1 - reference, leftOut: leftOut.map((each) => 1 - each) };
}

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

function wassersteinOf(
  values: Float64Array,
  { train, holdout, synthetic }: OrderedRows,
  groups: Uint8Array,
  width: number,
): Distance {
  if (!(width > 0)) return undefinedDistance;
  const made = wasserstein(values, train, synthetic, groups).map((area) => area / width);
  return {
    value: made[0],
    reference: wasserstein(values, train, holdout, groups)[0] / width,
    leftOut: made.slice(1),
  };
}

/**
 * 1-Wasserstein distance of two samples of any sizes: the area between their distribution functions, integral |F_a - F_b|
 * (element 0), and the same with each jackknife group left out (elements 1 ..); NaN when a sample is empty.
 * @param a rows of one sample in ascending order of `values` @param b rows of the other, likewise @param groups row -> group
 */
export function wasserstein(
  values: Float64Array,
  a: Int32Array,
  b: Int32Array,
  groups: Uint8Array,
): Float64Array {
  const slots = 1 + jackknifeGroups;
  const areas = new Float64Array(slots);
  const [seenA, seenB] = [new Float64Array(slots), new Float64Array(slots)];
  const [sizeA, sizeB] = [sizesOf(a, groups), sizesOf(b, groups)];
  let i = 0;
  let j = 0;
  let at = NaN;
  while (i < a.length || j < b.length) {
    const next = Math.min(i < a.length ? values[a[i]] : Infinity, j < b.length ? values[b[j]] : Infinity);
    if (i + j > 0) {
      for (let slot = 0; slot < slots; slot++) {
        areas[slot] += Math.abs(seenA[slot] / sizeA[slot] - seenB[slot] / sizeB[slot]) * (next - at);
      }
    }
    at = next;
    for (; i < a.length && values[a[i]] === at; i++) count(seenA, groups[a[i]]);
    for (; j < b.length && values[b[j]] === at; j++) count(seenB, groups[b[j]]);
  }
  return areas.map((area, slot) => (sizeA[slot] > 0 && sizeB[slot] > 0 ? area : NaN));
}

/** One more row of `group`: it counts in all slots but that of its own group. */
function count(seen: Float64Array, group: number): void {
  for (let slot = 0; slot < seen.length; slot++) if (slot !== group + 1) seen[slot]++;
}

function sizesOf(rows: Int32Array, groups: Uint8Array): Float64Array {
  const sizes = new Float64Array(1 + jackknifeGroups);
  for (let index = 0; index < rows.length; index++) count(sizes, groups[rows[index]]);
  return sizes;
}
