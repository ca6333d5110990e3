import { describe, expect, test } from 'vitest';
import { isMeasured } from '../../../../models/evaluate/evaluation.ts';
import { copyWith } from '../../../../models/evaluate/privacy/attackRows.ts';
import { isGuessing, isTooFew, ratesOf, riskOf } from '../../../../models/evaluate/privacy/risk.ts';

const rate = (successes: number, trials = 1000): { successes: number; trials: number } => ({
  successes,
  trials,
});

test('anonymeter 1.1.0: EvaluationResults(n_attacks=1000, n_success=900, n_baseline=10, n_control=100).risk()', () => {
  const found = riskOf(rate(900), rate(100), rate(10));
  const [low, high] = (isMeasured(found) ? found.interval : null) ?? [NaN, NaN];
  // All printed digits: the same arithmetic in the same precision.
  expect(isMeasured(found) && found.value).toBeCloseTo(0.8869959120720284, 12);
  expect(low).toBeCloseTo(0.8661384618083807, 12);
  expect(high).toBeCloseTo(0.9078533623356762, 12);
});

describe('an attack that does no better than guessing', () => {
  const [none, guess] = [rate(0), rate(1)];

  test('and that sees a copy is a finding with a bound', () => {
    const found = riskOf(none, none, guess, rate(600));
    // Both centres are equal, so the value is 0; the half-widths at 0 of 1,000 are 0.00191 each: 0.0027.
    expect(found).toMatchObject({ value: 0, reference: 0 });
    expect(isMeasured(found) && found.interval?.[1]).toBeCloseTo(0.0027, 4);
    expect(ratesOf(none, none, guess, rate(600)).copied).toBe(0.6);
  });

  test('and that does not see a copy either, or was not tried on one, is no conclusion', () => {
    for (const copied of [rate(1), null]) {
      expect(riskOf(none, none, guess, copied)).toHaveProperty(
        'unmeasured',
        expect.stringContaining('too weak to see even a plain copy'),
      );
    }
    expect(ratesOf(none, none, guess)).not.toHaveProperty('copied');
  });

  test('and that leaves a large gain possible is no conclusion', () => {
    // 95 of 100 guessed anyway: the gain on the other 5 could be anything.
    expect(riskOf(rate(95, 100), rate(95, 100), rate(96, 100), rate(100, 100))).toHaveProperty(
      'unmeasured',
      expect.stringContaining('cannot rule out'),
    );
  });

  test('asks for more attacks only where more could come to a conclusion', () => {
    // Nine of ten guessed anyway: half-widths .0131 of 2,000 and .0066 of 8,000, over .1 and twice: .186 and .093, plus the gain.
    const [few, many] = [2000, 8000].map((trials) => rate(0.905 * trials, trials));
    const [control, most] = [2000, 8000].map((trials) => rate(0.9 * trials, trials));
    expect(isTooFew(few, control, rate(0.91 * 2000, 2000))).toBe(true);
    expect(isTooFew(many, most, rate(0.91 * 8000, 8000))).toBe(false);
    expect(isTooFew(few, control, rate(0.5 * 2000, 2000))).toBe(false);
  });

  test('is told by the shares, equal ones included', () => {
    expect(isGuessing(rate(10), rate(1, 100))).toBe(true);
    expect(isGuessing(rate(11), rate(1, 100))).toBe(false);
  });
});

test('the copy holds the targets once each among other training rows', () => {
  const targets = Int32Array.of(3, 8, 1);
  const rows = copyWith(targets, { start: 0, end: 10 }, 6, ['copy']);
  expect(rows).toHaveLength(6);
  expect(new Set(rows).size).toBe(6);
  for (const target of targets) expect(rows).toContain(target);
  expect([...copyWith(targets, { start: 0, end: 10 }, 20, ['copy'])].sort((a, b) => a - b)).toEqual([
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
  ]);
});
