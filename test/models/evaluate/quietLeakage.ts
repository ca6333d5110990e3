/** Findings on leakage as of a table without a leak, to be changed one by one. */
import type { Finding, Measure } from '../../../models/evaluate/evaluation.ts';
import type { Leakage, LeakageCounts } from '../../../models/evaluate/privacy/leakage.ts';

/** A finding with a symmetric interval. */
export function measured(value: number, reference: number | null, half: number): Measure {
  return { value, reference, interval: [value - half, value + half], better: 'reference' };
}

const groups = { members: 2000, others: 2000 };
const low = measured(0.01, 0, 0.01);
// (0.86 - 0.859) / (1 - 0.859), about 0.01 before Wilson's centres.
const rates = { attacks: 2000, attack: 0.86, control: 0.859, baseline: 0.75 };
const guess = { name: 'inference', known: ['age'], secret: 'income', risk: low, rates };
const survival = { values: 100, inSynthetic: 20, inHoldout: 20, onlySynthetic: 5, onlyHoldout: 5 };
const rareShare: Finding = measured(0.2, 0.2, 0.08);

export const quiet: Leakage = {
  copies: measured(0.001, 0.001, 0.0004),
  nearCopies: measured(0.01, 0.01, 0.002),
  lookalikes: measured(0.001, 0.001, 0.0004),
  dcrShare: measured(0.52, 0.5, 0.01),
  nndr: measured(0.5, 0.5, 0.01),
  membership: {
    max: measured(0.512, 0.51, 0.02),
    hits: measured(0.014, 0.014, 0.004),
    outliers: measured(0.55, 0.545, 0.1),
    attacks: [],
    tests: {
      max: { ...groups, chance: 0.4, expected: 0.51, passes: 0.532, detectable: 0.54 },
      hits: { ...groups, chance: 0.4, expected: 0.014, passes: 0.03, detectable: null },
      outliers: {
        chance: 0.4,
        expected: 0.545,
        passes: 0.625,
        detectable: 0.66,
        members: 100,
        others: 100,
      },
    },
  },
  singlingOut: low,
  singlingOutAttacks: [{ ...guess, name: 'singling out by one column', secret: null }],
  linkability: low,
  linkabilityAttack: { ...guess, name: 'linkability', secret: null },
  inference: [guess],
  disclosure: {
    repU: measured(0.003, 0.003, 0.001),
    DiSCO: measured(0.05, 0.05, 0.003),
    keys: ['age', 'sex'],
    targets: [
      {
        target: 'income',
        disco: measured(0.05, 0.05, 0.003),
        whole: 0.05,
        original: 0.1,
        checkOneWay: false,
        checkTwoWay: 0,
      },
    ],
  },
  rareValues: rareShare,
  rarePairs: rareShare,
  extremes: rareShare,
  exactNumbers: rareShare,
  rarePatterns: [],
  identifiers: measured(0, 0, 0),
  roles: { known: ['age'], secrets: ['income'], keys: ['age', 'sex'], given: { known: true, secrets: true } },
};

export const counts: LeakageCounts = {
  copies: { copied: 10, chance: { successes: 20, trials: 20_000 } },
  nearCopies: { found: { successes: 100, trials: 10_000 }, control: { successes: 100, trials: 10_000 } },
  distances: { queries: 10_000, references: 10_000, alike: [10, 10] },
  rare: { survival, categories: [2, 2], inflated: null },
  identifiers: { finding: measured(0, 0, 0), column: 'id', found: { successes: 0, trials: 10_000 } },
};
