import { describe, expect, test } from 'vitest';
import { checksOf, type Findings } from '../../../models/evaluate/checks.ts';
import type { Check, Finding } from '../../../models/evaluate/evaluation.ts';
import { leakChecks } from '../../../models/evaluate/leakChecks.ts';
import { counts, quiet } from './quietLeakage.ts';

const measured = (value: number, reference: number | null, half = 0.001): Finding => ({
  value,
  reference,
  interval: [value - half, value + half],
  better: 'higher',
});

const leakIds = leakChecks(quiet, counts).map(({ id }) => id);

const good: Findings = {
  accuracy: measured(0.978, 0.979),
  shapes: measured(0.99, 0.994),
  trends: measured(0.98, 0.985),
  privacy: quiet,
  counts,
  rows: { train: 1000, synthetic: 1000 },
};

const none: Finding = { unmeasured: 'There is no holdout.' };

function check(id: string, changed: Partial<Findings>): Check {
  const found = checksOf({ ...good, ...changed }).find((each) => each.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}

test('a good table passes all, in a fixed order', () => {
  expect(checksOf(good).map(({ id, status }) => [id, status])).toEqual(
    ['fidelity-accuracy', 'shapes', 'trends', ...leakIds].map((id) => [id, 'pass']),
  );
});

describe('accuracy', () => {
  test.each([
    [0.968, 'pass'],
    [0.95, 'warn'],
    [0.92, 'fail'],
    // One sampling error instead of two: 1 - 0.021 / sqrt 2 = 0.9852.
    [0.985, 'pass'],
    [0.9856, 'warn'],
    [0.999, 'fail'],
  ])('%f under a ceiling of 0.979: %s', (value, status) => {
    expect(check('fidelity-accuracy', { accuracy: measured(value, 0.979) }).status).toBe(status);
  });

  test('above the ceiling is called a leak signal, not a success', () => {
    expect(check('fidelity-accuracy', { accuracy: measured(0.999, 0.979) }).says).toMatch(
      /repeated, not of a better/,
    );
  });
});

describe('shapes and trends', () => {
  test.each([
    ['shapes', 0.985, 0.994, 'pass'],
    ['shapes', 0.98, 0.994, 'warn'],
    ['shapes', 0.95, 0.994, 'fail'],
    ['shapes', 0.986, null, 'pass'],
    ['shapes', 0.97, null, 'warn'],
    ['trends', 0.966, 0.985, 'pass'],
    ['trends', 0.95, 0.985, 'warn'],
    ['trends', 0.9, null, 'fail'],
  ] as const)('%s %f beside %s: %s', (id, value, reference, status) => {
    expect(check(id, { [id]: measured(value, reference) }).status).toBe(status);
  });
});

test('what was not measured says so and why', () => {
  for (const each of checksOf({ ...good, accuracy: none, shapes: none, trends: none })) {
    if (leakIds.includes(each.id)) continue;
    expect(each.status).toBe('unmeasured');
    expect(each.says).toBe('Not measured, which counts as not passed. There is no holdout.');
  }
});

test('accuracy without a ceiling is unmeasured', () => {
  expect(check('fidelity-accuracy', { accuracy: measured(0.97, null) })).toMatchObject({
    status: 'unmeasured',
    says: 'Not measured, which counts as not passed. There is no ceiling to hold accuracy against.',
  });
});

test('no sentence has two colons', () => {
  for (const value of [0.999, 0.975, 0.95, 0.8])
    for (const reference of [0.979, null]) {
      const found = measured(value, reference);
      for (const { id, says } of checksOf({ ...good, accuracy: found, shapes: found, trends: found }))
        for (const sentence of says.split(/\. /)) expect(sentence.split(': ').length, id).toBeLessThan(3);
    }
});

test('thresholds are in the units of the finding', () => {
  const alone = check('shapes', { shapes: measured(0.99, null) });
  expect(alone.threshold).toMatch(/^at least 98\.5%/);
});
