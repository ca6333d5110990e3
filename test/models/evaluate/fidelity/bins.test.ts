import { expect, test } from 'vitest';
import { binColumn, dateBreaks, firstNaN, numberBreaks } from '../../../../models/evaluate/fidelity/bins.ts';
import { createCancel } from '../../../../models/run/createRun.ts';

test('at most ten distinct values have a bin each, and the last break lies above', () => {
  expect(numberBreaks(Float64Array.of(1, 1, 2, 5))).toEqual([1, 2, 5, 6]);
});

test('more values: eleven breaks at evenly spaced ranks (0 .. 100: every tenth)', () => {
  const breaks = numberBreaks(Float64Array.from({ length: 101 }, (_, value) => value));
  expect(breaks).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
});

test('breaks are rounded down to the fewest decimals that keep them apart', () => {
  const values = Float64Array.from({ length: 101 }, (_, value) => value + 0.123);
  expect(numberBreaks(values).slice(0, 3)).toEqual([0, 10, 20]);
});

test('no value, and one value, are no failure', () => {
  expect(numberBreaks(new Float64Array(0))).toEqual([-1e10, 1e10]);
  expect(dateBreaks(Float64Array.of(7, 7))).toEqual([7, 8]);
  expect(firstNaN(Float64Array.of(1, 2, NaN, NaN))).toBe(2);
});

test('categories: kept by count, rare ones and those of the synthetic table go to "(other)", missing apart', async () => {
  const counts = [6, 4, 7];
  const real = counts.flatMap((count, level) => new Array<number>(count).fill(level));
  const codes = Int32Array.from([...real, -1, 3]);
  const column = {
    name: 'a',
    kind: 'category',
    sensitive: false,
    form: 'category',
    codes,
    levels: ['x', 'y', 'z', 'new'],
  } as const;
  const axis = await binColumn.work({ column, realEnd: real.length + 1 }, createCancel());
  // Bins: z, x, then (other), (empty), _RARE_, (n/a).
  expect([axis.codes[0], axis.codes[6], axis.codes[10], axis.codes[17], axis.codes[18]]).toEqual([
    1, 2, 0, 5, 2,
  ]);
  expect(axis.size).toBe(6);
});
