import { describe, expect, it } from 'vitest';
import { coinPart, joinTrees, sides } from '../../../../models/generators/trees/coin.ts';
import { growTree } from '../../../../models/generators/trees/grow.ts';
import { leaves } from '../../../../models/generators/trees/leaves.ts';
import { leafOnly, type Tree } from '../../../../models/generators/trees/model.ts';

const running = new Int32Array(new SharedArrayBuffer(4));
const rowCount = 300;
const bins = Uint8Array.from({ length: rowCount }, (_, row) => row % 10);

/** A tree whose rows are of class 0 below `cut`, of class 1 above. */
function treeOf(cut: number): Tree {
  const codes = Int32Array.from(bins, (bin) => (bin < cut ? 0 : 1));
  // Unordered, so that the tree has masks of its own.
  const predictors = [{ part: 0, bins, ordered: false }];
  return growTree({ codes, size: 2, ordered: false }, predictors, { leafRows: 5, margin: 0 }, null, running);
}

/** By side of the coin: the class that a row in `bin` gets. */
function classes(joined: Tree, coin: number, bin: number): number[] {
  const parts = Array.from({ length: coin + 1 }, () => new Uint8Array(sides).fill(bin));
  parts[coin] = Uint8Array.from({ length: sides }, (_, side) => side);
  const leafOf = new Int32Array(sides);
  leaves(
    joined,
    parts,
    Int32Array.from({ length: sides }, (_, side) => side),
    leafOf,
  );
  return Array.from(leafOf, (leaf) => {
    const found = new Set(joined.donors.subarray(joined.left[leaf], joined.end[leaf]));
    expect(found.size).toBe(1);
    return [...found][0];
  });
}

describe('joinTrees', () => {
  it.each([2, 3, 4, 5, 6])('leads to each of %i trees on an equal share of the sides', (count) => {
    const trees = Array.from({ length: count }, (_, index) => treeOf(index + 1));
    const joined = joinTrees(trees, 1, 0);
    // A row in bin b is of class 0 in the trees cut above b: those of index b and more.
    for (let bin = 0; bin < count; bin++) {
      const zeros = classes(joined, 1, bin).filter((code) => code === 0).length;
      expect(zeros / sides).toBeCloseTo((count - bin) / count, 12);
    }
  });

  it('has children side by side, with the donors of their parent between them', () => {
    const { feature, left, from, end, donors } = joinTrees([treeOf(3), treeOf(5), treeOf(7)], 1, 0);
    expect(donors).toHaveLength(3 * rowCount);
    expect([from[0], end[0]]).toEqual([0, donors.length]);
    feature.forEach((part, node) => {
      if (part < 0) return expect(left[node]).toBe(from[node]);
      const child = left[node];
      expect(child).toBeGreaterThan(node);
      expect([from[child], end[child], end[child + 1]]).toEqual([from[node], from[child + 1], end[node]]);
    });
  });

  it('gives parts choices that say little about each other', () => {
    const chosen = [0, 1, 2, 3].map((part) => classes(joinTrees([treeOf(1), treeOf(2)], 9, part), 9, 1));
    for (let a = 0; a < 4; a++)
      for (let b = 0; b < a; b++) {
        const both = chosen[a].filter((code, side) => code === 0 && chosen[b][side] === 0).length;
        // Hypergeometric: mean 60, standard deviation 3.9; five of them.
        expect(Math.abs(both - 60)).toBeLessThan(20);
      }
  });

  it('is the tree itself where there is one, or nothing to choose between', () => {
    const one = treeOf(4);
    expect(joinTrees([one], 1, 0)).toBe(one);
    const leaf = leafOnly(Int32Array.of(0, 1));
    expect(joinTrees([leaf, leafOnly(Int32Array.of(0, 1))], 1, 0)).toBe(leaf);
  });
});

describe('coinPart', () => {
  it('is drawn evenly and has a bin a side', () => {
    const { tree, binOf } = coinPart();
    expect([...tree.donors]).toEqual(Array.from({ length: sides }, (_, side) => side));
    expect(tree.donors.every((side) => binOf[side + 1] === side)).toBe(true);
    expect(binOf[0]).toBe(sides);
  });
});
