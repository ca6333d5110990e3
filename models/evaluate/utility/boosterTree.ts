/**
 * One tree of a booster: grown leaf by leaf, best gain first, on histograms of gradients. Source: Ke et al., "LightGBM",
 * NeurIPS 2017, section 2.2, and scikit-learn 1.9 `_hist_gradient_boosting/{grower,splitting,histogram}.pyx`.
 */

/** A grown tree; node 0 is the root. Plain data. */
export interface Tree {
  /** Node -> feature, -1 for a leaf. */
  readonly feature: Int32Array;
  /** Node of a number feature -> bins up to this one go left. */
  readonly lastLeft: Int32Array;
  /** Node of a number feature -> 1 when missing values go left. */
  readonly missingLeft: Uint8Array;
  /** Node of a category feature -> bin -> 1 when it goes left; null otherwise. */
  readonly leftBins: readonly (Uint8Array | null)[];
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Node -> what a leaf adds to the raw prediction. */
  readonly value: Float64Array;
  /** Node -> gain of its split; 0 for a leaf. */
  readonly gain: Float64Array;
}

/** What a tree is grown on; `gradients` and `hessians` have one value a position. */
export interface Ground {
  /** Feature -> position -> bin. */
  readonly bins: readonly Uint8Array[];
  /** Feature -> number of bins; the last is for missing values. */
  readonly sizes: readonly number[];
  readonly isCategory: readonly boolean[];
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
}

export interface Growth {
  /** Most leaves. */
  readonly leaves: number;
  /** Fewest rows in a leaf. */
  readonly leastRows: number;
  readonly learningRate: number;
  /** Added to the sum of hessians of a leaf. */
  readonly l2: number;
}

/** scikit-learn: min_hessian_to_split. */
const leastHessian = 1e-3;

/** Pseudo-count in the order of categories, and fewest rows of a category that takes part. scikit-learn: MIN_CAT_SUPPORT. */
const categorySmoothing = 10;

interface Split {
  readonly gain: number;
  readonly feature: number;
  readonly lastLeft: number;
  readonly missingLeft: boolean;
  readonly leftBins: Uint8Array | null;
}

interface Node {
  readonly id: number;
  /** Positions `order[start .. end - 1]`. */
  readonly start: number;
  readonly end: number;
  readonly gradient: number;
  readonly hessian: number;
  /** Feature by feature, bin by bin: sum of gradients, sum of hessians, rows. */
  histogram: Float64Array;
  split: Split | null;
}

/** Room for growing tree after tree on tables of one shape. */
export interface Nursery {
  readonly order: Int32Array;
  readonly spare: Int32Array;
  /** Position by position, feature by feature: index of the bin's first number in a histogram. Rows are read as they lie. */
  readonly slots: Uint16Array | Uint32Array;
  /** Feature -> index of its first number in a histogram. */
  readonly offsets: Int32Array;
  readonly width: number;
  readonly free: Float64Array[];
}

/** A nursery for positions with these bins. @param bins feature -> position -> bin */
export function nursery(bins: readonly Uint8Array[], sizes: readonly number[], rowCount: number): Nursery {
  const offsets = new Int32Array(sizes.length);
  let width = 0;
  sizes.forEach((size, feature) => {
    offsets[feature] = width;
    width += size * 3;
  });
  const count = rowCount * sizes.length;
  const slots = width <= 0x10000 ? new Uint16Array(count) : new Uint32Array(count);
  bins.forEach((binAt, feature) => {
    for (let position = 0, at = feature; position < rowCount; position++, at += sizes.length)
      slots[at] = offsets[feature] + binAt[position] * 3;
  });
  return {
    order: new Int32Array(rowCount),
    spare: new Int32Array(rowCount),
    slots,
    offsets,
    width,
    free: [],
  };
}

/**
 * Grows one tree and adds its leaf values to `raw` (position -> raw prediction). A leaf's value is
 * -learningRate G / (H + l2). Cost: rows x features for each level, at most.
 */
export function growTree(ground: Ground, growth: Growth, room: Nursery, raw: Float64Array): Tree {
  const { order } = room;
  for (let position = 0; position < order.length; position++) order[position] = position;
  const tree = seedling(growth.leaves * 2 - 1);
  let nodes = 1;
  const root = nodeOf(0, 0, order.length, ground, order);
  root.histogram = histogramOf(root, ground, room);
  root.split = bestSplit(root, ground, growth, room);
  const leaves = [root];
  while (leaves.length < growth.leaves) {
    const best = bestLeaf(leaves);
    if (best < 0) break;
    const [parent] = leaves.splice(best, 1);
    const split = parent.split as Split;
    const middle = partition(parent, split, ground, room);
    const left = nodeOf(nodes++, parent.start, middle, ground, order);
    const right = nodeOf(nodes++, middle, parent.end, ground, order);
    tree.feature[parent.id] = split.feature;
    tree.gain[parent.id] = split.gain;
    tree.lastLeft[parent.id] = split.lastLeft;
    tree.missingLeft[parent.id] = split.missingLeft ? 1 : 0;
    tree.leftBins[parent.id] = split.leftBins;
    tree.left[parent.id] = left.id;
    tree.right[parent.id] = right.id;
    leaves.push(left, right);
    if (leaves.length < growth.leaves) splitChildren(parent, left, right, ground, growth, room);
    else room.free.push(parent.histogram);
  }
  for (const leaf of leaves) {
    const value = (-growth.learningRate * leaf.gradient) / (leaf.hessian + growth.l2 + tiny);
    tree.value[leaf.id] = value;
    for (let index = leaf.start; index < leaf.end; index++) raw[order[index]] += value;
    if (leaf.histogram.length > 0) room.free.push(leaf.histogram);
  }
  return tree;
}

/** Keeps 0 / 0 from becoming NaN where a leaf's hessians vanish. */
const tiny = 1e-15;

function seedling(nodes: number): Tree & { readonly leftBins: (Uint8Array | null)[] } {
  return {
    feature: new Int32Array(nodes).fill(-1),
    lastLeft: new Int32Array(nodes),
    missingLeft: new Uint8Array(nodes),
    leftBins: new Array<Uint8Array | null>(nodes).fill(null),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    value: new Float64Array(nodes),
    gain: new Float64Array(nodes),
  };
}

function nodeOf(id: number, start: number, end: number, ground: Ground, order: Int32Array): Node {
  const { gradients, hessians } = ground;
  let gradient = 0;
  let hessian = 0;
  for (let index = start; index < end; index++) {
    gradient += gradients[order[index]];
    hessian += hessians[order[index]];
  }
  return { id, start, end, gradient, hessian, histogram: none, split: null };
}

const none = new Float64Array(0);

/** Index of the leaf with the largest gain, the earliest among equals; -1 when none can be split. */
function bestLeaf(leaves: readonly Node[]): number {
  let best = -1;
  leaves.forEach(({ split }, index) => {
    if (split !== null && (best < 0 || split.gain > (leaves[best].split?.gain ?? 0))) best = index;
  });
  return best;
}

/** Counts the smaller child and has the larger one as the difference to the parent. */
function splitChildren(
  parent: Node,
  left: Node,
  right: Node,
  ground: Ground,
  growth: Growth,
  room: Nursery,
): void {
  const [small, large] = left.end - left.start <= right.end - right.start ? [left, right] : [right, left];
  // The smaller child is split only if the larger one is large enough to be.
  if (large.end - large.start < 2 * growth.leastRows) {
    room.free.push(parent.histogram);
    return;
  }
  small.histogram = histogramOf(small, ground, room);
  large.histogram = parent.histogram;
  const rest = large.histogram;
  const counted = small.histogram;
  for (let index = 0; index < rest.length; index++) rest[index] -= counted[index];
  for (const child of [left, right]) child.split = bestSplit(child, ground, growth, room);
}

function histogramOf(node: Node, { sizes, gradients, hessians }: Ground, room: Nursery): Float64Array {
  const histogram = room.free.pop() ?? new Float64Array(room.width);
  histogram.fill(0);
  const { order, slots } = room;
  const features = sizes.length;
  for (let index = node.start; index < node.end; index++) {
    const position = order[index];
    const gradient = gradients[position];
    const hessian = hessians[position];
    const end = (position + 1) * features;
    for (let at = end - features; at < end; at++) {
      const slot = slots[at];
      histogram[slot] += gradient;
      histogram[slot + 1] += hessian;
      histogram[slot + 2]++;
    }
  }
  return histogram;
}

/** Puts the positions that go left first, each side in its former order; returns where the right side starts. */
function partition(node: Node, split: Split, ground: Ground, { order, spare }: Nursery): number {
  const binAt = ground.bins[split.feature];
  const goesLeft = sides(split, ground.sizes[split.feature]);
  let left = node.start;
  let right = 0;
  for (let index = node.start; index < node.end; index++) {
    const position = order[index];
    if (goesLeft[binAt[position]] === 1) order[left++] = position;
    else spare[right++] = position;
  }
  order.set(spare.subarray(0, right), left);
  return left;
}

/** Bin -> 1 when it goes left. */
function sides(
  { lastLeft, missingLeft, leftBins }: Pick<Split, 'lastLeft' | 'missingLeft' | 'leftBins'>,
  size: number,
): Uint8Array {
  if (leftBins !== null) return leftBins;
  const left = new Uint8Array(size).fill(1, 0, Math.min(lastLeft + 1, size - 1));
  left[size - 1] = missingLeft ? 1 : 0;
  return left;
}

/** Best split of a node over all features, the first feature among equals; null when none gains. */
function bestSplit(node: Node, ground: Ground, growth: Growth, room: Nursery): Split | null {
  if (node.end - node.start < 2 * growth.leastRows || node.hessian < leastHessian) return null;
  let best: Split | null = null;
  for (let feature = 0; feature < ground.sizes.length; feature++) {
    const from = room.offsets[feature];
    const counts = node.histogram.subarray(from, from + ground.sizes[feature] * 3);
    const split = ground.isCategory[feature]
      ? splitCategory(counts, feature, node, growth)
      : splitNumber(counts, feature, node, growth);
    if (split !== null && split.gain > (best?.gain ?? 0)) best = split;
  }
  return best;
}

/** G^2 / (H + l2) of both sides, less that of the node; -1 when a side is too small. */
function gainOf(
  gradient: number,
  hessian: number,
  count: number,
  node: Node,
  { leastRows, l2 }: Growth,
): number {
  const restGradient = node.gradient - gradient;
  const restHessian = node.hessian - hessian;
  const rest = node.end - node.start - count;
  if (count < leastRows || rest < leastRows || hessian < leastHessian || restHessian < leastHessian)
    return -1;
  return (
    (gradient * gradient) / (hessian + l2) +
    (restGradient * restGradient) / (restHessian + l2) -
    (node.gradient * node.gradient) / (node.hessian + l2)
  );
}

function splitNumber(counts: Float64Array, feature: number, node: Node, growth: Growth): Split | null {
  const size = counts.length / 3;
  const missing = (size - 1) * 3;
  let gain = 0;
  let lastLeft = -1;
  let missingLeft = false;
  const sidesOfMissing = counts[missing + 2] > 0 ? 2 : 1;
  for (let side = 0; side < sidesOfMissing; side++) {
    let gradient = side === 1 ? counts[missing] : 0;
    let hessian = side === 1 ? counts[missing + 1] : 0;
    let count = side === 1 ? counts[missing + 2] : 0;
    const last = side === 1 ? size - 2 : size - 1;
    for (let bin = 0; bin < last; bin++) {
      gradient += counts[bin * 3];
      hessian += counts[bin * 3 + 1];
      count += counts[bin * 3 + 2];
      if (counts[bin * 3 + 2] === 0) continue;
      const here = gainOf(gradient, hessian, count, node, growth);
      if (here > gain) {
        gain = here;
        lastLeft = bin;
        missingLeft = side === 1;
      }
    }
  }
  if (lastLeft < 0) return null;
  // What was never missing in this node goes with the larger side.
  if (sidesOfMissing === 1) missingLeft = leftCount(counts, lastLeft) * 2 > node.end - node.start;
  return { gain, feature, lastLeft, missingLeft, leftBins: null };
}

function leftCount(counts: Float64Array, lastLeft: number): number {
  let count = 0;
  for (let bin = 0; bin <= lastLeft; bin++) count += counts[bin * 3 + 2];
  return count;
}

/**
 * Orders the categories by gradient over hessian and cuts the order once, the cut side being at most half of the
 * categories (Fisher, JASA 53 (1958), p. 789; scikit-learn `splitting.pyx`: _find_best_bin_to_split_category). Categories
 * with little evidence in this node go right, as do unseen ones.
 */
function splitCategory(counts: Float64Array, feature: number, node: Node, growth: Growth): Split | null {
  const size = counts.length / 3;
  const factor = (node.end - node.start) / node.hessian;
  const used: number[] = [];
  for (let bin = 0; bin < size; bin++) {
    if (counts[bin * 3 + 1] * factor >= categorySmoothing) used.push(bin);
  }
  if (used.length < 1) return null;
  const score = (bin: number): number => counts[bin * 3] / (counts[bin * 3 + 1] + categorySmoothing);
  used.sort((a, b) => score(a) - score(b) || a - b);
  const most = Math.floor((used.length + 1) / 2);
  let gain = 0;
  let chosen: readonly number[] = [];
  for (const ordered of [used, [...used].reverse()]) {
    let gradient = 0;
    let hessian = 0;
    let count = 0;
    for (let taken = 1; taken <= most; taken++) {
      const slot = ordered[taken - 1] * 3;
      gradient += counts[slot];
      hessian += counts[slot + 1];
      count += counts[slot + 2];
      const here = gainOf(gradient, hessian, count, node, growth);
      if (here > gain) {
        gain = here;
        chosen = ordered.slice(0, taken);
      }
    }
  }
  if (chosen.length === 0) return null;
  const leftBins = new Uint8Array(size);
  for (const bin of chosen) leftBins[bin] = 1;
  return { gain, feature, lastLeft: 0, missingLeft: false, leftBins };
}

/** Bins that a feature can have; the last may be that of missing values (`boosterBins.ts`). */
const binRange = 256;

/** Rows by their bins, row by row: a walk down a tree then reads from one place. */
export interface BinnedRows {
  readonly width: number;
  readonly bins: Uint8Array;
}

/** @param columns feature -> row -> bin */
export function rowByRow(columns: readonly Uint8Array[], rowCount: number): BinnedRows {
  const width = columns.length;
  const bins = new Uint8Array(rowCount * width);
  columns.forEach((column, feature) => {
    for (let row = 0, at = feature; row < rowCount; row++, at += width) bins[at] = column[row];
  });
  return { width, bins };
}

/** Adds a tree's values to `raw` (row -> raw prediction). @param sizes feature -> number of bins */
export function addTree(
  tree: Tree,
  { width, bins }: BinnedRows,
  sizes: readonly number[],
  raw: Float64Array,
): void {
  const { feature, lastLeft, missingLeft, leftBins, left, right, value } = tree;
  // Node by node, bin by bin: the child that a row goes to, a leaf as its complement.
  const next = new Int16Array(feature.length * binRange);
  const childOf = (node: number): number => (feature[node] < 0 ? ~node : node);
  for (let node = 0; node < feature.length; node++) {
    const own = feature[node];
    if (own < 0) continue;
    const goesLeft = sides(
      { lastLeft: lastLeft[node], missingLeft: missingLeft[node] === 1, leftBins: leftBins[node] },
      sizes[own],
    );
    const [toLeft, toRight] = [childOf(left[node]), childOf(right[node])];
    for (let bin = 0; bin < goesLeft.length; bin++)
      next[node * binRange + bin] = goesLeft[bin] === 1 ? toLeft : toRight;
  }
  const root = childOf(0);
  for (let row = 0, at = 0; row < raw.length; row++, at += width) {
    let node = root;
    while (node >= 0) node = next[node * binRange + bins[at + feature[node]]];
    raw[row] += value[~node];
  }
}
