import { describe, expect, it } from 'vitest';
import { missingFor } from '../../models/release/gate.ts';
import { decisionOf, type Draft, emptyDraft, needsReason, toDo } from '../../renderer/review.ts';
import { reportFixture } from '../support/reportFixture.ts';

const pages = ['fidelity', 'privacy', 'method'] as const;
const reasons = Object.fromEntries(reportFixture.checks.filter(needsReason).map(({ id }) => [id, ' seen ']));
const complete: Draft = { ...emptyDraft, reviewer: 'Ada', purpose: 'Teaching', reasons };

describe('what a review lacks', () => {
  it('is everything at first and nothing at the end', () => {
    const first = toDo(reportFixture, emptyDraft, []);
    expect(first.filter(({ part }) => part === 'page')).toHaveLength(3);
    expect(first.map(({ part }) => part)).toEqual(expect.arrayContaining(['check', 'reviewer', 'purpose']));
    expect(toDo(reportFixture, complete, pages)).toEqual([]);
  });

  it.each([
    ['a page', complete, pages.slice(1)],
    ['the reviewer', { ...complete, reviewer: '  ' }, pages],
    ['the purpose', { ...complete, purpose: '' }, pages],
    ['a reason', { ...complete, reasons: { ...reasons, [Object.keys(reasons)[0]]: ' ' } }, pages],
  ])('names %s when only that is missing', (_, draft, opened) => {
    expect(toDo(reportFixture, draft, opened)).toHaveLength(1);
  });

  it('calls a check by its name, not by its id', () => {
    const says = toDo(reportFixture, emptyDraft, []).map((each) => each.says);
    expect(says).toContain('say why “Nearness to training rows” is acceptable');
    expect(says.join(' ')).not.toContain('dcr-share');
  });

  it('agrees with the gate on every combination of parts', () => {
    for (let bits = 0; bits < 16; bits++) {
      const draft: Draft = {
        ...complete,
        reviewer: bits & 1 ? 'Ada' : '',
        purpose: bits & 2 ? 'Teaching' : ' ',
        reasons: bits & 4 ? reasons : {},
      };
      const opened = bits & 8 ? pages : pages.slice(0, 1);
      const missing = missingFor(
        { ...decisionOf(reportFixture, draft), pagesOpened: opened },
        reportFixture.checks,
      );
      expect(toDo(reportFixture, draft, opened)).toHaveLength(missing.length);
    }
  });
});

describe('the decision that is sent', () => {
  it('is trimmed, has null for empty fields and no acceptance of passed or unknown checks', () => {
    const passed = reportFixture.checks.find(({ status }) => status === 'pass');
    const draft = {
      ...complete,
      reviewer: ' Ada ',
      reasons: { ...reasons, gone: 'x', ...(passed ? { [passed.id]: 'x' } : {}) },
    };
    const decision = decisionOf(reportFixture, draft);
    expect(decision).toMatchObject({ reviewer: 'Ada', recipient: null, legalBasis: null });
    expect(decision.acceptances.map(({ check }) => check).toSorted()).toEqual(
      Object.keys(reasons).toSorted(),
    );
    expect(decision.acceptances.every(({ reason }) => reason === 'seen')).toBe(true);
  });
});
