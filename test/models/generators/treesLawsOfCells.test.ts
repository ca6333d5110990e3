/**
 * Cells drawn from known laws, from text to text: numbers, missing cells and what they depend on. Error rates as in
 * `support/laws.ts`; what `independent` makes of the same cells must miss the law, which shows that each test can fail.
 */
import { describe, expect, it } from 'vitest';
import { codeTable } from '../../../models/codec/codeTable.ts';
import { decodeTable } from '../../../models/codec/decode.ts';
import { blockRows } from '../../../models/generators/generator.ts';
import { randomStream, type Random } from '../../../models/num/random.ts';
import type { GeneratorName } from '../../../models/recipe.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import { cellText, type Column } from '../../../models/table/table.ts';
import { distance, dkw, fiveErrors, sampled } from '../../support/laws.ts';
import { smallColumn, smallTable } from '../../support/smallTable.ts';

const trainRows = 8000;

interface Cells {
  /** Column -> texts. */
  readonly train: readonly (readonly string[])[];
  readonly drawn: readonly (readonly string[])[];
}

/** The cells that a generator fitted to the columns makes. */
async function made(columns: readonly Column[], generator: GeneratorName, blocks = 1): Promise<Cells> {
  const { codecs, coded } = await codeTable(smallTable(columns), { seed: 1 }, quietRun());
  const parts = await sampled(coded, generator, 'balanced', blocks);
  const rowCount = blocks * blockRows;
  const decoded = decodeTable(codecs, { rowCount, parts }, 0, 1, 'law').columns;
  const texts = (of: readonly Column[]): string[][] =>
    of.map((column) => Array.from({ length: column.codes.length }, (_, row) => cellText(column, row)));
  return { train: texts(columns), drawn: texts(decoded) };
}

/** How far the share of drawn rows that `counts` picks is from `p`, in units of its bound. */
function offShare({ train, drawn }: Cells, p: number, counts: (row: readonly string[]) => boolean): number {
  const rows = drawn[0].length;
  let found = 0;
  for (let row = 0; row < rows; row++) if (counts(drawn.map((column) => column[row]))) found++;
  return Math.abs(found / rows - p) / fiveErrors(p, train[0].length, rows);
}

interface Continuous {
  readonly group: string;
  readonly counts: (text: string) => boolean;
  readonly cdf: (x: number) => number;
  /** Added to the bound: the step of the numbers. */
  readonly step: number;
}

/**
 * How far the drawn numbers of a group (column 0) are from their law, in units of their bound. At most seven rows at each end
 * of the whole column are pulled in by value protection.
 */
function offLaw({ train, drawn }: Cells, { group, counts, cdf, step }: Continuous): number {
  const numbersOf = ([groups, texts]: readonly (readonly string[])[]): number[] =>
    texts.filter((text, row) => groups[row] === group && counts(text)).map(Number);
  const [known, found] = [numbersOf(train), numbersOf(drawn)];
  return distance(found, cdf) / (dkw(known.length, found.length) + step + 7 / known.length);
}

const groupsOf = (random: Random): string[] =>
  Array.from({ length: trainRows }, () => (random.uniform() < 0.5 ? 'a' : 'b'));
const grouped = (groups: readonly string[]): Column =>
  smallColumn({ name: 'group', kind: 'category' }, groups);

/** The bound of the law is kept by trees and broken by columns on their own. */
async function expectLearnt(
  columns: readonly Column[],
  off: (cells: Cells) => readonly number[],
  blocks = 1,
): Promise<void> {
  expect(Math.max(...off(await made(columns, 'trees', blocks)))).toBeLessThanOrEqual(1);
  expect(Math.max(...off(await made(columns, 'independent', blocks)))).toBeGreaterThan(1);
}

describe('balanced follows the law of', () => {
  it('a zero-inflated amount: its zeros and its mean depend on a group', async () => {
    const random = randomStream(['law', 'zeros']);
    const groups = groupsOf(random);
    const zeros: Readonly<Record<string, number>> = { a: 0.2, b: 0.7 };
    const mean: Readonly<Record<string, number>> = { a: 1000, b: 3000 };
    const amounts = groups.map((group) =>
      random.uniform() < zeros[group] ? '0' : (1 - mean[group] * Math.log(1 - random.uniform())).toFixed(0),
    );
    await expectLearnt(
      [grouped(groups), smallColumn({ name: 'amount', kind: 'integer' }, amounts)],
      (cells) =>
        ['a', 'b'].flatMap((group) => [
          offShare(cells, zeros[group] / 2, ([of, amount]) => of === group && amount === '0'),
          offLaw(cells, {
            group,
            counts: (text) => text !== '0',
            cdf: (x) => 1 - Math.exp(-Math.max(0, x - 1) / mean[group]),
            step: 0.5 / mean[group],
          }),
        ]),
    );
  });

  it('a heavy tail whose index depends on a group, without going past what seven rows share', async () => {
    const random = randomStream(['law', 'tail']);
    const groups = groupsOf(random);
    const index: Readonly<Record<string, number>> = { a: 1.5, b: 3 };
    const numbers = groups.map((group) => (1 - random.uniform()) ** (-1 / index[group]));
    const number = { decimalMark: '.', thousandsMark: '', decimals: 4, fixedDecimals: true } as const;
    const columns = [
      grouped(groups),
      smallColumn(
        { name: 'tail', kind: 'decimal', number },
        numbers.map((x) => x.toFixed(4)),
      ),
    ];
    await expectLearnt(columns, (cells) =>
      ['a', 'b'].map((group) =>
        offLaw(cells, {
          group,
          counts: () => true,
          cdf: (x) => (x < 1 ? 0 : 1 - x ** -index[group]),
          step: 0.0003,
        }),
      ),
    );
    const { drawn } = await made(columns, 'trees');
    const highest = numbers.toSorted((a, b) => b - a);
    expect(Math.max(...drawn[1].map(Number))).toBeLessThanOrEqual(highest[3]);
  });

  it('a spread that depends on a group while the mean does not', async () => {
    const random = randomStream(['law', 'spread']);
    const groups = groupsOf(random);
    const normal = (): number =>
      Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
    const values = groups.map((group) => (normal() * (group === 'a' ? 100 : 400)).toFixed(0));
    const beyond = (group: string, limit: number) => (row: readonly string[]) =>
      row[0] === group && Math.abs(Number(row[1])) > limit + 0.5;
    // P(|X| > 50.5), P(|X| > 200.5) of a normal law with standard deviation 100 and 400 (scipy.stats.norm.sf(x) * 2).
    await expectLearnt(
      [grouped(groups), smallColumn({ name: 'value', kind: 'integer' }, values)],
      (cells) => [
        offShare(cells, 0.61356 / 2, beyond('a', 50)),
        offShare(cells, 0.04496 / 2, beyond('a', 200)),
        offShare(cells, 0.89953 / 2, beyond('b', 50)),
        offShare(cells, 0.6162 / 2, beyond('b', 200)),
      ],
    );
  });

  it('a column that is missing in 999 of 1,000 rows, present in one group and mostly equal to another column', async () => {
    const random = randomStream(['law', 'missing']);
    const rows = 100_000;
    const lines = Array.from({ length: rows }, () => {
      const group = random.uniform() < 0.5 ? 'a' : 'b';
      const other = 1 + random.below(3);
      const present = group === 'b' && random.uniform() < 0.002;
      const value = random.uniform() < 0.7 ? other : 1 + random.below(3);
      return { group, other, seldom: present ? String(value) : '' };
    });
    const columns = [
      grouped(lines.map(({ group }) => group)),
      smallColumn(
        { name: 'other', kind: 'category' },
        lines.map(({ other }) => String(other)),
      ),
      smallColumn(
        { name: 'seldom', kind: 'integer' },
        lines.map(({ seldom }) => seldom),
      ),
    ];
    await expectLearnt(
      columns,
      (cells) => {
        const { drawn } = cells;
        const filled = drawn[2].flatMap((text, row) => (text === '' ? [] : [row]));
        const equal = filled.filter((row) => drawn[1][row] === drawn[2][row]).length;
        const known = cells.train[2].filter((text) => text !== '').length;
        return [
          // Never in group a: there a single cell is too many.
          filled.some((row) => drawn[0][row] === 'a') ? Infinity : 0,
          offShare(cells, 0.001, (row) => row[2] !== ''),
          // .7 on purpose and a third of the rest by chance.
          Math.abs(equal / filled.length - 0.8) / fiveErrors(0.8, known, filled.length),
          filled.every((row) => ['1', '2', '3'].includes(drawn[2][row])) ? 0 : Infinity,
        ];
      },
      25,
    );
  });

  it('a part whose missingness is the only thing a determining column leaves open', async () => {
    // `type` determines `flag` where `type` is known; where it is missing, `flag` is open.
    const random = randomStream(['law', 'open']);
    const lines = Array.from({ length: trainRows }, () => {
      const old = random.below(2);
      const type = old === 1 ? random.below(4) : -1;
      return { old, type, flag: type >= 0 ? type % 2 : random.uniform() < 0.9 ? 1 : 0 };
    });
    const columns = [
      smallColumn(
        { name: 'old', kind: 'category' },
        lines.map(({ old }) => String(old)),
      ),
      smallColumn(
        { name: 'type', kind: 'ordinal', levels: ['0', '1', '2', '3'] },
        lines.map(({ type }) => (type < 0 ? '' : String(type))),
      ),
      smallColumn(
        { name: 'flag', kind: 'category' },
        lines.map(({ flag }) => String(flag)),
      ),
    ];
    await expectLearnt(columns, (cells) => [
      offShare(cells, 0.45, ([, type, flag]) => type === '' && flag === '1'),
      offShare(cells, 0.5, ([old, type]) => old === '1' && type !== ''),
      // The rule has no exception.
      cells.drawn[1].some((type, row) => type !== '' && Number(type) % 2 !== Number(cells.drawn[2][row]))
        ? Infinity
        : 0,
    ]);
  });
});
