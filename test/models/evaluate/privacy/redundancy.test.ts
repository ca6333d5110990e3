import { expect, test } from 'vitest';
import { align, type Aligned } from '../../../../models/evaluate/align.ts';
import { levelCount, redundancy, withoutRepeats } from '../../../../models/evaluate/privacy/redundancy.ts';
import { tableFrom } from '../../../support/loadTable.ts';

const rows = Array.from({ length: 120 }, (_, row) => row);

/** Town (6 values) lies in one region (2); code is the town again; sex is on its own; same is constant; id is unique. */
function places(): Aligned {
  const columns = [
    ['region', rows.map((row) => `r${(row % 6) % 2}`)],
    ['town', rows.map((row) => `t${row % 6}`)],
    ['code', rows.map((row) => String((row % 6) * 11))],
    ['sex', rows.map((row) => (row % 4 < 2 ? 'f' : 'm'))],
    ['same', rows.map(() => 'x')],
    ['id', rows.map((row) => `p${row}`)],
  ] as const;
  return align({
    train: tableFrom('real', columns, { code: 'integer' }),
    holdout: null,
    synthetic: tableFrom('synthetic', columns, { code: 'integer' }),
    seed: 1,
  });
}

test('a column determines what is one value for each of its values', () => {
  const determines = redundancy(places());
  const [region, town, code, sex, same, id] = [0, 1, 2, 3, 4, 5];
  expect(determines(town, region)).toBe(true);
  expect(determines(region, town)).toBe(false);
  expect([determines(town, code), determines(code, town)]).toEqual([true, true]);
  expect([determines(town, sex), determines(sex, town)]).toEqual([false, false]);
  expect(determines(sex, same)).toBe(true);
  // One row a value: that each goes with one value of anything is no surprise.
  expect(determines(id, town)).toBe(false);
});

test('of columns that repeat each other the finest stays, and the first of equals', () => {
  const determines = redundancy(places());
  expect(withoutRepeats([0, 1, 2, 3], determines)).toEqual([1, 3]);
  expect(withoutRepeats([2, 1, 0, 3], determines)).toEqual([2, 3]);
  expect(withoutRepeats([0, 3], determines)).toEqual([0, 3]);
});

test('values are counted up to the limit, missing as one', () => {
  const { columns, train } = align({
    train: tableFrom('real', [['a', ['1', '2', '', '2']]], { a: 'integer' }),
    holdout: null,
    synthetic: tableFrom('synthetic', [['a', ['9']]], { a: 'integer' }),
    seed: 1,
  });
  expect(levelCount(columns[0], train, 100)).toBe(3);
  expect(levelCount(columns[0], train, 1)).toBe(2);
});
