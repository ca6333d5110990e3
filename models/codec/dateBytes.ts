/** Dates written as bytes, without a string between: what `formatDate` writes, in the usual patterns. */
import { tokensOf } from '../table/date.ts';
import { isIsoDuration } from '../table/isoDuration.ts';
import { mostBytes, type NumberWriter } from './numberBytes.ts';

const daySeconds = 86400;
const fields = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;

/** What one token writes: a field with at least `least` digits, or literal bytes. */
interface Step {
  readonly field: number;
  readonly least: number;
  readonly literal: Uint8Array;
}

/**
 * Writes days (patterns without a clock) or seconds since 1970 in patterns of digits with a year of four; years outside
 * 0 to 9999, and all other patterns, are for `formatDate`: then it returns -1.
 */
export function dateWriter(pattern: string): NumberWriter {
  const steps = stepsOf(pattern);
  if (steps === null) return () => -1;
  const has = (field: (typeof fields)[number]): boolean =>
    steps.some((step) => step.field === fields.indexOf(field));
  const clock = has('hour') || has('minute');
  const unit = has('second') ? 1 : has('minute') ? 60 : 3600;
  const values = new Int32Array(fields.length);
  return (value, bytes, at) => {
    const total = clock ? Math.round(value / unit) * unit : Math.round(value) * daySeconds;
    const days = Math.floor(total / daySeconds);
    if (!(days >= firstDay && days <= lastDay)) return -1;
    setDay(values, days);
    if (clock) {
      const seconds = total - days * daySeconds;
      values[3] = (seconds / 3600) | 0;
      values[4] = ((seconds / 60) | 0) % 60;
      values[5] = seconds % 60;
    }
    let position = at;
    for (const { field, least, literal } of steps) {
      if (field < 0) for (let index = 0; index < literal.length; index++) bytes[position++] = literal[index];
      else position = writeDigits(values[field], least, bytes, position);
    }
    return position;
  };
}

/** 0000-01-01 and 9999-12-31. */
const firstDay = -719528;
const lastDay = 2932896;

/** Null for patterns that only `formatDate` writes. */
function stepsOf(pattern: string): readonly Step[] | null {
  if (isIsoDuration(pattern)) return null;
  const steps: Step[] = [];
  for (const { field, text } of tokensOf(pattern)) {
    const place = fields.findIndex((known) => known === field);
    if (field !== null && (place < 0 || text === 'H')) return null;
    const literal = new TextEncoder().encode(field === null ? text : '');
    steps.push({ field: place, least: text.length, literal });
  }
  const length = steps.reduce((sum, { field, literal }) => sum + (field < 0 ? literal.length : 4), 0);
  return steps.some(({ field }) => field === 0) && length <= mostBytes ? steps : null;
}

/**
 * Year, month and day of a day since 1970-01-01 in the proleptic Gregorian calendar. Source: Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
 */
function setDay(values: Int32Array, days: number): void {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra =
    ((dayOfEra - ((dayOfEra / 1460) | 0) + ((dayOfEra / 36524) | 0) - ((dayOfEra / 146096) | 0)) / 365) | 0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0));
  const fromMarch = ((5 * dayOfYear + 2) / 153) | 0;
  values[2] = dayOfYear - (((153 * fromMarch + 2) / 5) | 0) + 1;
  values[1] = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  values[0] = yearOfEra + era * 400 + (values[1] <= 2 ? 1 : 0);
}

/** A whole number below 10,000 with at least `least` digits; returns where it ends. */
function writeDigits(whole: number, least: number, bytes: Uint8Array, at: number): number {
  const length = Math.max(least, whole < 10 ? 1 : whole < 100 ? 2 : whole < 1000 ? 3 : 4);
  let rest = whole;
  for (let place = at + length - 1; place >= at; place--) {
    const next = (rest / 10) | 0;
    bytes[place] = 48 + rest - next * 10;
    rest = next;
  }
  return at + length;
}
