import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOf } from '../../../../models/generators/trees/chance.ts';

describe('chanceOf', () => {
  it('is the chi-squared bound for one cut of one predictor', () => {
    // (d + 2 sqrt(d t) + 2 t) / 2 with d = 1, t = 4: (1 + 4 + 8) / 2.
    expect(chanceOf(1, 4)(true, 2, 1)).toBeCloseTo(6.5, 12);
    // With t = 0 the mean of chi-squared, halved.
    expect(chanceOf(1, 0)(true, 2, 6)).toBeCloseTo(3, 12);
    expect(chanceOf(1, -50)(true, 2, 6)).toBeCloseTo(3, 12);
  });

  it('asks for more of an unordered predictor, by its levels', () => {
    // 2 / pi (sqrt(15) + 1)^2 = 15.12 instead of 1, with t = 0.
    expect(chanceOf(1, 0)(false, 16, 1)).toBeCloseTo(((2 / Math.PI) * (Math.sqrt(15) + 1) ** 2) / 2, 12);
    expect(chanceOf(1, 0)(false, 2, 1)).toBe(chanceOf(1, 0)(true, 2, 1));
  });

  it('never asks for less when there is more to search or the margin is higher', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.double({ min: -6, max: 6, noNaN: true }),
        fc.boolean(),
        fc.integer({ min: 2, max: 255 }),
        fc.integer({ min: 1, max: 23 }),
        (predictors, margin, ordered, bins, freedom) => {
          const asked = chanceOf(predictors, margin)(ordered, bins, freedom);
          expect(asked).toBeGreaterThan(0);
          expect(chanceOf(predictors + 1, margin)(ordered, bins, freedom)).toBeGreaterThanOrEqual(asked);
          expect(chanceOf(predictors, margin + 1)(ordered, bins, freedom)).toBeGreaterThanOrEqual(asked);
          expect(chanceOf(predictors, margin)(ordered, bins + 1, freedom)).toBeGreaterThanOrEqual(asked);
          expect(chanceOf(predictors, margin)(ordered, bins, freedom + 1)).toBeGreaterThan(asked);
        },
      ),
    );
  });
});
