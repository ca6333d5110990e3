/** From rules in words to what a sampler can hold rows against: codec indexes, numbers, combinations of codes. */
import type { Codec, Part } from '../codec/codec.ts';
import type { Rule } from './rule.ts';
import { writtenEnds } from './writtenEnds.ts';

/** Numbers of one column lie from `low` to `high`, inclusive; infinite where open. */
export interface ResolvedRange {
  readonly codec: number;
  readonly low: number;
  readonly high: number;
}

/** Numbers ascend along `codecs`. */
export interface ResolvedOrder {
  readonly codecs: readonly number[];
  readonly strict: boolean;
}

/** `total` is the sum of `of`, written to `decimals` digits. */
export interface ResolvedSum {
  readonly total: number;
  readonly of: readonly number[];
  readonly decimals: number;
}

/** Codes of `parts` occur together only as in `allowed`, which lists tuples one after the other. */
export interface ResolvedCombination {
  readonly parts: readonly number[];
  /** Codes from here on mean a missing cell, one a part; the rule does not apply to such rows. */
  readonly present: readonly number[];
  readonly allowed: Int32Array;
}

/** Rules as plain data over shared memory, so that workers can hold rows against them. */
export interface Resolved {
  readonly ranges: readonly ResolvedRange[];
  readonly orders: readonly ResolvedOrder[];
  /** Addends that are themselves totals come first. */
  readonly sums: readonly ResolvedSum[];
  readonly combinations: readonly ResolvedCombination[];
}

/** Training rows a combination needs before it may occur. Ours: the lowest threshold of value protection. */
export const combinationRows = 5;

/** Most combinations a rule may list; beyond it the columns are not a fixed set of combinations. Ours. */
const mostCombinations = 100_000;

/** @param rules free of conflicts and of names the table does not have (`requireConsistent`). */
export function resolveRules(
  rules: readonly Rule[],
  codecs: readonly Codec[],
  parts: readonly Part[],
): Resolved {
  const at = (name: string): number => codecs.findIndex(({ schema }) => schema.name === name);
  const ranges: ResolvedRange[] = [];
  const orders: ResolvedOrder[] = [];
  const sums: ResolvedSum[] = [];
  const combinations: ResolvedCombination[] = [];
  for (const rule of rules) {
    switch (rule.rule) {
      case 'range':
        ranges.push({ codec: at(rule.column), ...writtenEnds(codecs[at(rule.column)].schema, rule) });
        break;
      case 'order':
        orders.push({ codecs: rule.columns.map(at), strict: rule.strict === true });
        break;
      case 'sum': {
        const decimals = codecs[at(rule.total)].schema.number?.decimals ?? 0;
        sums.push({ total: at(rule.total), of: rule.of.map(at), decimals });
        break;
      }
      case 'combination':
        combinations.push(combinationOf(rule.columns.map(at), codecs, parts));
        break;
      case 'unique':
        // Regenerated columns are unique by how they are made; `requireConsistent` refuses the rule on others.
        break;
      default:
        rule satisfies never;
    }
  }
  return { ranges, orders, sums: addendsFirst(sums), combinations };
}

function addendsFirst(sums: readonly ResolvedSum[]): ResolvedSum[] {
  const ordered: ResolvedSum[] = [];
  const place = (sum: ResolvedSum): void => {
    if (ordered.includes(sum)) return;
    for (const addend of sum.of) {
      const before = sums.find(({ total }) => total === addend);
      if (before !== undefined) place(before);
    }
    ordered.push(sum);
  };
  sums.forEach(place);
  return ordered;
}

function combinationOf(
  columns: readonly number[],
  codecs: readonly Codec[],
  parts: readonly Part[],
): ResolvedCombination {
  const chosen = columns.map((column) => codecs[column].parts.at(-1) ?? 0);
  const present = columns.map((column, index) => {
    const codec = codecs[column];
    return codec.form === 'category' ? codec.levels : parts[chosen[index]].size;
  });
  const counts = new Map<string, { readonly codes: readonly number[]; rows: number }>();
  const rowCount = parts[chosen[0]]?.codes.length ?? 0;
  for (let row = 0; row < rowCount && counts.size <= mostCombinations; row++) {
    const codes = chosen.map((part) => parts[part].codes[row]);
    if (codes.some((code, index) => code < 0 || code >= present[index])) continue;
    const key = codes.join();
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { codes, rows: 1 });
    else known.rows++;
  }
  const kept = [...counts.values()].filter(({ rows }) => rows >= combinationRows);
  const allowed = new Int32Array(new SharedArrayBuffer(kept.length * chosen.length * 4));
  kept.forEach(({ codes }, index) => allowed.set(codes, index * chosen.length));
  return { parts: chosen, present, allowed };
}
