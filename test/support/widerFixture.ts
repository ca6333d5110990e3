/** The part of the made-up report beyond accuracy, shapes and trends: detection, distances, slices, correlations, utility. */
import type { Measure } from '../../models/evaluate/evaluation.ts';
import type { SliceFinding } from '../../models/evaluate/fidelity/slices.ts';
import type { Utility, WiderFidelity } from '../../models/evaluate/fidelity/wider.ts';

function measured(value: number, reference: number, half: number, better: Measure['better']): Measure {
  return { value, interval: [value - half, value + half], reference, better };
}

const none = { unmeasured: 'This needs a column of numbers.' };

const slice = (
  columns: readonly string[],
  parts: readonly string[],
  loss: number,
  verdict: SliceFinding['verdict'],
): SliceFinding => ({
  columns,
  parts,
  realShare: 0.0192,
  syntheticShare: 0.0171,
  distance: 0.05 + loss,
  reference: verdict === 'too small to say' ? null : 0.05,
  loss,
  q: verdict === 'worse' ? 0.0004 : verdict === 'as another sample' ? 0.31 : null,
  worstColumn: verdict === 'worse' ? 'relationship' : null,
  verdict,
});

export const widerFixture: WiderFidelity = {
  detection: measured(0.561, 0.499, 0.008, 'lower'),
  detectionBy: [
    { column: 'fnlwgt', share: 0.31 },
    { column: 'occupation', share: 0.2 },
  ],
  pmse: {
    ratio: measured(1.9, 1.71, 0.7, 'lower'),
    pairs: measured(2.29, 1.81, 0.3, 'lower'),
    specks: measured(0.061, 0.055, 0.02, 'lower'),
  },
  kMarginal: measured(962, 979, 2, 'higher'),
  coverage: measured(0.941, 0.973, 0.004, 'higher'),
  invented: measured(0.0002, 0.0004, 0.0001, 'lower'),
  distances: {
    distance: measured(0.0124, 0.0064, 0.002, 'lower'),
    wasserstein: measured(0.0031, 0.0022, 0.001, 'lower'),
    missingness: measured(0.0011, 0.0002, 0.0004, 'lower'),
    tails: measured(0.0191, 0.0194, 0.001, 'reference'),
    columns: [{ name: 'sex', distance: none, wasserstein: none, missingness: none, tails: none }],
  },
  alphaPrecision: measured(0.971, 0.985, 0.02, 'higher'),
  betaRecall: measured(0.571, 0.6, 0.05, 'higher'),
  outliers: { unmeasured: 'There are fewer than 50 rows in one of the tables.' },
  correlations: {
    columns: ['age', 'hours-per-week', 'sex'],
    isNumber: [true, true, false],
    real: [
      [null, 0.07, 0.1],
      [0.07, null, 0.23],
      [0.1, 0.23, null],
    ],
    synthetic: [
      [null, 0.05, 0.1],
      [0.05, null, 0.17],
      [0.1, 0.17, null],
    ],
    holdout: null,
    difference: measured(0.027, 0.006, 0.004, 'lower'),
  },
  slices: [
    slice(['native-country', 'sex'], ['Mexico', 'Female'], 0.071, 'worse'),
    slice(['age'], ['≤ 25'], 0.012, 'as another sample'),
    slice(['workclass'], ['Without-pay'], 0.02, 'too small to say'),
  ],
  slicesFound: { worse: measured(0.0096, 0, 0.004, 'lower'), tested: 1878, tooSmall: 1203 },
};

export const utilityFixture: Utility = {
  target: 'income',
  why: 'It is the last column and has few classes.',
  score: 'AUC',
  trainReal: measured(0.924, 0.5, 0.004, 'higher'),
  trainSynthetic: measured(0.908, 0.924, 0.004, 'higher'),
  gap: measured(-0.016, 0, 0.002, 'higher'),
  regression: {
    target: 'income',
    family: 'logistic',
    coefficients: [
      {
        term: 'age',
        real: { value: 0.32, interval: [0.27, 0.37] },
        synthetic: { value: 0.31, interval: [0.26, 0.36] },
        overlap: 0.9,
        standardisedDifference: -0.4,
      },
      {
        term: 'sex = Female',
        real: { value: -0.86, interval: [-1.1, -0.62] },
        synthetic: { value: -0.31, interval: [-0.5, -0.12] },
        overlap: 0,
        standardisedDifference: 4.5,
      },
    ],
    overlap: measured(0.45, 0.78, 0.2, 'higher'),
  },
};
