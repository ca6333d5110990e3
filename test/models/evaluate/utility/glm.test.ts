import { expect, test } from 'vitest';
import { type Design, leaveGroupsOut, regress } from '../../../../models/evaluate/utility/glm.ts';
import { createCancel } from '../../../../models/run/createRun.ts';

/** Intercept and the given columns, dense. */
function designOf(...columns: readonly (readonly number[])[]): Design {
  const width = columns.length + 1;
  const rowCount = columns[0].length;
  const values = Float64Array.from({ length: rowCount * width }, (_, at) =>
    at % width === 0 ? 1 : columns[(at % width) - 1][Math.floor(at / width)],
  );
  const terms = Int32Array.from(values, (_, at) => at % width);
  return { rowCount, width, terms, values, termCount: width };
}

const x = [0, 1, 2, 3, 4, 5, 6, 7];
const cancel = createCancel();

test('logistic: coefficients and errors of Newton steps in numpy 1.26', () => {
  const { coefficients, errors, rank, converged } = regress(
    designOf(x),
    Float64Array.of(0, 0, 1, 0, 1, 0, 1, 1),
    'logistic',
    cancel,
  );
  // The deviance settles to 1e-8, so coefficients to about 1e-4 of their errors.
  expect(coefficients[0]).toBeCloseTo(-2.079295260695023, 4);
  expect(coefficients[1]).toBeCloseTo(0.5940843601985781, 4);
  // Errors come from the weights before the last step, as in R, so they lag behind by its size.
  expect(errors[0]).toBeCloseTo(1.7328661590383605, 3);
  expect(errors[1]).toBeCloseTo(0.43224157964617554, 3);
  expect([rank, converged]).toEqual([2, true]);
});

test('linear: numpy.linalg.lstsq with residual variance over n - 2', () => {
  const { coefficients, errors } = regress(
    designOf(x),
    Float64Array.of(1, 3, 2, 5, 4, 6, 9, 7),
    'linear',
    cancel,
  );
  expect(coefficients[0]).toBeCloseTo(1.1666666666666672, 9);
  expect(coefficients[1]).toBeCloseTo(0.9880952380952385, 9);
  expect(errors[0]).toBeCloseTo(0.7847968429192901, 9);
  expect(errors[1]).toBeCloseTo(0.18760232783448913, 9);
});

test('a term that repeats an earlier one is dropped and the rest is as without it', () => {
  const y = Float64Array.of(1, 3, 2, 5, 4, 6, 9, 7);
  const twice = regress(
    designOf(
      x,
      x.map((value) => 3 - 2 * value),
      [1, 0, 0, 1, 1, 0, 1, 0],
    ),
    y,
    'linear',
    cancel,
  );
  const once = regress(designOf(x, [1, 0, 0, 1, 1, 0, 1, 0]), y, 'linear', cancel);
  expect(twice.rank).toBe(3);
  expect(twice.coefficients[2]).toBe(0);
  expect(twice.errors[2]).toBeNaN();
  expect(twice.coefficients[3]).toBeCloseTo(once.coefficients[2], 9);
  expect(twice.errors[3]).toBeCloseTo(once.errors[2], 9);
});

test('a group left out: one step from the fit to the other rows stays at that fit', () => {
  const y = Float64Array.of(0, 0, 1, 0, 1, 0, 1, 1);
  const groups = Uint8Array.of(0, 1, 0, 1, 1, 1, 0, 1);
  const others = [...groups.keys()].filter((row) => groups[row] === 1);
  const alone = regress(
    designOf(others.map((row) => x[row])),
    y.filter((_, row) => groups[row] === 1),
    'logistic',
    cancel,
  );
  const [without] = leaveGroupsOut(designOf(x), y, groups, 2, alone.coefficients, cancel);
  expect(without.rank).toBe(2);
  // Newton's step doubles the digits of a deviance that has settled to 1e-8.
  others.forEach((row, index) => expect(without.fitted[row]).toBeCloseTo(alone.fitted[index], 4));
});

test('a term that only the rows of the group have is dropped without them, rounding or not', () => {
  const y = Float64Array.of(0, 1, 1, 0, 1, 0, 1, 1);
  const groups = Uint8Array.of(0, 0, 0, 1, 1, 1, 1, 1);
  const mark = [0.1, 0.7, 0.3, 0, 0, 0, 0, 0];
  const design = designOf(x, mark);
  const start = Float64Array.of(0.1, 0.2, 0.3);
  const fits = leaveGroupsOut(design, y, groups, 2, start, cancel);
  expect(fits.map(({ rank }) => rank)).toEqual([2, 3]);
});
