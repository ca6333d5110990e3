import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeTable } from '../../../models/codec/codeTable.ts';
import type { Coded, Part, Sampled } from '../../../models/codec/codec.ts';
import { fit } from '../../../models/generators/fit.ts';
import { blockRows } from '../../../models/generators/generator.ts';
import { sampleModel, generators } from '../../../models/generators/index.ts';
import { sampleBlocks, sampleTable } from '../../../models/generators/sampleRows.ts';
import { randomStream } from '../../../models/num/random.ts';
import type { GeneratorName } from '../../../models/recipe.ts';
import { Cancelled } from '../../../models/run/run.ts';
import { cellText } from '../../../models/table/table.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import { smallColumn, smallTable } from '../../support/smallTable.ts';

const names: readonly GeneratorName[] = ['trees', 'independent'];

function categories(column: number, codes: Int32Array, size: number): Part {
  return { column, role: 'value', codes, size, ordered: false, values: null, atoms: null };
}

async function draw(name: GeneratorName, coded: Coded, rows: number, seed = 1): Promise<Sampled> {
  const model = await generators[name].fit(coded, { preset: 'balanced', seed }, quietRun());
  return sampleModel(model, seed, { rowStart: 0, rowEnd: rows });
}

/** Share of rows for which `holds`. */
function share(sampled: Sampled, holds: (row: number) => boolean): number {
  let count = 0;
  for (let row = 0; row < sampled.rowCount; row++) if (holds(row)) count++;
  return count / sampled.rowCount;
}

const rows = 8000;
const coins = (key: string, p = 0.5): Int32Array => {
  const random = randomStream([key]);
  return Int32Array.from({ length: rows }, () => (random.uniform() < p ? 1 : 0));
};

describe.each(names)('%s', (name) => {
  it('draws codes of the part, positions between codes, and -1 only where missing', async () => {
    const cell = fc.oneof(fc.constantFrom('', '0', '3'), fc.integer({ min: -50, max: 50 }).map(String));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { maxLength: 80 }), async (lines) => {
        const column = (index: number, kind: 'integer' | 'category' | 'ordinal') =>
          smallColumn(
            { name: `c${index}`, kind },
            lines.map((line) => line[index]),
          );
        const table = smallTable([column(0, 'integer'), column(1, 'category'), column(2, 'ordinal')]);
        const { coded } = await codeTable(table, { seed: 2 }, quietRun());
        const sampled = await draw(name, coded, 50);
        coded.parts.forEach((part, index) => {
          const missing = coded.parts.findIndex(
            (other) => other.column === part.column && other.role === 'missing',
          );
          sampled.parts[index].forEach((drawn, row) => {
            if (part.size === 0 || (missing >= 0 && missing !== index && sampled.parts[missing][row] === 1)) {
              expect(drawn).toBe(-1);
              return;
            }
            expect(drawn).toBeGreaterThanOrEqual(0);
            expect(drawn).toBeLessThanOrEqual(part.size - 1);
            if (part.values === null || part.atoms === null) expect(Number.isInteger(drawn)).toBe(true);
            else if (Number.isInteger(drawn)) expect(part.atoms[drawn]).toBe(1);
          });
        });
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same rows again, whatever block they are asked in', async () => {
    const texts = Array.from({ length: 500 }, (_, row) => String((row * 37) % 211));
    const table = smallTable([
      smallColumn(
        { name: 'id', kind: 'identifier' },
        texts.map((text, row) => `A${text}-${row}`),
      ),
      smallColumn({ name: 'n', kind: 'integer' }, texts),
      smallColumn(
        { name: 'c', kind: 'category' },
        texts.map((text) => text.slice(0, 1)),
      ),
    ]);
    const { codecs, coded } = await codeTable(table, { seed: 4 }, quietRun());
    const fitted = await fit(
      coded,
      codecs,
      { generator: name, preset: 'balanced', seed: 4, strength: null },
      table,
      quietRun(),
    );
    const whole = await sampleTable(fitted, 0, blockRows + 100, quietRun());
    const blocks = [];
    for await (const block of sampleBlocks(fitted, blockRows + 300, quietRun())) blocks.push(block);
    expect(blocks.map(({ rowCount }) => rowCount)).toEqual([blockRows, 300]);
    for (const row of [0, 17, blockRows - 1, blockRows, blockRows + 99]) {
      const block = blocks[row < blockRows ? 0 : 1];
      const inBlock = row < blockRows ? row : row - blockRows;
      whole.columns.forEach((column, index) => {
        expect(cellText(column, row)).toBe(cellText(block.columns[index], inBlock));
      });
    }
  });

  it('gives a table without rows for no rows', async () => {
    const table = smallTable([
      smallColumn(
        { name: 'c', kind: 'category' },
        Array.from({ length: 20 }, () => 'x'),
      ),
    ]);
    const { codecs, coded } = await codeTable(table, { seed: 1 }, quietRun());
    const fitted = await fit(
      coded,
      codecs,
      { generator: name, preset: 'private', seed: 1, strength: null },
      table,
      quietRun(),
    );
    const empty = await sampleTable(fitted, 0, 0, quietRun());
    expect(empty.rowCount).toBe(0);
    expect(empty.columns).toHaveLength(1);
  });

  it('keeps the distribution of a category', async () => {
    const sampled = await draw(
      name,
      { rowCount: rows, parts: [categories(0, coins('one', 0.3), 2)] },
      blockRows,
    );
    // Two samples of 8,000 with p = .3: standard deviation of the difference .0072; five of them.
    expect(Math.abs(share(sampled, (row) => sampled.parts[0][row] === 1) - 0.3)).toBeLessThan(0.037);
  });

  it('keeps zeros as zeros and repeats no other value of a zero-inflated number', async () => {
    const random = randomStream(['zero-inflated']);
    const texts = Array.from({ length: rows }, () =>
      random.uniform() < 0.9 ? '0' : (random.uniform() * 1e6).toFixed(4),
    );
    const schema = { decimalMark: '.', thousandsMark: '', decimals: 4, fixedDecimals: true } as const;
    const table = smallTable([smallColumn({ name: 'n', kind: 'decimal', number: schema }, texts)]);
    const { codecs, coded } = await codeTable(table, { seed: 1 }, quietRun());
    const fitted = await fit(
      coded,
      codecs,
      { generator: name, preset: 'balanced', seed: 1, strength: null },
      table,
      quietRun(),
    );
    const { columns, rowCount } = await sampleTable(fitted, 0, rows, quietRun());
    const real = new Set(texts.filter((text) => text !== '0').map(Number));
    let zeros = 0;
    const repeated = new Set<number>();
    for (let row = 0; row < rowCount; row++) {
      const value = columns[0].numbers?.[columns[0].codes[row]] ?? NaN;
      if (value === 0) zeros++;
      if (real.has(value)) repeated.add(value);
    }
    // Difference of two samples of 8,000 with p = .9: standard deviation .0047; five of them.
    expect(Math.abs(zeros / rowCount - 0.9)).toBeLessThan(0.024);
    expect(repeated.size).toBe(0);
  });

  it('stops when asked to', async () => {
    const coded = { rowCount: rows, parts: [categories(0, coins('a'), 2), categories(1, coins('b'), 2)] };
    const run = {
      ...quietRun(),
      report: () => {
        throw new Cancelled();
      },
    };
    await expect(generators[name].fit(coded, { preset: 'balanced', seed: 1 }, run)).rejects.toThrow(
      Cancelled,
    );
  });
});

describe('trees', () => {
  it('learn a chain', async () => {
    const first = coins('chain 1');
    const flip = (from: Int32Array, key: string): Int32Array => {
      const noise = coins(key, 0.1);
      return from.map((code, row) => code ^ noise[row]);
    };
    const second = flip(first, 'chain 2');
    const third = flip(second, 'chain 3');
    const parts = [first, second, third].map((codes, column) => categories(column, codes, 2));
    const sampled = await draw('trees', { rowCount: rows, parts }, blockRows);
    const [a, b, c] = sampled.parts;
    // p = .9 and .82; two samples of 8,000: standard deviations .0047 and .0060; five of them.
    expect(Math.abs(share(sampled, (row) => a[row] === b[row]) - 0.9)).toBeLessThan(0.024);
    expect(Math.abs(share(sampled, (row) => a[row] === c[row]) - 0.82)).toBeLessThan(0.031);
  });

  it('learn the exclusive or of two columns that say nothing alone', async () => {
    const first = coins('xor 1');
    const second = coins('xor 2');
    const third = first.map((code, row) => code ^ second[row]);
    const parts = [first, second, coins('xor 4'), third].map((codes, column) => categories(column, codes, 2));
    const sampled = await draw('trees', { rowCount: rows, parts }, blockRows);
    const [a, b, , c] = sampled.parts;
    expect(share(sampled, (row) => (a[row] ^ b[row]) === c[row])).toBe(1);
  });

  it('do not invent a dependence', async () => {
    const parts = [0, 1].map((column) => categories(column, coins(`independent ${column}`), 2));
    const sampled = await draw('trees', { rowCount: rows, parts }, blockRows);
    // Agreement of two fair coins, learnt and drawn: standard deviation .0079; five of them.
    expect(
      Math.abs(share(sampled, (row) => sampled.parts[0][row] === sampled.parts[1][row]) - 0.5),
    ).toBeLessThan(0.04);
  });

  it('keep two columns that determine each other together, also where levels are smaller than a leaf', async () => {
    const random = randomStream(['determined']);
    const codes = Int32Array.from({ length: rows }, () =>
      random.uniform() < 0.01 ? 10 + random.below(8) : random.below(10),
    );
    const other = codes.map((code) => 17 - code);
    const parts = [categories(0, codes, 18), categories(1, other, 18), categories(2, coins('noise'), 2)];
    const sampled = await draw('trees', { rowCount: rows, parts }, blockRows);
    expect(share(sampled, (row) => sampled.parts[1][row] === 17 - sampled.parts[0][row])).toBe(1);
  });

  it('draw a dependent number near its condition', async () => {
    const random = randomStream(['line']);
    const x = Array.from({ length: rows }, () => random.uniform());
    const column = (index: number, values: number[]) =>
      smallColumn(
        {
          name: `n${index}`,
          kind: 'decimal',
          number: { decimalMark: '.', thousandsMark: '', decimals: 6, fixedDecimals: true },
        },
        values.map((value) => value.toFixed(6)),
      );
    const table = smallTable([
      column(0, x),
      column(
        1,
        x.map((value) => value + 0.1 * random.uniform()),
      ),
    ]);
    const { codecs, coded } = await codeTable(table, { seed: 1 }, quietRun());
    const fitted = await fit(
      coded,
      codecs,
      { generator: 'trees', preset: 'balanced', seed: 1, strength: null },
      table,
      quietRun(),
    );
    const { columns } = await sampleTable(fitted, 0, rows, quietRun());
    const value = (index: number, row: number): number =>
      columns[index].numbers?.[columns[index].codes[row]] ?? NaN;
    let sum = 0;
    let outside = 0;
    for (let row = 0; row < rows; row++) {
      const gap = value(1, row) - value(0, row);
      sum += gap;
      if (gap < -0.05 || gap > 0.15) outside++;
    }
    // A leaf of 20 rows is .0025 wide, so leaves bias the mean gap by far less than .005.
    expect(Math.abs(sum / rows - 0.05)).toBeLessThan(0.005);
    expect(outside / rows).toBeLessThan(0.005);
  });
});
