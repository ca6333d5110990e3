/** The leaf that each of many rows comes to. */
import type { Tree } from './model.ts';

/** Up to so many rows of a node go down one by one. Ours, measured: fewer are not worth parting. */
const fewRows = 4;

/**
 * Sends the rows down the tree together: each node parts its rows in two, so that what a node asks is read once, no row
 * waits for the one before, and a predictor is read in row order. Cost: rows x depth, and the nodes that any row reaches.
 *
 * @param bins by part: row -> bin. @param rows parted in place. @param leafOf row -> leaf, filled in for `rows`.
 */
export function leaves(tree: Tree, bins: readonly Uint8Array[], rows: Int32Array, leafOf: Int32Array): void {
  const { feature, left } = tree;
  const right = new Int32Array(rows.length);
  const pending = [0, 0, rows.length];
  while (pending.length > 0) {
    const rowEnd = pending.pop() ?? 0;
    const rowStart = pending.pop() ?? 0;
    const node = pending.pop() ?? 0;
    if (feature[node] < 0) for (let index = rowStart; index < rowEnd; index++) leafOf[rows[index]] = node;
    else if (rowEnd - rowStart <= fewRows)
      for (let index = rowStart; index < rowEnd; index++)
        leafOf[rows[index]] = descend(tree, bins, rows[index], node);
    else {
      const middle = part(tree, node, bins[feature[node]], rows, rowStart, rowEnd, right);
      if (middle < rowEnd) pending.push(left[node] + 1, middle, rowEnd);
      if (rowStart < middle) pending.push(left[node], rowStart, middle);
    }
  }
}

/** Puts the rows that go left before those that go right, each in their order; returns where the right ones begin. */
function part(
  { threshold, mask, masks }: Tree,
  node: number,
  bins: Uint8Array,
  rows: Int32Array,
  rowStart: number,
  rowEnd: number,
  right: Int32Array,
): number {
  let middle = rowStart;
  let others = 0;
  const bound = threshold[node];
  const first = mask[node] * 8;
  for (let index = rowStart; index < rowEnd; index++) {
    const row = rows[index];
    const bin = bins[row];
    // No branch: both places are written, one of them moves on.
    const goesRight = first < 0 ? (bound - bin) >>> 31 : ((masks[first + (bin >> 5)] >>> (bin & 31)) & 1) ^ 1;
    rows[middle] = row;
    right[others] = row;
    others += goesRight;
    middle += 1 - goesRight;
  }
  for (let index = 0; index < others; index++) rows[middle + index] = right[index];
  return middle;
}

function descend(
  { feature, threshold, mask, masks, left }: Tree,
  bins: readonly Uint8Array[],
  row: number,
  from: number,
): number {
  let node = from;
  while (feature[node] >= 0) {
    const bin = bins[feature[node]][row];
    const goesLeft =
      mask[node] < 0
        ? bin <= threshold[node]
        : ((masks[mask[node] * 8 + (bin >> 5)] >>> (bin & 31)) & 1) === 1;
    node = left[node] + (goesLeft ? 0 : 1);
  }
  return node;
}
