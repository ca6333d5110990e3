import { describe, expect, it } from 'vitest';
import type { Check, CheckStatus } from '../../../models/evaluate/evaluation.ts';
import type { RarePattern } from '../../../models/evaluate/privacy/ledger.ts';
import type { Report } from '../../../models/report/report.ts';
import { adviceOn, stepsFor } from '../../../renderer/report/advice.ts';
import { reportFixture } from '../../support/reportFixture.ts';

function check(id: string, measure: string, status: CheckStatus = 'fail'): Check {
  return { id, status, measure, threshold: '', says: '' };
}

function made(preset: string): Report {
  return { ...reportFixture, made: reportFixture.made && { ...reportFixture.made, preset } };
}

const elsewhere: Report = { ...reportFixture, made: null };

function kept(column: string, roles: Partial<Report['privacy']['roles']> = {}): Report {
  const [pattern] = reportFixture.privacy.rarePatterns;
  const rarePatterns: readonly RarePattern[] = [
    { ...pattern, columns: [column], what: 'values', kept: 9, control: 4 },
    { ...pattern, columns: ['quiet'], what: 'values', kept: 4, control: 4 },
  ];
  return {
    ...reportFixture,
    privacy: { ...reportFixture.privacy, rarePatterns, roles: { ...reportFixture.privacy.roles, ...roles } },
  };
}

const copies = check('copies', 'privacy.copies');
const rare = check('rare-values', 'privacy.rareValues');

describe('what to do', () => {
  it('names the preset while there is a stronger one', () => {
    expect(adviceOn(made('balanced'), copies).act).toBe('Generate again with the preset “private”.');
    expect(adviceOn(made('private'), copies).act).toContain('The preset is “private” already');
    expect(adviceOn(elsewhere, copies).act).toContain('Do not pass this table on as it is');
  });

  it('names the columns whose rare values are kept beyond the control', () => {
    expect(adviceOn(kept('ward'), rare).act).toContain('Mark “ward” as sensitive');
    const marked = kept('ward', { secrets: ['ward'], given: { known: true, secrets: true } });
    expect(adviceOn(marked, rare).act).toContain('Leave “ward” out');
    expect(adviceOn({ ...kept('ward'), made: null }, rare).act).toBe(
      'Merge the rare values of “ward”, or leave it out.',
    );
    // The fixture's ledger keeps no single column beyond its control.
    expect(adviceOn(reportFixture, rare).act).toContain('Look at the ledger');
  });

  it('names the secret, the keys, the pair and the columns', () => {
    expect(adviceOn(reportFixture, check('inference', 'privacy.inference')).act).toBe(
      'Leave “income” out unless the recipient needs it.',
    );
    const { keys } = reportFixture.privacy.roles;
    expect(adviceOn(reportFixture, check('disclosure', 'privacy.disclosure.repU')).act).toContain(
      `“${keys[0]}”`,
    );
    const pair = adviceOn(reportFixture, check('trends', 'fidelity.trends', 'warn')).act;
    expect(pair).toMatch(/^Do not rely on combinations such as “.+” and “.+”\./);
    expect(adviceOn(reportFixture, check('shapes', 'fidelity.shapes')).act).toMatch(/^Do not rely on “/);
  });

  it('takes accuracy above the ceiling for copying', () => {
    const accuracy = check('fidelity-accuracy', 'fidelity.accuracy.overall');
    const { overall } = reportFixture.fidelity.accuracy;
    if ('unmeasured' in overall) throw new Error('the fixture has a number here');
    const above: Report = {
      ...made('balanced'),
      fidelity: {
        ...reportFixture.fidelity,
        accuracy: { ...reportFixture.fidelity.accuracy, overall: { ...overall, value: 1, reference: 0.98 } },
      },
    };
    expect(adviceOn(above, accuracy)).toEqual({
      means: adviceOn(above, copies).means,
      act: 'Generate again with the preset “private”.',
    });
  });

  it('says how an open question could be closed', () => {
    const membership = check('membership', 'privacy.membership.max', 'unmeasured');
    const few = { ...reportFixture, table: { ...reportFixture.table, holdoutRows: 60 } };
    expect(adviceOn(few, membership).act).toContain(
      'Keep as many rows out of training as the check asks for, now 60,',
    );
    // The check's own sentence has the number, so no other may stand beside it.
    for (const id of ['membership', 'membership-outliers'])
      expect(adviceOn(few, { ...membership, id }).act.match(/\d+/g)).toEqual(['60']);
    const without: Report = { ...reportFixture, table: { ...reportFixture.table, holdoutFrom: 'none' } };
    expect(adviceOn(without, copies).act).not.toContain('holdout');
    expect(adviceOn(without, { ...copies, status: 'unmeasured' }).act).toContain('Give a holdout file');
    const linkability = check('linkability', 'privacy.linkability', 'unmeasured');
    expect(adviceOn(reportFixture, linkability).act).toContain('Mark more columns as known');
  });

  it('lists every step once with all the checks it serves', () => {
    const near = check('near-copies', 'privacy.nearCopies');
    const steps = stepsFor(made('balanced'), [copies, rare, near]);
    expect(steps.map(({ checks }) => checks.map(({ id }) => id))).toEqual([
      ['copies', 'near-copies'],
      ['rare-values'],
    ]);
  });
});

describe('what it means for sharing', () => {
  it.each([
    ['fail', 'Treat it like the real data'],
    ['warn', 'For sharing: perhaps '],
    ['unmeasured', 'it is not known whether'],
    ['pass', 'found no leakage at the sample size given'],
  ] as const)('depends on the result: %s', (status, words) => {
    expect(adviceOn(reportFixture, { ...copies, status }).means).toContain(words);
  });

  it('promises nothing for a check it does not know', () => {
    const { means } = adviceOn(reportFixture, check('a new one', 'privacy.new'));
    expect(means).toContain('Treat it like the real data');
  });
});
