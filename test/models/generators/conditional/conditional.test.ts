import { beforeAll, describe, expect, it } from 'vitest';
import { codeTable } from '../../../../models/codec/codeTable.ts';
import { constrain } from '../../../../models/generators/constrain.ts';
import { rowsThat } from '../../../../models/generators/conditional/wanted.ts';
import { fit } from '../../../../models/generators/fit.ts';
import { blockRows } from '../../../../models/generators/generator.ts';
import { sampleTable } from '../../../../models/generators/sampleRows.ts';
import { defaultRecipe, type Recipe } from '../../../../models/recipe.ts';
import { cellText, type Table } from '../../../../models/table/table.ts';
import { peopleModel } from '../../../support/peopleTable.ts';
import { smallColumn, smallTable } from '../../../support/smallTable.ts';
import { quietRun } from '../../../../models/run/createRun.ts';

type Model = Awaited<ReturnType<typeof peopleModel>>;
type Asked = Partial<Pick<Recipe, 'where' | 'balance' | 'rules'>>;

const bind = ({ fitted, coded, table }: Model, asked: Asked) =>
  constrain(fitted, coded, { ...defaultRecipe, ...asked }, table, quietRun());

async function drawn(model: Model, asked: Asked, rows: number): Promise<Table> {
  return sampleTable((await bind(model, asked)).fitted, 0, rows, quietRun());
}

function shareOf(table: Table, name: string, text: string): number {
  const column = table.columns.find(({ schema }) => schema.name === name);
  let count = 0;
  for (let row = 0; row < table.rowCount; row++) if (column && cellText(column, row) === text) count++;
  return count / table.rowCount;
}

const numbers = (table: Table, name: string): number[] => {
  const column = table.columns.find(({ schema }) => schema.name === name);
  return Array.from(column?.codes ?? [], (code) => column?.numbers?.[code] ?? NaN);
};

describe.each(['trees', 'independent'] as const)('conditions on a model of %s', (generator) => {
  let model: Model;
  beforeAll(async () => {
    model = await peopleModel(4000, generator);
  });

  it('every row meets them all', async () => {
    const where = { grade: { is: 'a' }, age: { is: { low: 31, high: '40' } }, smoker: { is: ['yes', 'no'] } };
    const table = await drawn(model, { where }, 3000);
    expect(rowsThat(table, where)).toHaveLength(3000);
  });

  it('a range narrower than the gaps of the data is still met', async () => {
    const table = await drawn(model, { where: { total: { is: { low: 700, high: 701 } } } }, 400);
    expect(new Set(numbers(table, 'total'))).toEqual(new Set([700, 701]));
  });

  it('single numbers that few rows have are met exactly, one or several', async () => {
    const counts = new Map<number, number>();
    for (const value of numbers(model.table, 'total')) counts.set(value, (counts.get(value) ?? 0) + 1);
    const [first, second] = [...counts].flatMap(([value, rows]) => (rows === 2 ? [value] : []));
    const one = await drawn(model, { where: { total: { is: first } } }, 300);
    expect(new Set(numbers(one, 'total'))).toEqual(new Set([first]));
    const two = await drawn(model, { where: { total: { is: [first, String(second)] } } }, 300);
    expect(new Set(numbers(two, 'total'))).toEqual(new Set([first, second]));
    const shares = { [first]: 0.5, [second]: 0.5 };
    const both = await drawn(model, { balance: { column: 'total', shares } }, 300);
    expect(new Set(numbers(both, 'total'))).toEqual(new Set([first, second]));
  });

  it('missing cells can be asked for, alone or besides values', async () => {
    const table = await drawn(model, { where: { smoker: { is: null } } }, 500);
    expect(shareOf(table, 'smoker', '')).toBe(1);
    const both = await drawn(model, { where: { smoker: { is: [null, 'yes'] } } }, 2000);
    expect(shareOf(both, 'smoker', '') + shareOf(both, 'smoker', 'yes')).toBe(1);
    expect(shareOf(both, 'smoker', '')).toBeGreaterThan(0.1);
  });

  it('the first rows do not depend on how many follow', async () => {
    const asked = { where: { grade: { is: 'a' } } };
    const [few, many] = [await drawn(model, asked, 50), await drawn(model, asked, blockRows + 70)];
    const texts = (table: Table) =>
      table.columns.map((column) => Array.from({ length: 50 }, (_, row) => cellText(column, row)));
    expect(texts(few)).toEqual(texts(many));
  });

  it('a balanced column has its shares in any run of rows', async () => {
    const balance = { column: 'region', shares: { north: 0.5, south: 0.5 } };
    const table = await drawn(model, { balance }, 1000);
    // Niederreiter's bound for the golden ratio at n = 1000 is below 8 rows.
    expect(Math.abs(shareOf(table, 'region', 'north') - 0.5)).toBeLessThan(0.008);
  });
});

describe('the law under a condition', () => {
  let model: Model;
  beforeAll(async () => {
    model = await peopleModel(8000);
  });

  it('is that of the real rows that meet it, also looking back in the order of columns', async () => {
    const table = await drawn(model, { where: { grade: { is: 'a' } } }, 8000);
    // P(north | a) = .1 x .7 / (.1 x .7 + .9 x .05) = .609; the real sample and ours each have a standard error below .02.
    expect(shareOf(table, 'region', 'north')).toBeGreaterThan(0.55);
    expect(shareOf(table, 'region', 'north')).toBeLessThan(0.67);
    // part2 is uniform on 0 to 499, 300 higher in the north: its mean under the condition is 249.5 + .609 x 300.
    const mean = numbers(table, 'part2').reduce((sum, value) => sum + value, 0) / 8000;
    expect(Math.abs(mean - 432)).toBeLessThan(25);
  });

  it.each(['balanced', 'private'] as const)(
    'agrees with rejection from the unconditional model, preset %s',
    async (preset) => {
      const chosen = await peopleModel(4000, 'trees', preset);
      const where = { closed: { is: { low: 1000 } }, smoker: { is: 'yes' } };
      const free = await sampleTable(chosen.fitted, 0, 60_000, quietRun());
      const kept = rowsThat(free, where);
      const table = await drawn(chosen, { where }, 6000);
      for (const name of ['age', 'opened']) {
        const values = numbers(free, name);
        const slow = Array.from(kept, (row) => values[row]);
        const fast = numbers(table, name);
        // Two-sample Kolmogorov-Smirnov distance; 1.95 sqrt(1/n + 1/m) is exceeded with probability .001 under equal laws.
        expect(ksDistance(slow, fast)).toBeLessThan(1.95 * Math.sqrt(1 / slow.length + 1 / fast.length));
      }
    },
  );

  it('estimates how common the condition is', async () => {
    const { plan } = await bind(model, { where: { grade: { is: 'a' }, region: { is: 'south' } } });
    const real = rowsThat(model.table, { grade: { is: 'a' }, region: { is: 'south' } }).length;
    expect(plan?.support[0].trainRows).toBe(real);
    // 400 accepted attempts give a relative standard error of 5 %; smoothing by leaves allows for the rest.
    expect((plan?.support[0].probability ?? 0) / (real / 8000)).toBeGreaterThan(0.75);
    expect((plan?.support[0].probability ?? 0) / (real / 8000)).toBeLessThan(1.3);
  });
});

describe('conditions that cannot be met', () => {
  let model: Model;
  beforeAll(async () => {
    model = await peopleModel(2000);
  });
  const refusal = async (asked: Asked): Promise<{ code?: string; message?: string }> =>
    bind(model, asked).then(
      () => ({}),
      (error: { code: string; message: string }) => error,
    );

  it.each([
    ['no-support', { where: { grade: { is: 'z' } } }],
    ['no-support', { where: { age: { is: { low: 300 } } } }],
    ['no-support', { where: { age: { is: null } } }],
    ['no-support', { where: { city: { is: 'n1' }, region: { is: 'south' } } }],
    ['no-support', { balance: { column: 'grade', shares: { a: 0.5, nobody: 0.5 } } }],
    ['where-column', { where: { id: { is: 'K000001' } } }],
    ['where-column', { where: { grade: { is: { low: 'a' } } } }],
    ['where-column', { where: { grade: { is: 'a' } }, balance: { column: 'grade', shares: { a: 1 } } }],
    ['where-value', { where: { age: { is: { low: 'young' } } } }],
    ['unknown-column', { where: { salary: { is: 'a' } } }],
    ['rules-conflict', { where: { age: { is: { low: 50, high: 40 } } } }],
    ['rules-conflict', { where: { age: { is: { low: 30.2, high: 30.8 } } } }],
  ] as [string, Asked][])('%s: %o', async (code, asked) => {
    expect((await refusal(asked)).code).toBe(code);
  });

  it('name the columns that exclude each other, and only these', async () => {
    const where = {
      age: { is: { low: 30 } },
      city: { is: 'n1' },
      region: { is: 'south' },
      smoker: { is: 'yes' },
    };
    const { message } = await refusal({ where });
    expect(message).toMatch(/"city" and "region" cannot be met together: no row of the training table meets/);
    expect(message).not.toMatch(/"age"|"smoker"/);
  });

  it('that a rule excludes are named with it', async () => {
    const rules = [
      { rule: 'range', column: 'part1', low: 0 },
      { rule: 'order', columns: ['part1', 'total'] },
    ] as const;
    const where = { total: { is: { low: 0, high: 100 } }, part1: { is: 200 } };
    const { code, message } = await refusal({ rules, where });
    expect(code).toBe('rules-conflict');
    expect(message).toMatch(/rule 2 .*condition on "total" and condition on "part1" cannot hold together/);
    expect(message).not.toContain('200');
  });

  it.each([
    ['Grade', 'Did you mean "grade"?'],
    ['gradde', 'Did you mean "grade"?'],
    ['salary', 'Use a name from its header.'],
  ])('a column that is called %s: %s', async (name, says) => {
    expect((await refusal({ where: { [name]: { is: 'a' } } })).message).toContain(says);
  });

  it.each([
    ['North ', 'but for capitals, accents or blanks'],
    ['nrth', 'spelt almost like it'],
    ['east', 'Widen the condition or drop it.'],
  ])('a category written %s: %s', async (text, says) => {
    const { message = '' } = await refusal({ where: { region: { is: text } } });
    expect(message).toContain(says);
    expect(message).toContain('no row of the training table has');
    expect(message).not.toMatch(/north|south/i);
  });

  it('say how many rows a value has that is too rare to be kept', async () => {
    const table = smallTable([smallColumn({ name: 'town', kind: 'category' }, townOf3Rows)]);
    const { codecs, coded } = await codeTable(table, { seed: 1 }, quietRun());
    const fitted = await fit(coded, codecs, defaultRecipe, table, quietRun());
    await expect(bind({ table, coded, fitted }, { where: { town: { is: 'c' } } })).rejects.toThrow(
      /only 3 rows of the training table have what is asked for, too few/,
    );
  });

  it('do not repeat the value that was typed', async () => {
    expect((await refusal({ where: { grade: { is: 'Xanthippe' } } })).message).not.toContain('Xanthippe');
  });

  it('are flagged when fewer than five training rows meet them', async () => {
    const where = { grade: { is: 'c' }, region: { is: 'north' }, age: { is: { low: 77, high: 79 } } };
    const { plan, notes } = await bind(model, { where });
    expect(plan?.support[0]).toMatchObject({ extrapolated: true });
    expect(plan?.support[0].trainRows).toBeLessThan(5);
    expect(notes.join(' ')).toContain('Extrapolated');
  });
});

const townOf3Rows = Array.from({ length: 203 }, (_, row) => (row < 100 ? 'a' : row < 200 ? 'b' : 'c'));

it('a category that looks like a number can be written as one', async () => {
  const codes = Array.from({ length: 200 }, (_, row) => String(1 + (row % 3)));
  const table = smallTable([smallColumn({ name: 'sex', kind: 'category' }, codes)]);
  const { codecs, coded } = await codeTable(table, { seed: 1 }, quietRun());
  const fitted = await fit(coded, codecs, defaultRecipe, table, quietRun());
  const model = { table, coded, fitted };
  const { plan } = await bind(model, { where: { sex: { is: [2, '3'] } } });
  expect(plan?.support[0].trainRows).toBe(133);
  expect(shareOf(await drawn(model, { where: { sex: { is: 2 } } }, 100), 'sex', '2')).toBe(1);
});

function ksDistance(a: readonly number[], b: readonly number[]): number {
  const below = (list: readonly number[], x: number) =>
    list.filter((value) => value <= x).length / list.length;
  return Math.max(...[...new Set([...a, ...b])].map((x) => Math.abs(below(a, x) - below(b, x))));
}
