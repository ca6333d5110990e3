import { beforeAll, describe, expect, it } from 'vitest';
import { codeTable } from '../../../models/codec/codeTable.ts';
import { rowsThat } from '../../../models/generators/conditional/wanted.ts';
import { constrain } from '../../../models/generators/constrain.ts';
import { fit } from '../../../models/generators/fit.ts';
import { blockRows } from '../../../models/generators/generator.ts';
import { sampleBlocks, sampleTable } from '../../../models/generators/sampleRows.ts';
import { randomStream } from '../../../models/num/random.ts';
import { defaultRecipe } from '../../../models/recipe.ts';
import { checkRules, enforceable } from '../../../models/rules/checkRules.ts';
import { proposeRules } from '../../../models/rules/propose.ts';
import { describeRule, type Rule } from '../../../models/rules/rule.ts';
import { cellText, type Table } from '../../../models/table/table.ts';
import { peopleModel } from '../../support/peopleTable.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import { smallColumn, smallTable } from '../../support/smallTable.ts';

type Model = Awaited<ReturnType<typeof peopleModel>>;

const rules: readonly Rule[] = [
  { rule: 'sum', total: 'total', of: ['part1', 'part2'] },
  { rule: 'order', columns: ['opened', 'closed'] },
  { rule: 'range', column: 'age', low: 20, high: 79 },
  { rule: 'range', column: 'total', low: 0, high: 1298 },
  { rule: 'combination', columns: ['city', 'region'] },
  { rule: 'unique', column: 'id' },
];

async function bound(model: Model, asked: readonly Rule[], where = {}) {
  const recipe = { ...defaultRecipe, rules: asked, where };
  return constrain(model.fitted, model.coded, recipe, model.table, quietRun());
}

const pairsOf = (table: Table, a: string, b: string): Set<string> => {
  const [first, second] = [a, b].map((name) => table.columns.find(({ schema }) => schema.name === name));
  return new Set(
    Array.from({ length: table.rowCount }, (_, row) =>
      first && second ? `${cellText(first, row)}|${cellText(second, row)}` : '',
    ),
  );
};

describe.each(['trees', 'independent'] as const)('rows of %s', (generator) => {
  let model: Model;
  beforeAll(async () => {
    model = await peopleModel(3000, generator);
  });

  it('obey every rule, however badly the generator knows them', async () => {
    const { fitted } = await bound(model, rules);
    const table = await sampleTable(fitted, 0, 20_000, quietRun());
    expect(checkRules(table, rules).map(({ exceptions }) => exceptions)).toEqual(rules.map(() => 0));
    const real = pairsOf(model.table, 'city', 'region');
    expect([...pairsOf(table, 'city', 'region')].filter((pair) => !real.has(pair))).toEqual([]);
  });

  it('obey rules that nearly no row obeys by chance, by mending', async () => {
    const hard: Rule[] = [
      { rule: 'order', columns: ['closed', 'opened'], always: true },
      { rule: 'range', column: 'part1', low: 490, always: true },
    ];
    const { fitted, notes } = await bound(model, hard);
    const table = await sampleTable(fitted, 0, 2000, quietRun());
    expect(checkRules(table, hard).map(({ exceptions }) => exceptions)).toEqual([0, 0]);
    expect(notes.join(' ')).toContain('all the same');
  });

  it('keep their condition while rules are enforced', async () => {
    const { fitted } = await bound(model, rules, { total: { is: { low: 600, high: 700 } } });
    const table = await sampleTable(fitted, 0, 1000, quietRun());
    const asked: Rule[] = [...rules, { rule: 'range', column: 'total', low: 600, high: 700 }];
    expect(checkRules(table, asked).filter(({ exceptions }) => exceptions > 0)).toEqual([]);
  });

  it('keep a condition on single numbers while rules are enforced', async () => {
    const where = { opened: { is: 850 }, grade: { is: ['a', 'b'] } };
    const late: Rule[] = [{ rule: 'order', columns: ['closed', 'opened'], always: true }];
    const { fitted } = await bound(model, late, where);
    const table = await sampleTable(fitted, 0, 600, quietRun());
    expect(rowsThat(table, where)).toHaveLength(600);
    expect(checkRules(table, late)[0].exceptions).toBe(0);
  });

  it('obey a rule that one row in some hundred obeys, also in a block of one row', async () => {
    const rare: Rule[] = [
      { rule: 'order', columns: ['closed', 'opened'], always: true },
      { rule: 'combination', columns: ['city', 'region'] },
    ];
    const where = { opened: { is: 400 } };
    const { fitted } = await bound(model, rare, where);
    const table = await sampleTable(fitted, 0, blockRows + 1, quietRun());
    expect(checkRules(table, rare).map(({ exceptions }) => exceptions)).toEqual([0, 0]);
    expect(rowsThat(table, where)).toHaveLength(blockRows + 1);
    expect((await sampleTable(fitted, 0, 1, quietRun())).rowCount).toBe(1);
  });

  it('are refused when no row can obey', async () => {
    const { fitted } = await bound(model, [
      { rule: 'range', column: 'total', high: -5, always: true },
      { rule: 'sum', total: 'total', of: ['part1', 'part2'] },
      { rule: 'range', column: 'part1', low: 0 },
    ]);
    await expect(sampleTable(fitted, 0, 100, quietRun())).rejects.toMatchObject({
      code: 'rules-unreachable',
    });
  });
});

it('mended numbers obey as they are written', async () => {
  const random = randomStream(['mended']);
  const draw = (digits: number): string[] =>
    Array.from({ length: 600 }, () => (random.uniform() * 20).toFixed(digits));
  const format = (decimals: number) =>
    ({ decimalMark: '.', thousandsMark: '', decimals, fixedDecimals: false }) as const;
  const table = smallTable([
    smallColumn({ name: 'whole', kind: 'integer', number: format(0) }, draw(0)),
    smallColumn({ name: 'cents', kind: 'decimal', number: format(2) }, draw(2)),
    smallColumn({ name: 'tenths', kind: 'decimal', number: format(1) }, draw(1)),
  ]);
  const { codecs, coded } = await codeTable(table, { seed: 1 }, quietRun());
  const fitted = await fit(coded, codecs, defaultRecipe, table, quietRun());
  // Three independent columns are in order in one row of six, and then within the range in one of many more.
  const hard: Rule[] = [
    { rule: 'order', columns: ['whole', 'cents', 'tenths'], always: true },
    { rule: 'range', column: 'cents', low: 19.003, high: 19.557, always: true },
  ];
  const made = await sampleTable((await bound({ table, coded, fitted }, hard)).fitted, 0, 2000, quietRun());
  const [whole, cents, tenths] = made.columns.map((column) =>
    Array.from({ length: 2000 }, (_, row) => Number(cellText(column, row))),
  );
  expect(whole.filter((value, row) => !(value <= cents[row] && cents[row] <= tenths[row]))).toEqual([]);
  expect(cents.filter((value) => value < 19.003 || value > 19.557)).toEqual([]);
});

it('a million rows obey', { timeout: 240_000 }, async () => {
  const model = await peopleModel(3000);
  const { fitted } = await bound(model, rules);
  let [rows, exceptions] = [0, 0];
  const ids = new Set<string>();
  for await (const block of sampleBlocks(fitted, 1_000_000, quietRun())) {
    rows += block.rowCount;
    for (const finding of checkRules(block, rules)) exceptions += finding.exceptions;
    const id = block.columns.find(({ schema }) => schema.name === 'id');
    for (let row = 0; row < block.rowCount; row++) if (id) ids.add(cellText(id, row));
  }
  expect([rows, exceptions, ids.size]).toEqual([1_000_000, 0, 1_000_000]);
});

describe('rules held against the real table', () => {
  const table = smallTable([
    smallColumn({ name: 'low', kind: 'integer' }, ['1', '2', '9', '', '4']),
    smallColumn({ name: 'high', kind: 'integer' }, ['2', '2', '3', '7', '5']),
  ]);
  const [kept, broken, forced]: Rule[] = [
    { rule: 'range', column: 'high', low: 2 },
    { rule: 'order', columns: ['low', 'high'] },
    { rule: 'order', columns: ['low', 'high'], always: true },
  ];

  it('are counted where they apply', () => {
    const [first, second] = checkRules(table, [kept, broken]);
    expect([first.rows, first.exceptions]).toEqual([5, 0]);
    expect([second.rows, second.exceptions]).toEqual([4, 1]);
  });

  it('are enforced when no row breaks them, or when a person says so', () => {
    expect(enforceable(checkRules(table, [kept, broken, forced]))).toEqual([kept, forced]);
  });
});

describe('proposed rules', () => {
  it('are those the table was made by', async () => {
    const { table } = await peopleModel(3000);
    const found = (await proposeRules(table, quietRun())).map(({ rule }) => rule);
    for (const rule of [rules[0], rules[1], rules[4], rules[5]]) expect(found).toContainEqual(rule);
    const sentences = found.map(describeRule);
    expect(sentences.filter((says) => /"total" is the sum/.test(says))).toHaveLength(1);
    expect(sentences.filter((says) => /"(grade|age|smoker)".*known combinations/.test(says))).toEqual([]);
    expect(found.filter(({ rule }) => rule === 'order').length).toBeLessThanOrEqual(3);
  });

  it('of columns that are nearly always zero come from the rows in which they are not', async () => {
    const [fees, repairs] = [70, 90].map((step, at) =>
      Array.from({ length: 5000 }, (_, row) => (row % step === at ? 1 + ((row * 7) % 500) : 0)),
    );
    const columns = Object.entries({ fees, repairs, total: fees.map((fee, row) => fee + repairs[row]) });
    const table = smallTable(
      columns.map(([name, values]) => smallColumn({ name, kind: 'integer' }, values.map(String))),
    );
    const found = (await proposeRules(table, quietRun())).map(({ rule }) => rule);
    expect(found).toContainEqual({ rule: 'sum', total: 'total', of: ['fees', 'repairs'] });
    expect(found).toContainEqual({ rule: 'order', columns: ['fees', 'total'] });
    // In 4,929 of 5,000 rows fees are at most repairs, but hardly ever where there are any.
    expect(found).not.toContainEqual({ rule: 'order', columns: ['fees', 'repairs'] });
  });

  it('say how many rows break them', async () => {
    const texts = Array.from({ length: 1000 }, (_, row) => String(row % 97));
    const table = smallTable([
      smallColumn({ name: 'a', kind: 'integer' }, texts),
      smallColumn(
        { name: 'b', kind: 'integer' },
        texts.map((text, row) => String(Number(text) + (row === 500 ? -1 : row % 7))),
      ),
    ]);
    const order = (await proposeRules(table, quietRun())).find(({ rule }) => rule.rule === 'order');
    expect(order).toMatchObject({ rows: 1000, exceptions: 1 });
    expect(order?.says).toContain('1 of 1,000 rows breaks');
  });
});
