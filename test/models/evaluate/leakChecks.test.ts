import { describe, expect, test } from 'vitest';
import type { Check, Finding } from '../../../models/evaluate/evaluation.ts';
import { leakChecks } from '../../../models/evaluate/leakChecks.ts';
import type { Leakage, LeakageCounts } from '../../../models/evaluate/privacy/leakage.ts';
import { counts, measured, quiet } from './quietLeakage.ts';

const none: Finding = { unmeasured: 'There is no holdout.' };

function check(id: string, found: Partial<Leakage>, counted: Partial<LeakageCounts> = {}): Check {
  const one = leakChecks({ ...quiet, ...found }, { ...counts, ...counted }).find((each) => each.id === id);
  if (one === undefined) throw new Error(id);
  return one;
}

const members = quiet.membership;
const guess = (risk: Finding, secret = 'income') => ({ ...quiet.inference[0], secret, risk });

test('a quiet table passes all', () => {
  expect(leakChecks(quiet, counts).map(({ id, status }) => [id, status])).toEqual(
    [
      'copies',
      'near-copies',
      'dcr-share',
      'membership',
      'membership-outliers',
      'singling-out',
      'linkability',
      'inference',
      'disclosure',
      'rare-values',
      'identifiers',
    ].map((id) => [id, 'pass']),
  );
});

describe('above the limit: sure fails, unsure warns', () => {
  const chance = { successes: 2, trials: 4000 };
  test.each([
    // 20 of 2,000 beside 2 of 4,000: (1/3)^20 and a little more. 3 of 1,000 beside 2 of 4,000: 0.07.
    ['copies', { copies: measured(0.01, 0, 0.004) }, { copies: { copied: 20, chance } }, 'fail'],
    ['copies', { copies: measured(0.003, 0, 0.003) }, { copies: { copied: 3, chance } }, 'warn'],
    ['dcr-share', { dcrShare: measured(0.6, 0.5, 0.01) }, {}, 'fail'],
    ['dcr-share', { dcrShare: measured(0.58, 0.5, 0.08) }, {}, 'warn'],
    ['membership', { membership: { ...members, max: measured(0.6, 0.5, 0.02) } }, {}, 'fail'],
    ['membership', { membership: { ...members, max: measured(0.56, 0.5, 0.05) } }, {}, 'warn'],
    ['membership', { membership: { ...members, hits: measured(0.2, 0.01, 0.02) } }, {}, 'fail'],
    ['membership-outliers', { membership: { ...members, outliers: measured(0.8, 0.5, 0.1) } }, {}, 'fail'],
    ['membership-outliers', { membership: { ...members, outliers: measured(0.62, 0.5, 0.1) } }, {}, 'warn'],
    ['singling-out', { singlingOut: measured(0.3, 0, 0.05) }, {}, 'fail'],
    ['linkability', { linkability: measured(0.2, 0, 0.15) }, {}, 'warn'],
    ['inference', { inference: [guess(measured(0, 0, 0)), guess(measured(0.4, 0, 0.1))] }, {}, 'fail'],
    ['disclosure', { disclosure: { ...quiet.disclosure, repU: measured(0.1, 0.003, 0.01) } }, {}, 'fail'],
    ['identifiers', { identifiers: measured(0.05, 0, 0.01) }, {}, 'fail'],
  ] as const)('%s', (id, found, counted, status) => {
    expect(check(id, found, counted).status).toBe(status);
  });

  test('near copies by cells and by distance', () => {
    const nearCopies = { found: { successes: 60, trials: 2000 }, control: { successes: 10, trials: 2000 } };
    expect(check('near-copies', { nearCopies: measured(0.03, 0.005, 0.008) }, { nearCopies })).toMatchObject({
      status: 'fail',
      measure: 'privacy.nearCopies',
    });
    const distances = { ...counts.distances, alike: [40, 2] as const };
    expect(check('near-copies', { lookalikes: measured(0.02, 0.001, 0.006) }, { distances })).toMatchObject({
      status: 'fail',
      measure: 'privacy.lookalikes',
    });
  });

  test('rare values: many fail, one rare category is pointed at, an inflated one fails', () => {
    const { rare } = counts;
    const survival = { ...rare.survival, onlySynthetic: 60, onlyHoldout: 5 };
    expect(
      check('rare-values', { rareValues: measured(0.8, 0.2, 0.1) }, { rare: { ...rare, survival } }).status,
    ).toBe('fail');
    expect(check('rare-values', {}, { rare: { ...rare, categories: [1, 0] } }).status).toBe('warn');
    const inflated = { column: 'town', chance: 1e-9 };
    expect(check('rare-values', {}, { rare: { ...rare, inflated } })).toMatchObject({ status: 'fail' });
  });
});

test('the worst secret is the one that is named', () => {
  const inference = [guess(measured(0.2, 0, 0.02), 'income'), guess(measured(0.5, 0, 0.02), 'illness')];
  expect(check('inference', { inference }).says).toContain('"illness"');
});

test('a target that synthpop flags as a general relation is not called a leak about persons', () => {
  const [target] = quiet.disclosure.targets;
  const targets = [{ ...target, disco: measured(0.3, 0.05, 0.01), checkOneWay: true }];
  expect(check('disclosure', { disclosure: { ...quiet.disclosure, targets } }).status).toBe('pass');
});

test('unmeasured is red, in every check', () => {
  const blind: Leakage = {
    ...quiet,
    copies: none,
    nearCopies: none,
    dcrShare: none,
    membership: { max: none, hits: none, outliers: none, attacks: [] },
    singlingOut: none,
    linkability: none,
    inference: [guess(none)],
    disclosure: { ...quiet.disclosure, repU: none },
    rareValues: none,
    identifiers: none,
  };
  for (const each of leakChecks(blind, counts)) {
    expect([each.id, each.status]).toEqual([each.id, 'unmeasured']);
    expect(each.says).toBe('Not measured, which counts as not passed. There is no holdout.');
  }
  expect(check('copies', { copies: measured(0, null, 0) }).status).toBe('unmeasured');
  expect(check('inference', { inference: [] }).status).toBe('unmeasured');
});

test('no sentence promises what tests cannot', () => {
  const loud = {
    ...quiet,
    dcrShare: measured(0.7, 0.5, 0.01),
    copies: measured(0.5, 0, 0.01),
    singlingOut: none,
  };
  for (const { says, threshold } of [quiet, loud].flatMap((each) => leakChecks(each, counts))) {
    expect(`${says} ${threshold}`).not.toMatch(/anonym|\bsafe\b|guarantee/i);
  }
});
