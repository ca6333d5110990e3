import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dictionaryOf, sizeOf, textOf, textsOf } from '../../../models/table/dictionary.ts';

test('texts come back as they went in', () => {
  const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'Z', '9', ' ', 'ä', '€', '😀', '') }));
  fc.assert(
    fc.property(texts, (list) => {
      expect(textsOf(dictionaryOf(list))).toEqual(list);
    }),
  );
});

test('an entry that is not there', () => {
  const dictionary = dictionaryOf(['a', 'ü']);
  expect(sizeOf(dictionary)).toBe(2);
  expect(() => textOf(dictionary, 2)).toThrow(RangeError);
  expect(() => textOf(dictionary, -1)).toThrow(RangeError);
});
