import { describe, expect, it } from 'vitest';
import { findConflict, requireConsistent } from '../../../models/rules/conflicts.ts';
import type { Rule } from '../../../models/rules/rule.ts';
import type { ColumnSchema, Kind } from '../../../models/table/schema.ts';

const schema = (name: string, kind: Kind, more: Partial<ColumnSchema> = {}): ColumnSchema => ({
  name,
  kind,
  missingTokens: [''],
  known: false,
  sensitive: false,
  treatment: 'model',
  ...more,
});
const schemas = [
  ...['a', 'b', 'c', 'd', 'total'].map((name) => schema(name, 'integer')),
  schema('ratio', 'decimal', {
    number: { decimalMark: '.', thousandsMark: '', decimals: 2, fixedDecimals: false },
  }),
  schema('from', 'date', { pattern: 'YYYY-MM-DD' }),
  schema('to', 'date', { pattern: 'YYYY-MM-DD' }),
  schema('sex', 'category'),
  schema('town', 'category'),
  schema('key', 'identifier', { treatment: 'regenerate' }),
  schema('gone', 'integer', { treatment: 'drop' }),
];
const range = (column: string, low?: number | string, high?: number | string): Rule => ({
  rule: 'range',
  column,
  ...(low === undefined ? {} : { low }),
  ...(high === undefined ? {} : { high }),
});
const order = (...columns: string[]): Rule => ({ rule: 'order', columns });
const less = (...columns: string[]): Rule => ({ rule: 'order', columns, strict: true });
const sum = (total: string, ...of: string[]): Rule => ({ rule: 'sum', total, of });
const combination = (...columns: string[]): Rule => ({ rule: 'combination', columns });

/** Each set with the rules, from 0, that its conflict names, and a word of the reason. */
const conflicting: readonly [string, readonly Rule[], readonly number[], string][] = [
  ['a column that is not there', [order('a', 'b'), range('z', 0)], [1], 'no column'],
  ['a range turned round', [range('a', 9, 1)], [0], 'no value'],
  ['a range without ends', [range('a')], [0], 'neither'],
  ['ranges apart', [range('a', 0, 5), range('b', 0), range('a', 6, 9)], [0, 2], 'no value of "a"'],
  ['a range between two written values', [range('b', 0), range('a', 30.2, 30.8)], [1], 'no value of "a"'],
  ['a column before itself', [less('a', 'a')], [0], 'twice'],
  ['a circle of two', [less('a', 'b'), less('b', 'a')], [0, 1], 'less than itself'],
  ['a circle of three', [less('a', 'b'), order('b', 'c'), order('c', 'a')], [0, 1, 2], 'less than itself'],
  [
    'order against ranges',
    [range('a', 10), range('b', undefined, 5), order('a', 'b')],
    [0, 1, 2],
    'no value',
  ],
  [
    'a long chain against ranges',
    [range('a', 10), order('a', 'b', 'c', 'd'), range('d', 0, 9)],
    [0, 1, 2],
    'no value',
  ],
  [
    'a strict order in one point',
    [range('a', 5, 5), range('b', 5, 5), less('a', 'b')],
    [0, 1, 2],
    'no value',
  ],
  [
    'too few steps between',
    [range('a', 1), range('c', undefined, 2), less('a', 'b', 'c')],
    [0, 1, 2],
    'no value',
  ],
  ['an order of different kinds', [order('a', 'from')], [0], 'different kinds'],
  ['an order of categories', [order('sex', 'town')], [0], 'no numbers'],
  ['a sum of dates', [sum('to', 'from', 'to')], [0], 'twice'],
  ['dates added', [sum('to', 'from', 'from2')], [0], 'no column'],
  ['two totals of one column', [sum('total', 'a', 'b'), sum('total', 'c', 'd')], [0, 1], 'both decide'],
  ['totals in a circle', [sum('a', 'b', 'c'), sum('b', 'a', 'd')], [0, 1], 'part of the other'],
  [
    'parts above their total',
    [sum('total', 'a', 'b'), range('a', 60), range('b', 50), range('total', 0, 100)],
    [0, 1, 2, 3],
    'no value',
  ],
  [
    'a total below what it holds',
    [range('a', 1), range('b', 1, 5), range('total', 0, 9), sum('total', 'a', 'b'), range('a', 9)],
    [1, 2, 3, 4],
    'no value',
  ],
  ['a total in a combination', [combination('sex', 'total'), sum('total', 'a', 'b')], [0, 1], 'both decide'],
  [
    'dates apart',
    [range('from', '2020-01-01'), order('from', 'to'), range('to', undefined, '2019-12-31')],
    [0, 1, 2],
    'no value',
  ],
  ['a dropped column', [range('gone', 0)], [0], 'not modelled'],
  ['an identifier in a combination', [combination('key', 'sex')], [0], 'not modelled'],
  ['uniqueness of a category', [{ rule: 'unique', column: 'sex' }], [0], 'not regenerated'],
];

describe('conflicting rules', () => {
  it.each(conflicting)('%s', (_, rules, involved, reason) => {
    const conflict = findConflict(rules, schemas);
    expect(conflict?.rules).toEqual(involved);
    expect(conflict?.because).toContain(reason);
    const message = new RegExp(`rule ${involved[0] + 1} .*cannot hold.*${reason}`);
    expect(() => requireConsistent(rules, schemas)).toThrow(message);
    expect(() => requireConsistent(rules, schemas)).toThrow(
      expect.objectContaining({ code: 'rules-conflict' }),
    );
  });

  it('a name that is nearly right is named', () => {
    expect(findConflict([range('Ratio', 0)], schemas)?.because).toBe(
      'the table has no column "Ratio", but it has "ratio"',
    );
  });

  it('conditions are told from rules, and rules keep the number that they have in the recipe', () => {
    const condition = { rule: 'range', column: 'b', high: 3 } as const;
    expect(() => requireConsistent([range('a', 5), order('a', 'b')], schemas, [condition], [0, 4])).toThrow(
      /^The rule 1 \("a" lies in its range\), rule 5 .* and condition on "b" cannot hold together/,
    );
  });

  it('an end that cannot be read is refused without repeating it', () => {
    expect(() => requireConsistent([range('from', 'Eleanor')], schemas)).toThrow(/"from"/);
    expect(() => requireConsistent([range('from', 'Eleanor')], schemas)).not.toThrow(/Eleanor/);
  });
});

describe('rules that can hold together', () => {
  it.each([
    ['equal by two orders', [order('a', 'b'), order('b', 'a')]],
    ['a chain in a range', [range('a', 0, 10), less('a', 'b', 'c'), range('c', 0, 12)]],
    ['ranges that touch', [range('a', 5, 5), range('b', 5, 5), order('a', 'b')]],
    ['totals of totals', [sum('total', 'c', 'd'), sum('c', 'a', 'b'), range('total', 0)]],
    ['combinations that share a column', [combination('sex', 'town'), combination('town', 'a')]],
    ['a small strict step of decimals', [range('ratio', 0.01, 0.01)]],
    ['a unique identifier', [{ rule: 'unique', column: 'key' }]],
  ] as [string, Rule[]][])('%s', (_, rules) => {
    expect(findConflict(rules, schemas)).toBeNull();
  });
});
