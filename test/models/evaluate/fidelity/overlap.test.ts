import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Axis,
  overlap,
  overlapAt,
  overlapWidth,
  scratch,
} from '../../../../models/evaluate/fidelity/overlap.ts';

function measured(axes: readonly Axis[], sizes: readonly [number, number, number]): Float64Array {
  const [train, holdout, synthetic] = sizes;
  const out = new Float64Array(overlapWidth);
  const rows = {
    train: { start: 0, end: train },
    holdout: { start: train, end: train + holdout },
    synthetic: { start: train + holdout, end: train + holdout + synthetic },
    groups: Uint8Array.from({ length: train + holdout + synthetic }, (_, row) => row % 10),
  };
  overlap(axes, rows, scratch(), out, 0);
  return out;
}

test('by hand: train 3:1, holdout 1:1, synthetic 1:3', () => {
  const codes = Uint8Array.of(0, 0, 0, 1, 0, 1, 0, 1, 1, 1);
  const out = measured([{ codes, size: 2 }], [4, 2, 4]);
  expect(out[overlapAt.synthetic]).toBeCloseTo(1 - 0.5, 12);
  expect(out[overlapAt.holdout]).toBeCloseTo(1 - 0.25, 12);
  // Training and holdout rows together are 4:2.
  expect(out[overlapAt.pooled]).toBeCloseTo(1 - (4 / 6 - 1 / 4), 12);
  const expected = 2 * Math.sqrt((2 / Math.PI) * (4 / 6) * (2 / 6) * (1 / 4 + 1 / 4));
  expect(out[overlapAt.expected]).toBeCloseTo(1 - expected / 2, 12);
});

test('an empty table is undefined, a code of -1 is left out', () => {
  const out = measured([{ codes: Int32Array.of(0, -1, 1, 0, 1), size: 2 }], [3, 0, 2]);
  expect(out[overlapAt.holdout]).toBeNaN();
  expect(out[overlapAt.synthetic]).toBe(1);
});

test('large tables, counted through a map, give what counting as an array gives', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { minLength: 60, maxLength: 60 }), (cells) => {
      const a = Int32Array.from(cells.slice(0, 30));
      const b = Int32Array.from(cells.slice(30));
      const dense = measured(
        [
          { codes: a, size: 6 },
          { codes: b, size: 6 },
        ],
        [10, 10, 10],
      );
      const sparse = measured(
        [
          { codes: a, size: 600 },
          { codes: b, size: 600 },
        ],
        [10, 10, 10],
      );
      dense.forEach((value, at) => expect(sparse[at]).toBeCloseTo(value, 12));
    }),
  );
});
