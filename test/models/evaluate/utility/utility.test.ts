import { describe, expect, test } from 'vitest';
import { align, type Aligned } from '../../../../models/evaluate/align.ts';
import { type Finding, isMeasured } from '../../../../models/evaluate/evaluation.ts';
import { overlapOf, regression, regressionOf } from '../../../../models/evaluate/utility/regression.ts';
import { utility, utilityOf } from '../../../../models/evaluate/utility/utility.ts';
import { randomStream } from '../../../../models/num/random.ts';
import { quietRun } from '../../../../models/run/createRun.ts';
import { tableFrom } from '../../../support/loadTable.ts';

type Cells = readonly (readonly [name: string, cells: readonly string[]])[];

const kinds = { x: 'integer', y: 'decimal', last: 'integer' } as const;

/** y = slope x + noise; `group` is "b" for large x; `coin` and `last` are noise. */
function cells(rows: number, seed: number, slope = 2): Cells {
  const random = randomStream([seed, 'utility']);
  const each = Array.from({ length: rows }, () => {
    const x = random.below(100);
    const noise = random.below(21) - 10;
    return [
      x,
      slope * x + noise,
      x * slope + noise > 100 ? 'b' : 'a',
      ['heads', 'tails'][random.below(2)],
      random.below(1000),
    ];
  });
  return ['x', 'y', 'group', 'coin', 'last'].map(
    (name, at) => [name, each.map((row) => String(row[at]))] as const,
  );
}

function tables(synthetic: Cells, without: readonly string[] = []): Aligned {
  const keep = (all: Cells): Cells => all.filter(([name]) => !without.includes(name));
  return align({
    train: tableFrom('real', keep(cells(1500, 1)), kinds),
    holdout: tableFrom('real', keep(cells(1500, 2)), kinds),
    synthetic: tableFrom('synthetic', keep(synthetic), kinds),
    seed: 1,
  });
}

function valueOf(finding: Finding): number {
  return isMeasured(finding) ? finding.value : NaN;
}

describe('target', () => {
  test('the last column when it has few classes', async () => {
    const { details } = await utility.measure(tables(cells(1500, 3), ['last']), quietRun());
    expect(details).toMatchObject({ target: 'coin', score: 'AUC' });
  });

  test('else the few-class column that the others predict best', async () => {
    const { details } = await utility.measure(tables(cells(1500, 3), ['y']), quietRun());
    expect(details.target).toBe('group');
  });

  test('else the last column that varies, by R2', async () => {
    const { details } = await utility.measure(tables(cells(1500, 3), ['last', 'coin', 'group']), quietRun());
    expect(details).toMatchObject({ target: 'y', score: 'R2' });
  });

  test('a column that is not there is a reason', async () => {
    const { findings } = await utilityOf('town').measure(tables(cells(1500, 3)), quietRun());
    expect(isMeasured(findings.trainSynthetic)).toBe(false);
  });
});

test('the same population trains as well as real rows do; the difference holds 0', async () => {
  const { findings } = await utilityOf('y').measure(tables(cells(1500, 3)), quietRun());
  // Noise of variance 36.7 on a spread of 4 * 833: no model does better than 0.989.
  expect(valueOf(findings.trainReal)).toBeGreaterThan(0.97);
  expect(Math.abs(valueOf(findings.gap))).toBeLessThan(0.01);
  expect(isMeasured(findings.trainSynthetic) && findings.trainSynthetic.reference).toBe(
    valueOf(findings.trainReal),
  );
});

test('a reversed dependence trains worse than guessing, and R2 is cut at -1', async () => {
  const { findings } = await utilityOf('y').measure(tables(cells(1500, 3, -2)), quietRun());
  expect(valueOf(findings.trainSynthetic)).toBe(-1);
});

describe('regression', () => {
  test('overlap of intervals by hand', () => {
    expect(overlapOf([0, 2], [0, 2])).toBe(1);
    expect(overlapOf([0, 2], [1, 5])).toBeCloseTo((1 / 2 + 1 / 4) / 2, 12);
    expect(overlapOf([0, 1], [2, 3])).toBe(-1);
  });

  test('the slope comes back in both tables, per standard deviation of x', async () => {
    const chosen = regressionOf({ target: 'y', predictors: ['x', 'coin'] });
    const { details, findings } = await chosen.measure(tables(cells(1500, 3)), quietRun());
    const slope = details.coefficients.find(({ term }) => term === 'x');
    // The standard deviation of x is 28.9, so 57.7; the error of the estimate is 0.16, of the deviation 1.2 %.
    expect(Math.abs((slope?.real.value ?? 0) - 57.7)).toBeLessThan(2.5);
    expect(details.coefficients.map(({ term }) => term.split(' = ')[0])).toEqual(['x', 'coin']);
    expect(details.family).toBe('linear');
    expect(valueOf(findings.overlap)).toBeGreaterThan(0.2);
  });

  test('a halved slope has intervals far apart', async () => {
    const { details } = await regressionOf({ target: 'y', predictors: ['x'] }).measure(
      tables(cells(1500, 3, 1)),
      quietRun(),
    );
    expect(details.coefficients[0].overlap).toBeLessThan(-5);
    expect(details.coefficients[0].standardisedDifference).toBeLessThan(-50);
  });

  test('without a formula the proposed target is regressed on all others; a missing column is a reason', async () => {
    const { details } = await regression.measure(tables(cells(1500, 3), ['last']), quietRun());
    expect(details.family).toBe('logistic');
    const { findings } = await regressionOf({ target: 'town', predictors: null }).measure(
      tables(cells(1500, 3)),
      quietRun(),
    );
    expect(findings.overlap).toEqual({ unmeasured: 'There is no modelled column "town".' });
  });
});
