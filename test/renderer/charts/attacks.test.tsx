import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Measure } from '../../../models/evaluate/evaluation.ts';
import { membershipCheck } from '../../../models/evaluate/membershipChecks.ts';
import { CoefficientRows } from '../../../renderer/charts/CoefficientRows.tsx';
import {
  CorrelationMatrices,
  correlationStep,
  difference,
} from '../../../renderer/charts/CorrelationMatrices.tsx';
import { FateBar } from '../../../renderer/charts/FateBar.tsx';
import { GapTrack } from '../../../renderer/charts/GapTrack.tsx';
import { MembershipRows } from '../../../renderer/charts/MembershipRows.tsx';
import { attackName, RiskBars } from '../../../renderer/charts/RiskBars.tsx';
import { UtilityBars } from '../../../renderer/charts/UtilityBars.tsx';
import { VerdictBadge } from '../../../renderer/charts/VerdictBadge.tsx';
import { leakageFixture } from '../../support/leakageFixture.ts';
import { utilityFixture, widerFixture } from '../../support/widerFixture.ts';

const drawn = (node: ReactNode) => renderToStaticMarkup(node).replaceAll('\u00a0', ' ');

describe('membership attacks', () => {
  const { membership } = leakageFixture;
  const html = drawn(<MembershipRows {...membership} />);

  it('writes AUC, hits and the isolated beside the drawing', () => {
    for (const text of ['0.541', '2.1%', '0.580']) expect(html).toContain(text);
  });

  it('holds each attack against what the strongest reaches by chance', () => {
    expect(html).toContain('0.02% by chance');
    expect(html).toContain('90.0% by chance');
    // 0.541 - 0.51 and 0.502 - 0.51.
    expect(html).toContain('0.541, 0.031 above the average by chance (0.510).');
    expect(html).toContain('0.502, 0.008 below the average by chance (0.510).');
    expect(html).not.toContain('in line with');
  });

  it('counts the attacks above the limits of the checks', () => {
    // 0.541 > 0.531; 0.021 and 0.011 < 0.029; 0.58 and 0.5 < 0.625.
    expect(html).toContain(
      'Attacks above what the checks let pass: 1 of 2 by AUC (limit 0.531), 0 of 2 by rows found (limit 2.9%), 0 of 2 among the isolated (limit 0.625).',
    );
  });

  it('counts none where the check of the same numbers passes, and one where it does not', () => {
    const { max, hits } = membership.tests;
    if (max === null || hits === null) throw new Error('The fixture is measured.');
    const [attack] = membership.attacks;
    const at = (value: number): Measure => ({ value, interval: null, reference: 0.51, better: 'lower' });
    // Chance reaches 0.531 on fewer tables than the error rate of 0.0005 allows, so that is the limit, not 0.51 + 0.05.
    for (const [value, chance, counted] of [
      [0.531, 0.0006, '0 of 1 by AUC'],
      [0.5311, 0.0004, '1 of 1 by AUC'],
      [0.6, 0.0001, '1 of 1 by AUC'],
    ] as const) {
      const { status } = membershipCheck({
        ...membership,
        max: at(value),
        hits: { ...at(0.02), reference: 0.014 },
        tests: { ...membership.tests, max: { ...max, chance }, hits },
      });
      expect(status === 'pass').toBe(counted.startsWith('0'));
      const attacks = [{ ...attack, auc: at(value), chance }];
      expect(drawn(<MembershipRows {...{ attacks, tests: membership.tests }} />)).toContain(counted);
    }
  });

  it('says that nothing could be tried', () => {
    const none = membership.attacks.map((attack) => ({
      ...attack,
      auc: { unmeasured: 'few' },
    }));
    expect(drawn(<MembershipRows attacks={none} tests={membership.tests} />)).toContain(
      'counts as not passed',
    );
  });
});

describe('attacks by outsiders', () => {
  const { singlingOutAttacks, linkabilityAttack, inference } = leakageFixture;
  const html = drawn(<RiskBars attacks={[...singlingOutAttacks, linkabilityAttack, ...inference]} />);

  it('shows attack, control and baseline of a concluded attack', () => {
    for (const text of ['9.9%', '5.8%', '4.3%', 'chart-fill-synthetic']) expect(html).toContain(text);
  });

  it('draws an attack without conclusion as outlines, with the reason, and counts it', () => {
    expect(html.match(/class="bar-open" x="26"/g)).toHaveLength(3);
    expect(html).toContain('Guessing blindly succeeds as often');
    expect(html).toContain('2 of 4 allow no conclusion, which counts as not passed.');
  });

  it('names the secret once', () => {
    expect(attackName(inference[0])).toBe('Inference of income');
    expect(attackName({ ...inference[0], name: 'inference' })).toBe('Inference of income');
  });
});

describe('utility', () => {
  it('starts both bars at guessing and says the difference', () => {
    const { trainReal, trainSynthetic } = utilityFixture;
    const html = drawn(<UtilityBars target="income" score="AUC" {...{ trainReal, trainSynthetic }} />);
    expect(html).toContain('bars start at guessing (0.5)');
    expect(html).toContain('0.016 less than');
  });

  it('lists the coefficients that agree least first', () => {
    const html = drawn(<CoefficientRows regression={utilityFixture.regression} />);
    expect(html.indexOf('sex = Female')).toBeLessThan(html.indexOf('<th scope="row">age'));
    expect(html).toContain('overlap by 45.0% on average, 78.0% between two real samples');
  });
});

describe('correlations', () => {
  it('steps away from zero on both sides', () => {
    expect([0, 0.04, 0.05, -0.2, 0.5, -1, null].map(correlationStep)).toEqual([
      '0',
      '0',
      'plus-1',
      'minus-2',
      'plus-4',
      'minus-4',
      'none',
    ]);
  });

  it('subtracts cell by cell and keeps what is undefined', () => {
    expect(difference([[null, 0.5]], [[null, 0.25]])).toEqual([[null, -0.25]]);
    expect(difference([[0.5]], [[null]])).toEqual([[null]]);
  });

  it('names the pair that differs most, and lists pairs as a table', () => {
    const html = drawn(<CorrelationMatrices {...widerFixture.correlations} />);
    expect(html).toContain('Largest difference: hours-per-week and sex, real 0.23, synthetic 0.17.');
    expect(html.match(/<tbody>.*<\/tbody>/)?.[0].match(/<tr>/g)).toHaveLength(3);
  });
});

describe('small drawings', () => {
  it('gives each fate its share of the bar', () => {
    const html = drawn(<FateBar pattern={leakageFixture.rarePatterns[0]} />);
    // 223 of 266 patterns on a bar of 196 units.
    expect(html).toContain(`width="${Math.round((223 / 266) * 196 * 100) / 100}"`);
    expect(html).not.toContain('fate-merged');
  });

  it('places gaps on both sides of none', () => {
    const html = drawn(<GapTrack name="sex Female" gap={[-0.2, 0.1]} most={0.2} says="It turned." />);
    // Half the width of 200 is no gap; the whole room to a side is 92.
    expect(html).toMatch(/gap-before" cx="8" /);
    expect(html).toMatch(/gap-after" cx="146" /);
    expect(html).toContain('−20.0 → +10.0 points');
  });

  it('tells verdicts apart by shape', () => {
    const verdicts = ['amplified', 'kept', 'reduced', 'too small to say'] as const;
    const shapes = verdicts.map((verdict) => drawn(<VerdictBadge verdict={verdict} />));
    expect(new Set(shapes.map((html) => /<svg.*<\/svg>/.exec(html)?.[0])).size).toBe(4);
    shapes.forEach((html, index) => expect(html).toContain(verdicts[index]));
  });
});
