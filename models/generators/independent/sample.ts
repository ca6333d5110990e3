/** Draws each part on its own. */
import type { Sampled } from '../../codec/codec.ts';
import { randomStream } from '../../num/random.ts';
import { drawCode } from '../draw.ts';
import { blockRows, type Block } from '../generator.ts';
import type { IndependentModel } from './fit.ts';

export function sampleIndependent({ parts }: IndependentModel, seed: number, block: Block): Sampled {
  const rowCount = block.rowEnd - block.rowStart;
  const blockIndex = Math.floor(block.rowStart / blockRows);
  const sampled: Float64Array[] = [];
  parts.forEach(({ donors, smooth, missingPart }, part) => {
    const random = randomStream([seed, 'sample', part, blockIndex]);
    const missing = missingPart < 0 ? null : sampled[missingPart];
    const drawn = new Float64Array(rowCount).fill(-1);
    for (let row = 0; row < rowCount && donors.length > 0; row++) {
      if (missing === null || missing[row] !== 1)
        drawn[row] = drawCode(donors, 0, donors.length, smooth, random);
    }
    sampled.push(drawn);
  });
  return { rowCount, parts: sampled };
}
