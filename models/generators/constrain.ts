/** Binds a fitted model to what a recipe asks of every row: conditions, shares, rules. */
import type { Coded } from '../codec/codec.ts';
import type { Recipe } from '../recipe.ts';
import type { Run } from '../run/run.ts';
import { checkRules, enforceable, rulesNotes } from '../rules/checkRules.ts';
import { resolveRules } from '../rules/resolve.ts';
import type { Rule } from '../rules/rule.ts';
import type { RealTable } from '../table/table.ts';
import { fillNotes, fillOf } from './conditional/fill.ts';
import { isConditional, type Plan, planDemand } from './conditional/plan.ts';
import { cellsOf } from './conditional/wanted.ts';
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
 * @throws Refused `unknown-column`, `where-column`, `where-value`, `fill-column`, `no-support`. @throws Cancelled.
 */
export async function constrain(
  fitted: Fitted,
  coded: Coded,
  recipe: Pick<Recipe, 'where' | 'balance' | 'fill' | 'rules'>,
  train: RealTable,
  run: Run,
): Promise<Constrained> {
  const findings = checkRules(train, recipe.rules);
  const asked = [...enforceable(findings), ...conditionsAsRules(recipe)];
  const rules = recipe.rules.length === 0 ? null : resolveRules(asked, fitted.codecs, coded.parts);
  const plan = isConditional(recipe) ? await planDemand(fitted, recipe, train, run) : null;
  const fill = fillOf(fitted.codecs, recipe.fill, recipe.where);
  return {
    fitted: { ...fitted, demand: plan?.demand ?? null, rules, ...(fill.length === 0 ? {} : { fill }) },
    plan,
    notes: [...conditionNotes(recipe, plan), ...fillNotes(recipe.fill, train), ...rulesNotes(findings)],
  };
}

/** Ranges that are asked for, so that mending a row for a rule cannot move it out of its condition. */
function conditionsAsRules({ where }: Pick<Recipe, 'where'>): Rule[] {
  return Object.entries(where).flatMap(([column, { is }]): Rule[] =>
    cellsOf(is) === null && is !== null && typeof is === 'object' ? [{ rule: 'range', column, ...is }] : [],
  );
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
