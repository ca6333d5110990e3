/**
 * Searches for single rows, where the measures beside this file only count: which training rows stand apart, which
 * synthetic rows copy them, which row is the nearest. For `worstRows.ts`; a measure of leakage belongs elsewhere.
 */
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import type { AlignedColumn } from '../align.ts';
import { nearest, pointsOf, type Tree } from './neighbours.ts';
import { mismatch, type Space } from './space.ts';

/** Share of the training rows that stand apart, and the neighbour whose distance says so; as in `membership.ts`. */
const isolatedShare = 0.05;
const fifth = 5;
/** Blocks of work; fixed, so that results do not depend on the threads. */
const blocks = 16;

/** A synthetic and a training row, as rows of the aligned tables. */
export type Pair = readonly [synthetic: number, real: number];

/** Of `asked` the rows that stand apart, the farthest first: by the distance to the fifth-nearest other training row. */
export async function isolatedRows(
  space: Space,
  toTrain: Tree,
  asked: Int32Array,
  run: Run,
): Promise<Int32Array> {
  // One place more, since each row finds itself.
  const places = Math.min(fifth + 1, toTrain.rows.length);
  const found = await distancesTo(toTrain, space, asked, places, run);
  const distance = (index: number): number => found[index * places + places - 1];
  const order = Array.from(asked, (_, index) => index)
    .filter((index) => distance(index) > 0)
    .sort((a, b) => distance(b) - distance(a) || asked[a] - asked[b]);
  return Int32Array.from(order.slice(0, Math.ceil(isolatedShare * asked.length)), (index) => asked[index]);
}

/** Pairs that are equal in all columns, then those in all but one; the most isolated first within each. */
export async function copiesOf(
  columns: readonly AlignedColumn[],
  apart: Int32Array,
  made: Int32Array,
  run: Run,
): Promise<readonly Pair[]> {
  const parts = await inBlocks(made.length, (start, end) =>
    run.pool.run(copiesOfIsolated, { columns, apart, made: made.subarray(start, end) }),
  );
  const pairsAt = (sort: 0 | 1): readonly Pair[] =>
    Array.from(apart).flatMap((real, index) => {
      const row = parts.map((part) => part[sort][index]).find((each) => each >= 0);
      return row === undefined ? [] : [[row, real] as const];
    });
  return [...pairsAt(0), ...(columns.length < 2 ? [] : pairsAt(1))];
}

interface CopiesPayload {
  readonly columns: readonly AlignedColumn[];
  /** Training rows. */
  readonly apart: Int32Array;
  /** Synthetic rows. */
  readonly made: Int32Array;
}

/**
 * For each row of `apart` the first of `made` that equals it in all columns, and the first that differs in exactly one; -1
 * where there is none.
 */
export const copiesOfIsolated: Task<CopiesPayload, readonly [Int32Array, Int32Array]> = {
  name: 'evaluate.copiesOfIsolated',
  work: ({ columns, apart, made }, cancel) => {
    const exact = new Int32Array(apart.length).fill(-1);
    const butOne = new Int32Array(apart.length).fill(-1);
    for (let at = 0; at < made.length; at++) {
      if (at % 256 === 0) checkCancel(cancel);
      const row = made[at];
      for (let index = 0; index < apart.length; index++) {
        let differing = 0;
        for (let column = 0; column < columns.length && differing < 2; column++)
          if (!sameCell(columns[column], row, apart[index])) differing++;
        if (differing === 0 && exact[index] < 0) exact[index] = row;
        if (differing === 1 && butOne[index] < 0) butOne[index] = row;
      }
    }
    return [exact, butOne];
  },
};

/** Missing equals missing. */
export function sameCell(column: AlignedColumn, a: number, b: number): boolean {
  if (column.form === 'category') return column.codes[a] === column.codes[b];
  const [one, other] = [column.values[a], column.values[b]];
  return one === other || (Number.isNaN(one) && Number.isNaN(other));
}

/** The nearest row of the tree; of several the first in the table. */
export function nearestRow(tree: Tree, space: Space, row: number): number {
  let [best, found] = [Infinity, -1];
  for (const other of tree.rows) {
    const distance = distanceOf(space, row, other);
    if (distance < best || (distance === best && other < found)) [best, found] = [distance, other];
  }
  return found;
}

/** Between two rows, as in `space.ts`. */
export function distanceOf({ ranks, labels }: Space, a: number, b: number): number {
  let sum = 0;
  for (const rank of ranks) sum += (rank[a] - rank[b]) ** 2;
  for (const label of labels) if (label[a] !== label[b]) sum += mismatch;
  return Math.sqrt(sum);
}

/** From one row to the nearest row of the tree; Infinity when it has none. */
export function nearestDistance(tree: Tree, space: Space, row: number): number {
  const best = new Float64Array(1);
  nearest(tree, pointsOf(space, Int32Array.of(row)), 0, best);
  return Math.sqrt(best[0]);
}

/** Distances of each of `rows` to its `places` nearest rows of the tree, row by row, ascending; Infinity beyond the tree. */
export async function distancesTo(
  tree: Tree,
  space: Space,
  rows: Int32Array,
  places: number,
  run: Run,
): Promise<Float64Array> {
  const points = pointsOf(space, rows);
  const parts = await inBlocks(rows.length, (start, end) =>
    run.pool.run(nearestFew, { tree, points, places, start, end }),
  );
  const all = new Float64Array(rows.length * places);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function inBlocks<Value>(
  length: number,
  work: (start: number, end: number) => Promise<Value>,
): Promise<readonly Value[]> {
  const size = Math.max(1, Math.ceil(length / blocks));
  const parts: Promise<Value>[] = [];
  for (let start = 0; start < length; start += size) parts.push(work(start, Math.min(length, start + size)));
  return Promise.all(parts);
}

interface FewPayload {
  readonly tree: Tree;
  readonly points: Float32Array;
  readonly places: number;
  readonly start: number;
  readonly end: number;
}

/** Distances of the points `start .. end - 1` to their `places` nearest rows, ascending, point by point. */
export const nearestFew: Task<FewPayload, Float64Array> = {
  name: 'evaluate.nearestFew',
  work: ({ tree, points, places, start, end }, cancel) => {
    const found = new Float64Array((end - start) * places);
    for (let query = start; query < end; query++) {
      if (query % 64 === 0) checkCancel(cancel);
      const at = (query - start) * places;
      nearest(tree, points, query * tree.width, found.subarray(at, at + places));
    }
    return found.map(Math.sqrt);
  },
};
