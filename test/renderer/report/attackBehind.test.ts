import { describe, expect, it } from 'vitest';
import type { Attack } from '../../../models/evaluate/privacy/risk.ts';
import type { Report } from '../../../models/report/report.ts';
import { attackBehind } from '../../../renderer/report/attackBehind.ts';
import { reportFixture } from '../../support/reportFixture.ts';

function withInference(inference: readonly Attack[]): Report {
  return { ...reportFixture, privacy: { ...reportFixture.privacy, inference } };
}

function attackOn(secret: string, risk: Attack['risk']): Attack {
  return { name: 'inference', known: ['age'], secret, risk, rates: null };
}

const risk = (value: number): Attack['risk'] => ({
  value,
  interval: [0, 2 * value],
  reference: 0,
  better: 'lower',
});
const none = { unmeasured: 'No conclusion: guessing does as well.' };

describe('the attack behind a number', () => {
  it('names the secret with the largest risk and of how many it was chosen', () => {
    const behind = attackBehind(
      withInference([attackOn('a', risk(0.1)), attackOn('b', risk(0.3)), attackOn('c', none)]),
      'privacy.inference',
    );
    expect(behind?.attack.secret).toBe('b');
    expect(behind?.chosen).toBe(
      'Largest of 2 secrets: “b” (interval not widened for that). 1 of 3 secrets tried gave no conclusion.',
    );
    expect(behind?.rates).toBeNull();
  });

  it('takes the secret that the check names, and says so when that is not the largest', () => {
    const report = withInference([attackOn('a', risk(0.3)), attackOn('b', risk(0.2)), attackOn('c', none)]);
    const sure = attackBehind(report, 'privacy.inference', 'b');
    expect(sure?.attack.secret).toBe('b');
    expect(sure?.chosen).toContain('Surest of 2 secrets: “b”');
    const open = attackBehind(report, 'privacy.inference', 'c');
    expect(open?.attack.secret).toBe('c');
    expect(open?.chosen).toBe('“c” is the one of 3 tried that gave no conclusion.');
    // A report without the name, or with one that no attack has, falls back on the largest.
    expect(attackBehind(report, 'privacy.inference', 'z')?.attack.secret).toBe('a');
  });

  it('says when nothing was concluded, and when there was nothing to choose', () => {
    const open = attackBehind(withInference([attackOn('a', none), attackOn('b', none)]), 'privacy.inference');
    expect(open?.chosen).toBe('2 of 2 secrets tried gave no conclusion.');
    const one = attackBehind(withInference([attackOn('a', risk(0.1))]), 'privacy.inference');
    expect(one?.chosen).toBe('“a” was the one secret tried.');
    expect(attackBehind(withInference([]), 'privacy.inference')).toBeNull();
    expect(attackBehind(reportFixture, 'privacy.copies')).toBeNull();
  });

  it('says how often the attack succeeds beside the control and guessing', () => {
    // The attack on income in the fixture: 0.812, 0.79, 0.63 of 2,000.
    const words = attackBehind(reportFixture, 'privacy.inference')?.rates?.replaceAll('\u00a0', ' ');
    expect(words).toBe('81.2% of 2,000 attacks succeed, 79.0% on unseen rows, 63.0% by guessing.');
  });
});
