/** What a person asks of every synthetic row, as typed: conditions, shares of a category's levels, rules. */
import type { ColumnView, GenerateSettings } from '../electron/ipc/contract.ts';
import type { WantedCell } from '../models/recipe.ts';
import type { Rule } from '../models/rules/rule.ts';

/** A condition on one column; `values` count for `values`, the ends for `range`. */
export interface Condition {
  readonly column: string;
  readonly form: 'values' | 'range';
  /** Texts as in the file; null: missing cells. */
  readonly values: readonly (string | null)[];
  /** Inclusive, as in the file; empty: open. */
  readonly low: string;
  readonly high: string;
}

/** Wanted shares in percent by level, as typed; they need not add up yet. */
export interface Rebalance {
  readonly column: string;
  readonly percents: Readonly<Record<string, number>>;
}

export interface Asks {
  /** At most one a column, in the order in which they were added. */
  readonly conditions: readonly Condition[];
  readonly rebalance: Rebalance | null;
  /** Columns that are to have no empty cells. */
  readonly fill: readonly string[];
  readonly rules: readonly Rule[];
}

export const noAsks: Asks = { conditions: [], rebalance: null, fill: [], rules: [] };

/** Percents that differ from 100 by less than this count as adding up: people type whole or half percents. Ours. */
const roundingPercent = 0.051;

/** The condition as it begins for a column: values for categories, a range for what has an order. */
export function conditionOn({ schema, chart }: ColumnView): Condition {
  const ranged = chart.form === 'histogram';
  return { column: schema.name, form: ranged ? 'range' : 'values', values: [], low: '', high: '' };
}

/** True when the condition asks for something; one that was only just added does not. */
export function isComplete({ form, values, low, high }: Condition): boolean {
  return form === 'values' ? values.length > 0 : low.trim() !== '' || high.trim() !== '';
}

/** Conditions by column name, without those that ask for nothing yet. */
export function whereOf(conditions: readonly Condition[]): GenerateSettings['where'] {
  return Object.fromEntries(
    conditions.filter(isComplete).map((condition) => [condition.column, { is: wanted(condition) }]),
  );
}

function wanted({ form, values, low, high }: Condition): GenerateSettings['where'][string]['is'] {
  if (form === 'values') {
    const cells: readonly WantedCell[] = values;
    return cells.length === 1 ? (cells[0] ?? null) : cells;
  }
  return {
    ...(low.trim() === '' ? {} : { low: low.trim() }),
    ...(high.trim() === '' ? {} : { high: high.trim() }),
  };
}

/** Sum of the percents. */
export function totalPercent({ percents }: Rebalance): number {
  return Object.values(percents).reduce((sum, percent) => sum + percent, 0);
}

/** Why this cannot be asked, as a sentence with what to do; null when it can. */
export function problemOf(asks: Asks): string | null {
  return fillProblem(asks) ?? rebalanceProblem(asks);
}

/** Why columns cannot be without empty cells; null when they can. */
export function fillProblem({ conditions, fill }: Asks): string | null {
  const gap = conditions.find(({ column, values }) => fill.includes(column) && values.includes(null));
  return gap === undefined
    ? null
    : `“${gap.column}” is to have no empty cells, and a condition asks for missing ones. Keep one of the two.`;
}

/** Why the shares cannot be given; null when they can. */
export function rebalanceProblem({ rebalance, conditions }: Asks): string | null {
  if (rebalance === null) return null;
  const total = totalPercent(rebalance);
  if (Math.abs(total - 100) >= roundingPercent)
    return `The shares of “${rebalance.column}” add up to ${Number(total.toFixed(1))} %. Change them until they add up to 100 %.`;
  if (conditions.some((condition) => condition.column === rebalance.column && isComplete(condition)))
    return `“${rebalance.column}” has both a condition and new shares. Keep one of the two.`;
  return null;
}

/** The part of the settings that is sent to main; only for asks without a problem. */
export function askedOf(asks: Asks): Pick<GenerateSettings, 'where' | 'balance' | 'fill' | 'rules'> {
  const { conditions, rebalance, fill, rules } = asks;
  return { where: whereOf(conditions), balance: balanceOf(rebalance), fill, rules };
}

function balanceOf(rebalance: Rebalance | null): GenerateSettings['balance'] {
  if (rebalance === null) return null;
  const total = totalPercent(rebalance);
  const shares = Object.entries(rebalance.percents).map(([level, percent]) => [level, percent / total]);
  return { column: rebalance.column, shares: Object.fromEntries(shares) };
}

/** Columns whose empty cells can be filled: modelled, with both empty and other cells. */
export function canFill({ schema, missing, distinct }: ColumnView): boolean {
  return schema.treatment === 'model' && missing > 0 && distinct > 0;
}

/** Only what speaks of columns that the table (still) has. */
export function asksFor({ conditions, rebalance, fill, rules }: Asks, columns: readonly ColumnView[]): Asks {
  const names = new Set(columns.map(({ schema }) => schema.name));
  return {
    conditions: conditions.filter(({ column }) => names.has(column)),
    rebalance: rebalance !== null && names.has(rebalance.column) ? rebalance : null,
    fill: fill.filter((name) => names.has(name)),
    rules: rules.filter((rule) => namesIn(rule).every((name) => names.has(name))),
  };
}

function namesIn(rule: Rule): readonly string[] {
  switch (rule.rule) {
    case 'range':
    case 'unique':
      return [rule.column];
    case 'order':
    case 'combination':
      return rule.columns;
    case 'sum':
      return [rule.total, ...rule.of];
    default:
      return rule satisfies never;
  }
}

/** True when both say the same, whether or not they hold always. */
export function sameRule(one: Rule, other: Rule): boolean {
  return JSON.stringify({ ...one, always: true }) === JSON.stringify({ ...other, always: true });
}

/** Levels that can be given other shares: of categories whose levels are all known to the window. */
export function canRebalance({ schema, chart, distinct }: ColumnView): boolean {
  return (
    schema.treatment === 'model' &&
    chart.form === 'bars' &&
    chart.labels.length === distinct &&
    distinct >= 2 &&
    !chart.labels.includes('')
  );
}
