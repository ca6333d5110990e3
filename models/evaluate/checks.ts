/** What the findings mean: a small set of checks, each with its threshold, where that comes from, and a sentence. */
import type { Check, CheckStatus, Finding, Measure } from './evaluation.ts';
import { leakChecks, notMeasured } from './leakChecks.ts';
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
  const id = 'fidelity-accuracy';
  const measure = 'fidelity.accuracy.overall';
  const missing = notMeasured(id, measure, found, `within ${percent(accuracySlack)} below the ceiling`);
  if (missing !== null) return missing;
  const { value, reference, interval } = found as Measure & { reference: number };
  const highest = oneSamplingError(reference, rows);
  const threshold = `${percent(reference - accuracySlack)} to ${percent(highest)} (ceiling ${percent(reference)}; ours: ${percent(accuracySlack)} below, and above it what is left when only one of two samplings errs)`;
  const gap = reference - value;
  if (value > highest) {
    const sure = interval !== null && interval[0] > highest;
    return {
      id,
      status: sure ? 'fail' : 'warn',
      measure,
      threshold,
      says: `Accuracy ${percent(value)} is higher than fresh rows from the same source can be expected to reach (${percent(highest)}): a sign that training rows are repeated, not of a better model.`,
    };
  }
  const status: CheckStatus = gap <= accuracySlack ? 'pass' : gap <= accuracyFail ? 'warn' : 'fail';
  const meaning = {
    pass: 'close to what another real sample would reach',
    warn: 'below what another real sample would reach: look at the worst columns and pairs before relying on them',
    fail: 'far below what another real sample would reach: combinations of columns are not to be trusted',
  }[status];
  return {
    id,
    status,
    measure,
    threshold,
    says: `Accuracy ${percent(value)} against a ceiling of ${percent(reference)}: ${meaning}.`,
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
  const missing = notMeasured(id, measure, found, `at most ${percent(limits.pass)} below the holdout`);
  if (missing !== null) return missing;
  const { value, reference } = found as Measure;
  const least = reference === null ? limits.alone : reference - limits.pass;
  const lowest = reference === null ? limits.alone - limits.warn + limits.pass : reference - limits.warn;
  const status: CheckStatus = value >= least ? 'pass' : value >= lowest ? 'warn' : 'fail';
  const beside =
    reference === null ? 'no holdout to compare with' : `${percent(reference)} between two real samples`;
  const meaning = {
    pass: `${limits.what} look as they should`,
    warn: `some ${limits.what} differ visibly: see the worst ones`,
    fail: `${limits.what} differ so much that results on them will not carry over`,
  }[status];
  return {
    id,
    status,
    measure,
    threshold: `at least ${percent(least)} (${reference === null ? 'ours, without a holdout' : `ours: ${percent(limits.pass)} below the holdout's ${percent(reference)}`})`,
    says: `${limits.name} ${percent(value)} (${beside}): ${meaning}.`,
  };
}
