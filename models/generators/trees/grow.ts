/** Grows one tree, without recursion. */
import { checkCancel } from '../../run/run.ts';
import { chanceOf } from './chance.ts';
import { isDoubtful, searchTogether } from './interaction.ts';
import type { Tree } from './model.ts';
import type { Split } from './split.ts';
import { targetOf } from './target.ts';

/** A predictor of the tree. */
export interface Predictor {
  readonly part: number;
  readonly bins: Uint8Array;
  readonly ordered: boolean;
}

export interface GrowSettings {
  /** Fewest of the rows a tree is grown on in a leaf. */
  readonly leafRows: number;
  /** Nats that a split must gain beyond what the search finds by chance; see `chance.ts`. */
  readonly margin: number;
}

/** The rows a tree is grown on: those of one fold. */
export interface Fold {
  /** Row -> fold. */
  readonly of: Uint8Array;
  readonly index: number;
}

/** Leaves room for the splits that lead to the tree (`coin.ts`): samplers keep ways of at most 60 nodes. */
const depthLimit = 54;

interface Growing {
  readonly feature: number[];
  readonly threshold: number[];
  readonly mask: number[];
  readonly masks: number[];
  readonly left: number[];
  readonly from: number[];
  readonly end: number[];
}

/**
 * A tree of `codes` (rows with -1 take no part) on the predictors. The splits are chosen on the rows of `fold` and the leaves
 * hold all rows: what chance moved a split to, the other rows do not repeat (after honest trees, Wager & Athey, Journal of
 * the American Statistical Association 113(523), 2018, procedure 1, where the leaves hold the other rows alone). Without a
 * fold all rows do both. Deterministic: ties go to the earlier predictor and the lower bin. Cost: rows x predictors x depth.
 * @throws Cancelled.
 */
export function growTree(
  target: { readonly codes: Int32Array; readonly size: number; readonly ordered: boolean },
  predictors: readonly Predictor[],
  settings: GrowSettings,
  fold: Fold | null,
  cancel: Int32Array,
): Tree {
  const { codes } = target;
  const rows = rowsOf(codes, fold);
  const all = fold === null ? rows : rowsOf(codes, null);
  const scratch = new Int32Array(all.length);
  const tree: Growing = { feature: [], threshold: [], mask: [], masks: [], left: [], from: [], end: [] };
  addNode(tree, 0, rows.length);
  chooseSplits(tree, target, predictors, settings, rows, scratch, cancel);
  if (fold !== null) fill(tree, predictors, all, scratch);
  return finish(tree, all, codes);
}

/** Splits the root of `tree` and what comes of it until nothing gains. Children follow their parent. */
function chooseSplits(
  tree: Growing,
  { codes, size, ordered }: { readonly codes: Int32Array; readonly size: number; readonly ordered: boolean },
  predictors: readonly Predictor[],
  { leafRows, margin }: GrowSettings,
  rows: Int32Array,
  scratch: Int32Array,
  cancel: Int32Array,
): void {
  const chance = chanceOf(predictors.length, margin);
  const { searcher, enter, coarse, shape } = targetOf(codes, size, ordered, leafRows, chance);
  const best: Split = { gain: 0, predictor: -1, threshold: -1, left: new Uint32Array(8) };
  const waiting = [{ at: 0, start: 0, end: rows.length, depth: 0, looked: false }];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const { at, start, end, depth } = node;
    let { looked } = node;
    const count = end - start;
    const here = { rows, start, end };
    if (count < 2 * leafRows || depth === depthLimit || !enter(here)) continue;
    if (count > 1000) checkCancel(cancel);
    best.gain = 0;
    best.predictor = -1;
    predictors.forEach(({ bins, ordered: inOrder }, index) =>
      searcher.search(here, bins, inOrder, index, best),
    );
    if (best.predictor < 0 && shape !== null) {
      shape.enter(count);
      predictors.forEach(({ bins, ordered: inOrder }, index) =>
        shape.searcher.search(here, bins, inOrder, index, best),
      );
    }
    // What was not there is not looked for again below, as long as it is chance that splits, but at the ends.
    const doubtful = isDoubtful(best, count);
    if (doubtful && (!looked || best.predictor < 0))
      looked = !searchTogether(here, predictors, coarse(count), leafRows, best);
    else if (!doubtful) looked = false;
    if (best.predictor < 0) continue;
    const { part, bins } = predictors[best.predictor];
    const middle = partition(rows, scratch, start, end, bins, best);
    const left = addNode(tree, start, middle);
    addNode(tree, middle, end);
    split(tree, at, part, best, left);
    waiting.push(
      { at: left + 1, start: middle, end, depth: depth + 1, looked },
      { at: left, start, end: middle, depth: depth + 1, looked },
    );
  }
}

/** Sends all rows down the tree that some of them grew. A parent's rows are in place before its children's. */
function fill(tree: Growing, predictors: readonly Predictor[], rows: Int32Array, scratch: Int32Array): void {
  const { feature, threshold, mask, masks, left, from, end } = tree;
  const binsOf = new Map(predictors.map(({ part, bins }) => [part, bins]));
  end[0] = rows.length;
  for (let node = 0; node < feature.length; node++) {
    const bins = binsOf.get(feature[node]);
    if (bins === undefined) {
      left[node] = from[node];
      continue;
    }
    const way = {
      threshold: threshold[node],
      left: mask[node] < 0 ? [] : masks.slice(mask[node] * 8, mask[node] * 8 + 8),
    };
    const child = left[node];
    from[child] = from[node];
    end[child + 1] = end[node];
    end[child] = from[child + 1] = partition(rows, scratch, from[node], end[node], bins, way);
  }
}

function rowsOf(codes: Int32Array, fold: Fold | null): Int32Array {
  const taken = (row: number): boolean => codes[row] >= 0 && (fold === null || fold.of[row] === fold.index);
  let count = 0;
  for (let row = 0; row < codes.length; row++) if (taken(row)) count++;
  const rows = new Int32Array(count);
  let position = 0;
  for (let row = 0; row < codes.length; row++) if (taken(row)) rows[position++] = row;
  return rows;
}

function addNode(tree: Growing, start: number, end: number): number {
  tree.feature.push(-1);
  tree.threshold.push(-1);
  tree.mask.push(-1);
  tree.left.push(start);
  tree.from.push(start);
  tree.end.push(end);
  return tree.feature.length - 1;
}

function split(tree: Growing, at: number, part: number, best: Split, left: number): void {
  tree.feature[at] = part;
  tree.threshold[at] = best.threshold;
  tree.left[at] = left;
  if (best.threshold >= 0) return;
  tree.mask[at] = tree.masks.length / 8;
  tree.masks.push(...best.left);
}

/** Moves the rows that go left to the front, both sides in their old order. Returns the first of the right side. */
function partition(
  rows: Int32Array,
  scratch: Int32Array,
  start: number,
  end: number,
  bins: Uint8Array,
  { threshold, left }: { readonly threshold: number; readonly left: ArrayLike<number> },
): number {
  let front = start;
  let kept = 0;
  for (let index = start; index < end; index++) {
    const row = rows[index];
    const bin = bins[row];
    const goesLeft = threshold >= 0 ? bin <= threshold : ((left[bin >> 5] >>> (bin & 31)) & 1) === 1;
    if (goesLeft) rows[front++] = row;
    else scratch[kept++] = row;
  }
  rows.set(scratch.subarray(0, kept), front);
  return front;
}

function finish(tree: Growing, rows: Int32Array, codes: Int32Array): Tree {
  const donors = new Int32Array(new SharedArrayBuffer(rows.length * 4));
  for (let index = 0; index < rows.length; index++) donors[index] = codes[rows[index]];
  tree.feature.forEach((feature, node) => {
    if (feature < 0) donors.subarray(tree.left[node], tree.end[node]).sort();
  });
  const shared = (numbers: readonly number[]): Int32Array => {
    const array = new Int32Array(new SharedArrayBuffer(numbers.length * 4));
    array.set(numbers);
    return array;
  };
  const masks = new Uint32Array(new SharedArrayBuffer(tree.masks.length * 4));
  masks.set(tree.masks);
  const { feature, threshold, mask, left, from, end } = tree;
  return {
    feature: shared(feature),
    threshold: shared(threshold),
    mask: shared(mask),
    masks,
    left: shared(left),
    from: shared(from),
    end: shared(end),
    donors,
  };
}
