import { describe, expect, it } from 'vitest';
import type { Part } from '../../../models/codec/codec.ts';
import { drawCode, smoothOf } from '../../../models/generators/draw.ts';
import { randomStream } from '../../../models/num/random.ts';

/** Values 0, 10, 20 .. of which those named are rare. */
function partOf(size: number, rare: readonly number[]): Part {
  const atoms = Uint8Array.from({ length: size }, (_, code) => (rare.includes(code) ? 0 : 1));
  const values = Float64Array.from({ length: size }, (_, code) => 10 * code);
  return { column: 0, role: 'value', codes: new Int32Array(0), size, ordered: true, values, atoms };
}

describe('a rare number', () => {
  it.each([[[50]], [[40, 60]], [[20, 50, 80]], [[20, 21, 22, 50, 51, 80]]])(
    'is not written as it is, of few rare ones: %j',
    (rare) => {
      const smooth = smoothOf(partOf(101, rare));
      const random = randomStream(['draw', rare.length]);
      const drawn = Array.from({ length: 2000 }, (_, index) =>
        drawCode(Int32Array.of(rare[index % rare.length]), 0, 1, smooth, random),
      );
      expect(drawn.filter((position) => Number.isInteger(position))).toEqual([]);
      const far = drawn.map((position, index) => Math.abs(position - rare[index % rare.length]));
      expect(Math.max(...far)).toBeLessThanOrEqual(5);
      // Uniform on 5 to either side: the mean distance is 2.5, with a standard error of 2.5 / sqrt(3 x 2000) = .03.
      expect(Math.abs(far.reduce((sum, one) => sum + one, 0) / 2000 - 2.5)).toBeLessThan(0.13);
    },
  );

  it('at the end of many stays among them', () => {
    const rare = Array.from({ length: 40 }, (_, code) => code);
    const smooth = smoothOf(partOf(40, rare));
    const random = randomStream(['draw', 'end']);
    const drawn = Array.from({ length: 2000 }, () => drawCode(Int32Array.of(39), 0, 1, smooth, random));
    expect(drawn.filter((position) => position < 34 || position > 39)).toEqual([]);
  });
});
