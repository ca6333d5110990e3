import { describe, expect, it } from 'vitest';
import { findingAt, isFinding, namedMeasure, own, wordsOf } from '../../../renderer/report/measures.ts';
import { reportFixture } from '../../support/reportFixture.ts';

describe('measures by path', () => {
  it('finds nested findings and nothing else', () => {
    expect(findingAt(reportFixture, 'privacy.membership.max')).toEqual(reportFixture.privacy.membership.max);
    expect(findingAt(reportFixture, 'fidelity.slicesFound.tested')).toBeNull();
    expect(findingAt(reportFixture, 'fidelity.nothing.here')).toBeNull();
    expect(findingAt(reportFixture, '__proto__.constructor')).toBeNull();
    expect(own({ own: 1 }, 'toString')).toBeUndefined();
  });

  it('takes the largest risk of a list of attacks', () => {
    expect(namedMeasure(reportFixture, 'privacy.inference').finding).toEqual(
      reportFixture.privacy.inference[0].risk,
    );
    const none = { ...reportFixture, privacy: { ...reportFixture.privacy, inference: [] } };
    expect(namedMeasure(none, 'privacy.inference').finding).toBeNull();
  });

  it('takes the attack on the secret that the check names', () => {
    const [attack] = reportFixture.privacy.inference;
    const risk = { value: 0.01, interval: null, reference: 0, better: 'lower' } as const;
    const inference = [attack, { ...attack, secret: 'named', risk }];
    const report = { ...reportFixture, privacy: { ...reportFixture.privacy, inference } };
    expect(namedMeasure(report, 'privacy.inference', 'named').finding).toEqual(risk);
  });

  it('has words for an inflated category', () => {
    expect(wordsOf('privacy.inflatedCategory')).toMatchObject({
      name: 'Inflated rare category',
      unit: 'share',
      reference: 'control',
    });
  });

  it('knows units and references', () => {
    expect(wordsOf('fidelity.detection')).toMatchObject({ unit: 'decimal', reference: 'ceiling' });
    expect(wordsOf('privacy.dcrShare')).toMatchObject({ unit: 'share', reference: 'even' });
    expect(wordsOf('privacy.copies').reference).toBe('control');
  });

  it('names what it does not know by the last part of the path', () => {
    expect(wordsOf('privacy.newAttack.worstCase').name).toBe('worst case');
  });

  it('tells findings from other objects', () => {
    expect(isFinding({ unmeasured: 'few rows' })).toBe(true);
    expect(isFinding({ value: 1, reference: null, better: 'higher', interval: null })).toBe(true);
    expect(isFinding({ value: 1 })).toBe(false);
    expect(isFinding(null)).toBe(false);
  });
});
