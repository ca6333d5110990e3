/** Which pairs and triples of columns are compared, and their comparison on the pool. */
import { randomStream } from '../../num/random.ts';
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { type Axis, type Comparison, overlap, overlapWidth, scratch } from './overlap.ts';

/** Tuples of `order` column indexes, flat: tuple t is `columns[t * order] .. columns[t * order + order - 1]`, ascending. */
export interface Tuples {
  readonly order: 1 | 2 | 3;
  readonly columns: Int32Array;
  /** Number of tuples there are; more than `columns` holds when a sample was drawn. */
  readonly possible: number;
}

/** Number of tuples held. */
export function tupleCount({ order, columns }: Tuples): number {
  return columns.length / order;
}

/**
 * All tuples of `order` out of `columnCount` columns in lexical order, or `most` of them drawn at random without
 * replacement (still in lexical order) when there are more.
 */
export function chooseTuples(
  columnCount: number,
  order: Tuples['order'],
  most: number,
  seed: number,
): Tuples {
  const possible = choose(columnCount, order);
  if (possible <= most) return { order, columns: allTuples(columnCount, order), possible };
  const random = randomStream([seed, 'evaluate', 'tuples', order]);
  const drawn = new Map<number, readonly number[]>();
  while (drawn.size < most) {
    const tuple = new Set<number>();
    while (tuple.size < order) tuple.add(random.below(columnCount));
    const sorted = [...tuple].sort((a, b) => a - b);
    drawn.set(
      sorted.reduce((key, column) => key * columnCount + column, 0),
      sorted,
    );
  }
  const keys = [...drawn.keys()].sort((a, b) => a - b);
  return { order, columns: Int32Array.from(keys.flatMap((key) => drawn.get(key) ?? [])), possible };
}

function choose(n: number, k: number): number {
  let result = 1;
  for (let index = 0; index < k; index++) result = (result * (n - index)) / (index + 1);
  return Math.max(0, Math.round(result));
}

function allTuples(columnCount: number, order: Tuples['order']): Int32Array {
  const flat: number[] = [];
  const extend = (tuple: readonly number[], from: number): void => {
    if (tuple.length === order) flat.push(...tuple);
    else for (let column = from; column < columnCount; column++) extend([...tuple, column], column + 1);
  };
  extend([], 0);
  return Int32Array.from(flat);
}

interface OverlapPayload {
  readonly axes: readonly Axis[];
  readonly tuples: Int32Array;
  readonly order: Tuples['order'];
  readonly rows: Comparison;
}

/** Overlap of each tuple of axes: `overlapWidth` numbers a tuple. */
export const overlapTuples: Task<OverlapPayload, Float64Array> = {
  name: 'evaluate.overlap',
  work: ({ axes, tuples, order, rows }, cancel) => {
    const count = tuples.length / order;
    const out = new Float64Array(count * overlapWidth);
    const memory = scratch();
    for (let tuple = 0; tuple < count; tuple++) {
      checkCancel(cancel);
      const chosen = Array.from(
        tuples.subarray(tuple * order, (tuple + 1) * order),
        (column) => axes[column],
      );
      overlap(chosen, rows, memory, out, tuple * overlapWidth);
    }
    return out;
  },
};

/** `overlapTuples` on the pool, in blocks; `overlapWidth` numbers a tuple, in tuple order. */
export async function overlapsOf(
  axes: readonly Axis[],
  tuples: Tuples,
  rows: Comparison,
  run: Run,
): Promise<Float64Array> {
  const { order, columns } = tuples;
  const count = tupleCount(tuples);
  const block = Math.max(1, Math.ceil(count / (run.pool.threads * 4)));
  const parts: Promise<Float64Array>[] = [];
  for (let start = 0; start < count; start += block) {
    const chosen = columns.slice(start * order, Math.min(count, start + block) * order);
    parts.push(run.pool.run(overlapTuples, { axes, tuples: chosen, order, rows }));
  }
  const out = new Float64Array(count * overlapWidth);
  let at = 0;
  for (const part of await Promise.all(parts)) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
