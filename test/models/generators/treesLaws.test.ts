/**
 * Codes drawn from known joint laws (`support/laws.ts` has the error rates): what `trees` samples must follow the law, and what
 * `independent` samples from the same rows must not, which shows that each test can fail.
 */
import { describe, expect, it } from 'vitest';
import type { Random } from '../../../models/num/random.ts';
import { type Law, sampled, trainingOf, worstCell } from '../../support/laws.ts';

const trainRows = 8000;
const coin = (random: Random): number => random.below(2);
const flip = (code: number, chance: number, random: Random): number =>
  random.uniform() < chance ? 1 - code : code;
const coins = (count: number, random: Random): number[] => Array.from({ length: count }, () => coin(random));
const twos = (count: number): number[] => Array.from({ length: count }, () => 2);
const whole = (count: number): number[] => Array.from({ length: count }, (_, column) => column);

/** Log odds -1.5 + .5 (a + b + c + d): each signal by itself moves the outcome by about a tenth. */
const odds = (bits: readonly number[]): number => {
  const e = Math.exp(-1.5 + 0.5 * bits.reduce((sum, bit) => sum + bit, 0));
  return e / (1 + e);
};

const laws: readonly Law[] = [
  {
    key: 'a Markov chain',
    trainRows,
    sizes: twos(3),
    draw: (random) => {
      const a = coin(random);
      const b = flip(a, 0.1, random);
      return [a, b, flip(b, 0.1, random)];
    },
    columns: whole(3),
    probability: ([a, b, c]) => 0.5 * (a === b ? 0.9 : 0.1) * (b === c ? 0.9 : 0.1),
  },
  {
    key: 'a chain of eight, of which the first and the last are nearly independent',
    trainRows,
    sizes: twos(8),
    draw: (random) => {
      const codes = [coin(random)];
      for (let at = 1; at < 8; at++) codes.push(flip(codes[at - 1], 0.2, random));
      return codes;
    },
    columns: whole(8),
    probability: (codes) =>
      codes.reduce((p, code, at) => p * (at === 0 ? 0.5 : code === codes[at - 1] ? 0.8 : 0.2), 1),
  },
  {
    key: 'an exclusive or of two, of which neither tells anything',
    trainRows,
    sizes: twos(3),
    draw: (random) => {
      const [a, b] = coins(2, random);
      return [a, b, a ^ b];
    },
    columns: whole(3),
    probability: ([a, b, c]) => (c === (a ^ b) ? 0.25 : 0),
  },
  {
    key: 'an exclusive or of two among twelve coins',
    trainRows,
    sizes: twos(13),
    draw: (random) => {
      const all = coins(12, random);
      return [...all, all[3] ^ all[8]];
    },
    columns: [3, 8, 12],
    probability: ([a, b, c]) => (c === (a ^ b) ? 0.25 : 0),
  },
  {
    key: 'an exclusive or of three, of which no two tell anything, with two columns of noise',
    trainRows,
    sizes: twos(6),
    draw: (random) => {
      const all = coins(5, random);
      return [...all, all[0] ^ all[2] ^ all[4]];
    },
    columns: whole(6),
    probability: ([a, _b, c, _d, e, z]) => (z === (a ^ c ^ e) ? 1 / 32 : 0),
  },
  {
    key: 'an exclusive or of three among 15 columns',
    trainRows,
    sizes: twos(15),
    draw: (random) => {
      const all = coins(14, random);
      // Not the last: what is drawn after it has to find the rest.
      return [...all.slice(0, 10), all[1] ^ all[5] ^ all[13], ...all.slice(10)];
    },
    columns: [1, 5, 10, 14],
    probability: ([a, b, z, c]) => (z === (a ^ b ^ c) ? 1 / 8 : 0),
  },
  {
    key: 'an exclusive or of three that holds in nine rows of ten, and one of two of them',
    trainRows,
    sizes: twos(7),
    draw: (random) => {
      const all = coins(5, random);
      return [...all, flip(all[0] ^ all[2] ^ all[4], 0.1, random), flip(all[0] ^ all[4], 0.2, random)];
    },
    columns: [0, 2, 4, 5, 6],
    probability: ([a, b, c, z, y]) => (1 / 8) * (z === (a ^ b ^ c) ? 0.9 : 0.1) * (y === (a ^ c) ? 0.8 : 0.2),
  },
  {
    key: 'a column that another determines',
    trainRows,
    sizes: [3, 12],
    draw: (random) => {
      const fine = random.below(12);
      return [fine % 3, fine];
    },
    columns: whole(2),
    probability: ([coarse, fine]) => (fine % 3 === coarse ? 1 / 12 : 0),
  },
  {
    key: 'an outcome of several weak signals',
    trainRows,
    sizes: twos(5),
    draw: (random) => {
      const bits = coins(4, random);
      return [...bits, random.uniform() < odds(bits) ? 1 : 0];
    },
    columns: whole(5),
    probability: ([a, b, c, d, y]) => {
      const p = odds([a, b, c, d]);
      return (y === 1 ? p : 1 - p) / 16;
    },
  },
  {
    // Whichever trees a row gets by its coin, given the first column the others are independent.
    key: 'columns that depend on the first and stay independent given it',
    trainRows,
    sizes: twos(4),
    draw: (random) => {
      const first = coin(random);
      return [first, flip(first, 0.3, random), flip(first, 0.3, random), flip(first, 0.3, random)];
    },
    columns: whole(4),
    probability: ([first, ...others]) => others.reduce((p, other) => p * (other === first ? 0.7 : 0.3), 0.5),
  },
];

describe.each(laws)('$key', (law) => {
  const coded = trainingOf(law);

  it.each(['balanced', 'private'] as const)('is followed by %s', async (preset) => {
    expect(worstCell(await sampled(coded, 'trees', preset), law)).toBeLessThanOrEqual(1);
  });

  it('is lost where each column is drawn on its own', async () => {
    expect(worstCell(await sampled(coded, 'independent', 'balanced'), law)).toBeGreaterThan(1);
  });
});

describe('independent columns among others', () => {
  const second = [7 / 16, 5 / 16, 3 / 16, 1 / 16];
  const law: Law = {
    key: 'independent',
    trainRows,
    sizes: [3, 4, 2, 2, 5, 2],
    draw: (random) => [
      random.below(3),
      Math.min(random.below(4), random.below(4)),
      ...coins(2, random),
      random.below(5),
      coin(random),
    ],
    columns: [0, 1, 4, 5],
    probability: ([, b]) => second[b] / 30,
  };

  it.each(['balanced', 'private'] as const)('stay independent by %s', async (preset) => {
    expect(worstCell(await sampled(trainingOf(law), 'trees', preset), law)).toBeLessThanOrEqual(1);
  });

  it('would not if two of them went together in a fifth of the rows', async () => {
    const parts = await sampled(trainingOf(law), 'trees', 'balanced');
    const together = parts.map((part, column) =>
      column === 4 ? part.map((code, row) => (row % 5 === 0 ? parts[0][row] : code)) : part,
    );
    expect(worstCell(together, law)).toBeGreaterThan(1);
  });
});

describe('10,000 levels, the most frequent a tenth of the rows', () => {
  const rows = 200_000;
  const upTo = (level: number): number => (level / 10_000) ** 0.25;
  const likely = (level: number): number => (level % 2 === 0 ? 0.9 : 0.2);
  /** Every level says its region, and how likely an outcome is. */
  const law: Law = {
    key: 'levels',
    trainRows: rows,
    sizes: [10_000, 50, 2],
    draw: (random) => {
      const level = Math.floor(10_000 * random.uniform() ** 4);
      return [level, level % 50, random.uniform() < likely(level) ? 1 : 0];
    },
    columns: [],
    probability: () => 1,
  };
  const coded = trainingOf(law);
  const probability = (from: number, to: number, yes: number): number => {
    let p = 0;
    for (let level = from; level < to; level++)
      p += (upTo(level + 1) - upTo(level)) * (yes === 1 ? likely(level) : 1 - likely(level));
    return p;
  };
  /** The outcome with the 20 most frequent levels and the rest, or with a hundred groups of a hundred levels. */
  const coarser = (parts: readonly Float64Array[]): readonly (readonly [readonly Float64Array[], Law])[] => [
    [
      [parts[0].map((level) => Math.min(level, 20)), parts[2]],
      {
        ...law,
        sizes: [21, 2],
        columns: [0, 1],
        probability: ([level, yes]) => probability(level, level < 20 ? level + 1 : 10_000, yes),
      },
    ],
    [
      [parts[0].map((level) => Math.floor(level / 100)), parts[2]],
      {
        ...law,
        sizes: [100, 2],
        columns: [0, 1],
        probability: ([group, yes]) => probability(100 * group, 100 * group + 100, yes),
      },
    ],
  ];
  const worst = (parts: readonly Float64Array[]): number[] =>
    coarser(parts).map(([columns, of]) => worstCell(columns, of));
  const broken = ([level, region]: readonly Float64Array[]): number =>
    level.filter((code, row) => code % 50 !== region[row]).length;

  it('are followed by balanced', async () => {
    const parts = await sampled(coded, 'trees', 'balanced', 4);
    expect(Math.max(...worst(parts))).toBeLessThanOrEqual(1);
    expect(broken(parts)).toBe(0);
  });

  it('lose their outcome and their region where each column is drawn on its own', async () => {
    const parts = await sampled(coded, 'independent', 'balanced', 4);
    expect(worst(parts)[0]).toBeGreaterThan(1);
    expect(broken(parts)).toBeGreaterThan(0);
  });
});
