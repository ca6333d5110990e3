/**
 * Exact nearest neighbours among rows of a `Space`, by a k-d tree over ranks and labels. A query visits the near side
 * of each split first and the far side only when the distance to it, summed over the splits on the way (each coordinate
 * once, at its latest value), can still beat the best so far.
 */
import { checkCancel } from '../../run/run.ts';
import { mismatch, type Space } from './space.ts';

/** Rows in a leaf; ours: measured fastest on adult among 8, 16, 32. */
const leafRows = 16;

/** Rows of a node that its cut is chosen by; ours: a cut off the median costs nothing that looking at all rows would save. */
const mostLooked = 1024;

/** The bound is summed in another order than the distance; this keeps a rounding error from hiding an equal distance. */
const roundingRoom = 1 - 1e-12;

/** A tree over some rows; plain data, so that workers share it. Nodes are numbered from the root, 0. */
export interface Tree {
  /** Rows in leaf order. */
  readonly rows: Int32Array;
  /** The same rows' coordinates, row by row: ranks, then labels. */
  readonly points: Float32Array;
  readonly width: number;
  readonly rankCount: number;
  /** Node -> coordinate it splits on, -1 for a leaf. */
  readonly axis: Int32Array;
  /** Node -> rank at the split, or the label that goes left (all others go right). */
  readonly split: Float32Array;
  /** Node -> first of its two children (left; right follows); for leaves the first row. */
  readonly first: Int32Array;
  /** Leaf -> row after its last; unused in inner nodes. */
  readonly end: Int32Array;
}

/** Builds a tree over `rows` of `space`. Cost: rows x log rows x coordinates. @throws Cancelled when `cancel` is set. */
export function plant(space: Space, rows: Int32Array, cancel: Int32Array): Tree {
  const order = rows.slice();
  const spare = new Int32Array(rows.length);
  const counts = space.labels.map((label) => countersFor(label, rows));
  const axis: number[] = [-1];
  const split: number[] = [0];
  const first: number[] = [0];
  const end: number[] = [order.length];
  const pending: (readonly [node: number, start: number, end: number])[] = [[0, 0, order.length]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    checkCancel(cancel);
    const [node, from, to] = next;
    first[node] = from;
    end[node] = to;
    const cut = to - from <= leafRows ? null : cutOf(space, order.subarray(from, to), counts);
    if (cut === null) continue;
    const middle = from + partition(order.subarray(from, to), spare, cut.goesLeft);
    axis[node] = cut.axis;
    split[node] = cut.at;
    first[node] = axis.length;
    axis.push(-1, -1);
    split.push(0, 0);
    first.push(0, 0);
    end.push(0, 0);
    pending.push([first[node], from, middle], [first[node] + 1, middle, to]);
  }
  const width = space.ranks.length + space.labels.length;
  return {
    rows: shared(Int32Array, order),
    points: pointsOf(space, order),
    width,
    rankCount: space.ranks.length,
    axis: shared(Int32Array, axis),
    split: shared(Float32Array, split),
    first: shared(Int32Array, first),
    end: shared(Int32Array, end),
  };
}

function shared<A extends Int32Array | Float32Array>(
  Kind: { new (buffer: SharedArrayBuffer): A; readonly BYTES_PER_ELEMENT: number },
  values: ArrayLike<number>,
): A {
  const array = new Kind(new SharedArrayBuffer(values.length * Kind.BYTES_PER_ELEMENT));
  array.set(values);
  return array;
}

/** Coordinates of `rows`, row by row, over shared memory: ranks, then labels. */
export function pointsOf({ ranks, labels }: Space, rows: Int32Array): Float32Array {
  const all = [...ranks, ...labels];
  const points = new Float32Array(new SharedArrayBuffer(rows.length * all.length * 4));
  all.forEach((coordinate, axis) => {
    for (let index = 0; index < rows.length; index++)
      points[index * all.length + axis] = coordinate[rows[index]];
  });
  return points;
}

/** A counter for each label that `rows` have and for -1, all 0. */
function countersFor(label: Int32Array, rows: Int32Array): Int32Array {
  let most = -1;
  for (const row of rows) if (label[row] > most) most = label[row];
  return new Int32Array(most + 2);
}

interface Cut {
  readonly axis: number;
  readonly at: number;
  readonly goesLeft: (row: number) => boolean;
}

/** The best cut of evenly spaced rows, of all rows where those are all alike; null when all rows are. */
function cutOf(space: Space, rows: Int32Array, counts: readonly Int32Array[]): Cut | null {
  if (rows.length <= mostLooked) return bestCut(space, rows, counts);
  const step = rows.length / mostLooked;
  const looked = Int32Array.from({ length: mostLooked }, (_, index) => rows[Math.floor(index * step)]);
  return bestCut(space, looked, counts) ?? bestCut(space, rows, counts);
}

/** The coordinate with the largest spread: variance of ranks, or the mean squared distance that labels cause. */
function bestCut({ ranks, labels }: Space, rows: Int32Array, counts: readonly Int32Array[]): Cut | null {
  let best = 1e-12;
  let chosen = -1;
  ranks.forEach((rank, axis) => {
    const spread = varianceOf(rank, rows);
    if (spread > best) [best, chosen] = [spread, axis];
  });
  let chosenLabel = 0;
  labels.forEach((label, index) => {
    const { common, share } = commonest(label, rows, counts[index]);
    const spread = mismatch * share * (1 - share);
    if (spread > best) [best, chosen, chosenLabel] = [spread, ranks.length + index, common];
  });
  if (chosen < 0) return null;
  if (chosen >= ranks.length) {
    const label = labels[chosen - ranks.length];
    return { axis: chosen, at: chosenLabel, goesLeft: (row) => label[row] === chosenLabel };
  }
  const rank = ranks[chosen];
  const sorted = Float32Array.from(rows, (row) => rank[row]).sort();
  const middle = sorted[sorted.length >> 1];
  // The left side must not be all rows: where the upper half is one value, that value itself goes right.
  const at = middle === sorted[0] ? (sorted.find((value) => value > middle) ?? middle) : middle;
  return { axis: chosen, at, goesLeft: (row) => rank[row] < at };
}

function varianceOf(rank: Float32Array, rows: Int32Array): number {
  let sum = 0;
  let squares = 0;
  for (const row of rows) {
    sum += rank[row];
    squares += rank[row] * rank[row];
  }
  return squares / rows.length - (sum / rows.length) ** 2;
}

/** The label most rows have, the first to reach that count among equals. @param counts label + 1 -> 0, and again on return */
function commonest(
  label: Int32Array,
  rows: Int32Array,
  counts: Int32Array,
): { common: number; share: number } {
  let common = label[rows[0]];
  let most = 0;
  for (let index = 0; index < rows.length; index++) {
    const code = label[rows[index]];
    const count = ++counts[code + 1];
    if (count > most) {
      most = count;
      common = code;
    }
  }
  for (let index = 0; index < rows.length; index++) counts[label[rows[index]] + 1] = 0;
  return { common, share: most / rows.length };
}

/** Those that go left first, each side in its former order; returns how many. @param spare at least as long as `rows` */
function partition(rows: Int32Array, spare: Int32Array, goesLeft: (row: number) => boolean): number {
  let left = 0;
  let right = 0;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index];
    if (goesLeft(row)) rows[left++] = row;
    else spare[right++] = row;
  }
  rows.set(spare.subarray(0, right), left);
  return left;
}

/**
 * Squared distances from one point to its nearest rows of the tree, ascending, into `best` (its length is the number
 * wanted; places beyond the tree's rows stay Infinity).
 * @param point `width` coordinates from `at` on in `points`.
 */
export function nearest(tree: Tree, points: Float32Array, at: number, best: Float64Array): void {
  best.fill(Infinity);
  visit(tree, points, at, best, 0, 0, new Float64Array(tree.width));
}

function visit(
  tree: Tree,
  points: Float32Array,
  at: number,
  best: Float64Array,
  node: number,
  bound: number,
  away: Float64Array,
): void {
  const axis = tree.axis[node];
  if (axis < 0) {
    scan(tree, points, at, best, node);
    return;
  }
  const value = points[at + axis];
  const isRank = axis < tree.rankCount;
  const goesLeft = isRank ? value < tree.split[node] : value === tree.split[node];
  const near = tree.first[node] + (goesLeft ? 0 : 1);
  const far = tree.first[node] + (goesLeft ? 1 : 0);
  visit(tree, points, at, best, near, bound, away);
  const before = away[axis];
  // A point that is not the split's label may still meet its own label on the right, and never on the left.
  const gap = isRank ? (value - tree.split[node]) ** 2 : mismatch;
  const farBound = bound - before + Math.max(before, gap);
  if (farBound * roundingRoom >= best[best.length - 1]) return;
  away[axis] = Math.max(before, gap);
  visit(tree, points, at, best, far, farBound, away);
  away[axis] = before;
}

function scan(tree: Tree, points: Float32Array, at: number, best: Float64Array, node: number): void {
  const { width, rankCount, points: rows } = tree;
  // A local name: an imported one is slow in the loop below where a test runner rewrites modules.
  const penalty = mismatch;
  const last = best.length - 1;
  for (let index = tree.first[node]; index < tree.end[node]; index++) {
    const other = index * width;
    let distance = 0;
    const bound = best[last];
    for (let axis = rankCount; axis < width && distance < bound; axis++) {
      if (points[at + axis] !== rows[other + axis]) distance += penalty;
    }
    for (let axis = 0; axis < rankCount && distance < bound; axis++) {
      const gap = points[at + axis] - rows[other + axis];
      distance += gap * gap;
    }
    if (distance >= bound) continue;
    let place = last;
    while (place > 0 && best[place - 1] > distance) {
      best[place] = best[place - 1];
      place--;
    }
    best[place] = distance;
  }
}

/** Rows of the tree at a squared distance of at most `most` from one point; coordinates as in `nearest`. */
export function countWithin(tree: Tree, points: Float32Array, at: number, most: number): number {
  const away = new Float64Array(tree.width);
  const within = (node: number, bound: number): number => {
    const axis = tree.axis[node];
    if (axis < 0) return countInLeaf(tree, points, at, most, node);
    const value = points[at + axis];
    const isRank = axis < tree.rankCount;
    const goesLeft = isRank ? value < tree.split[node] : value === tree.split[node];
    const near = tree.first[node] + (goesLeft ? 0 : 1);
    const far = tree.first[node] + (goesLeft ? 1 : 0);
    let count = within(near, bound);
    const before = away[axis];
    const gap = Math.max(before, isRank ? (value - tree.split[node]) ** 2 : mismatch);
    if ((bound - before + gap) * roundingRoom > most) return count;
    away[axis] = gap;
    count += within(far, bound - before + gap);
    away[axis] = before;
    return count;
  };
  return within(0, 0);
}

function countInLeaf(tree: Tree, points: Float32Array, at: number, most: number, node: number): number {
  const { width, rankCount, points: rows } = tree;
  const penalty = mismatch;
  let count = 0;
  for (let index = tree.first[node]; index < tree.end[node]; index++) {
    const other = index * width;
    let distance = 0;
    for (let axis = rankCount; axis < width && distance <= most; axis++) {
      if (points[at + axis] !== rows[other + axis]) distance += penalty;
    }
    for (let axis = 0; axis < rankCount && distance <= most; axis++) {
      const gap = points[at + axis] - rows[other + axis];
      distance += gap * gap;
    }
    if (distance <= most) count++;
  }
  return count;
}
