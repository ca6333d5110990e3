import { expect, test } from 'vitest';
import type { Rule } from '../../../models/rules/rule.ts';
import { ruleSays } from '../../../renderer/steps/generate/ruleSays.ts';

test.each<[Rule, string]>([
  [{ rule: 'range', column: 'age', low: 0 }, '“age” is at least 0'],
  [{ rule: 'range', column: 'age', high: '9.5' }, '“age” is at most 9.5'],
  [{ rule: 'range', column: 'age', low: 0, high: 1 }, '“age” lies from 0 to 1'],
  [{ rule: 'order', columns: ['from', 'to', 'end'] }, '“from” is at most “to” is at most “end”'],
  [{ rule: 'order', columns: ['from', 'to'], strict: true }, '“from” is less than “to”'],
  [{ rule: 'combination', columns: ['a', 'b'] }, '“a” and “b” occur only in combinations that the data have'],
  [{ rule: 'sum', total: 'all', of: ['a', 'b', 'c'] }, '“all” is the sum of “a”, “b” and “c”'],
  [{ rule: 'unique', column: 'id' }, '“id” is different in every row'],
])('%j', (rule, says) => {
  expect(ruleSays(rule)).toBe(says);
});
