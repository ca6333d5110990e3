/**
 * A finding of the strongest of several attacks, held against luck (`permuteLabels.ts`): how often luck does as well, what
 * it reaches on average, and how large a leak must be to be noticed among so few rows.
 */
import { lowerBound } from '../../num/lowerBound.ts';
import { aucError } from './auc.ts';

/** When a finding counts. Ours, all of it; the reasons stand with the values. */
export interface Bounds {
  /** Chance with which luck alone may be called a leak. */
  readonly errorRate: number;
  /** How far above what luck reaches on average a finding may lie. */
  readonly slack: number;
  /** A table on which not even an attack with this AUC would be noticed says nothing; null: not asked. */
  readonly mustSee: number | null;
}

/** What a finding is worth. */
export interface LabelTest {
  /** Chance that the strongest of the attacks does as well when it tells nothing; allows for the choice. At least 1 / (drawings + 1). */
  readonly chance: number;
  /** What the strongest reaches on average when no attack tells anything; above 0.5 for an AUC, more so among few rows. */
  readonly expected: number;
  /** The largest finding that is neither surely more than luck nor larger than the bound allows. */
  readonly passes: number;
  /** The smallest true AUC of an attack that would not pass in four of five tables of this size; null for other findings. */
  readonly detectable: number | null;
  /** Training and unseen rows behind it. */
  readonly members: number;
  readonly others: number;
}

/** One-sided 80 % point of the standard normal: power 0.8 as in Cohen, Statistical Power Analysis, 1988, p. 56. */
const zPower = 0.8416212335729143;

/**
 * P(luck >= value) as (1 + drawings that reach it) / (1 + drawings), which is never 0: Phipson & Smyth, Statistical
 * Applications in Genetics and Molecular Biology 9 (2010), article 39. @param drawn ascending
 */
export function chanceOf(value: number, drawn: Float64Array): number {
  // Sums of ranks divided in two ways may differ in the last digit.
  return (1 + drawn.length - lowerBound(drawn, value - 1e-12)) / (1 + drawn.length);
}

/** The largest value whose chance is not below `errorRate`: nothing above it would be put down to luck. */
function critical(drawn: Float64Array, errorRate: number): number {
  const beyond = Math.ceil(errorRate * (1 + drawn.length)) - 1;
  return beyond < 1 ? Infinity : drawn[drawn.length - beyond];
}

/** Size of the two groups. */
export interface Groups {
  readonly members: number;
  readonly others: number;
}

/** @param drawn what luck reached, ascending, not empty @param isAuc whether power can be stated, by `aucError` */
export function labelTest(
  value: number,
  drawn: Float64Array,
  bounds: Bounds,
  { members, others }: Groups,
  isAuc: boolean,
): LabelTest {
  const expected = drawn.reduce((sum, each) => sum + each, 0) / drawn.length;
  const passes = Math.min(critical(drawn, bounds.errorRate), expected + bounds.slack);
  return {
    chance: chanceOf(value, drawn),
    expected,
    passes,
    detectable: isAuc ? detectableAbove(passes, { members, others }) : null,
    members,
    others,
  };
}

/**
 * The AUC A of one attack with P(estimate > passes) = 0.8 for an estimate that is normal about A with the error of Hanley &
 * McNeil: the fixed point of A = passes + 0.84 error(A). At most 1. The strongest of several is at least as large.
 */
export function detectableAbove(passes: number, { members, others }: Groups): number {
  let auc = passes;
  for (let round = 0; round < 50; round++)
    auc = Math.min(1, passes + zPower * aucError(auc, members, others));
  return auc;
}

/**
 * Others, beside as many members as now, with which a leak of `mustSee` would be noticed: what luck reaches shrinks as the
 * standard error does, sqrt((m + n + 1) / (12 m n)). Null when no number of others is enough.
 */
export function othersNeeded(
  { expected, passes, members, others }: LabelTest,
  slack: number,
  mustSee: number,
): number | null {
  const isByLuck = passes < expected + slack;
  const error = (n: number): number => Math.sqrt((members + n + 1) / (12 * members * n));
  for (let more = others; more <= 64 * others; more = Math.ceil(1.1 * more)) {
    const shrunk = error(more) / error(others);
    const byLuck = isByLuck ? 0.5 + (passes - 0.5) * shrunk : Infinity;
    const byBound = 0.5 + (expected - 0.5) * shrunk + slack;
    if (detectableAbove(Math.min(byLuck, byBound), { members, others: more }) <= mustSee) return more;
  }
  return null;
}
