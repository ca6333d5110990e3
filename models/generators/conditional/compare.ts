/** What a conditional table is compared with: the real rows that meet its conditions, in its shares. */
import type { Evaluation } from '../../evaluate/evaluation.ts';
import { randomStream } from '../../num/random.ts';
import type { Recipe } from '../../recipe.ts';
import { takeRows, type RealTable } from '../../table/table.ts';
import { isConditional, requestsOf } from './plan.ts';
import { rowsThat } from './wanted.ts';

export interface Comparison {
  readonly train: RealTable;
  readonly holdout: RealTable | null;
  /** Why fidelity cannot be measured; null when it can. */
  readonly unmeasured: string | null;
}

/** Fewest training rows under the conditions that fidelity is measured against. Ours, as for slices of a table. */
export const fewestCompared = 100;
/** Fewest holdout rows that are still of use as a ceiling. Ours. */
const fewestHeld = 10;

/**
 * The tables to evaluate against. With too few real rows under the conditions the whole tables stay, for the measures of
 * leakage, and `unmeasured` says why fidelity is not to be read.
 */
export function comparisonFor(
  train: RealTable,
  holdout: RealTable | null,
  recipe: Pick<Recipe, 'where' | 'balance' | 'seed'>,
): Comparison {
  if (!isConditional(recipe)) return { train, holdout, unmeasured: null };
  const rows = alike(train, recipe);
  if (rows.length < fewestCompared) {
    const unmeasured = `Only ${rows.length} training rows meet the conditions, in the shares asked for; at least ${fewestCompared} are needed to compare with.`;
    return { train, holdout, unmeasured };
  }
  const held = holdout === null ? null : takeRows(holdout, alike(holdout, recipe));
  return {
    train: takeRows(train, rows),
    holdout: held !== null && held.rowCount >= fewestHeld ? held : null,
    unmeasured: null,
  };
}

/** The largest set of rows that meets the conditions in the shares of the balance; a random part of levels too frequent. */
function alike(table: RealTable, recipe: Pick<Recipe, 'where' | 'balance' | 'seed'>): Int32Array {
  const strata = requestsOf(recipe).map(({ share, where }) => ({ share, rows: rowsThat(table, where) }));
  const most = Math.min(...strata.map(({ share, rows }) => Math.floor(rows.length / share + 1e-9)));
  const taken = strata.map(({ share, rows }, index) =>
    choose(rows, Math.min(rows.length, Math.round(most * share)), [recipe.seed, 'compare', index]),
  );
  return Int32Array.from(taken.flatMap((rows) => [...rows])).sort();
}

/** `wanted` of the rows without replacement: Knuth TAOCP vol. 2, 3rd ed., 3.4.2 algorithm S. */
function choose(rows: Int32Array, wanted: number, key: readonly (string | number)[]): Int32Array {
  const random = randomStream(key);
  let chosen = 0;
  return rows.filter((_, index) => {
    const take = random.uniform() * (rows.length - index) < wanted - chosen;
    if (take) chosen++;
    return take;
  });
}

/** The evaluation with every measure of fidelity and utility unmeasured when there is a reason for it. */
export function withoutFidelity(evaluation: Evaluation, unmeasured: string | null): Evaluation {
  return unmeasured === null ? evaluation : unmeasure(evaluation, ['fidelity', 'utility'], unmeasured);
}

/** The evaluation with the fidelity and usefulness of another, of the same rows before their empty cells were filled. */
export function withFidelityOf(evaluation: Evaluation, other: Evaluation): Evaluation {
  const { fidelity, utility, groups } = other;
  const checks = evaluation.checks.map((check) => {
    const isOther = /^(fidelity|utility)\./.test(check.measure);
    return (isOther ? other.checks.find(({ id }) => id === check.id) : undefined) ?? check;
  });
  return { ...evaluation, fidelity, utility, groups, checks };
}

/** The evaluation with every measure of `groups` unmeasured, the checks that read them with it, and no findings by group. */
export function unmeasure<E extends Evaluation>(
  evaluation: E,
  groups: readonly ('fidelity' | 'utility' | 'privacy')[],
  why: string,
): E {
  const chosen: readonly string[] = groups;
  const blanked = Object.entries(evaluation).map(([name, value]) => [
    name,
    chosen.includes(name) ? blank(value, why) : value,
  ]);
  const checks = evaluation.checks.map((check) =>
    chosen.includes(check.measure.split('.')[0])
      ? { ...check, status: 'unmeasured' as const, says: why }
      : check,
  );
  // The shape is kept: only measures, which may be unmeasured by their type, and charts, which may be null, change.
  return { ...(Object.fromEntries(blanked) as E), groups: [], checks };
}

function blank(value: unknown, unmeasured: string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => blank(item, unmeasured));
  if (typeof value !== 'object' || value === null) return value;
  if ('value' in value && 'better' in value) return { unmeasured };
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === 'chart' ? null : blank(inner, unmeasured)]),
  );
}
