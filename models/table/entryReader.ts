/**
 * Numbers and dates read straight from a dictionary's bytes: no string is made for the usual forms, so that a million
 * distinct values take tens of milliseconds. Whatever is unusual is read from its text by `parseNumber`, `parseDate`;
 * both ways give the same number.
 */
import { dateBytesReader } from './dateBytes.ts';
import { parseDate } from './date.ts';
import { type Dictionary, textOf } from './dictionary.ts';
import { hasAffixes, parseNumber, plainNumber } from './number.ts';
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

/** Degrees beyond which a number is no place on the globe; such cells (-999, 9999) count as missing. */
export const mostDegrees = { latitude: 90, longitude: 180 } as const;

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
    case 'latitude':
    case 'longitude': {
      const read = numberReader(number ?? plainNumber);
      const most = mostDegrees[kind];
      return (dictionary, entry) => {
        const value = read(dictionary, entry);
        return Math.abs(value) <= most ? value : NaN;
      };
    }
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
  if (hasAffixes(format)) return (dictionary, entry) => parseNumber(textOf(dictionary, entry), format);
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

/** Reads what `parseDate` reads in `pattern`. */
export function dateReader(pattern: string): EntryReader {
  const read = dateBytesReader(pattern);
  const slow: EntryReader = (dictionary, entry) => parseDate(textOf(dictionary, entry), pattern);
  if (read === null) return slow;
  return (dictionary, entry) => {
    const { bytes, offsets } = dictionary;
    const value = read(bytes, offsets[entry], offsets[entry + 1]);
    return value === undefined ? slow(dictionary, entry) : value;
  };
}
