/**
 * Tables drawn from known joint laws: what `trees` samples must follow the law within the error that the training rows
 * and the sampled rows allow. A share is held to five standard errors of a difference of two samples, one false alarm in
 * 1.7 million; a continuous law to the Dvoretzky-Kiefer-Wolfowitz bound (Massart 1990) at one in a million.
 */
import { describe, expect, it } from 'vitest';
import { codeTable } from '../../../models/codec/codeTable.ts';
import type { Coded, Part } from '../../../models/codec/codec.ts';
import { decodeTable } from '../../../models/codec/decode.ts';
import { sampleModel, trees } from '../../../models/generators/index.ts';
import { blockRows } from '../../../models/generators/generator.ts';
import { randomStream, type Random } from '../../../models/num/random.ts';
import type { Preset } from '../../../models/recipe.ts';
import { cellText, type Column } from '../../../models/table/table.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import { smallColumn, smallTable } from '../../support/smallTable.ts';

const trainRows = 8000;
const sampledRows = blockRows;

const partOf = (column: number, codes: ArrayLike<number>, size: number): Part => ({
  column,
  role: 'value',
  codes: Int32Array.from(codes),
  size,
  ordered: false,
  values: null,
  atoms: null,
});

async function sampled(coded: Coded, preset: Preset = 'balanced'): Promise<readonly Float64Array[]> {
  const model = await trees.fit(coded, { preset, seed: 1 }, quietRun());
  // What comes after the columns' parts is the coin.
  return sampleModel(model, 1, { rowStart: 0, rowEnd: sampledRows }).parts.slice(0, coded.parts.length);
}

/** Columns of codes drawn row by row. */
function table(key: string, sizes: readonly number[], draw: (random: Random) => readonly number[]): Coded {
  const random = randomStream(['law', key]);
  const rows = Array.from({ length: trainRows }, () => draw(random));
  return {
    rowCount: trainRows,
    parts: sizes.map((size, column) =>
      partOf(
        column,
        rows.map((row) => row[column]),
        size,
      ),
    ),
  };
}

const fiveErrors = (p: number, train = trainRows): number =>
  5 * Math.sqrt(p * (1 - p) * (1 / train + 1 / sampledRows));

/** Compares the share of every cell of the joint law. */
function expectLaw(
  parts: readonly Float64Array[],
  sizes: readonly number[],
  law: (cell: readonly number[]) => number,
): void {
  const cells = sizes.reduce((product, size) => product * size, 1);
  const counts = new Float64Array(cells);
  for (let row = 0; row < sampledRows; row++)
    counts[parts.reduce((at, part, column) => at * sizes[column] + part[row], 0)]++;
  for (let cell = 0; cell < cells; cell++) {
    let rest = cell;
    const codes = sizes.map(() => 0);
    for (let column = sizes.length - 1; column >= 0; column--) {
      codes[column] = rest % sizes[column];
      rest = Math.floor(rest / sizes[column]);
    }
    const p = law(codes);
    expect(Math.abs(counts[cell] / sampledRows - p)).toBeLessThanOrEqual(fiveErrors(p));
  }
}

/** Fits a table of texts and decodes one block. */
async function decoded(columns: readonly Column[], preset: Preset = 'balanced'): Promise<readonly Column[]> {
  const { codecs, coded } = await codeTable(smallTable(columns), { seed: 1 }, quietRun());
  const parts = await sampled(coded, preset);
  return decodeTable(codecs, { rowCount: sampledRows, parts }, 0, 1, 'law').columns;
}

const cellsOf = (column: Column): string[] =>
  Array.from({ length: sampledRows }, (_, row) => cellText(column, row));

/** Largest distance between the sampled distribution and the law. */
function distance(numbers: readonly number[], cdf: (x: number) => number): number {
  const sorted = Float64Array.from(numbers).sort();
  return sorted.reduce((worst, x, index) => {
    const p = cdf(x);
    return Math.max(worst, Math.abs(p - index / sorted.length), Math.abs(p - (index + 1) / sorted.length));
  }, 0);
}

/** Two empirical distributions stand between the law and the sample: the training rows' and the sample's own. */
const dkw = (train: number, drawn: number): number =>
  Math.sqrt(Math.log(2 / 1e-6) / 2) * (1 / Math.sqrt(train) + 1 / Math.sqrt(drawn));

describe.each(['balanced', 'private'] as const)('%s follows the law of', (preset) => {
  it('independent columns', async () => {
    const coded = table('independent', [3, 4], (random) => [
      random.below(3),
      Math.min(random.below(4), random.below(4)),
    ]);
    const second = [7 / 16, 5 / 16, 3 / 16, 1 / 16];
    expectLaw(await sampled(coded, preset), [3, 4], ([, b]) => second[b] / 3);
  });

  it('a Markov chain', async () => {
    const flip = (code: number, random: Random): number => (random.uniform() < 0.1 ? 1 - code : code);
    const coded = table('chain', [2, 2, 2], (random) => {
      const a = random.below(2);
      const b = flip(a, random);
      return [a, b, flip(b, random)];
    });
    expectLaw(
      await sampled(coded, preset),
      [2, 2, 2],
      ([a, b, c]) => 0.5 * (a === b ? 0.9 : 0.1) * (b === c ? 0.9 : 0.1),
    );
  });

  it('an exclusive or, of which no single column tells anything', async () => {
    const coded = table('xor', [2, 2, 2], (random) => {
      const [a, b] = [random.below(2), random.below(2)];
      return [a, b, a ^ b];
    });
    expectLaw(await sampled(coded, preset), [2, 2, 2], ([a, b, c]) => (c === (a ^ b) ? 0.25 : 0));
  });

  it('a column that another determines', async () => {
    const coded = table('rule', [3, 12], (random) => {
      const fine = random.below(12);
      return [fine % 3, fine];
    });
    expectLaw(await sampled(coded, preset), [3, 12], ([coarse, fine]) => (fine % 3 === coarse ? 1 / 12 : 0));
  });
});

describe.each(['balanced', 'private'] as const)(
  '%s, whose trees see a part of the rows each, follows',
  (preset) => {
    it('an outcome of several weak signals', async () => {
      // Log odds -1.5 + .5 (a + b + c + d): each signal by itself moves the outcome by about a tenth.
      const odds = (bits: readonly number[]): number => {
        const e = Math.exp(-1.5 + 0.5 * bits.reduce((sum, bit) => sum + bit, 0));
        return e / (1 + e);
      };
      const coded = table('weak', [2, 2, 2, 2, 2], (random) => {
        const bits = [random.below(2), random.below(2), random.below(2), random.below(2)];
        return [...bits, random.uniform() < odds(bits) ? 1 : 0];
      });
      const law = ([a, b, c, d, y]: readonly number[]): number => {
        const p = odds([a, b, c, d]);
        return (y === 1 ? p : 1 - p) / 16;
      };
      expectLaw(await sampled(coded, preset), [2, 2, 2, 2, 2], law);
    });

    it('columns that stay independent although each row has one coin', async () => {
      // Three columns that depend on the first: whichever trees a row gets, given the first they are independent.
      const coded = table('coin', [2, 2, 2, 2], (random) => {
        const first = random.below(2);
        const noisy = (): number => (random.uniform() < 0.3 ? 1 - first : first);
        return [first, noisy(), noisy(), noisy()];
      });
      const chance = (first: number, other: number): number => (first === other ? 0.7 : 0.3);
      expectLaw(
        await sampled(coded, preset),
        [2, 2, 2, 2],
        ([first, b, c, d]) => 0.5 * chance(first, b) * chance(first, c) * chance(first, d),
      );
    });
  },
);

describe('balanced follows the law of', () => {
  it('a zero-inflated amount whose zeros depend on a group', async () => {
    const random = randomStream(['law', 'zeros']);
    const groups = Array.from({ length: trainRows }, () => (random.uniform() < 0.5 ? 'a' : 'b'));
    const zeros = { a: 0.2, b: 0.7 };
    const texts = groups.map((group) =>
      random.uniform() < zeros[group as 'a' | 'b']
        ? '0'
        : (-1000 * Math.log(1 - random.uniform()) + 1).toFixed(0),
    );
    const [group, amount] = (
      await decoded([
        smallColumn({ name: 'group', kind: 'category' }, groups),
        smallColumn({ name: 'amount', kind: 'integer' }, texts),
      ])
    ).map(cellsOf);
    for (const name of ['a', 'b'] as const) {
      const share = group.filter((text, row) => text === name && amount[row] === '0').length / sampledRows;
      expect(Math.abs(share - zeros[name] / 2)).toBeLessThan(fiveErrors(zeros[name] / 2));
    }
    const positive = amount.filter((text) => text !== '0').map(Number);
    const trained = texts.filter((text) => text !== '0').length;
    // Values are whole numbers (half a unit of 1,000) and at most 7 rows at each end are pulled in.
    const bound = dkw(trained, positive.length) + 0.0005 + 7 / trained;
    expect(distance(positive, (x) => 1 - Math.exp(-(x - 1) / 1000))).toBeLessThan(bound);
  });

  it('a heavy tail, without going past what seven rows share', async () => {
    const random = randomStream(['law', 'tail']);
    const drawn = Array.from({ length: trainRows }, () => (1 - random.uniform()) ** (-1 / 1.5));
    const [tail] = await decoded([
      smallColumn(
        {
          name: 'tail',
          kind: 'decimal',
          number: { decimalMark: '.', thousandsMark: '', decimals: 4, fixedDecimals: true },
        },
        drawn.map((x) => x.toFixed(4)),
      ),
    ]);
    const numbers = cellsOf(tail).map(Number);
    const bound = dkw(trainRows, sampledRows) + 7 / trainRows;
    expect(distance(numbers, (x) => 1 - x ** -1.5)).toBeLessThan(bound);
    const highest = drawn.toSorted((a, b) => b - a);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(highest[3]);
  });

  it('a spread that depends on a group while the mean does not', async () => {
    const random = randomStream(['law', 'spread']);
    const groups = Array.from({ length: trainRows }, () => random.below(2));
    const normal = (): number =>
      Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
    const [group, value] = (
      await decoded([
        smallColumn({ name: 'group', kind: 'category' }, groups.map(String)),
        smallColumn(
          { name: 'value', kind: 'integer' },
          groups.map((code) => (normal() * (code === 0 ? 100 : 400)).toFixed(0)),
        ),
      ])
    ).map(cellsOf);
    // P(|X| > 200) is .0455 for a standard deviation of 100 and .617 for 400.
    const far = (name: string): number =>
      value.filter((text, row) => group[row] === name && Math.abs(Number(text)) > 200).length / sampledRows;
    expect(Math.abs(far('0') - 0.0455 / 2)).toBeLessThan(fiveErrors(0.0455 / 2));
    expect(Math.abs(far('1') - 0.617 / 2)).toBeLessThan(fiveErrors(0.617 / 2));
  });

  it('10,000 levels, in a hundred groups of a hundred', async () => {
    const random = randomStream(['law', 'levels']);
    const rows = 100_000;
    const codes = Int32Array.from({ length: rows }, () =>
      Math.min(random.below(10_000), random.below(10_000)),
    );
    const [drawn] = await sampled({ rowCount: rows, parts: [partOf(0, codes, 10_000)] });
    const counts = new Float64Array(100);
    drawn.forEach((code) => counts[Math.floor(code / 100)]++);
    counts.forEach((count, group) => {
      const p = (1 - group / 100) ** 2 - (1 - (group + 1) / 100) ** 2;
      expect(Math.abs(count / sampledRows - p)).toBeLessThan(fiveErrors(p, rows));
    });
  });

  it('a column that is missing in 999 of 1,000 rows', async () => {
    const random = randomStream(['law', 'missing']);
    const rows = 40_000;
    const present = Array.from({ length: rows }, () => random.uniform() < 0.001);
    const [cells] = (
      await decoded([
        smallColumn(
          { name: 'seldom', kind: 'integer' },
          present.map((is) => (is ? String(1 + random.below(3)) : '')),
        ),
      ])
    ).map(cellsOf);
    const found = cells.filter((text) => text !== '');
    expect(Math.abs(found.length / sampledRows - 0.001)).toBeLessThan(fiveErrors(0.001, rows));
    expect(found.every((text) => ['1', '2', '3'].includes(text))).toBe(true);
  });

  it('a part whose missingness is the only thing a determining column leaves open', async () => {
    // `type` determines `flag` where `type` is known; where it is missing, `flag` depends on `age`.
    const random = randomStream(['law', 'open']);
    const lines = Array.from({ length: trainRows }, () => {
      const old = random.below(2);
      const type = old === 1 ? random.below(4) : -1;
      return { old, type, flag: type >= 0 ? type % 2 : random.uniform() < 0.9 ? 1 : 0 };
    });
    const [, type, flag] = (
      await decoded([
        smallColumn(
          { name: 'old', kind: 'category' },
          lines.map(({ old }) => String(old)),
        ),
        smallColumn(
          { name: 'type', kind: 'ordinal', levels: ['0', '1', '2', '3'] },
          lines.map((line) => (line.type < 0 ? '' : String(line.type))),
        ),
        smallColumn(
          { name: 'flag', kind: 'category' },
          lines.map((line) => String(line.flag)),
        ),
      ])
    ).map(cellsOf);
    const share = flag.filter((text, row) => text === '1' && type[row] === '').length / sampledRows;
    expect(Math.abs(share - 0.45)).toBeLessThan(fiveErrors(0.45));
    const broken = type.filter((text, row) => text !== '' && Number(text) % 2 !== Number(flag[row]));
    expect(broken).toEqual([]);
  });
});
