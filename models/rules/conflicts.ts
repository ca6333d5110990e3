/** Conflicts between rules, found before anything is fitted: in what a rule speaks of, and between rules. */
import { nearest } from '../generators/conditional/spelling.ts';
import { Refused } from '../run/run.ts';
import { type ColumnSchema, isNumeric } from '../table/schema.ts';
import { boundConflict } from './bounds.ts';
import { orderConflict } from './orders.ts';
import { columnsOf, describeRule, type RangeRule, type Rule } from './rule.ts';

/** Rules that cannot hold together, or one that cannot hold at all. */
export interface Conflict {
  /** Indexes into the list of rules, ascending. */
  readonly rules: readonly number[];
  /** Why, as the end of a sentence, with column names and without values. */
  readonly because: string;
}

/** The first conflict, null for none. */
export function findConflict(rules: readonly Rule[], schemas: readonly ColumnSchema[]): Conflict | null {
  const known = new Map(schemas.map((schema) => [schema.name, schema]));
  for (let index = 0; index < rules.length; index++) {
    const because = wrongAlone(rules[index], known);
    if (because !== null) return { rules: [index], because };
  }
  return overTotals(rules) ?? orderConflict(rules) ?? boundConflict(rules, known) ?? null;
}

/**
 * @param conditions ranges that a recipe asks for besides its rules.
 * @param places of each rule in the list that a person wrote; default: the same.
 * @throws Refused `rules-conflict` with the rules and conditions that do not fit and why.
 */
export function requireConsistent(
  rules: readonly Rule[],
  schemas: readonly ColumnSchema[],
  conditions: readonly RangeRule[] = [],
  places: readonly number[] = rules.map((_, index) => index),
): void {
  const conflict = findConflict([...rules, ...conditions], schemas);
  if (conflict === null) return;
  const named = conflict.rules.map((index) =>
    index < rules.length
      ? `rule ${places[index] + 1} (${describeRule(rules[index])})`
      : `condition on "${conditions[index - rules.length].column}"`,
  );
  const subject =
    named.length === 1
      ? `The ${named[0]} cannot hold`
      : `The ${named.slice(0, -1).join(', ')} and ${named[named.length - 1]} cannot hold together`;
  throw new Refused('rules-conflict', `${subject}: ${conflict.because}. Change or remove one of them.`);
}

/** What units of values can be compared and added. */
export function unitOf({ kind }: ColumnSchema): string {
  return kind === 'integer' || kind === 'decimal' ? 'number' : kind;
}

function wrongAlone(rule: Rule, known: ReadonlyMap<string, ColumnSchema>): string | null {
  const names = columnsOf(rule);
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) {
    const near = nearest(unknown, [...known.keys()]);
    return `the table has no column "${unknown}"${near === null ? '' : `, but it has "${near.name}"`}`;
  }
  if (new Set(names).size < names.length) return 'it names a column twice';
  const schemas = names.flatMap((name) => known.get(name) ?? []);
  if (rule.rule === 'unique') return wrongUnique(schemas[0]);
  const left = schemas.find(
    ({ treatment, kind }) => treatment !== 'model' || kind === 'identifier' || kind === 'text',
  );
  if (left !== undefined) return `the column "${left.name}" is not modelled`;
  if (rule.rule === 'combination') return null;
  const wordy = schemas.find(({ kind }) => !isNumeric(kind));
  if (wordy !== undefined) return `the column "${wordy.name}" is a ${wordy.kind} and has no numbers`;
  const [first, ...others] = schemas;
  const odd = others.find((schema) => unitOf(schema) !== unitOf(first));
  if (odd !== undefined)
    return `"${first.name}" and "${odd.name}" are of different kinds, ${first.kind} and ${odd.kind}`;
  if (rule.rule === 'sum' && !['number', 'duration'].includes(unitOf(first)))
    return `values of kind ${first.kind} cannot be added`;
  if (rule.rule === 'range' && rule.low === undefined && rule.high === undefined)
    return 'it has neither a lower nor an upper end';
  return null;
}

function wrongUnique({ name, kind, treatment }: ColumnSchema): string | null {
  if (kind !== 'text' && treatment !== 'drop' && (kind === 'identifier' || treatment === 'regenerate'))
    return null;
  return `the column "${name}" is not regenerated, and only identifiers that are made anew are unique`;
}

/** A total is computed, so nothing else may decide it. */
function overTotals(rules: readonly Rule[]): Conflict | null {
  const totals = new Map<string, number>();
  for (let index = 0; index < rules.length; index++) {
    const rule = rules[index];
    if (rule.rule !== 'sum') continue;
    const before = totals.get(rule.total);
    if (before !== undefined)
      return { rules: [before, index], because: `both decide what "${rule.total}" is` };
    totals.set(rule.total, index);
  }
  for (let index = 0; index < rules.length; index++) {
    const rule = rules[index];
    if (rule.rule !== 'combination') continue;
    const total = rule.columns.find((name) => totals.has(name));
    if (total === undefined) continue;
    const pair = [totals.get(total) ?? 0, index].sort((a, b) => a - b);
    return { rules: pair, because: `both decide what "${total}" is` };
  }
  return circleOfSums(rules, totals);
}

function circleOfSums(rules: readonly Rule[], totals: ReadonlyMap<string, number>): Conflict | null {
  const path: number[] = [];
  const done = new Set<number>();
  const visit = (index: number): Conflict | null => {
    const at = path.indexOf(index);
    if (at >= 0) {
      const circle = path.slice(at).sort((a, b) => a - b);
      return { rules: circle, because: 'each total is part of the other' };
    }
    if (done.has(index)) return null;
    path.push(index);
    const rule = rules[index];
    for (const name of rule.rule === 'sum' ? rule.of : []) {
      const next = totals.get(name);
      const found = next === undefined ? null : visit(next);
      if (found !== null) return found;
    }
    path.pop();
    done.add(index);
    return null;
  };
  for (const index of totals.values()) {
    const found = visit(index);
    if (found !== null) return found;
  }
  return null;
}
