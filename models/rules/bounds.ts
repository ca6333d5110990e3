/** Conflicts between ranges, orders and sums, by narrowing the interval of each column until nothing changes. */
import type { ColumnSchema } from '../table/schema.ts';
import type { Conflict } from './conflicts.ts';
import type { Rule } from './rule.ts';
import { writtenEnds, writtenStep } from './writtenEnds.ts';

/** An end of a column's interval and the rules that put it there. */
interface End {
  readonly at: number;
  readonly rules: ReadonlySet<number>;
}

interface Interval {
  low: End;
  high: End;
}

/** Passes after which narrowing stops; each pass carries an end one rule further, and a chain visits a rule once. */
const passesOf = (rules: readonly Rule[]): number => 2 * rules.length + 2;

/** The first column whose interval becomes empty; null for none. A strict step moves an end by the last written digit. */
export function boundConflict(
  rules: readonly Rule[],
  known: ReadonlyMap<string, ColumnSchema>,
): Conflict | null {
  const intervals = new Map<string, Interval>();
  const of = (name: string): Interval => {
    const found = intervals.get(name);
    if (found !== undefined) return found;
    const open: Interval = {
      low: { at: -Infinity, rules: new Set() },
      high: { at: Infinity, rules: new Set() },
    };
    intervals.set(name, open);
    return open;
  };
  for (let pass = 0; pass < passesOf(rules); pass++) {
    let moved = false;
    for (let index = 0; index < rules.length; index++) {
      moved = narrow(rules[index], index, of, known) || moved;
      for (const [name, { low, high }] of intervals) {
        if (low.at <= high.at + 1e-9) continue;
        const involved = [...new Set([...low.rules, ...high.rules])].sort((a, b) => a - b);
        return { rules: involved, because: `no value of "${name}" is left` };
      }
    }
    if (!moved) break;
  }
  return null;
}

type Lookup = (name: string) => Interval;

function narrow(rule: Rule, index: number, of: Lookup, known: ReadonlyMap<string, ColumnSchema>): boolean {
  switch (rule.rule) {
    case 'range': {
      const schema = known.get(rule.column);
      const ends = schema === undefined ? { low: -Infinity, high: Infinity } : writtenEnds(schema, rule);
      const here = of(rule.column);
      const raised = raise(here, ends.low, index);
      return lower(here, ends.high, index) || raised;
    }
    case 'order': {
      let moved = false;
      rule.columns.slice(1).forEach((name, at) => {
        const [before, after] = [of(rule.columns[at]), of(name)];
        const step = rule.strict === true ? writtenStep(known.get(name), known.get(rule.columns[at])) : 0;
        moved = raise(after, before.low.at + step, index, before.low) || moved;
        moved = lower(before, after.high.at - step, index, after.high) || moved;
      });
      return moved;
    }
    case 'sum':
      return narrowSum(of(rule.total), rule.of.map(of), index);
    case 'combination':
    case 'unique':
      return false;
    default:
      return rule satisfies never;
  }
}

function narrowSum(total: Interval, addends: readonly Interval[], index: number): boolean {
  const sum = (end: 'low' | 'high', skip = -1): End[] =>
    addends.flatMap((addend, at) => (at === skip ? [] : [addend[end]]));
  const at = (ends: readonly End[]): number => ends.reduce((value, end) => value + end.at, 0);
  let moved = raise(total, at(sum('low')), index, ...sum('low'));
  moved = lower(total, at(sum('high')), index, ...sum('high')) || moved;
  addends.forEach((addend, place) => {
    const [lows, highs] = [sum('low', place), sum('high', place)];
    moved = raise(addend, total.low.at - at(highs), index, total.low, ...highs) || moved;
    moved = lower(addend, total.high.at - at(lows), index, total.high, ...lows) || moved;
  });
  return moved;
}

function raise(interval: Interval, at: number, rule: number, ...from: readonly End[]): boolean {
  if (!(at > interval.low.at + 1e-9)) return false;
  interval.low = { at, rules: new Set([rule, ...from.flatMap(({ rules }) => [...rules])]) };
  return true;
}

function lower(interval: Interval, at: number, rule: number, ...from: readonly End[]): boolean {
  if (!(at < interval.high.at - 1e-9)) return false;
  interval.high = { at, rules: new Set([rule, ...from.flatMap(({ rules }) => [...rules])]) };
  return true;
}
