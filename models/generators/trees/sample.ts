/** Draws rows part by part: down the tree to a leaf, then from its donors. */
import type { Sampled } from '../../codec/codec.ts';
import { randomStream } from '../../num/random.ts';
import { drawCode } from '../draw.ts';
import { blockRows, type Block } from '../generator.ts';
import type { Tree, TreesModel } from './model.ts';

export function sampleTrees(model: TreesModel, seed: number, block: Block): Sampled {
  const rowCount = block.rowEnd - block.rowStart;
  const blockIndex = Math.floor(block.rowStart / blockRows);
  const sampled: Float64Array[] = model.parts.map(() => new Float64Array(0));
  const bins: Uint8Array[] = model.parts.map(() => new Uint8Array(0));
  for (const part of model.order) {
    const { tree, copy, smooth, missingPart, binOf } = model.parts[part];
    const random = randomStream([seed, 'sample', part, blockIndex]);
    const missing = missingPart < 0 ? null : sampled[missingPart];
    const source = copy === null ? null : sampled[copy.from];
    const drawn = new Float64Array(rowCount).fill(-1);
    const drawnBins = new Uint8Array(rowCount).fill(binOf[0]);
    for (let row = 0; row < rowCount && tree.donors.length > 0; row++) {
      if (missing !== null && missing[row] === 1) continue;
      const known = copy !== null && source !== null && source[row] >= 0 ? copy.map[source[row]] : -1;
      if (known >= 0) drawn[row] = known;
      else {
        const leaf = descend(tree, bins, row);
        drawn[row] = drawCode(tree.donors, tree.left[leaf], tree.end[leaf], smooth, random);
      }
      drawnBins[row] = binOf[Math.floor(drawn[row]) + 1];
    }
    sampled[part] = drawn;
    bins[part] = drawnBins;
  }
  return { rowCount, parts: sampled };
}

function descend(
  { feature, threshold, mask, masks, left }: Tree,
  bins: readonly Uint8Array[],
  row: number,
): number {
  let node = 0;
  while (feature[node] >= 0) {
    const bin = bins[feature[node]][row];
    const goesLeft =
      mask[node] < 0
        ? bin <= threshold[node]
        : ((masks[mask[node] * 8 + (bin >> 5)] >>> (bin & 31)) & 1) === 1;
    node = left[node] + (goesLeft ? 0 : 1);
  }
  return node;
}
