/** Whether rows obey resolved rules, in the numbers and codes of a block. */
import type { Codec, Sampled } from '../codec/codec.ts';
import { decodeTable } from '../codec/decode.ts';
import type { Resolved, ResolvedCombination } from './resolve.ts';

/** Numbers of the columns that rules speak of, by codec index; NaN where missing. */
export type Numbers = ReadonlyMap<number, Float64Array>;

/** Codec indexes of all columns whose numbers the rules need. */
export function numericColumns({ ranges, orders, sums }: Resolved): readonly number[] {
  const all = [
    ...ranges.map(({ codec }) => codec),
    ...orders.flatMap(({ codecs }) => codecs),
    ...sums.flatMap(({ total, of }) => [total, ...of]),
  ];
  return [...new Set(all)].sort((a, b) => a - b);
}

/** The numbers that `sampled` will be written as, with every total already the sum of its addends. */
export function numbersOf(codecs: readonly Codec[], sampled: Sampled, rules: Resolved): Numbers {
  const wanted = numericColumns(rules);
  const { columns } = decodeTable(
    wanted.map((index) => codecs[index]),
    sampled,
    0,
    0,
    '',
  );
  const numbers = new Map(
    columns.map(({ codes, numbers: values }, index) => [
      wanted[index],
      Float64Array.from(codes, (code) => values?.[code] ?? NaN),
    ]),
  );
  for (let row = 0; row < sampled.rowCount; row++) addUp(numbers, rules, row);
  return numbers;
}

/** Puts the sum of the addends where a total stands; a row that lacks one of them keeps what it has. */
export function addUp(numbers: Numbers, { sums }: Resolved, row: number): void {
  for (const { total, of, decimals } of sums) {
    const totals = numbers.get(total);
    if (totals === undefined || Number.isNaN(totals[row])) continue;
    let sum = 0;
    for (const addend of of) sum += numbers.get(addend)?.[row] ?? NaN;
    // One rounding, so that 0.1 + 0.2 is written 0.3; adding 0 turns minus zero into zero.
    if (!Number.isNaN(sum)) totals[row] = Number(sum.toFixed(Math.min(decimals, 20))) + 0;
  }
}

/** Whether the numbers of a row lie in their ranges and ascend as they must. Missing numbers break nothing. */
export function numbersObey(numbers: Numbers, { ranges, orders }: Resolved, row: number): boolean {
  for (const { codec, low, high } of ranges) {
    const value = numbers.get(codec)?.[row] ?? NaN;
    if (value < low || value > high) return false;
  }
  for (const { codecs, strict } of orders) {
    let before = NaN;
    for (const codec of codecs) {
      const value = numbers.get(codec)?.[row] ?? NaN;
      if (Number.isNaN(value)) continue;
      if (before > value || (strict && before === value)) return false;
      before = value;
    }
  }
  return true;
}

/** A test of one row's codes against every combination rule. */
export function combinationTest({
  combinations,
}: Resolved): (parts: Sampled['parts'], row: number) => boolean {
  const known = combinations.map((combination) => ({ ...combination, keys: keysOf(combination) }));
  return (parts, row) =>
    known.every(({ parts: chosen, present, keys }) => {
      const codes = chosen.map((part) => parts[part][row]);
      if (codes.some((code, index) => code < 0 || code >= present[index])) return true;
      return keys.has(codes.join());
    });
}

function keysOf({ parts, allowed }: ResolvedCombination): ReadonlySet<string> {
  const keys = new Set<string>();
  for (let at = 0; at < allowed.length; at += parts.length)
    keys.add(allowed.subarray(at, at + parts.length).join());
  return keys;
}
