import { describe, expect, test } from 'vitest';
import type { Check } from '../../../models/evaluate/evaluation.ts';
import { membershipCheck, outliersCheck } from '../../../models/evaluate/membershipChecks.ts';
import type { LabelTest } from '../../../models/evaluate/privacy/labelTest.ts';
import { measured, quiet } from './quietLeakage.ts';

const { membership } = quiet;

function required(test: LabelTest | null): LabelTest {
  if (test === null) throw new Error('The quiet table is measured.');
  return test;
}
const [max, hits, outliers] = [membership.tests.max, membership.tests.hits, membership.tests.outliers].map(
  required,
);

function byPairs(value: number, chance: number, changed: Partial<LabelTest> = {}): Check {
  return membershipCheck({
    ...membership,
    max: measured(value, max.expected, 0.02),
    tests: { ...membership.tests, max: { ...max, chance, ...changed } },
  });
}

function byHits(value: number, chance: number): Check {
  return membershipCheck({
    ...membership,
    hits: measured(value, hits.expected, 0.01),
    tests: { ...membership.tests, hits: { ...hits, chance } },
  });
}

function amongIsolated(value: number, chance: number, changed: Partial<LabelTest> = {}): Check {
  return outliersCheck({
    ...membership,
    outliers: measured(value, outliers.expected, 0.1),
    tests: { ...membership.tests, outliers: { ...outliers, chance, ...changed } },
  });
}

// Luck reaches 0.51 on average, so 0.56 is the limit; 0.014 and 0.049 for hits; 0.545 and 0.625 among the isolated.
describe('surely more than luck and above the limit fails, one of the two warns, neither passes', () => {
  test.each([
    ['pairs', byPairs(0.6, 0.0001), 'fail'],
    ['pairs, sure but small', byPairs(0.54, 0.0001), 'warn'],
    ['pairs, large but unsure', byPairs(0.57, 0.01), 'warn'],
    ['pairs, neither', byPairs(0.53, 0.01), 'pass'],
    ['pairs, at the error rate', byPairs(0.6, 0.0005), 'warn'],
    ['hits', byHits(0.06, 0.0001), 'fail'],
    ['hits, sure but small', byHits(0.03, 0.0001), 'warn'],
    ['hits, large but unsure', byHits(0.05, 0.01), 'warn'],
    ['hits, neither', byHits(0.02, 0.1), 'pass'],
    ['isolated', amongIsolated(0.7, 0.0001), 'fail'],
    ['isolated, sure but small', amongIsolated(0.62, 0.0005), 'warn'],
    ['isolated, large but unsure', amongIsolated(0.65, 0.01), 'warn'],
    ['isolated, neither', amongIsolated(0.6, 0.1), 'pass'],
  ] as const)('%s', (_, { status }, expected) => {
    expect(status).toBe(expected);
  });
});

test('the one that is worse decides and is named', () => {
  expect(byPairs(0.6, 0.0001).measure).toBe('privacy.membership.max');
  expect(byHits(0.06, 0.0001).measure).toBe('privacy.membership.hits');
});

test('a pass says what it could not have seen', () => {
  expect(byPairs(0.512, 0.4).says).toBe(
    'Shown a training row and an unseen one, the strongest of six attacks picks the training row in 51.2% of the cases (51.0% by chance), and at 1% false alarms it finds 1.4% of the training rows (1.4% by chance): no more than chance explains (40.0% of such tables without a leak look as bad). With so many rows an attack right in 54.0% of the cases would be noticed four times in five; a weaker one may go unseen.',
  );
  expect(amongIsolated(0.55, 0.4).says).toMatch(
    /right in 66\.0% of the cases would be noticed four times in five/,
  );
});

test('a warning says which of the two it is and what to do', () => {
  expect(byPairs(0.54, 0.0001).says).toContain(
    'a small leak, within the limit of 56.0%, but hardly chance (only 0.01% of such tables without a leak look as bad), so weigh it before sharing',
  );
  expect(byPairs(0.57, 0.01).says).toMatch(
    /above the limit of 56\.0%, but with so few rows it may be chance \(1\.0% .*keep more rows out of training/,
  );
});

test('the limit is that of the finding that decides', () => {
  expect(byPairs(0.6, 0.0001).says).toContain('above the limit of 56.0% and hardly chance (only 0.01% ');
  expect(byHits(0.06, 0.0002).says).toContain('above the limit of 4.9% and hardly chance (only 0.02% ');
  expect(amongIsolated(0.7, 0.0001).says).toContain(
    'above the limit of 62.5% and hardly chance (only 0.01% ',
  );
});

test('thresholds are in points, with the chance that is allowed', () => {
  expect(byPairs(0.5, 0.5).threshold).toBe(
    'pairs told apart at most 5 points above what chance reaches on average, and not so high that chance reaches it on fewer than 0.05% of tables of this size; members found at 1% false alarms at most 3.5 points above what chance reaches on average, and not so high that chance reaches it on fewer than 0.05% of tables of this size (ours)',
  );
});

describe('too few rows to see a leak that matters', () => {
  const blind = { members: 200, others: 60, expected: 0.55, passes: 0.6, detectable: 0.634 };

  test('are unmeasured, with the rows that would be enough, also where the finding would warn', () => {
    for (const found of [byPairs(0.55, 0.4, blind), byPairs(0.61, 0.02, blind)]) {
      expect(found.status).toBe('unmeasured');
      expect(found.says).toMatch(
        /^Not measured, which counts as not passed\. With 200 training and 60 unseen rows only an attack right in 63\.4% of the cases or more .* one right in 60\.0% matters already; about \d+00 rows kept out of training would tell\.$/,
      );
    }
    expect(amongIsolated(0.6, 0.2, { ...blind, detectable: 0.73 }).says).toMatch(
      /right in 70\.0% matters already/,
    );
  });

  test('are told to have more rows in all when no holdout would be large enough', () => {
    expect(byPairs(0.55, 0.4, { ...blind, members: 50, expected: 0.58 }).says).toMatch(
      /a table with more rows would tell\.$/,
    );
  });

  test('still fail when a leak is seen', () => {
    expect(byPairs(0.8, 0.0001, blind).status).toBe('fail');
  });
});

test('findings that were not held against chance are unmeasured', () => {
  const tests = { max: null, hits: null, outliers: null };
  for (const check of [membershipCheck, outliersCheck])
    expect(check({ ...membership, tests })).toMatchObject({
      status: 'unmeasured',
      says: 'Not measured, which counts as not passed. The attacks on membership were not held against chance.',
    });
});

test('no sentence has two colons', () => {
  for (const value of [0.5, 0.55, 0.9])
    for (const chance of [0.0001, 0.5])
      for (const { says } of [byPairs(value, chance), byHits(value, chance), amongIsolated(value, chance)])
        for (const sentence of says.split(/\. /)) expect(sentence.split(': ').length).toBeLessThan(3);
});
