import { expect, test } from 'vitest';
import { type Answer, answered, statusOf, worseBy } from '../../../models/evaluate/answer.ts';
import type { CheckStatus, Finding, Measure } from '../../../models/evaluate/evaluation.ts';

const measure = (value: number): Measure => ({ value, interval: null, reference: 0, better: 'lower' });
const none: Finding = { unmeasured: 'There are no rows.' };

function asked(first: Finding, second: Finding) {
  const reads = [
    ['privacy.one', first],
    ['privacy.other', second],
  ] as const;
  return { id: 'both', threshold: 'at most 1', reads };
}

const answer: Answer = {
  status: 'warn',
  found: 'Two of three',
  meaning: { pass: 'fine', warn: 'perhaps', fail: 'bad' },
};

test('findings are handed over in their order and become one sentence', () => {
  const seen: number[] = [];
  const check = answered(asked(measure(1), measure(2)), (one, other) => {
    seen.push(one.value, other.value);
    return answer;
  });
  expect(seen).toEqual([1, 2]);
  expect(check).toEqual({
    id: 'both',
    status: 'warn',
    measure: 'privacy.one',
    threshold: 'at most 1',
    says: 'Two of three: perhaps.',
  });
});

test('an answer may name the measure that decided and add a sentence', () => {
  const check = answered(asked(measure(1), measure(2)), () => ({
    ...answer,
    measure: 'privacy.other',
    after: 'A third is unknown.',
  }));
  expect(check).toMatchObject({
    measure: 'privacy.other',
    says: 'Two of three: perhaps. A third is unknown.',
  });
});

test('one missing finding is enough to be unmeasured, and it is the one that is named', () => {
  const never = (): Answer => {
    throw new Error('Nothing is to be judged.');
  };
  const says = 'Not measured, which counts as not passed. There are no rows.';
  expect(answered(asked(none, measure(1)), never)).toMatchObject({ measure: 'privacy.one', says });
  expect(answered(asked(measure(1), none), never)).toMatchObject({ measure: 'privacy.other', says });
});

test('measured findings may say nothing all the same', () => {
  expect(answered(asked(measure(1), measure(2)), () => ({ unmeasured: 'Too few.' }))).toMatchObject({
    status: 'unmeasured',
    measure: 'privacy.one',
    says: 'Not measured, which counts as not passed. Too few.',
  });
});

test('above the limit fails when it is sure, and what says nothing is worse than what passes', () => {
  expect([statusOf(false, true), statusOf(true, false), statusOf(true, true)]).toEqual([
    'pass',
    'warn',
    'fail',
  ]);
  const all: CheckStatus[] = ['unmeasured', 'pass', 'fail', 'warn'];
  expect(all.toSorted(worseBy)).toEqual(['pass', 'unmeasured', 'warn', 'fail']);
});
