import { describe, expect, it } from 'vitest';
import type { Part } from '../../../../models/codec/codec.ts';
import { blockRows } from '../../../../models/generators/generator.ts';
import { fitTrees } from '../../../../models/generators/trees/fit.ts';
import { sampleTrees } from '../../../../models/generators/trees/sample.ts';
import { randomStream } from '../../../../models/num/random.ts';
import { partOf } from '../../../support/laws.ts';
import { quietRun } from '../../../../models/run/createRun.ts';

const rowCount = 4000;

function coins(column: number, sides: number): Part {
  const random = randomStream(['strata', column]);
  const codes = Int32Array.from({ length: rowCount }, () => random.below(sides));
  return partOf(column, codes, sides);
}

describe('rows of a block', () => {
  it('are drawn evenly in each level of the first column, with which the others have nothing to do', async () => {
    const parts = [coins(0, 8), coins(1, 4), coins(2, 4)];
    const model = await fitTrees({ rowCount, parts }, { preset: 'balanced', seed: 1 }, quietRun());
    const block = { rowStart: 0, rowEnd: blockRows };
    const [levels, ...others] = sampleTrees(model, 1, block).parts.slice(0, 3);
    others.forEach((values, index) => {
      const { codes } = parts[index + 1];
      const share = [0, 1, 2, 3].map((code) => codes.filter((other) => other === code).length / rowCount);
      const cells = new Float64Array(32);
      const inLevel = new Float64Array(8);
      values.forEach((value, row) => {
        cells[levels[row] * 4 + value]++;
        inLevel[levels[row]]++;
      });
      // Of independent draws this would be chi-squared with 24 degrees of freedom: below 8 in one of 1,500.
      const chiSquare = cells.reduce((sum, count, cell) => {
        const expected = inLevel[cell >> 2] * share[cell & 3];
        return sum + (count - expected) ** 2 / expected;
      }, 0);
      expect(chiSquare).toBeLessThan(8);
    });
  });

  it('do not stand in the order of what they were drawn along', async () => {
    const parts = [coins(0, 8), coins(1, 4)];
    const model = await fitTrees({ rowCount, parts }, { preset: 'balanced', seed: 1 }, quietRun());
    const [levels] = sampleTrees(model, 1, { rowStart: 0, rowEnd: 8000 }).parts;
    const mean = (rows: Float64Array): number => rows.reduce((sum, value) => sum + value, 0) / rows.length;
    // Means of 4,000 uniform on 0 .. 7: standard error .036, of the difference .051; five of them.
    expect(Math.abs(mean(levels.subarray(0, 4000)) - mean(levels.subarray(4000)))).toBeLessThan(0.26);
  });
});
