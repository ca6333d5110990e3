/** Rules as sentences for the screen; ends are values that a person chose or that follow from the kind. */
import type { Rule } from '../../../models/rules/rule.ts';

/** E.g. `“start” is at most “end”`. */
export function ruleSays(rule: Rule): string {
  switch (rule.rule) {
    case 'range':
      return `${quoted(rule.column)} ${endsSay(rule.low, rule.high)}`;
    case 'order':
      return rule.columns.map(quoted).join(rule.strict === true ? ' is less than ' : ' is at most ');
    case 'combination':
      return `${listed(rule.columns)} occur only in combinations that the data have`;
    case 'sum':
      return `${quoted(rule.total)} is the sum of ${listed(rule.of)}`;
    case 'unique':
      return `${quoted(rule.column)} is different in every row`;
    default:
      return rule satisfies never;
  }
}

function endsSay(low: string | number | undefined, high: string | number | undefined): string {
  if (low === undefined) return `is at most ${high ?? ''}`;
  return high === undefined ? `is at least ${low}` : `lies from ${low} to ${high}`;
}

function listed(names: readonly string[]): string {
  const words = names.map(quoted);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function quoted(name: string): string {
  return `“${name}”`;
}
