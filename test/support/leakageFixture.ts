/** The leakage part of the made-up report: every kind of finding once, one of them without a conclusion. */
import type { GroupFinding } from '../../models/evaluate/drift/groups.ts';
import type { Measure } from '../../models/evaluate/evaluation.ts';
import type { RarePattern } from '../../models/evaluate/privacy/ledger.ts';
import type { Leakage } from '../../models/evaluate/privacy/leakage.ts';
import type { MembershipAttack } from '../../models/evaluate/privacy/membership.ts';
import type { Attack } from '../../models/evaluate/privacy/risk.ts';

function measured(
  value: number,
  reference: number,
  half: number,
  better: Measure['better'] = 'lower',
): Measure {
  return { value, interval: [Math.max(0, value - half), value + half], reference, better };
}

const attacks: readonly MembershipAttack[] = [
  ['plagiarism index', 'the share of synthetic rows among its 20 nearest', 0.541, 0.021, 0.58],
  ['distance', 'how near the nearest synthetic row is', 0.502, 0.011, 0.5],
].map(([name, by, auc, hits, outliers]) => ({
  name: String(name),
  by: String(by),
  auc: measured(Number(auc), 0.5, 0.016),
  chance: Number(auc) > 0.53 ? 0.0002 : 0.9,
  hits: measured(Number(hits), 0.01, 0.005),
  outliers: measured(Number(outliers), 0.5, 0.08),
}));

const blind = 'No conclusion: guessing blindly succeeds as often (92.5%) as the attack (92.0%).';

const inference: readonly Attack[] = [
  {
    name: 'inference of income',
    known: ['age', 'sex'],
    secret: 'income',
    risk: measured(0.103, 0, 0.098),
    rates: { attacks: 2000, attack: 0.812, control: 0.79, baseline: 0.63 },
  },
  {
    name: 'inference of capital-loss',
    known: ['age', 'sex'],
    secret: 'capital-loss',
    risk: { unmeasured: blind },
    rates: { attacks: 2000, attack: 0.92, control: 0.916, baseline: 0.925 },
  },
];

const single: Attack = {
  name: 'singling out by one column',
  known: [],
  secret: null,
  risk: measured(0.043, 0, 0.025),
  rates: { attacks: 1000, attack: 0.099, control: 0.058, baseline: 0 },
};

const linked: Attack = {
  name: 'linkability',
  known: ['age', 'sex'],
  secret: null,
  risk: { unmeasured: 'Only 12 attacks could be made, and 40 are needed to judge.' },
  rates: null,
};

const ledger: readonly RarePattern[] = [
  {
    columns: ['occupation', 'native-country'],
    what: 'pairs',
    patterns: 266,
    kept: 223,
    control: 206,
    merged: 0,
    dropped: 43,
    protected: 0,
    cost: 0,
    says: 'Of 266 rare pairs, 223 stand in the synthetic table.',
  },
  {
    columns: ['fnlwgt'],
    what: 'exact numbers',
    patterns: 13_347,
    kept: 2294,
    control: 4075,
    merged: 0,
    dropped: 0,
    protected: 11_053,
    cost: 0.797,
    says: 'Of 13,347 rare exact numbers, 2,294 stand in the synthetic table.',
  },
];

export const leakageFixture: Leakage = {
  copies: { value: 0.0004, interval: [0.0002, 0.0008], reference: 0.0006, better: 'lower' },
  nearCopies: measured(0.144, 0.144, 0.004, 'reference'),
  lookalikes: measured(0.027, 0.025, 0.003, 'reference'),
  dcrShare: { value: 0.583, interval: [0.569, 0.597], reference: 0.5, better: 'reference' },
  nndr: measured(0.509, 0.5, 0.01, 'reference'),
  membership: {
    max: measured(0.541, 0.51, 0.021),
    hits: measured(0.021, 0.014, 0.005),
    outliers: measured(0.58, 0.545, 0.08),
    attacks,
    tests: {
      max: {
        chance: 0.0002,
        expected: 0.51,
        passes: 0.531,
        detectable: 0.539,
        members: 2000,
        others: 2000,
      },
      hits: {
        chance: 0.02,
        expected: 0.014,
        passes: 0.029,
        detectable: null,
        members: 2000,
        others: 2000,
      },
      outliers: {
        chance: 0.15,
        expected: 0.545,
        passes: 0.625,
        detectable: 0.658,
        members: 100,
        others: 100,
      },
    },
  },
  singlingOut: single.risk,
  singlingOutAttacks: [single],
  linkability: linked.risk,
  linkabilityAttack: linked,
  inference,
  disclosure: {
    repU: measured(0.0029, 0.0028, 0.001),
    DiSCO: measured(0.121, 0.118, 0.006),
    keys: ['age', 'education'],
    targets: [
      {
        target: 'capital-gain',
        disco: measured(0.121, 0.118, 0.006),
        whole: 0.14,
        original: 0.41,
        checkOneWay: true,
        checkTwoWay: 0,
      },
    ],
  },
  rareValues: measured(0.175, 0.376, 0.006, 'reference'),
  rarePairs: measured(0.808, 0.76, 0.023, 'reference'),
  extremes: measured(0.05, 0.2, 0.05, 'reference'),
  exactNumbers: measured(0.172, 0.305, 0.006, 'reference'),
  rarePatterns: ledger,
  identifiers: measured(0, 0, 0),
  roles: {
    known: ['age', 'sex'],
    secrets: ['income', 'capital-loss'],
    keys: ['age', 'education'],
    given: { known: true, secrets: false },
  },
};

const change = (before: number, after: number, half: number) => ({
  before,
  beforeInterval: [before - half, before + half] as const,
  after,
  afterInterval: [after - half, after + half] as const,
});

export const groupsFixture: readonly GroupFinding[] = [
  {
    column: 'sex',
    level: 'Female',
    share: change(0.331, 0.33, 0.006),
    missing: change(0.011, 0.011, 0.001),
    outcome: { column: 'income', level: '>50K', rate: change(0.11, 0.06, 0.005) },
    gap: [-0.2, -0.26],
    verdict: 'amplified',
    says: 'The gap to everybody else grew.',
  },
  {
    column: 'race',
    level: 'Asian-Pac-Islander',
    share: change(0.03, 0.03, 0.002),
    missing: change(0.014, 0.014, 0.002),
    outcome: { column: 'income', level: '>50K', rate: change(0.299, 0.254, 0.03) },
    gap: [0.062, 0.012],
    verdict: 'reduced',
    says: 'The gap to everybody else shrank.',
  },
  {
    column: 'race',
    level: 'White',
    share: change(0.855, 0.858, 0.004),
    missing: change(0.008, 0.008, 0.001),
    outcome: { column: 'income', level: '>50K', rate: change(0.253, 0.255, 0.006) },
    gap: [0.095, 0.09],
    verdict: 'kept',
    says: 'The gap to everybody else is about the same.',
  },
  {
    column: 'workclass',
    level: 'Without-pay',
    share: null,
    missing: null,
    outcome: null,
    gap: null,
    verdict: 'too small to say',
    says: 'Fewer than 40 rows: too small to say.',
  },
];
