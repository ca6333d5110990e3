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
    // 40 of 2,000 synthetic rows carry what 3 of 4,000 real ones do.
    const inflated = {
      column: 'town',
      chance: 1e-9,
      synthetic: { successes: 40, trials: 2000 },
      real: { successes: 3, trials: 4000 },
    };
    expect(check('rare-values', {}, { rare: { ...rare, inflated } })).toMatchObject({
      status: 'fail',
      measure: 'privacy.inflatedCategory',
      says: expect.stringMatching(/"town".*40 of 2,000 \(2\.0%\) synthetic rows, but in 3 of 4,000/),
    });
    expect(
      check('rare-values', {}, { rare: { ...rare, inflated: { ...inflated, chance: 0.01 } } }).status,
    ).toBe('pass');
  });
});

test('the worst secret is the one that is named', () => {
  const inference = [guess(measured(0.2, 0, 0.02), 'income'), guess(measured(0.5, 0, 0.02), 'illness')];
  const { says, secret } = check('inference', { inference });
  expect(says).toContain('"illness"');
  expect(secret).toBe('illness');
});

test('a surer secret is named before one with a larger but unsure risk', () => {
  // 0.3 with half width 0.25 is not surely above 0 at 3.09 standard errors, 0.2 with 0.02 is.
  const inference = [guess(measured(0.3, 0, 0.25), 'income'), guess(measured(0.2, 0, 0.02), 'illness')];
  expect(check('inference', { inference })).toMatchObject({ status: 'fail', secret: 'illness' });
});

test('an attack says how often it succeeds on both sides, and what share of the rest that is', () => {
  const rates = { attacks: 2000, attack: 0.86, control: 0.839, baseline: 0.75 };
  const attack = { ...quiet.inference[0], rates, risk: measured(0.127, 0, 0.02) };
  const rest = '12.7% of what could still be gained, above the limit, so the table gives away something';
  expect(check('inference', { inference: [attack] }).says).toContain(
    `"income" is guessed right for 86.0% of training rows and 83.9% of unseen ones: ${rest}`,
  );
  const linked = { linkability: attack.risk, linkabilityAttack: attack };
  expect(check('linkability', linked).says).toContain(
    `for 86.0% of training rows and 83.9% of unseen ones: ${rest}`,
  );
  const single = { singlingOut: attack.risk, singlingOutAttacks: [attack] };
  expect(check('singling-out', single).says).toContain(
    `in 86.0% of the tries, and one unseen row alone in 83.9%: ${rest}`,
  );
  expect(check('linkability', linked)).not.toHaveProperty('secret');
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
    membership: {
      max: none,
      hits: none,
      outliers: none,
      attacks: [],
      tests: { max: null, hits: null, outliers: null },
    },
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

test('no sentence has two colons', () => {
  const far = measured(0.9, 0, 0.01);
  const unsure = measured(0.9, 0, 5);
  const all = (one: Finding): Leakage => ({
    ...quiet,
    copies: one,
    nearCopies: one,
    lookalikes: one,
    dcrShare: one,
    membership: { ...quiet.membership, max: one, outliers: one },
    singlingOut: one,
    linkability: one,
    inference: [guess(one)],
    disclosure: { ...quiet.disclosure, repU: one },
    rareValues: one,
    identifiers: one,
  });
  for (const found of [quiet, all(far), all(unsure), all(measured(0.9, null, 0.1)), all(none)])
    for (const { says } of leakChecks(found, counts))
      for (const sentence of says.split(/\. /)) expect(sentence.split(': ').length).toBeLessThan(3);
});
