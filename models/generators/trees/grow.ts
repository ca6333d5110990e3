/** Grows one tree, without recursion. */
import { checkCancel } from '../../run/run.ts';
import { searchPairs } from './interaction.ts';
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
  /** Fewest training rows in a leaf. */
  readonly leafRows: number;
  /** Nats that a split must gain for each degree of freedom it spends, and once on top. */
  readonly penalty: number;
}

const depthLimit = 60;

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
 * A tree of `codes` (rows with -1 take no part) on the predictors. Deterministic: ties go to the earlier predictor and
 * the lower bin. Cost: rows x predictors x depth. @throws Cancelled.
 */
export function growTree(
  target: { readonly codes: Int32Array; readonly size: number; readonly ordered: boolean },
  predictors: readonly Predictor[],
  settings: GrowSettings,
  cancel: Int32Array,
): Tree {
  const { codes } = target;
  const rows = rowsWithCode(codes);
  const scratch = new Int32Array(rows.length);
  const { searcher, enter, freedom, coarse, shape } = targetOf(
    codes,
    target.size,
    target.ordered,
    settings.leafRows,
  );
  const tree: Growing = { feature: [], threshold: [], mask: [], masks: [], left: [], from: [], end: [] };
  const best: Split = { gain: 0, predictor: -1, threshold: -1, left: new Uint32Array(8) };
  addNode(tree, 0, rows.length);
  const waiting = [{ at: 0, start: 0, end: rows.length, depth: 0 }];

  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const { at, start, end, depth } = node;
    const size = end - start;
    if (size < 2 * settings.leafRows || depth === depthLimit || !enter({ rows, start, end })) continue;
    if (size > 1000) checkCancel(cancel);
    best.gain = settings.penalty * (1 + freedom());
    best.predictor = -1;
    const here = { rows, start, end };
    predictors.forEach(({ bins, ordered }, index) => searcher.search(here, bins, ordered, index, best));
    if (best.predictor < 0 && shape !== null) {
      best.gain = settings.penalty * (1 + shape.enter(size));
      predictors.forEach(({ bins, ordered }, index) =>
        shape.searcher.search(here, bins, ordered, index, best),
      );
    }
    if (best.predictor < 0) searchPairs(here, predictors, coarse(size), settings.leafRows, best);
    if (best.predictor < 0) continue;
    const { part, bins } = predictors[best.predictor];
    const middle = partition(rows, scratch, start, end, bins, best);
    const left = addNode(tree, start, middle);
    addNode(tree, middle, end);
    split(tree, at, part, best, left);
    waiting.push(
      { at: left + 1, start: middle, end, depth: depth + 1 },
      { at: left, start, end: middle, depth: depth + 1 },
    );
  }
  return finish(tree, rows, codes);
}

function rowsWithCode(codes: Int32Array): Int32Array {
  let count = 0;
  for (let row = 0; row < codes.length; row++) if (codes[row] >= 0) count++;
  const rows = new Int32Array(count);
  let position = 0;
  for (let row = 0; row < codes.length; row++) if (codes[row] >= 0) rows[position++] = row;
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
  { threshold, left }: Split,
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
