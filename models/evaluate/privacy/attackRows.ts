/** The rows that attacks with a control run on: equally many from training and holdout, and a sample of synthetic rows. */
import { randomStream } from '../../num/random.ts';
import type { Run } from '../../run/run.ts';
import { type Aligned, lengthOf, type Span } from '../align.ts';
import { nearestGower } from './gower.ts';
import { pointsOf, type Tree } from './neighbours.ts';
import { sampleRows } from './sample.ts';
import type { Space } from './space.ts';

/** Attacks a kind. anonymeter's default is 500; ours: 2,000 halve its interval. */
export const mostAttacks = 2000;
/** The same where so many come to no conclusion, since nearly all people can be guessed anyway. Ours: halves it once more. */
export const moreAttacks = 4 * mostAttacks;

/** Synthetic rows that are searched. Ours: bounds the time at any table size. */
export const mostSearched = 25_000;

/** Random order decides ties among equal neighbours, not the order in which a file happens to be sorted. */
export function shuffledRows(span: Span, most: number, key: readonly (number | string)[]): Int32Array {
  return shuffled(sampleRows(span, most, key), [...key, 'order']);
}

function shuffled(rows: Int32Array, key: readonly (number | string)[]): Int32Array {
  const random = randomStream(key);
  for (let index = rows.length - 1; index > 0; index--) {
    const other = random.below(index + 1);
    [rows[index], rows[other]] = [rows[other], rows[index]];
  }
  return rows;
}

/** Why attacks with a control are impossible, or null. */
export function noAttack(
  { holdout, columns, train, synthetic }: Aligned,
  leastColumns: number,
): string | null {
  if (columns.length < leastColumns) return `This attack needs at least ${leastColumns} modelled columns.`;
  if (lengthOf(train) === 0) return 'The training table has no rows.';
  if (lengthOf(synthetic) === 0) return 'The synthetic table has no rows.';
  if (lengthOf(holdout) === 0) {
    return 'There is no holdout: without people the model never saw, the success of an attack cannot be judged.';
  }
  return null;
}

/**
 * What an attack searches when it is tried on a plain copy of the training rows: `count` of them in random order, the
 * targets among them.
 */
export function copyWith(
  targets: Int32Array,
  train: Span,
  count: number,
  key: readonly (number | string)[],
): Int32Array {
  const known = new Set(targets);
  const others = shuffledRows(train, count, [...key, 'copy']).filter((row) => !known.has(row));
  const rows = Int32Array.of(...targets, ...others.subarray(0, Math.max(0, count - targets.length)));
  return shuffled(rows, [...key, 'copy order']);
}

/** For each row of `rows` the nearest row of the tree, in blocks on the pool. */
export async function searchNearest(
  tree: Tree,
  space: Space,
  rows: Int32Array,
  run: Run,
): Promise<Int32Array> {
  const points = pointsOf(space, rows);
  const block = Math.max(1, Math.ceil(rows.length / 8));
  const parts: Promise<Int32Array>[] = [];
  for (let start = 0; start < rows.length; start += block) {
    parts.push(
      run.pool.run(nearestGower, { tree, points, start, end: Math.min(rows.length, start + block) }),
    );
  }
  const found = new Int32Array(rows.length);
  let at = 0;
  for (const part of await Promise.all(parts)) {
    found.set(part, at);
    at += part.length;
  }
  return found;
}
