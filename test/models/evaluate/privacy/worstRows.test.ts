import { describe, expect, test } from 'vitest';
import { worstRows, type WorstRows } from '../../../../models/evaluate/privacy/worstRows.ts';
import { createCancel, createRun, quietRun } from '../../../../models/run/createRun.ts';
import { inlinePool } from '../../../../models/run/pool.ts';
import { randomStream } from '../../../../models/num/random.ts';
import type { Origin, Table } from '../../../../models/table/table.ts';
import { type Kinds, tableFrom } from '../../../support/loadTable.ts';

const kinds: Kinds = { x: 'decimal', y: 'decimal' };

/** Rows as texts "x y a b". */
function table<From extends Origin>(origin: From, lines: readonly string[]): Table<From> {
  return tableFrom(
    origin,
    ['x', 'y', 'a', 'b'].map((name, at) => [name, lines.map((line) => line.split(' ')[at])]),
    kinds,
  );
}

/** Rows of a crowd: numbers around the middle, two common labels. */
function crowd(count: number, salt: number): readonly string[] {
  const random = randomStream([salt, 'crowd']);
  return Array.from(
    { length: count },
    () =>
      `${(40 + 20 * random.uniform()).toFixed(3)} ${(40 + 20 * random.uniform()).toFixed(3)} ${random.uniform() < 0.5 ? 'p' : 'q'} k`,
  );
}

function found(
  train: readonly string[],
  holdout: readonly string[] | null,
  synthetic: readonly string[],
): Promise<WorstRows> {
  return worstRows(
    {
      train: table('real', train),
      holdout: holdout === null ? null : table('real', holdout),
      synthetic: table('synthetic', synthetic),
      seed: 1,
    },
    quietRun(),
  );
}

const odd = '99.5 0.5 r s';
const [train, holdout, made] = [crowd(200, 1), crowd(200, 2), crowd(200, 3)];

describe('rows that are copied', () => {
  test('a copy of a row that stands apart comes first, then one with a changed cell, each beside its real row', async () => {
    const other = '1.5 98.5 t u';
    const people = [...train.slice(0, 150), odd, ...train.slice(150), other];
    // Row 10 of the synthetic table is the copy; row 20 has one cell of the other changed.
    const synthetic = [...made.slice(0, 10), odd, ...made.slice(10, 19), '1.5 98.5 t k', ...made.slice(19)];
    const { rows, note } = await found(people, holdout, synthetic);
    expect(rows).toHaveLength(5);
    expect(rows[0]).toMatchObject({ synthetic: 10, real: 150, isolated: true, distance: 0, asNear: 0 });
    expect(rows[0].columns).toEqual(['x', 'y', 'a', 'b'].map((name) => ({ name, equal: true })));
    expect(rows[1]).toMatchObject({ synthetic: 20, real: 201, isolated: true });
    expect(rows[1].columns.filter(({ equal }) => !equal).map(({ name }) => name)).toEqual(['b']);
    // One category differs, which adds 0.5 to the squared distance.
    expect(rows[1].distance).toBeCloseTo(Math.sqrt(0.5), 12);
    expect(rows[0].says).toMatch(
      /^In all 4 modelled columns it equals a training row that stands apart .* none of 200 lies as near/,
    );
    expect(rows[1].says).toMatch(/^In 1 of 4 modelled columns it differs from .*; it lies 0\.71 from it/);
    expect(note).toBeNull();
  });

  test('a common row that repeats in the holdout too is no worst row', async () => {
    const common = '50 50 p k';
    const { rows } = await found(
      [...train, ...Array.from({ length: 20 }, () => common), odd],
      [...holdout, ...Array.from({ length: 20 }, () => common)],
      [common, ...made, odd],
    );
    expect(rows[0]).toMatchObject({ synthetic: 201, real: 220 });
    expect(rows.map(({ synthetic }) => synthetic)).not.toContain(0);
  });

  test('a person who is copied many times is shown once', async () => {
    const { rows } = await found([...train, odd], holdout, [...made, odd, odd, odd]);
    expect(rows.filter(({ real }) => real === 200)).toHaveLength(1);
    expect(new Set(rows.map(({ synthetic }) => synthetic)).size).toBe(rows.length);
  });
});

test('without copies the smallest ratio is first, counted by brute force', async () => {
  const { rows, usual } = await found(train, holdout, made);
  // Ranks as in `space.ts`, from all real rows; no two values tie, so a rank is a place among them.
  const real = [...train, ...holdout].map((line) => line.split(' '));
  const rankIn = (at: number) => {
    const sorted = real.map((row) => Number(row[at])).sort((a, b) => a - b);
    return (value: number): number => {
      const next = sorted.findIndex((each) => each >= value);
      if (next < 0) return 1;
      if (next === 0 || sorted[next] === value) return next / (sorted.length - 1);
      const share = (value - sorted[next - 1]) / (sorted[next] - sorted[next - 1]);
      return (next - 1 + share) / (sorted.length - 1);
    };
  };
  const ranks = [rankIn(0), rankIn(1)];
  const far = (one: string, other: string): number => {
    const [a, b] = [one.split(' '), other.split(' ')];
    const squares = ranks.map((rank, at) => (rank(Number(a[at])) - rank(Number(b[at]))) ** 2);
    return Math.sqrt(squares[0] + squares[1] + (a[2] === b[2] ? 0 : 0.5));
  };
  const least = (row: string, rows: readonly string[]): number =>
    Math.min(...rows.map((each) => far(row, each)));
  const ratios = made.map((row) => least(row, train) / least(row, holdout));
  const first = ratios.indexOf(Math.min(...ratios));
  const [near] = rows;
  expect(near.synthetic).toBe(first);
  // Ranks are kept as 32-bit numbers.
  expect(near.distance).toBeCloseTo(least(made[first], train), 5);
  expect(near.unseen).toBeCloseTo(least(made[first], holdout), 5);
  const usually = holdout.map((row) => least(row, train)).sort((a, b) => a - b);
  expect(usual).toBeCloseTo(usually[100], 5);
  expect(near.asNear).toBeCloseTo(usually.filter((each) => each <= near.distance).length / 200, 2);
  const chance = Math.max(1, Math.round((near.asNear ?? 0) * 200));
  expect(near.says).toContain(near.asNear === 0 ? 'none of 200' : `about ${chance} of 200 rows by chance`);
});

test('without a holdout the nearest rows are shown, and what is usual is not said', async () => {
  const { rows, usual } = await found([...train, odd], null, [...made, odd]);
  expect(rows[0]).toMatchObject({ synthetic: 200, real: 200, distance: 0, unseen: null, asNear: null });
  expect(rows[0].says).toContain('Without a holdout nobody can say how near is usual.');
  expect(usual).toBeNull();
});

test('a missing cell equals a missing one only', async () => {
  const [gap, filled] = ['? 0.5 r s', '99.5 0.5 r s'];
  const same = await found([...train, gap], holdout, [...made, gap]);
  expect(same.rows[0]).toMatchObject({ real: 200, distance: 0 });
  expect(same.rows[0].columns.every(({ equal }) => equal)).toBe(true);
  const other = await found([...train, gap], holdout, [...made, filled]);
  expect(other.rows[0].columns[0]).toEqual({ name: 'x', equal: false });
});

test('a search over a part of the rows is said', async () => {
  const many = Array.from({ length: 25_001 }, (_, row) => `${row % 97} ${row % 89} p k`);
  const { note } = await found(train, holdout, many);
  expect(note).toBe('Not all was searched: near rows among 25,000 of 25,001. There may be closer rows.');
});

test('the sentences hold no cell', async () => {
  const { rows } = await found([...train, 'secretive 1 secretive secretive'], holdout, [
    ...made,
    '7 1 secretive secretive',
  ]);
  expect(JSON.stringify(rows)).not.toContain('secretive');
});

describe('refused', () => {
  test('nothing to compare, with what to do', async () => {
    await expect(found(train, holdout, [])).rejects.toMatchObject({
      code: 'nothing-to-compare',
      message: expect.stringContaining('generate again'),
    });
  });

  test('a stop is noticed', async () => {
    const cancel = createCancel();
    Atomics.store(cancel, 0, 1);
    const input = {
      train: table('real', train),
      holdout: null,
      synthetic: table('synthetic', made),
      seed: 1,
    };
    await expect(worstRows(input, createRun({ cancel, pool: inlinePool(cancel) }))).rejects.toThrow(
      'stopped',
    );
  });
});
