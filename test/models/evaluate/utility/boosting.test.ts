import { describe, expect, test } from 'vitest';
import { type Feature, fitBooster, predict } from '../../../../models/evaluate/utility/boosting.ts';
import { gainShares } from '../../../../models/evaluate/utility/boostRows.ts';
import { binRows, binsOf } from '../../../../models/evaluate/utility/boosterBins.ts';
import { randomStream } from '../../../../models/num/random.ts';
import { createCancel } from '../../../../models/run/createRun.ts';
import { Cancelled } from '../../../../models/run/run.ts';

const cancel = createCancel();
const rowsOf = (count: number): Int32Array => Int32Array.from({ length: count }, (_, row) => row);
const numbers = (values: readonly number[]): Feature => ({
  form: 'number',
  values: Float64Array.from(values),
});

describe('one tree on a step', () => {
  // Values 0 below the step and 10 from it on: the first tree splits there, and each leaf moves by the learning rate.
  const x = Array.from({ length: 40 }, (_, row) => row);
  const y = Float64Array.from(x, (value) => (value < 20 ? 0 : 10));

  test('moves from the mean to the leaves by the learning rate: 5 -/+ 0.1 * 5', () => {
    const settings = { rounds: 1, leaves: 2, leastRows: 5 };
    const booster = fitBooster(
      { features: [numbers(x)], outcome: { form: 'number' }, target: y, rows: rowsOf(40), settings, seed: 1 },
      cancel,
    );
    const out = predict(booster, [numbers([19, 20, -100, 100])], rowsOf(4), cancel);
    [4.5, 5.5, 4.5, 5.5].forEach((value, index) => expect(out[index]).toBeCloseTo(value, 12));
  });

  test('L2 shrinks a leaf: 0.1 * 5 * 20 / (20 + 20)', () => {
    const settings = { rounds: 1, leaves: 2, leastRows: 5, l2: 20 };
    const booster = fitBooster(
      { features: [numbers(x)], outcome: { form: 'number' }, target: y, rows: rowsOf(40), settings, seed: 1 },
      cancel,
    );
    expect(predict(booster, [numbers([0])], rowsOf(1), cancel)[0]).toBeCloseTo(4.75, 12);
  });
});

test('missing values go to the side where they help, unseen categories to the right', () => {
  const random = randomStream([1]);
  const size = 400;
  const codes = Int32Array.from({ length: size }, () => random.below(4));
  const values = Float64Array.from(codes, (code) => (code === 3 ? NaN : code));
  const target = Uint8Array.from(codes, (code) => (code === 0 || code === 3 ? 1 : 0));
  const category: Feature = { form: 'category', codes, size: 4 };
  for (const feature of [{ form: 'number', values } as const, category]) {
    const input = {
      features: [feature],
      outcome: { form: 'classes', classes: 2 } as const,
      target,
      rows: rowsOf(size),
      seed: 1,
    };
    const booster = fitBooster(input, cancel);
    const out = predict(booster, [feature], rowsOf(size), cancel);
    out.forEach((chance, row) => expect(chance > 0.5).toBe(target[row] === 1));
    expect(gainShares(booster)[0]).toBeCloseTo(1, 12);
  }
});

test('three classes: probabilities sum to 1 and the largest is the class', () => {
  const size = 300;
  const x = Array.from({ length: size }, (_, row) => row % 30);
  const target = Uint8Array.from(x, (value) => Math.floor(value / 10));
  const booster = fitBooster(
    { features: [numbers(x)], outcome: { form: 'classes', classes: 3 }, target, rows: rowsOf(size), seed: 1 },
    cancel,
  );
  const out = predict(booster, [numbers(x)], rowsOf(size), cancel);
  for (let row = 0; row < size; row++) {
    const chances = out.subarray(row * 3, row * 3 + 3);
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
    expect(chances.indexOf(Math.max(...chances))).toBe(target[row]);
  }
});

test('nothing to learn: a target without a pattern is predicted by its share', () => {
  const booster = fitBooster(
    {
      features: [numbers(new Array<number>(100).fill(7))],
      outcome: { form: 'classes', classes: 2 },
      target: Uint8Array.from({ length: 100 }, (_, row) => (row < 25 ? 1 : 0)),
      rows: rowsOf(100),
      seed: 1,
    },
    cancel,
  );
  expect(predict(booster, [numbers([7])], rowsOf(1), cancel)[0]).toBeCloseTo(0.25, 12);
  expect(gainShares(booster)[0]).toBe(0);
});

test('stops early on noise when there are enough rows, and is the same every time', () => {
  const random = randomStream([2]);
  const x = Array.from({ length: 600 }, () => random.uniform());
  const target = Uint8Array.from(x, () => random.below(2));
  const input = {
    features: [numbers(x)],
    outcome: { form: 'classes', classes: 2 } as const,
    target,
    rows: rowsOf(600),
    settings: { stopFromRows: 100 },
    seed: 5,
  };
  const booster = fitBooster(input, cancel);
  expect(booster.rounds.length).toBeLessThan(100);
  expect(fitBooster(input, cancel)).toEqual(booster);
});

test('is cancelled', () => {
  const set = createCancel();
  Atomics.store(set, 0, 1);
  const input = {
    features: [numbers([1, 2])],
    outcome: { form: 'number' } as const,
    target: Float64Array.of(1, 2),
    rows: rowsOf(2),
    seed: 1,
  };
  expect(() => fitBooster(input, set)).toThrow(Cancelled);
});

test('bins: at most 255 and one for missing; more categories share the last bin', () => {
  const many = Array.from({ length: 5000 }, (_, row) => row);
  const bins = binsOf(numbers(many), rowsOf(5000));
  expect(bins.size).toBe(256);
  const binned = binRows(numbers(many), bins, rowsOf(5000));
  expect([binned[0], binned[4999]]).toEqual([0, 254]);
  const codes = Int32Array.from({ length: 900 }, (_, row) => (row < 600 ? row % 300 : row % 100));
  const category: Feature = { form: 'category', codes, size: 301 };
  const cut = binsOf(category, rowsOf(900));
  expect(cut.size).toBe(256);
  const placed = binRows(
    { form: 'category', codes: Int32Array.of(299, 298, 300, -1), size: 301 },
    cut,
    rowsOf(4),
  );
  // The frequent first hundred have a bin each; the rarest share bin 254; unseen and missing are bin 255.
  expect([...placed]).toEqual([254, 254, 255, 255]);
});

test('a feature of another form than in fitting is a mistake of the caller', () => {
  const bins = binsOf(numbers([1, 2]), rowsOf(2));
  expect(() => binRows({ form: 'category', codes: new Int32Array(2), size: 1 }, bins, rowsOf(2))).toThrow(
    RangeError,
  );
});
