import { expect, test } from 'vitest';
import { align } from '../../../../models/evaluate/align.ts';
import { type Rarity, rarity } from '../../../../models/evaluate/privacy/ledger.ts';
import { quietRun } from '../../../../models/run/createRun.ts';
import { type Kinds, tableFrom } from '../../../support/loadTable.ts';

type Cells = readonly (readonly [name: string, cells: readonly string[]])[];

function repeat(parts: readonly (readonly [text: string, count: number])[]): readonly string[] {
  return parts.flatMap(([text, count]) => new Array<string>(count).fill(text));
}

async function found(
  train: Cells,
  holdout: Cells | null,
  synthetic: Cells,
  kinds: Kinds = {},
): Promise<Rarity> {
  return rarity(
    align({
      train: tableFrom('real', train, kinds),
      holdout: holdout === null ? null : tableFrom('real', holdout, kinds),
      synthetic: tableFrom('synthetic', synthetic, kinds),
      seed: 1,
    }),
    quietRun(),
  );
}

/*
 * Towns of 100 training rows: A 85, B 6 (common), and rare: C 5, D 3, E 1.
 * 100 holdout rows have C and D; 100 synthetic rows have C, E (40 times) and "(other)", which no training row has.
 */
const towns = {
  train: repeat([
    ['A', 85],
    ['B', 6],
    ['C', 5],
    ['D', 3],
    ['E', 1],
  ]),
  holdout: repeat([
    ['A', 90],
    ['C', 6],
    ['D', 4],
  ]),
  synthetic: repeat([
    ['A', 57],
    ['C', 1],
    ['E', 40],
    ['(other)', 2],
  ]),
};

test('rare categories: kept, merged, what it costs, and the control', async () => {
  const { rareValues, categories, survival, ledger } = await found(
    [['town', towns.train]],
    [['town', towns.holdout]],
    [['town', towns.synthetic]],
  );
  expect(survival).toEqual({ values: 3, inSynthetic: 2, inHoldout: 2, onlySynthetic: 1, onlyHoldout: 1 });
  expect(rareValues).toMatchObject({ value: 2 / 3, reference: 2 / 3 });
  expect(categories).toEqual([1, 1]);
  // D is gone, while "(other)" stands in its place; its 3 of 100 rows cannot be studied.
  expect(ledger).toEqual([
    {
      columns: ['town'],
      what: 'values',
      patterns: 3,
      kept: 2,
      control: 2,
      merged: 1,
      dropped: 0,
      protected: 0,
      cost: 0.03,
      says: 'Of 3 rare values of town, 2 stand in the synthetic table (2 in as many unseen rows); 1 are merged into a common category. The rows behind them, 3.0% of all, cannot be studied apart.',
    },
  ]);
});

test('an inflated category: only one that no unseen row carries, with its numbers', async () => {
  const { inflated } = await found(
    [['town', towns.train]],
    [['town', towns.holdout]],
    [['town', towns.synthetic]],
  );
  // E: 40 of 100 synthetic rows, 1 of 200 real ones. C and D are known to the holdout.
  expect(inflated).toMatchObject({
    column: 'town',
    synthetic: { successes: 40, trials: 100 },
    real: { successes: 1, trials: 200 },
  });
  // P(X >= 40), X ~ Binomial(41, 1/3), times 3 rare categories: (41 * 2/3 + 1/3) / 3^40 * 3 = 6.83e-18.
  expect((inflated?.chance ?? 1) / ((3 * (41 * 2 + 1)) / 3 ** 41)).toBeCloseTo(1, 6);
  const spread = { ...towns, holdout: repeat([['E', 100]]) };
  expect(
    (await found([['town', spread.train]], [['town', spread.holdout]], [['town', repeat([['E', 100]])]]))
      .inflated,
  ).toMatchObject({ synthetic: { successes: 0, trials: 100 }, chance: 1 });
});

test('rare pairs of common values', async () => {
  // x and y stand together in 2 training rows though each stands in 22.
  const a = repeat([
    ['x', 22],
    ['z', 78],
  ]);
  const b = [...repeat([['y', 2]]), ...repeat([['w', 78]]), ...repeat([['y', 20]])];
  const made = [
    ['a', ['x', 'z']],
    ['b', ['y', 'w']],
  ] as const;
  const { rarePairs, ledger } = await found(
    [
      ['a', a],
      ['b', b],
    ],
    [
      ['a', ['z', 'z']],
      ['b', ['w', 'y']],
    ],
    made,
  );
  expect(rarePairs).toMatchObject({ value: 1, reference: 0 });
  expect(ledger).toMatchObject([
    { columns: ['a', 'b'], what: 'pairs', patterns: 1, kept: 1, control: 0, cost: 0 },
  ]);
});

test('numbers: rare values, exact numbers and extremes are protected, not merged', async () => {
  const train = Array.from({ length: 300 }, (_, row) => String(row));
  const holdout = Array.from({ length: 300 }, (_, row) => String(row + 0.5));
  // 30 real numbers, five of them among the ten smallest and none among the ten largest.
  const synthetic = Array.from({ length: 300 }, (_, row) =>
    row < 30 ? String(row + 5) : String(row + 0.25),
  );
  const { extremes, exactNumbers, ledger } = await found(
    [['n', train]],
    [['n', holdout]],
    [['n', synthetic]],
    { n: 'decimal' },
  );
  expect(exactNumbers).toMatchObject({ value: 30 / 300, reference: 0 });
  expect(extremes).toMatchObject({ value: 5 / 20, reference: 0 });
  expect(ledger.map(({ what, patterns, kept, protected: near }) => [what, patterns, kept, near])).toEqual([
    ['values', 300, 30, 270],
    ['exact numbers', 300, 30, 270],
    ['extremes', 20, 5, 15],
  ]);
});

test('where nothing is rare nothing survives; without a holdout nothing can be said', async () => {
  const common = [['a', repeat([['x', 50]])]] as const;
  const none = await found(common, common, common);
  expect(none.rareValues).toEqual({ value: 0, interval: null, reference: 0, better: 'reference' });
  expect(none).toMatchObject({ inflated: null, ledger: [] });
  expect((await found(common, null, common)).rareValues).toHaveProperty('unmeasured');
});
