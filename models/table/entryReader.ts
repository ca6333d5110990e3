/**
 * Numbers and dates read straight from a dictionary's bytes: no string is made for the usual forms, so that a million
 * distinct values take tens of milliseconds. Whatever is unusual is read from its text by `parseNumber`, `parseDate`;
 * both ways give the same number.
 */
import { dayNumber, fullYear } from './calendar.ts';
import { parseDate, type PatternToken, tokensOf } from './date.ts';
import { type Dictionary, textOf } from './dictionary.ts';
import { isIsoDuration } from './isoDuration.ts';
import { parseNumber, plainNumber } from './number.ts';
import type { ColumnSchema, NumberFormat } from './schema.ts';

/** Entry of `dictionary` -> its number, NaN when it cannot be read. */
export type EntryReader = (dictionary: Dictionary, entry: number) => number;

/** Used when a person chose a kind of date or time and named no pattern. */
export const defaultPatterns = {
  date: 'YYYY-MM-DD',
  datetime: 'YYYY-MM-DD HH:mm:ss',
  time: 'HH:mm:ss',
  duration: 'H:mm:ss',
} as const;

/** The reader of a numeric kind; null for the kinds that are not numbers. */
export function entryReader({ kind, number, pattern }: ColumnSchema): EntryReader | null {
  switch (kind) {
    case 'integer': {
      const read = numberReader(number ?? plainNumber);
      return (dictionary, entry) => {
        const value = read(dictionary, entry);
        return Number.isInteger(value) ? value : NaN;
      };
    }
    case 'decimal':
      return numberReader(number ?? plainNumber);
    case 'date':
    case 'datetime':
    case 'time':
    case 'duration':
      return dateReader(pattern ?? defaultPatterns[kind]);
    case 'category':
    case 'ordinal':
    case 'boolean':
    case 'identifier':
    case 'text':
      return null;
    default:
      return kind satisfies never;
  }
}

/** 10^0 .. 10^22 are exact doubles: Clinger, "How to read floating point numbers accurately", PLDI 1990, p. 95. */
const powers = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
/** Below 10^15 a whole number is exact in a double, so that one division by a power rounds once, as `Number(text)` does. */
const exactDigits = 15;

/** Reads what `parseNumber` reads in `format`. */
export function numberReader(format: NumberFormat): EntryReader {
  const mark = format.decimalMark.charCodeAt(0);
  const other = format.decimalMark === '.' ? 44 : 46;
  return (dictionary, entry) => {
    const { bytes, offsets } = dictionary;
    const end = offsets[entry + 1];
    let index = offsets[entry];
    const first = bytes[index];
    if (index === end || (first > 57 && first < 128)) return NaN;
    const negative = first === 45;
    if (negative || first === 43) index++;
    let whole = 0;
    let digits = 0;
    let decimals = -1;
    for (; index < end; index++) {
      const byte = bytes[index];
      if (byte >= 48 && byte <= 57) {
        whole = whole * 10 + (byte - 48);
        digits++;
        if (decimals >= 0) decimals++;
      } else if (byte === mark && decimals < 0) decimals = 0;
      else if (byte === other && format.thousandsMark === '') return NaN;
      else return parseNumber(textOf(dictionary, entry), format);
    }
    if (digits === 0) return NaN;
    if (digits > exactDigits) return parseNumber(textOf(dictionary, entry), format);
    const value = decimals > 0 ? whole / powers[decimals] : whole;
    return negative ? -value : value;
  };
}

/** What one token does to the fields; -1 for a literal. */
const slots: Readonly<Record<string, number>> = {
  YYYY: 0,
  YY: 6,
  MM: 1,
  M: 1,
  DD: 2,
  D: 2,
  HH: 3,
  mm: 4,
  ss: 5,
};
const fractionSlot = 7;

interface Step {
  readonly slot: number;
  readonly least: number;
  readonly most: number;
  readonly literal: Uint8Array;
}

/** Null when the pattern has something that only `parseDate` reads. */
function stepsOf(tokens: readonly PatternToken[]): readonly Step[] | null {
  const steps: Step[] = [];
  for (const { field, text } of tokens) {
    if (field === null) {
      steps.push({ slot: -1, least: 0, most: 0, literal: new TextEncoder().encode(text) });
      continue;
    }
    const slot = field === 'fraction' ? fractionSlot : slots[text];
    // A digit field of open width is taken greedily, which is only right when no digit follows it.
    const before = steps.at(-1);
    const open = before !== undefined && before.slot >= 0 && before.least < before.most;
    if (slot === undefined || open) return null;
    const narrow = text === 'M' || text === 'D';
    steps.push({
      slot,
      least: narrow ? 1 : text.length,
      most: narrow ? 2 : text.length,
      literal: new Uint8Array(0),
    });
  }
  return steps;
}

/** Reads what `parseDate` reads in `pattern`. */
export function dateReader(pattern: string): EntryReader {
  const slow: EntryReader = (dictionary, entry) => parseDate(textOf(dictionary, entry), pattern);
  if (isIsoDuration(pattern)) return slow;
  const tokens = tokensOf(pattern);
  const steps = stepsOf(tokens);
  if (steps === null) return slow;
  const has = (slot: number): boolean => steps.some((step) => step.slot === slot);
  const form: Form = {
    steps,
    hasDate: has(0) || has(6),
    hasTime: has(3) || has(4),
    shortYear: has(6),
    fraction: 10 ** (steps.find((step) => step.slot === fractionSlot)?.most ?? 0),
  };
  const values = new Float64Array(8);
  return ({ bytes, offsets }, entry) => readSteps(bytes, offsets[entry], offsets[entry + 1], form, values);
}

interface Form {
  readonly steps: readonly Step[];
  readonly hasDate: boolean;
  readonly hasTime: boolean;
  readonly shortYear: boolean;
  readonly fraction: number;
}

function readSteps(bytes: Uint8Array, start: number, end: number, form: Form, values: Float64Array): number {
  values.fill(0);
  values[1] = 1;
  values[2] = 1;
  let index = start;
  for (const { slot, least, most, literal } of form.steps) {
    if (slot < 0) {
      if (index + literal.length > end) return NaN;
      for (const byte of literal) if (bytes[index++] !== byte) return NaN;
      continue;
    }
    let value = 0;
    let count = 0;
    for (; count < most && index < end && bytes[index] >= 48 && bytes[index] <= 57; count++, index++)
      value = value * 10 + (bytes[index] - 48);
    if (count < least || (least < most && bytes[index - count] === 48)) return NaN;
    values[slot] = value;
  }
  if (index !== end) return NaN;
  const [year, month, day, hour, minute, second, year2, fraction] = values;
  if (minute > 59 || second > 59 || hour > 23) return NaN;
  const seconds = hour * 3600 + minute * 60 + second + fraction / form.fraction;
  if (!form.hasDate) return seconds;
  const days = dayNumber(form.shortYear ? fullYear(year2) : year, month, day);
  return form.hasTime ? days * 86400 + seconds : days;
}
