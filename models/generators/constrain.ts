/** Binds a fitted model to what a recipe asks of every row: conditions, shares, rules. */
import type { Coded } from '../codec/codec.ts';
import type { Recipe, WantedRange } from '../recipe.ts';
import type { Run } from '../run/run.ts';
import { checkRules, enforceable, rulesNotes } from '../rules/checkRules.ts';
import { requireConsistent } from '../rules/conflicts.ts';
import { resolveRules } from '../rules/resolve.ts';
import type { RangeRule } from '../rules/rule.ts';
import { type ColumnSchema, isNumeric } from '../table/schema.ts';
import type { RealTable } from '../table/table.ts';
import { fillNotes, fillOf } from './conditional/fill.ts';
import { isConditional, type Plan, planDemand } from './conditional/plan.ts';
import { cellsOf, numberOf } from './conditional/wanted.ts';
import type { Fitted } from './fit.ts';

export interface Constrained {
  readonly fitted: Fitted;
  /** Null for a table that is to be like the training table. */
  readonly plan: Plan | null;
  /** For the report; with column names and without cell values. */
  readonly notes: readonly string[];
}

/**
 * @param train the rows that `coded` holds.
 * @throws Refused `unknown-column`, `where-column`, `where-value`, `fill-column`, `no-support`, `rules-conflict` (a rule and a
 * condition). @throws Cancelled.
 */
export async function constrain(
  fitted: Fitted,
  coded: Coded,
  recipe: Pick<Recipe, 'where' | 'balance' | 'fill' | 'rules'>,
  train: RealTable,
  run: Run,
): Promise<Constrained> {
  const schemas = train.columns.map(({ schema }) => schema);
  const findings = checkRules(train, recipe.rules);
  const conditions = rangesOf(recipe, schemas);
  const enforced = enforceable(findings);
  requireConsistent(
    enforced,
    schemas,
    conditions,
    enforced.map((rule) => recipe.rules.indexOf(rule)),
  );
  const asked = [...enforced, ...conditions];
  const rules = recipe.rules.length === 0 ? null : resolveRules(asked, fitted.codecs, coded.parts);
  const plan = isConditional(recipe) ? await planDemand(fitted, recipe, train, run) : null;
  const fill = fillOf(fitted.codecs, recipe.fill, recipe.where);
  return {
    fitted: { ...fitted, demand: plan?.demand ?? null, rules, ...(fill.length === 0 ? {} : { fill }) },
    plan,
    notes: [...conditionNotes(recipe, plan), ...fillNotes(recipe.fill, train), ...rulesNotes(findings)],
  };
}

/**
 * The ranges of the conditions on numbers, so that mending a row for a rule cannot move it out of its condition; for single
 * numbers the range from the least to the largest, because what is asked to be just one of them is not moved at all.
 */
function rangesOf({ where }: Pick<Recipe, 'where'>, schemas: readonly ColumnSchema[]): RangeRule[] {
  return Object.entries(where).flatMap(([column, { is }]): RangeRule[] => {
    const schema = schemas.find(({ name }) => name === column);
    if (schema === undefined || !isNumeric(schema.kind) || schema.treatment !== 'model') return [];
    const cells = cellsOf(is);
    if (cells === null) return [{ rule: 'range', column, ...(is as WantedRange) }];
    const numbers = cells.flatMap((cell) => (cell === null ? [] : [numberOf(schema, cell)]));
    if (numbers.length === 0) return [];
    return [{ rule: 'range', column, low: Math.min(...numbers), high: Math.max(...numbers) }];
  });
}

function conditionNotes({ where, balance }: Pick<Recipe, 'where' | 'balance'>, plan: Plan | null): string[] {
  if (plan === null) return [];
  const names = Object.keys(where).map((name) => `"${name}"`);
  const notes: string[] = [];
  if (names.length > 0)
    notes.push(
      `The synthetic table is conditional: every row meets the conditions on ${names.join(', ')} that the recipe lists.`,
    );
  if (balance !== null)
    notes.push(
      `The synthetic table is balanced: the levels of "${balance.column}" have the shares that the recipe lists, not those of the data.`,
    );
  plan.support.forEach(({ probability, trainRows, extrapolated }, index) => {
    const which =
      plan.support.length === 1
        ? 'The conditions are met by'
        : `Level ${index + 1} of the balanced column has`;
    const share = `${(100 * probability).toPrecision(2)}%`;
    notes.push(
      `${which} ${trainRows ?? 'an unknown number of'} training rows; support score (the model's own estimate of their share): ${share}.`,
    );
    if (extrapolated)
      notes.push(
        'Extrapolated: fewer than 5 training rows meet these conditions, so the rows show what the model makes of their neighbourhood and cannot be compared with real ones.',
      );
  });
  return notes;
}
