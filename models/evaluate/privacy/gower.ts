/**
 * Nearest rows by Gower's distance (Gower, Biometrics 27, 1971, p. 857, as anonymeter uses it): sum over columns of |a - b| over
 * the range of the training and holdout rows, at most 1, for numbers, and 0 or 1 for categories. Missing equals missing
 * (0) and differs from every value (1). The range comes from real rows only, so that tables can be compared. The search
 * walks the tree of `neighbours.ts` with this distance in the place of its own.
 */
import { checkCancel } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import type { Aligned, AlignedNumber } from '../align.ts';
import type { Tree } from './neighbours.ts';
import type { Space } from './space.ts';

/** Stands for a missing number: farther than 1 from every scaled value, so its capped distance is 1. */
const missingNumber = 4096;

/** All rows seen through `columns` (indexes into `aligned.columns`): scaled numbers and codes. */
export function gowerSpace({ columns, holdout }: Aligned, chosen: readonly number[]): Space {
  const ranks: Float32Array[] = [];
  const labels: Int32Array[] = [];
  for (const index of chosen) {
    const column = columns[index];
    if (column.form === 'category') labels.push(column.codes);
    else ranks.push(scaled(column, holdout.end));
  }
  return { ranks, labels };
}

function scaled({ values }: AlignedNumber, realEnd: number): Float32Array {
  let low = Infinity;
  let high = -Infinity;
  for (let row = 0; row < realEnd; row++) {
    if (values[row] < low) low = values[row];
    if (values[row] > high) high = values[row];
  }
  const range = high > low ? high - low : 1;
  const offset = Number.isFinite(low) ? low : 0;
  const points = new Float32Array(new SharedArrayBuffer(values.length * 4));
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    // Values far outside the real range are all equally far; the cut also keeps them away from the missing mark.
    points[row] = Number.isNaN(value) ? missingNumber : Math.min(3, Math.max(-2, (value - offset) / range));
  }
  return points;
}

interface GowerPayload {
  readonly tree: Tree;
  /** Query points, row by row. */
  readonly points: Float32Array;
  readonly start: number;
  readonly end: number;
}

/** For the points `start .. end - 1` the nearest row of the tree; among equals the first that the search meets. */
export const nearestGower: Task<GowerPayload, Int32Array> = {
  name: 'evaluate.gower',
  work: ({ tree, points, start, end }, cancel) => {
    const found = new Int32Array(end - start);
    for (let query = start; query < end; query++) {
      if (query % 64 === 0) checkCancel(cancel);
      found[query - start] = nearestRow(tree, points, query * tree.width);
    }
    return found;
  },
};

/** The row of `tree` nearest to the point from `at` on in `points`. The tree must have rows. */
export function nearestRow(tree: Tree, points: Float32Array, at: number): number {
  const away = new Float64Array(tree.width);
  let best = Infinity;
  let place = tree.first[0];
  const scan = (node: number): void => {
    for (let index = tree.first[node]; index < tree.end[node]; index++) {
      const distance = distanceTo(tree, points, at, index, best);
      if (distance >= best) continue;
      best = distance;
      place = index;
    }
  };
  const visit = (node: number, bound: number): void => {
    const axis = tree.axis[node];
    if (axis < 0) {
      scan(node);
      return;
    }
    const value = points[at + axis];
    const isNumber = axis < tree.rankCount;
    const goesLeft = isNumber ? value < tree.split[node] : value === tree.split[node];
    visit(tree.first[node] + (goesLeft ? 0 : 1), bound);
    const before = away[axis];
    const gap = Math.max(before, isNumber ? Math.min(1, Math.abs(value - tree.split[node])) : 1);
    // Distances are summed in another order than bounds: the room keeps rounding from hiding a nearer row.
    if ((bound - before + gap) * (1 - 1e-12) >= best) return;
    away[axis] = gap;
    visit(tree.first[node] + (goesLeft ? 1 : 0), bound - before + gap);
    away[axis] = before;
  };
  visit(0, 0);
  return tree.rows[Math.min(place, tree.rows.length - 1)];
}

function distanceTo(
  { points: rows, width, rankCount }: Tree,
  points: Float32Array,
  at: number,
  index: number,
  best: number,
): number {
  const other = index * width;
  let distance = 0;
  for (let axis = rankCount; axis < width && distance < best; axis++) {
    if (points[at + axis] !== rows[other + axis]) distance++;
  }
  for (let axis = 0; axis < rankCount && distance < best; axis++) {
    const gap = Math.abs(points[at + axis] - rows[other + axis]);
    distance += gap > 1 ? 1 : gap;
  }
  return distance;
}
