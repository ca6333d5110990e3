import { beforeAll, describe, expect, it } from 'vitest';
import { constrain } from '../../../models/generators/constrain.ts';
import { sampleBlocks, sampleTable } from '../../../models/generators/sampleRows.ts';
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
