/**
 * "Show me the worst row": the synthetic rows that give away most, each with the training row it gives away. For the
 * eyes of the person who owns the data only; no part of an evaluation and of no report, since it names real rows.
 * First come rows that equal a training row that stands apart in all modelled columns, or in all but one; then those with
 * the smallest ratio of the distance to the nearest training row over the distance to the nearest holdout row (distance to
 * the closest record relative to the same on unseen people, as Platzer & Reutterer, Frontiers in Big Data 4:679939, 2021,
 * section 3.2, count it; the order of rows by it is ours). Distances are those of `space.ts`.
 */
import { evenlySpaced } from '../../num/evenlySpaced.ts';
import { counted, percent } from '../../num/percent.ts';
import { Refused, type Run } from '../../run/run.ts';
import { align, type Aligned, type Evaluated, lengthOf } from '../align.ts';
import { nothingToCompare } from '../metric.ts';
import { plantTree } from './dcr.ts';
import {
  copiesOf,
  distanceOf,
  distancesTo,
  isolatedRows,
  nearestDistance,
  nearestRow,
  type Pair,
  sameCell,
} from './rowSearch.ts';
import { sampleRows } from './sample.ts';
import { spaceOf } from './space.ts';

/** Rows that are shown. Ours: a person compares a handful cell by cell, and the first ones matter. */
export const mostWorstRows = 5;
/** Rows a search is made over. Ours: bounds time and memory at any table size. */
const mostSearched = 50_000;
/** Synthetic rows that look for a neighbour, and training rows asked how far apart they stand. Ours: a few seconds. */
const mostQueries = 25_000;
/** Holdout rows that say what is usual. Ours: a share is then known to one point. */
const mostUsual = 2000;
/** Rows with a small ratio that are looked up; several may lead to one real row. Ours. */
const mostCandidates = 50;

/** One synthetic row beside the training row it gives away. */
export interface WorstRow {
  /** Row of the synthetic table, and of the training table; from 0. */
  readonly synthetic: number;
  readonly real: number;
  /** Modelled columns in the training table's order, and whether the two cells hold the same value. */
  readonly columns: readonly { readonly name: string; readonly equal: boolean }[];
  /** Does the training row stand apart, as only one in twenty does? */
  readonly isolated: boolean;
  /** From the synthetic row to the training row, from 0; see `space.ts`. */
  readonly distance: number;
  /** From the synthetic row to the nearest holdout row; null without a holdout. */
  readonly unseen: number | null;
  /** Share of the holdout rows whose nearest training row is at most `distance` away; null without a holdout. */
  readonly asNear: number | null;
  /** How far it is and how far is usual, for a person; no cell value. */
  readonly says: string;
}

/** What there is to show. */
export interface WorstRows {
  /** At most `mostWorstRows`, each real row once, the worst first. */
  readonly rows: readonly WorstRow[];
  /** Median distance of a holdout row to its nearest training row; null without a holdout. */
  readonly usual: number | null;
  /** How far the rows were searched, as a sentence; null when all were. */
  readonly note: string | null;
}

/**
 * Finds them. Equal inputs and seed give equal rows at any number of threads.
 * @throws Refused `nothing-to-compare` when there are no rows or no modelled columns, `columns-differ` as `align`.
 */
export async function worstRows(input: Evaluated, run: Run): Promise<WorstRows> {
  run.report('evaluate', 0, 'closest rows');
  const aligned = align(input);
  const why = nothingToCompare(aligned);
  if (why !== null)
    throw new Refused('nothing-to-compare', `${why} Change that and generate again to see the closest rows.`);
  const { train, holdout, synthetic, seed, columns } = aligned;
  const key = [seed, 'evaluate', 'worst rows'];
  const space = spaceOf(aligned);
  const searched = sampleRows(train, mostSearched, [...key, 'train']);
  const [toTrain, toHoldout] = await Promise.all(
    [searched, sampleRows(holdout, mostSearched, [...key, 'holdout'])].map((rows) =>
      run.pool.run(plantTree, { space, rows }),
    ),
  );
  run.report('evaluate', 0.2, 'rows that stand apart');
  const apart = await isolatedRows(
    space,
    toTrain,
    evenlySpaced(searched.length, mostQueries).map((place) => searched[place]),
    run,
  );
  const made = sampleRows(synthetic, mostSearched, [...key, 'synthetic']);
  const copied = await copiesOf(columns, apart, made, run);
  run.report('evaluate', 0.5, 'nearest rows');
  const queries = evenlySpaced(made.length, mostQueries).map((place) => made[place]);
  const unseen = sampleRows(holdout, mostUsual, [...key, 'usual']);
  const [near, far, usual] = await Promise.all([
    distancesTo(toTrain, space, queries, 1, run),
    distancesTo(toHoldout, space, queries, 1, run),
    distancesTo(toTrain, space, unseen, 1, run),
  ]);
  run.report('evaluate', 0.9, 'closest rows');
  const close = byRatio(queries, near, far).map((row) => [row, nearestRow(toTrain, space, row)] as const);
  const usualSorted = usual.slice().sort();
  const isolated = new Set(apart);
  const rows = firstOf([...copied, ...close]).map(([row, real]): Omit<WorstRow, 'says'> => {
    const distance = distanceOf(space, row, real);
    const there = nearestDistance(toHoldout, space, row);
    return {
      synthetic: row - synthetic.start,
      real: real - train.start,
      columns: columns.map((column) => ({ name: column.name, equal: sameCell(column, row, real) })),
      isolated: isolated.has(real),
      distance,
      unseen: Number.isFinite(there) ? there : null,
      asNear:
        usualSorted.length === 0
          ? null
          : usualSorted.filter((each) => each <= distance).length / usualSorted.length,
    };
  });
  run.report('evaluate', 1);
  const median = usualSorted.length === 0 ? null : usualSorted[usualSorted.length >> 1];
  return {
    rows: rows.map((row) => ({ ...row, says: sentence(row, median, unseen.length, queries.length) })),
    usual: median,
    note: noteOf(aligned, searched.length, made.length, queries.length),
  };
}

function noteOf(
  { train, synthetic }: Aligned,
  searched: number,
  made: number,
  queries: number,
): string | null {
  const parts = [
    made < lengthOf(synthetic) &&
      `copies were looked for among ${counted(made)} of ${counted(lengthOf(synthetic))} synthetic rows`,
    queries < lengthOf(synthetic) && `near rows among ${counted(queries)} of ${counted(lengthOf(synthetic))}`,
    searched < lengthOf(train) &&
      `they were held against ${counted(searched)} of ${counted(lengthOf(train))} training rows`,
    mostQueries < searched && `${counted(mostQueries)} of those were asked whether they stand apart`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : `Not all was searched: ${parts.join('; ')}. There may be closer rows.`;
}

function sentence(
  { columns, isolated, distance, unseen, asNear }: Omit<WorstRow, 'says'>,
  usual: number | null,
  asked: number,
  queries: number,
): string {
  const differing = columns.filter(({ equal }) => !equal).length;
  const who = isolated
    ? 'a training row that stands apart from all others as only one in twenty does'
    : 'its nearest training row';
  const all = columns.length === 1 ? 'the one modelled column' : `all ${columns.length} modelled columns`;
  const found =
    differing === 0
      ? `In ${all} it equals ${who}`
      : `In ${differing} of ${columns.length} modelled ${columns.length === 1 ? 'column' : 'columns'} it differs from ${who}`;
  if (usual === null || asNear === null || unseen === null)
    return `${found}, and lies ${written(distance)} from it. Without a holdout nobody can say how near is usual.`;
  const near =
    asNear === 0
      ? `none of ${counted(asked)} lies as near as this one`
      : `${percent(asNear)} of ${counted(asked)} lie as near as this one, and so would about ${counted(Math.max(1, Math.round(asNear * queries)))} of ${counted(queries)} rows by chance`;
  return (
    `${found}; it lies ${written(distance)} from it and ${written(unseen)} from the nearest unseen real row. ` +
    `A usual unseen real row lies ${written(usual)} from its nearest training row; ${near}.`
  );
}

/** A distance for a person: two decimals, and never 0 for what is not 0. */
function written(distance: number): string {
  return distance > 0 && distance < 0.005 ? 'less than 0.01' : distance.toFixed(2);
}

/** The first pairs, no row on either side twice. */
function firstOf(pairs: readonly Pair[]): readonly Pair[] {
  const taken = new Set<number>();
  const first: Pair[] = [];
  for (const [synthetic, real] of pairs) {
    if (first.length === mostWorstRows) break;
    if (taken.has(synthetic) || taken.has(real)) continue;
    taken.add(synthetic).add(real);
    first.push([synthetic, real]);
  }
  return first;
}

/** Rows of `queries` by ratio; where it is equal, the farther from the holdout first. No ratio without a holdout. */
function byRatio(queries: Int32Array, near: Float64Array, far: Float64Array): readonly number[] {
  const ratio = (index: number): number =>
    !Number.isFinite(far[index]) ? near[index] : far[index] === 0 ? 1 : near[index] / far[index];
  const away = (index: number): number => (Number.isFinite(far[index]) ? far[index] : 0);
  return Array.from(queries, (_, index) => index)
    .sort((a, b) => ratio(a) - ratio(b) || away(b) - away(a) || queries[a] - queries[b])
    .slice(0, mostCandidates)
    .map((index) => queries[index]);
}
