/** Where the trees of a part begin below the coin that chooses among them (`trees/coin.ts`). */
import type { Tree, TreesPart } from '../trees/model.ts';

/** A tree of a part, by its topmost node that does not ask a coin. */
export interface Root {
  readonly node: number;
  /** Share of the rows that come to it; those of a part sum to 1. */
  readonly share: number;
}

/**
 * The trees of a part. Each part chooses sides of its own, so given the other cells the coin says next to nothing, and taking
 * the mean over it is better than drawing it: nothing is left to chance that need not be.
 * @param isCoin whether a part of the model is a coin, that is, of no column.
 */
export function rootsOf(
  parts: readonly TreesPart[],
  tree: Tree,
  isCoin: (part: number) => boolean,
): readonly Root[] {
  const found: Root[] = [];
  const visit = (node: number, share: number, sides: Int32Array | null): void => {
    const part = tree.feature[node];
    if (part < 0 || !isCoin(part)) {
      found.push({ node, share });
      return;
    }
    const { binOf, tree: coin } = parts[part];
    const all = sides ?? coin.donors;
    const left = all.filter((side) => goesLeft(tree, node, binOf[side + 1]));
    const right = all.filter((side) => !goesLeft(tree, node, binOf[side + 1]));
    if (left.length > 0) visit(tree.left[node], (share * left.length) / all.length, left);
    if (right.length > 0) visit(tree.left[node] + 1, (share * right.length) / all.length, right);
  };
  visit(0, 1, null);
  return found;
}

function goesLeft({ threshold, mask, masks }: Tree, node: number, bin: number): boolean {
  if (mask[node] < 0) return bin <= threshold[node];
  return ((masks[mask[node] * 8 + (bin >> 5)] >>> (bin & 31)) & 1) === 1;
}
