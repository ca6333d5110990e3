import fc from 'fast-check';
import { expect, it } from 'vitest';
import { leaves } from '../../../models/generators/trees/leaves.ts';
import type { Tree } from '../../../models/generators/trees/model.ts';
import { randomStream } from '../../../models/num/random.ts';

/** A random tree over `parts` predictors: half of the inner nodes ask by a threshold, the others by a mask. */
function randomTree(seed: number, parts: number, inner: number): Tree {
  const random = randomStream([seed, 'tree']);
  const [feature, threshold, mask, left] = [[-1], [-1], [-1], [0]];
  const masks: number[] = [];
  for (let split = 0; split < inner; split++) {
    const leaf = feature.map((value, node) => (value < 0 ? node : -1)).filter((node) => node >= 0);
    const node = leaf[random.below(leaf.length)];
    feature[node] = random.below(parts);
    if (random.below(2) === 0) threshold[node] = random.below(256);
    else {
      mask[node] = masks.length / 8;
      for (let word = 0; word < 8; word++) masks.push(random.bits());
    }
    left[node] = feature.length;
    feature.push(-1, -1);
    threshold.push(-1, -1);
    mask.push(-1, -1);
    left.push(0, 0);
  }
  const ints = (values: readonly number[]): Int32Array => Int32Array.from(values);
  const none = ints(feature.map(() => 0));
  return {
    feature: ints(feature),
    threshold: ints(threshold),
    mask: ints(mask),
    masks: Uint32Array.from(masks),
    left: ints(left),
    from: none,
    end: none,
    donors: ints([]),
  };
}

/** One row at a time, as the doc of `Tree` says. */
function leafOf(tree: Tree, bins: readonly Uint8Array[], row: number): number {
  let node = 0;
  while (tree.feature[node] >= 0) {
    const bin = bins[tree.feature[node]][row];
    const words = tree.masks.subarray(tree.mask[node] * 8);
    const goesLeft =
      tree.mask[node] < 0 ? bin <= tree.threshold[node] : ((words[bin >> 5] >>> (bin & 31)) & 1) === 1;
    node = tree.left[node] + (goesLeft ? 0 : 1);
  }
  return node;
}

it('rows sent down together come to the leaves that they come to one by one', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(40), fc.nat(300), (seed, inner, rowCount) => {
      const tree = randomTree(seed, 3, inner);
      const random = randomStream([seed, 'rows']);
      const bins = [0, 1, 2].map(() => Uint8Array.from({ length: rowCount }, () => random.below(256)));
      const rows = Int32Array.from({ length: rowCount }, (_, row) => row).filter((row) => row % 7 !== 3);
      const found = new Int32Array(rowCount).fill(-1);
      leaves(tree, bins, rows.slice(), found);
      const expected = found.map((_, row) => (row % 7 === 3 ? -1 : leafOf(tree, bins, row)));
      expect(found).toEqual(expected);
    }),
  );
});
