/** Conflicts between order rules: a circle with a "less than" in it, and a part that exceeds its total. */
import type { Conflict } from './conflicts.ts';
import type { Rule } from './rule.ts';

/** `from` is at most `to`. */
interface Step {
  readonly from: string;
  readonly to: string;
  readonly strict: boolean;
  readonly rule: number;
}

/** The first circle through a strict step, null for none. */
export function orderConflict(rules: readonly Rule[]): Conflict | null {
  const steps = stepsOf(rules);
  for (const step of steps) {
    if (!step.strict) continue;
    const back = pathBetween(steps, step.to, step.from);
    if (back === null) continue;
    const circle = [...new Set([step.rule, ...back.map(({ rule }) => rule)])].sort((a, b) => a - b);
    return { rules: circle, because: `"${step.from}" would have to be less than itself` };
  }
  return null;
}

function stepsOf(rules: readonly Rule[]): Step[] {
  return rules.flatMap((rule, index) =>
    rule.rule === 'order'
      ? rule.columns.slice(1).map((to, at) => ({
          from: rule.columns[at],
          to,
          strict: rule.strict === true,
          rule: index,
        }))
      : [],
  );
}

/** Steps of a shortest way from one column to another; null when there is none. */
function pathBetween(steps: readonly Step[], from: string, to: string): Step[] | null {
  const cameBy = new Map<string, Step>();
  const queue = [from];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const step of steps) {
      if (step.from !== at || cameBy.has(step.to) || step.to === from) continue;
      cameBy.set(step.to, step);
      queue.push(step.to);
    }
  }
  const path: Step[] = [];
  for (let name = to; name !== from;) {
    const step = cameBy.get(name);
    if (step === undefined) return null;
    path.unshift(step);
    name = step.from;
  }
  return path;
}
