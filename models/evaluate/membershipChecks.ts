/**
 * The two checks on membership: a test and a size. A finding fails when chance alone hardly reaches it (`labelTest.ts`) and it
 * lies further above what chance reaches than the bound allows; it warns when one of the two holds. Where neither does, but
 * the rows are so few that a leak could not have been seen, nothing was measured.
 */
import { answered, type Blind, type Judged, type Question, worseBy } from './answer.ts';
import type { Check } from './evaluation.ts';
import { counted, percent } from '../num/percent.ts';
import { type Bounds, type LabelTest, othersNeeded } from './privacy/labelTest.ts';
import { membershipBounds as bounds } from './privacy/membership.ts';
import type { Leakage } from './privacy/leakage.ts';

const noTest: Blind = { unmeasured: 'The attacks on membership were not held against chance.' };

interface Verdict {
  readonly isSure: boolean;
  readonly isLarge: boolean;
}

function verdictOf(value: number, { chance, expected }: LabelTest, { errorRate, slack }: Bounds): Verdict {
  return { isSure: chance < errorRate, isLarge: value > expected + slack };
}

function statusOf({ isSure, isLarge }: Verdict): Judged {
  return isSure && isLarge ? 'fail' : isSure || isLarge ? 'warn' : 'pass';
}

/** What the chance of a test means, as a clause; "such tables" are of this size. */
function byLuck(chance: number): string {
  return `${percent(chance)} of such tables without a leak look as bad`;
}

/** What a test and a size come to together: what all findings on membership say alike. @param who what a leak would lead to */
function meaningOf({ chance, expected }: LabelTest, { slack }: Bounds, isSure: boolean, who: string) {
  const luck = byLuck(chance);
  const limit = `the limit of ${percent(expected + slack)}`;
  return {
    pass: `no more than chance explains (${luck})`,
    warn: isSure
      ? `a small leak, within ${limit}, but hardly chance (only ${luck}), so weigh it before sharing, or fit with more protection`
      : `above ${limit}, but with so few rows it may be chance (${luck}), so keep more rows out of training to know, or fit with more protection`,
    fail: `above ${limit} and hardly chance (only ${luck}), so ${who}`,
  } as const;
}

/** What a pass does not say. */
function power({ detectable }: LabelTest): string | null {
  return detectable === null
    ? null
    : `With so many rows an attack right in ${percent(detectable)} of the cases would be noticed four times in five; a weaker one may go unseen.`;
}

/** The sentence for a table that is too small, or null when it is not. `share`: of the unseen rows that count. */
function blindness(test: LabelTest, { slack, mustSee }: Bounds, share: number): Blind | null {
  const { detectable, members, others } = test;
  if (mustSee === null || detectable === null || detectable <= mustSee) return null;
  const needed = othersNeeded(test, slack, mustSee);
  // Half of the holdout is asked about, the other half is what the attacker knows of the population.
  const rows = needed === null ? null : Math.ceil((2 * needed) / share / 100) * 100;
  const next =
    rows === null
      ? 'a table with more rows would tell'
      : `about ${counted(rows)} rows kept out of training would tell`;
  return {
    unmeasured: `With ${counted(members)} training and ${counted(others)} unseen rows only an attack right in ${percent(detectable)} of the cases or more would be noticed four times in five, but one right in ${percent(mustSee)} matters already; ${next}.`,
  };
}

/** "At most 5 points above what chance reaches ..." */
function thresholdOf({ slack, errorRate }: Bounds, what: string): string {
  return `${what} at most ${Number((100 * slack).toFixed(1))} points above what chance reaches on average, and not so high that chance reaches it on fewer than ${percent(errorRate)} of tables of this size`;
}

export function membershipCheck({ max, hits, tests }: Leakage['membership']): Check {
  const question: Question = {
    id: 'membership',
    reads: [
      ['privacy.membership.max', max],
      ['privacy.membership.hits', hits],
    ],
    threshold: `${thresholdOf(bounds.max, 'pairs told apart')}; ${thresholdOf(bounds.hits, 'members found at 1% false alarms')} (ours)`,
  };
  const [byPairs, byHits] = [tests.max, tests.hits];
  if (byPairs === null || byHits === null) return answered(question, () => noTest);
  return answered(question, (pairs, found) => {
    const verdicts = [
      verdictOf(pairs.value, byPairs, bounds.max),
      verdictOf(found.value, byHits, bounds.hits),
    ] as const;
    const statuses = verdicts.map(statusOf);
    const isByHits = worseBy(statuses[1], statuses[0]) > 0;
    const status = isByHits ? statuses[1] : statuses[0];
    const blind = status === 'fail' ? null : blindness(byPairs, bounds.max, 1);
    if (blind !== null) return blind;
    const [test, bound, { isSure }] = isByHits
      ? ([byHits, bounds.hits, verdicts[1]] as const)
      : ([byPairs, bounds.max, verdicts[0]] as const);
    return {
      status,
      found: `Shown a training row and an unseen one, the strongest of six attacks picks the training row in ${percent(pairs.value)} of the cases (${percent(byPairs.expected)} by chance), and at 1% false alarms it finds ${percent(found.value)} of the training rows (${percent(byHits.expected)} by chance)`,
      meaning: meaningOf(
        test,
        bound,
        isSure,
        'somebody who knows a person’s facts can tell, better than by guessing, whether the person was in the data; fit with more protection',
      ),
      after: status === 'pass' ? power(byPairs) : null,
      ...(isByHits ? { measure: 'privacy.membership.hits' } : {}),
    };
  });
}

export function outliersCheck({ outliers, tests }: Leakage['membership']): Check {
  const question: Question = {
    id: 'membership-outliers',
    reads: [['privacy.membership.outliers', outliers]],
    threshold: `${thresholdOf(bounds.outliers, 'pairs told apart')} (ours)`,
  };
  const test = tests.outliers;
  if (test === null) return answered(question, () => noTest);
  return answered(question, ({ value }) => {
    const verdict = verdictOf(value, test, bounds.outliers);
    const status = statusOf(verdict);
    const blind = status === 'fail' ? null : blindness(test, bounds.outliers, 0.05);
    if (blind !== null) return blind;
    return {
      status,
      found: `Among the 5% of rows that are least like any other (${counted(test.members)} training, ${counted(test.others)} unseen) the strongest of six attacks picks the training row of a pair in ${percent(value)} of the cases (${percent(test.expected)} by chance)`,
      meaning: meaningOf(
        test,
        bounds.outliers,
        verdict.isSure,
        'unusual people are recognised as members of the data; protect rare values or leave these rows out',
      ),
      after: status === 'pass' ? power(test) : null,
    };
  });
}
