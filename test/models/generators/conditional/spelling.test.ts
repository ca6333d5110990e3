import { describe, expect, it } from 'vitest';
import { headerHint, nearest } from '../../../../models/generators/conditional/spelling.ts';

describe('the name that was perhaps meant', () => {
  it.each([
    ['Education', 'education', 'form'],
    ['education num', 'education-num', 'form'],
    ['Señor', 'senor', 'form'],
    ['ocupation', 'occupation', 'letters'],
    ['kitten', 'sitten', 'letters'],
  ] as const)('%s: %s, by %s', (typed, name, by) => {
    expect(nearest(typed, ['zebra', name])).toEqual({ by, name });
  });

  // Levenshtein's own pair: kitten and sitting are three apart.
  it.each([
    ['kitten', 'sitting'],
    ['age', 'agf'],
    ['same', 'same'],
  ])('%s is not taken for %s', (typed, name) => {
    expect(nearest(typed, [name])).toBeNull();
  });

  it('the nearest of several', () => {
    expect(nearest('regoin', ['reason', 'region', 'regions'])?.name).toBe('region');
    expect(headerHint('regoin', ['region'])).toBe('Did you mean "region"?');
    expect(headerHint('planet', ['region'])).toBe('Use a name from its header.');
  });
});
