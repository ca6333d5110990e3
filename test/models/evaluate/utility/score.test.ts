import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  aucOf,
  macroAucOf,
  normalInterval,
  r2Of,
  standardError,
} from '../../../../models/evaluate/utility/score.ts';

const scores = Float64Array.of(0.1, 0.4, 0.4, 0.8, 0.6, 0.2);
const truth = Uint8Array.of(0, 0, 1, 1, 0, 1);

test('AUC with a tie, and its DeLong error: sklearn.metrics.roc_auc_score, and the 9 pairs by hand in numpy', () => {
  const { value, influence } = aucOf(scores, truth);
  expect(value).toBeCloseTo(0.6111111111111112, 12);
  expect(standardError(influence)).toBeCloseTo(0.23129622216290366, 12);
});

test('AUC: reversing scores mirrors it, and the influence sums to nothing', () => {
  const table = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.boolean()), {
    minLength: 2,
    maxLength: 30,
  });
  fc.assert(
    fc.property(table, (rows) => {
      const labels = rows.map(([, positive]) => Number(positive));
      fc.pre(labels.includes(0) && labels.includes(1));
      const up = aucOf(
        Float64Array.from(rows, ([score]) => score),
        labels,
      );
      const down = aucOf(
        Float64Array.from(rows, ([score]) => -score),
        labels,
      );
      expect(up.value + down.value).toBeCloseTo(1, 12);
      expect(up.influence.reduce((sum, part) => sum + part, 0)).toBeCloseTo(0, 9);
    }),
  );
});

test('one class only: undefined', () => {
  expect(aucOf(scores, new Uint8Array(6)).value).toBeNaN();
  expect(r2Of(scores, new Float64Array(6)).value).toBeNaN();
});

test('macro AUC leaves out a class with fewer than ten rows', () => {
  // Classes 0 and 1 are told apart perfectly, ten rows each; class 2 has one row that is ranked last.
  const target = [...new Array<number>(10).fill(0), ...new Array<number>(10).fill(1), 2];
  const chances = target.flatMap((label) => (label === 2 ? [0.4, 0.6, 0] : [1 - label, label, 0.5]));
  expect(macroAucOf(Float64Array.from(chances), target, 3).value).toBeCloseTo(1, 12);
});

test('R2 by hand: errors 1, 0, 1 about a mean with squares 2', () => {
  expect(r2Of(Float64Array.of(2, 2, 2), [1, 2, 3]).value).toBe(0);
  expect(r2Of(Float64Array.of(1, 2, 4), [1, 2, 3]).value).toBeCloseTo(0.5, 12);
});

test('intervals are cut to the range', () => {
  expect(normalInterval(0.99, 0.1, [0, 1])).toEqual([0.99 - 0.1959963984540054, 1]);
  expect(normalInterval(NaN, 0.1, [0, 1])).toBeNull();
});
