import { describe, expect, it } from 'vitest';
import type { Check } from '../../../models/evaluate/evaluation.ts';
import { checkName, headline, listed, worstFirst } from '../../../renderer/report/words.ts';

function check(id: string, measure: string, status: Check['status'] = 'pass'): Check {
  return { id, status, measure, threshold: '', says: '' };
}

describe('checks in words', () => {
  it('names a check by itself where its measure depends on what was found', () => {
    expect(checkName(check('near-copies', 'privacy.lookalikes'))).toBe('Near copies');
    expect(checkName(check('disclosure', 'privacy.disclosure.DiSCO'))).toBe('Attribute disclosure');
    expect(checkName(check('copies', 'privacy.copies'))).toBe('Copies');
  });

  it('puts what leaks before what is unfaithful, and the unmeasured before a warning', () => {
    const order = worstFirst([
      check('a', 'fidelity.shapes', 'fail'),
      check('b', 'privacy.copies', 'warn'),
      check('c', 'privacy.nndr', 'unmeasured'),
      check('d', 'privacy.copies', 'fail'),
      check('e', 'privacy.copies'),
    ]);
    expect(order.map(({ id }) => id)).toEqual(['d', 'a', 'c', 'b', 'e']);
  });

  it('counts without a grade', () => {
    expect(headline([])).toBe('No check was run, so nothing has passed.');
    expect(
      headline([check('a', 'privacy.copies'), check('b', 'privacy.nndr')]).replaceAll('\u00a0', ' '),
    ).toBe('All 2 checks passed. They cover only what is listed here.');
  });
});

describe('lists of columns', () => {
  it('names at most twelve and counts the rest', () => {
    const names = Array.from({ length: 14 }, (_, index) => `c${index}`);
    expect(listed(names, 'none')).toMatch(/^c0, .*, c11 and 2 more$/);
    expect(listed(['a', ''], 'none')).toBe('a, (empty)');
    expect(listed([], 'none')).toBe('none');
  });
});
