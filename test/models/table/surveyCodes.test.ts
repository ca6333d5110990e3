import { expect, test } from 'vitest';
import { codesApart } from '../../../models/table/surveyCodes.ts';

test.each<[string, readonly number[], readonly number[]]>([
  ['answers with 77, 88 and 99', [1, 2, 3, 77, 88, 99], [77, 88, 99]],
  ['drinks a week with 999', [0, 1, 5, 20, 999], [999]],
  ['96 to 98', [1, 5, 97, 98], [97, 98]],
])('apart: %s', (_, values, apart) => {
  expect(codesApart(values)).toEqual({ values: values.filter((value) => !apart.includes(value)), apart });
});

test.each([
  ['ages up to 99', [0, 17, 54, 77, 88, 99]],
  ['a flag and 99', [1, 99]],
  ['negative numbers', [-5, -1, 99]],
  ['nothing but such codes', [77, 88, 99]],
  ['digits alone', [1, 2, 3, 8, 9]],
])('not apart: %s', (_, values) => {
  expect(codesApart(values)).toEqual({ values, apart: [] });
});
