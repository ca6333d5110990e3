/** A report as an evaluation of a table like UCI Adult would fill it: 15 columns, 105 pairs. Made-up numbers, no data. */
import type {
  Check,
  ColumnChart,
  ColumnFinding,
  Measure,
  PairFinding,
} from '../../models/evaluate/evaluation.ts';
import type { Report } from '../../models/report/report.ts';
import { groupsFixture, leakageFixture } from './leakageFixture.ts';
import { utilityFixture, widerFixture } from './widerFixture.ts';
import type { Kind } from '../../models/table/schema.ts';

const spread = [0.9, -0.7, 0.4, -0.5, 0.2, -0.3, 0.6, -0.8, 0.1, -0.4];

/** A number between -0.9 and 0.9 that depends on its arguments only. */
function wobble(index: number, salt: number): number {
  return spread[(index * 7 + salt * 3) % spread.length];
}

function drifted(shares: readonly number[], salt: number, size: number): number[] {
  const moved = shares.map((share, index) => Math.max(0, share * (1 + size * wobble(index, salt))));
  const total = moved.reduce((sum, share) => sum + share, 0);
  return moved.map((share) => share / total);
}

function measure(value: number, reference: number, half: number | null = null): Measure {
  return {
    value,
    interval: half === null ? null : [value - half, value + half],
    reference,
    better: 'higher',
  };
}

function bars(
  labels: readonly string[],
  real: readonly number[],
  salt: number,
  size: number,
  missing = 0,
): ColumnChart {
  const total = real.reduce((sum, share) => sum + share, 0);
  const shares = real.map((share) => share / total);
  return {
    form: 'bars',
    labels,
    edges: null,
    real: shares,
    synthetic: drifted(shares, salt, size),
    holdout: drifted(shares, salt + 4, 0.02),
    missing: { real: missing, synthetic: missing * 0.98 },
  };
}

function histogram(
  edges: readonly number[],
  real: readonly number[],
  salt: number,
  size: number,
): ColumnChart {
  const labels = edges.map((edge) => edge.toLocaleString('en-US'));
  return { ...bars(labels, real, salt, size), form: 'histogram', edges };
}

const countries = [
  'United-States',
  'Mexico',
  'Philippines',
  'Germany',
  'Canada',
  'Puerto-Rico',
  'El-Salvador',
  'India',
];
const moreCountries = ['Cuba', 'England', 'Jamaica', 'South', 'China', 'Italy', 'other'];
const ages = [17, 22, 26, 30, 33, 37, 41, 45, 50, 58, 90];

type Drawn = readonly [name: string, kind: Kind, loss: number, chart: ColumnChart | null];

const drawn: readonly Drawn[] = [
  [
    'native-country',
    'category',
    0.021,
    bars(
      [...countries, ...moreCountries],
      [897, 20, 6, 4, 4, 4, 3, 3, 3, 3, 2.5, 2.5, 2, 2, 44],
      1,
      0.35,
      0.018,
    ),
  ],
  [
    'fnlwgt',
    'integer',
    0.015,
    histogram(
      [12_285, 65_716, 106_648, 129_177, 158_662, 178_356, 196_338, 219_426, 259_873, 329_054, 1_484_705],
      [10, 10, 10, 10, 10, 10, 10, 10, 10, 10],
      2,
      0.05,
    ),
  ],
  [
    'occupation',
    'category',
    0.012,
    bars(
      [
        'Prof-specialty',
        'Craft-repair',
        'Exec-managerial',
        'Adm-clerical',
        'Sales',
        'Other-service',
        'Machine-op-inspct',
        'Transport-moving',
        'Handlers-cleaners',
        'Farming-fishing',
        'Tech-support',
        'Protective-serv',
        'Priv-house-serv',
        'Armed-Forces',
      ],
      [126, 125, 124, 115, 112, 100, 61, 48, 42, 30, 29, 20, 5, 0.4],
      3,
      0.06,
      0.057,
    ),
  ],
  [
    'education',
    'ordinal',
    0.009,
    bars(
      [
        'Preschool',
        '1st-4th',
        '5th-6th',
        '7th-8th',
        '9th',
        '10th',
        '11th',
        '12th',
        'HS-grad',
        'Some-college',
        'Assoc-voc',
        'Assoc-acdm',
        'Bachelors',
        'Masters',
        'Prof-school',
        'Doctorate',
      ],
      [1.6, 5, 10, 20, 16, 29, 36, 13, 322, 223, 42, 33, 164, 54, 17, 12],
      4,
      0.05,
    ),
  ],
  ['age', 'integer', 0.008, histogram(ages, [9, 11, 10, 8, 11, 10, 10, 11, 10, 10], 5, 0.04)],
  [
    'hours-per-week',
    'integer',
    0.008,
    histogram(
      [1, 10.8, 20.6, 30.4, 40.2, 50, 59.8, 69.6, 79.4, 89.2, 99],
      [2, 7, 6, 55, 12, 11, 4, 1.6, 1, 0.4],
      6,
      0.05,
    ),
  ],
  [
    'workclass',
    'category',
    0.007,
    bars(
      ['Private', 'Self-emp-not-inc', 'Local-gov', 'State-gov', 'Self-emp-inc', 'Federal-gov', 'Without-pay'],
      [697, 78, 64, 40, 34, 29, 0.4],
      7,
      0.04,
      0.056,
    ),
  ],
  [
    'relationship',
    'category',
    0.006,
    bars(
      ['Husband', 'Not-in-family', 'Own-child', 'Unmarried', 'Wife', 'Other-relative'],
      [405, 255, 156, 106, 48, 30],
      8,
      0.04,
    ),
  ],
  [
    'education-num',
    'integer',
    0.006,
    histogram(
      [1, 2.5, 4, 5.5, 7, 8.5, 10, 11.5, 13, 14.5, 16],
      [1.6, 1.6, 2, 4.4, 3.8, 32, 26, 7, 17, 4.6],
      9,
      0.03,
    ),
  ],
  [
    'capital-gain',
    'integer',
    0.005,
    histogram(
      [0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000, 90_000, 99_999],
      [976, 17, 1, 0.4, 0, 0, 0, 0, 0, 5.6],
      1,
      0.1,
    ),
  ],
  [
    'marital-status',
    'category',
    0.005,
    bars(
      [
        'Married-civ-spouse',
        'Never-married',
        'Divorced',
        'Separated',
        'Widowed',
        'Married-spouse-absent',
        'Married-AF-spouse',
      ],
      [459, 328, 136, 31, 30, 13, 0.7],
      2,
      0.03,
    ),
  ],
  [
    'race',
    'category',
    0.004,
    bars(
      ['White', 'Black', 'Asian-Pac-Islander', 'Amer-Indian-Eskimo', 'Other'],
      [854, 96, 32, 9.6, 8.3],
      3,
      0.03,
    ),
  ],
  [
    'capital-loss',
    'integer',
    0.004,
    histogram(
      [0, 436, 871, 1307, 1742, 2178, 2614, 3049, 3485, 3920, 4356],
      [953, 0.2, 0.3, 3, 24, 15, 3.5, 0.3, 0.1, 0.1],
      4,
      0.1,
    ),
  ],
  ['income', 'boolean', 0.003, bars(['<=50K', '>50K'], [759, 241], 5, 0.02)],
  ['sex', 'category', 0.002, bars(['Male', 'Female'], [669, 331], 6, 0.01)],
];

const columns: readonly ColumnFinding[] = drawn.map(([name, kind, loss, chart]) => ({
  name,
  kind,
  shape: measure(1 - loss, 0.994, 0.003),
  accuracy: measure(1 - loss * 1.1, 0.991),
  chart,
}));

const pairs: readonly PairFinding[] = columns
  .flatMap((a, row) =>
    columns.slice(row + 1).map((b, step): PairFinding => {
      const tight = (row * 5 + step * 3) % 17 === 0 ? 0.045 : 0;
      const loss = drawn[row][2] + drawn[row + 1 + step][2] + tight + 0.004 * Math.abs(wobble(row, step));
      const isConstant = a.name === 'native-country' && b.name === 'capital-loss';
      return {
        columns: [a.name, b.name],
        accuracy: measure(1 - loss * 1.3, 0.981),
        trend: isConstant
          ? { unmeasured: 'fewer than two values in the sample' }
          : measure(1 - loss * 1.6, 0.985),
      };
    }),
  )
  .sort((a, b) => ('value' in a.accuracy && 'value' in b.accuracy ? a.accuracy.value - b.accuracy.value : 0));

const checks: readonly Check[] = [
  {
    id: 'fidelity-accuracy',
    status: 'pass',
    measure: 'fidelity.accuracy.overall',
    threshold: 'at most 1.2 points below the ceiling (ours: the spread of published peers on this table)',
    says: 'Shares of values, pairs and triples are close to what a second real sample would show.',
  },
  {
    id: 'shapes',
    status: 'pass',
    measure: 'fidelity.shapes',
    threshold: '98.5% or more (SDMetrics Quality Report)',
    says: 'Single columns have the shapes of the real ones.',
  },
  {
    id: 'trends',
    status: 'warn',
    measure: 'fidelity.trends',
    threshold: '97.5% or more (SDMetrics Quality Report)',
    says: 'Some relations between columns are weaker than in the real table, most of all those with native-country.',
  },
  {
    id: 'copies',
    status: 'pass',
    measure: 'privacy.copies',
    threshold: 'at most 0.1 points above the rate among holdout rows (ours)',
    says: 'The synthetic table repeats no more real rows than chance explains.',
  },
  {
    id: 'dcr-share',
    status: 'fail',
    measure: 'privacy.dcrShare',
    threshold: '57% or less (mostlyai-qa; ours for the default preset)',
    says: 'Synthetic rows lie nearer to the rows the model learnt from than to other real rows: single people may have been imitated.',
  },
  {
    id: 'inference',
    status: 'unmeasured',
    measure: 'privacy.inference',
    threshold: 'at most 10% beyond the control (ours)',
    says: 'Not measured, which counts as not passed. Guessing does as well as the attack.',
  },
];

/** The report before anybody reviewed it. */
export const reportFixture: Report = {
  format: 'understudy-report',
  version: 1,
  software: { name: 'understudy', version: '0.1.0' },
  table: {
    name: 'adult_trn',
    rows: 24_421,
    trainRows: 19_537,
    holdoutRows: 4_884,
    holdoutFrom: 'split',
    syntheticRows: 19_537,
    columns: [
      ...drawn.map(([name, kind]) => ({ name, kind, treatment: 'model' as const })),
      { name: 'respondent', kind: 'identifier', treatment: 'regenerate' },
    ],
  },
  made: {
    generator: 'trees',
    preset: 'balanced',
    seed: 1,
    guarantee:
      'None: this generator has no formal (differential) privacy. Leaf size and value protection limit leakage, which is measured below.',
    protection: [
      {
        column: 'native-country',
        what: 'rare-categories',
        cells: 14,
        values: 3,
        says: 'Values that fewer than 7 rows have were merged into one label.',
      },
      {
        column: 'fnlwgt',
        what: 'rare-numbers',
        cells: 12_204,
        values: 9_870,
        says: 'Values that fewer than 5 rows have are never written as they are; new ones are drawn between their neighbours.',
      },
      {
        column: 'capital-gain',
        what: 'extremes',
        cells: 10,
        values: 2,
        says: 'The smallest and largest values were drawn in to the fifth from either end.',
      },
      {
        column: 'respondent',
        what: 'regenerated',
        cells: 19_537,
        values: 19_537,
        says: 'New values of the same format; none is taken from the data.',
      },
    ],
  },
  notes: ['Comma-separated, UTF-8, header in line 1.', '"?" was read as missing in 3 columns.'],
  decision: null,
  fidelity: {
    accuracy: {
      univariate: measure(0.9894, 0.9931, 0.0011),
      bivariate: measure(0.9771, 0.9838, 0.0013),
      trivariate: measure(0.9593, 0.9689, 0.0021),
      overall: measure(0.9753, 0.9819, 0.0012),
    },
    accuracyPooled: {
      univariate: measure(0.9889, 0.9917),
      bivariate: measure(0.9758, 0.9803),
      trivariate: measure(0.9571, 0.9632),
      overall: measure(0.9739, 0.9784),
    },
    shapes: measure(0.9921, 0.9942, 0.0008),
    trends: measure(0.9702, 0.9857, 0.0019),
    trendsDependent: measure(0.9588, 0.9812, 0.0031),
    columns,
    pairs,
    ...widerFixture,
  },
  utility: utilityFixture,
  privacy: leakageFixture,
  groups: groupsFixture,
  checks,
  compared: {
    train: 4_884,
    holdout: 4_884,
    synthetic: 4_884,
    note: 'Distances were taken on a random sample of 4,884 rows each, so that both sides count equally.',
  },
};

/** The same report after a review that accepted one of the three open checks. */
export const reviewedFixture: Report = {
  ...reportFixture,
  decision: {
    reviewer: 'Dr. R. Example',
    purpose: 'Teaching material for the course on survey methods',
    recipient: 'Course participants, about 40',
    legalBasis: null,
    pagesOpened: ['fidelity', 'privacy', 'method'],
    acceptances: [{ check: 'trends', reason: 'The course does not use native-country.' }],
  },
};
