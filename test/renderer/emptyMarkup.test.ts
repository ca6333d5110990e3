import { expect, test } from 'vitest';
import { allowEmptyMarkup, emptyOnly } from '../../renderer/emptyMarkup.ts';

test('only the empty text becomes markup', () => {
  expect(emptyOnly('')).toBe('');
  for (const text of [' ', '<b>', 'plain']) expect(() => emptyOnly(text)).toThrow('no markup');
});

test('the page gets one policy, and a host without Trusted Types none', () => {
  const made: [string, (text: string) => string][] = [];
  allowEmptyMarkup({
    trustedTypes: { createPolicy: (name, { createHTML }) => made.push([name, createHTML]) },
  });
  expect(made).toEqual([['default', emptyOnly]]);
  allowEmptyMarkup({});
  expect(made).toHaveLength(1);
});
