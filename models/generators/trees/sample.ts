/** Draws rows part by part: down the tree to a leaf, then from its donors. */
import type { Sampled } from '../../codec/codec.ts';
import { randomStream, type Random } from '../../num/random.ts';
import { drawCode } from '../draw.ts';
import { blockRows, type Block } from '../generator.ts';
import type { Tree, TreesModel } from './model.ts';

export function sampleTrees(model: TreesModel, seed: number, block: Block): Sampled {
  const rowCount = block.rowEnd - block.rowStart;
  const blockIndex = Math.floor(block.rowStart / blockRows);
  const sampled: Float64Array[] = model.parts.map(() => new Float64Array(0));
  const bins: Uint8Array[] = model.parts.map(() => new Uint8Array(0));
  const path = new Int32Array(depthLimit);
  for (const part of model.order) {
    const { tree, copy, smooth, missingPart, binOf } = model.parts[part];
    const random = randomStream([seed, 'sample', part, blockIndex]);
    const missing = missingPart < 0 ? null : sampled[missingPart];
    const source = copy === null ? null : sampled[copy.from];
    const drawn = new Float64Array(rowCount).fill(-1);
    const drawnBins = new Uint8Array(rowCount).fill(binOf[0]);
    for (let row = 0; row < rowCount && tree.donors.length > 0; row++) {
      if (missing !== null && missing[row] === 1) continue;
      const known =
        copy === null || source === null ? -1 : source[row] >= 0 ? copy.map[source[row]] : copy.whereMissing;
      if (known >= 0) drawn[row] = known;
      else {
        const leaf = descend(tree, bins, row, path, model.smoothing, random);
        drawn[row] = drawCode(tree.donors, tree.left[leaf], tree.end[leaf], smooth, random);
      }
      drawnBins[row] = binOf[Math.floor(drawn[row]) + 1];
    }
    sampled[part] = drawn;
    bins[part] = drawnBins;
  }
  return { rowCount, parts: sampled };
}

/** Most inner nodes on a way down; as deep as `grow.ts` goes. */
const depthLimit = 60;

/** Down to the leaf of a row; a leaf that holds several codes then gives way to the nodes above it by the smoothing. */
function descend(
  tree: Tree,
  bins: readonly Uint8Array[],
  row: number,
  path: Int32Array,
  smoothing: number,
  random: Random,
): number {
  const { feature, threshold, mask, masks, left, from, end, donors } = tree;
  let node = 0;
  let depth = 0;
  while (feature[node] >= 0) {
    path[depth++] = node;
    const bin = bins[feature[node]][row];
    const goesLeft =
      mask[node] < 0
        ? bin <= threshold[node]
        : ((masks[mask[node] * 8 + (bin >> 5)] >>> (bin & 31)) & 1) === 1;
    node = left[node] + (goesLeft ? 0 : 1);
  }
  // A leaf of one code is mostly a rule of the table (no husband is female), which smoothing would break.
  if (smoothing === 0 || donors[from[node]] === donors[end[node] - 1]) return node;
  while (depth > 0 && random.uniform() * (end[node] - from[node] + smoothing) < smoothing)
    node = path[--depth];
  return anyLeaf(tree, node, random);
}

/** A leaf under `node`, drawn by its share of the node's rows. */
function anyLeaf({ feature, left, from, end }: Tree, top: number, random: Random): number {
  let node = top;
  while (feature[node] >= 0) {
    const at = from[node] + random.below(end[node] - from[node]);
    node = left[node] + (at < from[left[node] + 1] ? 0 : 1);
  }
  return node;
}
