import { describe, expect, it } from 'vitest';
import {
  askedOf,
  type Asks,
  asksFor,
  canFill,
  canRebalance,
  type Condition,
  conditionOn,
  noAsks,
  problemOf,
  sameRule,
  whereOf,
} from '../../renderer/asks.ts';
import { fakeTable } from '../support/fakeTable.ts';

const viewOf = (name: string) => {
  const view = fakeTable.columns.find(({ schema }) => schema.name === name);
  if (view === undefined) throw new Error(`The made-up table has no ${name}.`);
  return view;
};
const values = (column: string, ...cells: (string | null)[]): Condition => ({
  column,
  form: 'values',
  values: cells,
  low: '',
  high: '',
});
const range = (column: string, low: string, high: string): Condition => ({
  column,
  form: 'range',
  values: [],
  low,
  high,
});

describe('conditions', () => {
  it('begin as a range for what has an order, as values for categories', () => {
    expect(conditionOn(viewOf('age')).form).toBe('range');
    expect(conditionOn(viewOf('hired_on')).form).toBe('range');
    expect(conditionOn(viewOf('workclass')).form).toBe('values');
  });

  it('are sent as typed; an open end is left out, and one that asks for nothing yet is not sent', () => {
    expect(
      whereOf([
        values('sex', 'Female'),
        values('workclass', 'Private', null),
        values('diagnosis'),
        range('age', ' 60 ', '70'),
        range('hired_on', '', '31/12/2014'),
        range('hours_per_week', ' ', ''),
      ]),
    ).toEqual({
      sex: { is: 'Female' },
      workclass: { is: ['Private', null] },
      age: { is: { low: '60', high: '70' } },
      hired_on: { is: { high: '31/12/2014' } },
    });
  });

  it('can ask for missing cells alone', () => {
    expect(whereOf([values('workclass', null)])).toEqual({ workclass: { is: null } });
  });
});

describe('other shares', () => {
  const balanced = (percents: Record<string, number>): Asks => ({
    ...noAsks,
    rebalance: { column: 'income', percents },
  });

  it('that add up are sent as shares that sum to one', () => {
    const thirds = balanced({ a: 33.3, b: 33.3, c: 33.4 });
    expect(problemOf(thirds)).toBeNull();
    const shares = Object.values(askedOf(thirds).balance?.shares ?? {});
    // 1e-6 is what the recipe's schema allows.
    expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1)).toBeLessThan(1e-6);
  });

  it('that do not add up are named with what to do', () => {
    expect(problemOf(balanced({ '<=50K': 50, '>50K': 40 }))).toBe(
      'The shares of “income” add up to 90 %. Change them until they add up to 100 %.',
    );
  });

  it('cannot stand beside a condition on the same column', () => {
    const both = { ...balanced({ '<=50K': 50, '>50K': 50 }), conditions: [values('income', '>50K')] };
    expect(problemOf(both)).toContain('both a condition and new shares');
    expect(problemOf({ ...both, conditions: [values('income')] })).toBeNull();
  });

  it('are offered for modelled categories whose levels are all known', () => {
    expect(canRebalance(viewOf('income'))).toBe(true);
    expect(canRebalance(viewOf('age'))).toBe(false);
    expect(canRebalance({ ...viewOf('income'), distinct: 3 })).toBe(false);
    const dropped = {
      ...viewOf('income'),
      schema: { ...viewOf('income').schema, treatment: 'drop' as const },
    };
    expect(canRebalance(dropped)).toBe(false);
  });
});

describe('what is asked of columns that are gone', () => {
  it('is taken away, rules with any such column too', () => {
    const asks: Asks = {
      conditions: [values('sex', 'Male'), values('gone', 'x')],
      rebalance: { column: 'gone', percents: { x: 100 } },
      fill: ['gone', 'age'],
      rules: [
        { rule: 'range', column: 'age', low: 0 },
        { rule: 'sum', total: 'age', of: ['gone', 'hours_per_week'] },
      ],
    };
    expect(asksFor(asks, fakeTable.columns)).toEqual({
      conditions: [values('sex', 'Male')],
      rebalance: null,
      fill: ['age'],
      rules: [{ rule: 'range', column: 'age', low: 0 }],
    });
  });
});

describe('columns without empty cells', () => {
  it('are modelled, and have both empty and other cells', () => {
    const income = viewOf('income');
    expect(canFill({ ...income, missing: 3 })).toBe(true);
    expect(canFill({ ...income, missing: 0 })).toBe(false);
    expect(canFill({ ...income, missing: 3, distinct: 0 })).toBe(false);
    expect(canFill({ ...income, missing: 3, schema: { ...income.schema, treatment: 'drop' } })).toBe(false);
  });

  it('cannot be asked for missing ones', () => {
    const asks: Asks = {
      ...noAsks,
      fill: ['sex'],
      conditions: [{ ...values('sex', 'Male'), values: ['Male', null] }],
    };
    expect(problemOf(asks)).toContain('is to have no empty cells');
    expect(problemOf({ ...asks, conditions: [values('sex', 'Male')] })).toBeNull();
  });
});

it('a rule is the same whether or not it holds always', () => {
  const rule = { rule: 'order', columns: ['a', 'b'] } as const;
  expect(sameRule(rule, { ...rule, always: true })).toBe(true);
  expect(sameRule(rule, { ...rule, columns: ['b', 'a'] })).toBe(false);
});
