import { expect, test } from 'vitest';
import { align } from '../../../../models/evaluate/align.ts';
import { disclosed, disclosure } from '../../../../models/evaluate/privacy/disclosure.ts';
import { quietRun } from '../../../../models/run/createRun.ts';
import { tableFrom } from '../../../support/loadTable.ts';

/*
 * Training rows (key, target):  a x | a x | a y | b x | c y | d x | d x | e y
 * Synthetic rows:               a x | a y | b x | c x | d x | d x | e y | f x
 *
 * repU: keys that stand once in each: b, c, e -> 3 of 8 rows.
 * DiSCO: synthetic keys with one target: b x, c x, d x, e y (f is in no training row). Training rows with that key and that
 *   target: b x 1, c y none, d x 2, e y 1 -> 4 of 8 rows.
 * Dorig: training keys with one target: b 1, c 1, d 2, e 1 -> 5 of 8 rows.
 */
const key = Int32Array.from([0, 0, 0, 1, 2, 3, 3, 4, 0, 0, 1, 2, 3, 3, 4, 5]);
const target = Int32Array.from([0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0]);
const rows = (start: number, end: number): Int32Array =>
  Int32Array.from({ length: end - start }, (_, at) => start + at);

test('counts by hand', () => {
  expect(disclosed(key, target, [key], rows(0, 8), rows(8, 16))).toEqual({
    repU: 3 / 8,
    disco: 4 / 8,
    original: 5 / 8,
    checkOneWay: false,
    checkTwoWay: 0,
  });
});

test('flags: one target value behind nearly all, and a pair in which nearly all rows are disclosed', () => {
  // 60 training rows with keys of their own and target 0, all of them in the synthetic table: one level holds 60 of 60.
  const ids = Int32Array.from({ length: 120 }, (_, row) => row % 60);
  const same = new Int32Array(120);
  const found = disclosed(ids, same, [new Int32Array(120)], rows(0, 60), rows(60, 120));
  expect(found).toMatchObject({ disco: 1, checkOneWay: true, checkTwoWay: 1 });
});

test('the same through tables, with numbers in 20 groups, and the holdout as reference', async () => {
  const train = tableFrom('real', [
    ['key', ['a', 'a', 'a', 'b', 'c', 'd', 'd', 'e']],
    ['target', ['x', 'x', 'y', 'x', 'y', 'x', 'x', 'y']],
  ]);
  const synthetic = tableFrom('synthetic', [
    ['key', ['a', 'a', 'b', 'c', 'd', 'd', 'e', 'f']],
    ['target', ['x', 'y', 'x', 'x', 'x', 'x', 'y', 'x']],
  ]);
  // As synthetic rows, these would give: keys once in both: b; one target: a x (2 rows), b x (1) -> 3 of 8.
  const holdout = tableFrom('real', [
    ['key', ['a', 'a', 'b', 'g', 'g', 'h', 'h', 'h']],
    ['target', ['x', 'x', 'x', 'x', 'x', 'x', 'x', 'x']],
  ]);
  const aligned = align({ train, holdout, synthetic, seed: 1 });
  const roles = { known: [0], secrets: [1], keys: [0], given: { known: true, secrets: true } };
  const found = await disclosure(aligned, roles, quietRun());
  expect(found.repU).toMatchObject({ value: 3 / 8, reference: 1 / 8 });
  expect(found.DiSCO).toMatchObject({ value: 4 / 8, reference: 3 / 8 });
  expect(found.keys).toEqual(['key']);
});
