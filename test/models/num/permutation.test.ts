import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permutation } from '../../../models/num/permutation.ts';

describe('permutation', () => {
  it('is a bijection of every size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), fc.nat(), (size, seed) => {
        const shuffle = permutation(size, seed);
        const images = new Set(Array.from({ length: size }, (_, index) => shuffle(index)));
        expect(images.size).toBe(size);
        expect(Math.max(...images)).toBe(size - 1);
      }),
    );
  });

  it('stays inside a domain of 2^44', () => {
    const shuffle = permutation(2 ** 44, 5);
    for (let index = 0; index < 1000; index++) expect(shuffle(index)).toBeLessThan(2 ** 44);
  });

  it.each([0, 2 ** 48 + 1])('refuses a size of %d', (size) => {
    expect(() => permutation(size, 1)).toThrow(RangeError);
  });
});
