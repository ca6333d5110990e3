/**
 * Several trees a part as one: a coin is drawn first for each row, as a part of its own, and each part's tree begins with
 * splits on the coin that lead to its trees. The law that is drawn is the mean of the trees' laws, and nothing but the fit
 * knows that there are several.
 */
import { randomStream } from '../../num/random.ts';
import { leafOnly, type Tree, type TreesPart } from './model.ts';

/** Sides of the coin: a multiple of all numbers of trees up to 6, and few enough for bins. */
export const sides = 240;

/** The coin as the last part of a model. */
export function coinPart(): TreesPart {
  const binOf = new Uint8Array(new SharedArrayBuffer(sides + 1));
  for (let side = 0; side < sides; side++) binOf[side + 1] = side;
  binOf[0] = sides;
  const donors = new Int32Array(new SharedArrayBuffer(sides * 4));
  for (let side = 0; side < sides; side++) donors[side] = side;
  return { tree: leafOnly(donors), copy: null, smooth: null, missingPart: -1, binOf };
}

/**
 * One tree that leads to each of `trees` on an equal share of the coin's sides. Each `part` has a choice of sides of its own,
 * so that which tree a row gets in one part says next to nothing about which it gets in another.
 */
export function joinTrees(trees: readonly Tree[], coin: number, part: number): Tree {
  const inner = trees.filter(({ feature }) => feature.length > 1);
  if (inner.length === 0 || trees.length === 1) return trees[0];
  const shares = sharesOf(trees.length, part);
  const nodes = trees.reduce((sum, { feature }) => sum + feature.length, trees.length - 1);
  const words = trees.reduce((sum, { masks }) => sum + masks.length, 8 * (trees.length - 1));
  const donorCount = trees.reduce((sum, { donors }) => sum + donors.length, 0);
  const ints = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * 4));
  const joined: Tree = {
    feature: ints(nodes),
    threshold: ints(nodes).fill(-1),
    mask: ints(nodes).fill(-1),
    masks: new Uint32Array(new SharedArrayBuffer(words * 4)),
    left: ints(nodes),
    from: ints(nodes),
    end: ints(nodes),
    donors: ints(donorCount),
  };
  // Nodes 0, 2, 4 .. ask the coin; the roots stand at 1, 3, 5 .. and the last beside the one before.
  let next = 2 * trees.length - 1;
  let donor = 0;
  let word = 8 * (trees.length - 1);
  trees.forEach((tree, index) => {
    const last = index === trees.length - 1;
    if (!last) {
      const at = 2 * index;
      joined.feature[at] = coin;
      joined.left[at] = at + 1;
      joined.mask[at] = index;
      joined.masks.set(shares[index], 8 * index);
      joined.from[at] = donor;
      joined.end[at] = donorCount;
    }
    place(joined, tree, { root: last ? 2 * index : 2 * index + 1, next, donor, word });
    next += tree.feature.length - 1;
    donor += tree.donors.length;
    word += tree.masks.length;
  });
  return joined;
}

interface Place {
  /** Where the root goes; the other nodes follow at `next`. */
  readonly root: number;
  readonly next: number;
  readonly donor: number;
  readonly word: number;
}

function place(joined: Tree, tree: Tree, { root, next, donor, word }: Place): void {
  joined.masks.set(tree.masks, word);
  joined.donors.set(tree.donors, donor);
  for (let node = 0; node < tree.feature.length; node++) {
    const at = node === 0 ? root : next + node - 1;
    const leaf = tree.feature[node] < 0;
    joined.feature[at] = tree.feature[node];
    joined.threshold[at] = tree.threshold[node];
    joined.mask[at] = tree.mask[node] < 0 ? -1 : tree.mask[node] + word / 8;
    joined.left[at] = leaf ? tree.left[node] + donor : next + tree.left[node] - 1;
    joined.from[at] = tree.from[node] + donor;
    joined.end[at] = tree.end[node] + donor;
  }
}

/** For each tree but the last the sides that lead to it, as a mask of eight words. */
function sharesOf(count: number, part: number): readonly Uint32Array[] {
  const random = randomStream(['trees', 'coin', part]);
  const shuffled = Int32Array.from({ length: sides }, (_, side) => side);
  for (let side = sides - 1; side > 0; side--) {
    const other = random.below(side + 1);
    [shuffled[side], shuffled[other]] = [shuffled[other], shuffled[side]];
  }
  const share = sides / count;
  return Array.from({ length: count - 1 }, (_, index) => {
    const mask = new Uint32Array(8);
    for (const side of shuffled.subarray(Math.round(index * share), Math.round((index + 1) * share)))
      mask[side >> 5] |= 1 << (side & 31);
    return mask;
  });
}
