/** A fitted `trees` model: flat typed arrays over shared memory. */
import type { Smooth } from '../draw.ts';
import type { Model } from '../generator.ts';

/**
 * A binary tree in arrays, node 0 is the root. An inner node sends a row left when the predictor's bin is at most
 * `threshold`, or, where `mask` is not -1, when the bin's bit is set in the eight words at `masks[mask * 8]`.
 */
export interface Tree {
  /** Part index of the predictor; -1 at a leaf. */
  readonly feature: Int32Array;
  readonly threshold: Int32Array;
  readonly mask: Int32Array;
  readonly masks: Uint32Array;
  /** Inner node: the left child (the right one follows it). Leaf: first donor. */
  readonly left: Int32Array;
  /** First donor under the node. */
  readonly from: Int32Array;
  /** One past the last donor under the node. */
  readonly end: Int32Array;
  /** Codes of the training rows leaf by leaf, ascending within a leaf. */
  readonly donors: Int32Array;
}

/** A part that another part determines. */
export interface Copy {
  readonly from: number;
  /** Code -> code, -1 where no training row has the pair. */
  readonly map: Int32Array;
  /** The code where the determining part has no value; -1 when no training row has both. */
  readonly whereMissing: number;
}

export interface TreesPart {
  readonly tree: Tree;
  readonly copy: Copy | null;
  readonly smooth: Smooth | null;
  /** Index of the part that says where this one is missing, or -1. */
  readonly missingPart: number;
  /** Code + 1 -> bin, for use as a predictor; a position between codes has the bin of the code below. */
  readonly binOf: Uint8Array;
}

export interface TreesModel extends Model {
  readonly generator: 'trees';
  /**
   * Weight of the parent, in rows, in the law of each leaf: a leaf of n rows is drawn from with probability
   * n / (n + smoothing), else the node above it, and so on up. 0: leaves alone.
   */
  readonly smoothing: number;
  /** Part indexes in the order in which they are drawn. */
  readonly order: readonly number[];
  /** By part index; the last is the coin that chooses among the trees of a part, and no column's (`coin.ts`). */
  readonly parts: readonly TreesPart[];
}

/** A tree that is one leaf. */
export function leafOnly(donors: Int32Array): Tree {
  const one = (value: number): Int32Array => new Int32Array(new SharedArrayBuffer(4)).fill(value);
  const masks = new Uint32Array(new SharedArrayBuffer(0));
  return {
    feature: one(-1),
    threshold: one(-1),
    mask: one(-1),
    masks,
    left: one(0),
    from: one(0),
    end: one(donors.length),
    donors,
  };
}

/** Node -> its parent; -1 at the root. */
export function parentsOf({ feature, left }: Tree): Int32Array {
  const parent = new Int32Array(feature.length).fill(-1);
  for (let node = 0; node < feature.length; node++)
    if (feature[node] >= 0) parent.fill(node, left[node], left[node] + 2);
  return parent;
}
