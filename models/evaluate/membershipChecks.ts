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

/** Share of tables of this size on which chance alone does as well, as a clause. */
function byLuck(chance: number): string {
  return `chance alone does as well on ${percent(chance)} of such tables`;
}

/** Why a warning is one: which of the two conditions holds. */
function unsure(isSure: boolean, chance: number): string {
  return isSure
    ? `a leak within the limit, but surely one (${byLuck(chance)}), so weigh it before sharing, or fit with more protection`
    : `above the limit, but too few rows to be sure (${byLuck(chance)}), so keep more rows out of training to know`;
}

/** What a pass does not say. */
function power({ detectable }: LabelTest): string | null {
  return detectable === null
    ? null
    : `Among so many rows a leak of ${percent(detectable)} or more would be noticed four times in five; a smaller one may go unseen.`;
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
    unmeasured: `Among ${counted(members)} training and ${counted(others)} unseen rows only a leak of ${percent(detectable)} or more would be noticed four times in five, and one of ${percent(mustSee)} matters; ${next}.`,
  };
}

/** "At most 5.0% above what chance reaches ..." */
function thresholdOf({ slack, errorRate }: Bounds, what: string): string {
  return `${what} at most ${percent(slack)} above what chance reaches on average, and not so high that chance reaches it on fewer than ${percent(errorRate)} of such tables`;
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
    const [{ chance }, { isSure }] = isByHits ? [byHits, verdicts[1]] : [byPairs, verdicts[0]];
    return {
      status,
      found: `The strongest of six attacks tells a training row from an unseen one in ${percent(pairs.value)} of the pairs and finds ${percent(found.value)} of the training rows at 1% false alarms (the strongest of six reaches ${percent(byPairs.expected)} and ${percent(byHits.expected)} by chance)`,
      meaning: {
        pass: `no more than chance explains (${byLuck(byPairs.chance)})`,
        warn: unsure(isSure, chance),
        fail: `more than chance explains (${byLuck(chance)}) and above the limit, so somebody who knows a person can tell whether the person was in the data; fit with more protection`,
      },
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
      found: `Among the 5% most isolated rows (${counted(test.members)} training, ${counted(test.others)} unseen) the strongest attack is right in ${percent(value)} of the pairs (${percent(test.expected)} by chance)`,
      meaning: {
        pass: `no more than chance explains among so few (${byLuck(test.chance)})`,
        warn: unsure(verdict.isSure, test.chance),
        fail: `more than chance explains (${byLuck(test.chance)}) and above the limit, so unusual people are recognised as members of the data; protect rare values or leave these rows out`,
      },
      after: status === 'pass' ? power(test) : null,
    };
  });
}
