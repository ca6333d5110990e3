/** What the findings mean: a small set of checks, each with its threshold, where that comes from, and a sentence. */
import { type Answer, answered } from './answer.ts';
import type { Check, Finding, Measure } from './evaluation.ts';
import { leakChecks } from './leakChecks.ts';
import { percent } from '../num/percent.ts';
import type { Leakage, LeakageCounts } from './privacy/leakage.ts';

/** What the checks read. */
export interface Findings {
  readonly accuracy: Finding;
  readonly shapes: Finding;
  readonly trends: Finding;
  readonly privacy: Leakage;
  readonly counts: LeakageCounts;
  /** Rows of the training and of the synthetic table. */
  readonly rows: { readonly train: number; readonly synthetic: number };
}

/** All checks, in the order in which a report lists them. */
export function checksOf(findings: Findings): readonly Check[] {
  return [
    accuracyCheck(findings.accuracy, findings.rows),
    distanceToHoldout('shapes', 'fidelity.shapes', findings.shapes, shapeLimits),
    distanceToHoldout('trends', 'fidelity.trends', findings.trends, trendLimits),
    ...leakChecks(findings.privacy, findings.counts),
  ];
}

/** How far below the ceiling accuracy may lie. Ours: on adult synthpop and MOSTLY 2023 lie within it, others do not. */
const accuracySlack = 0.012;

/** Below this distance from the ceiling a table is of no use for combinations of columns; ours (CTGAN on adult: 0.11). */
const accuracyFail = 0.05;

function accuracyCheck(found: Finding, rows: Findings['rows']): Check {
  const reads = [['fidelity.accuracy.overall', found]] as const;
  const id = 'fidelity-accuracy';
  const ceiling = 'reference' in found ? found.reference : null;
  if (ceiling === null) {
    const question = { id, reads, threshold: `within ${percent(accuracySlack)} below the ceiling` };
    return answered(question, () => ({ unmeasured: 'There is no ceiling to hold accuracy against.' }));
  }
  const highest = oneSamplingError(ceiling, rows);
  const threshold = `${percent(ceiling - accuracySlack)} to ${percent(highest)} (ceiling ${percent(ceiling)}; ours: ${percent(accuracySlack)} below, and above it what is left when only one of two samplings errs)`;
  return answered({ id, reads, threshold }, (accuracy) =>
    accuracy.value > highest ? tooAccurate(accuracy, highest) : belowCeiling(accuracy, ceiling),
  );
}

function tooAccurate({ value, interval }: Measure, highest: number): Answer {
  const copied = 'a sign that training rows are repeated, not of a better model';
  return {
    status: interval !== null && interval[0] > highest ? 'fail' : 'warn',
    found: `Accuracy ${percent(value)} is higher than fresh rows from the same source can be expected to reach (${percent(highest)})`,
    meaning: { pass: copied, warn: copied, fail: copied },
  };
}

function belowCeiling({ value }: Measure, ceiling: number): Answer {
  const gap = ceiling - value;
  return {
    status: gap <= accuracySlack ? 'pass' : gap <= accuracyFail ? 'warn' : 'fail',
    found: `Accuracy ${percent(value)} against a ceiling of ${percent(ceiling)}`,
    meaning: {
      pass: 'close to what another real sample would reach',
      warn: 'below what another real sample would reach, so look at the worst columns and pairs before relying on them',
      fail: 'far below what another real sample would reach, so combinations of columns are not to be trusted',
    },
  };
}

/**
 * Accuracy of a table drawn from the training rows' own distribution: two real samples differ by two sampling errors,
 * such a table and the training rows by one, so the loss shrinks by sqrt((1/m) / (1/n + 1/m)) = sqrt(n / (n + m)).
 */
function oneSamplingError(ceiling: number, { train, synthetic }: Findings['rows']): number {
  return 1 - (1 - ceiling) * Math.sqrt(train / (train + synthetic));
}

interface Limits {
  readonly name: string;
  /** Distance below the holdout's value up to which the check passes, and up to which it warns. */
  readonly pass: number;
  readonly warn: number;
  /** What must be reached when there is no holdout. */
  readonly alone: number;
  readonly what: string;
}

/** Ours: on adult synthpop and MOSTLY 2023 lie within `pass` of the holdout, MOSTLY 2024 within `warn`, CTGAN beyond it. */
const shapeLimits: Limits = {
  name: 'Column shapes',
  pass: 0.01,
  warn: 0.03,
  alone: 0.985,
  what: 'single columns',
};
const trendLimits: Limits = {
  name: 'Pair trends',
  pass: 0.02,
  warn: 0.05,
  alone: 0.965,
  what: 'pairs of columns',
};

function distanceToHoldout(id: string, measure: string, found: Finding, limits: Limits): Check {
  const reference = 'reference' in found ? found.reference : null;
  const least = reference === null ? limits.alone : reference - limits.pass;
  const lowest = reference === null ? limits.alone - limits.warn + limits.pass : reference - limits.warn;
  const why =
    reference === null
      ? 'ours, without a holdout'
      : `ours: ${percent(limits.pass)} below the holdout's ${percent(reference)}`;
  const beside =
    reference === null ? 'no holdout to compare with' : `${percent(reference)} between two real samples`;
  const threshold =
    'unmeasured' in found
      ? `at most ${percent(limits.pass)} below the holdout`
      : `at least ${percent(least)} (${why})`;
  return answered({ id, threshold, reads: [[measure, found]] }, ({ value }) => ({
    status: value >= least ? 'pass' : value >= lowest ? 'warn' : 'fail',
    found: `${limits.name} ${percent(value)} (${beside})`,
    meaning: {
      pass: `${limits.what} look as they should`,
      warn: `some ${limits.what} differ visibly, so see the worst ones`,
      fail: `${limits.what} differ so much that results on them will not carry over`,
    },
  }));
}
