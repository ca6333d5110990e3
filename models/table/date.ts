/**
 * Dates, times and durations as files write them, read and written in one place. A pattern is literal text but for the
 * tokens below; text in square brackets is literal. Times without an offset are taken as UTC, so that every day has
 * 86,400 seconds.
 *
 *   YYYY YY (69 to 99: 19xx)   MMMM MMM (names; `MMM{de}` German, `{De}` `{DE}` their case; English without)   MM M
 *   DD D   HH   H (hours without limit, for durations)   hh h with A or a (12 hours, AM or am)   mm ss S...
 *   ZZ (+02:00 or Z)   ZZZ (+0200 or Z): read, and written as UTC
 *
 * ISO 8601 durations have patterns of their own, see `isoDuration.ts`.
 */
import { dayNumber, fullYear } from './calendar.ts';
import { formatIsoDuration, isIsoDuration, parseIsoDuration } from './isoDuration.ts';
import { monthNames, monthOf, writtenMonth } from './monthNames.ts';

type Field =
  | 'year'
  | 'year2'
  | 'monthName'
  | 'month'
  | 'day'
  | 'hour'
  | 'hour12'
  | 'half'
  | 'minute'
  | 'second'
  | 'fraction'
  | 'offset';

/** One piece of a pattern. */
export interface PatternToken {
  readonly field: Field | null;
  /** Literal text, or the token's letters. */
  readonly text: string;
  /** Language and case of month names; empty otherwise. */
  readonly style: string;
}

interface Compiled {
  readonly tokens: readonly PatternToken[];
  readonly syntax: RegExp;
  readonly hasDate: boolean;
  readonly hasTime: boolean;
  /** True for `H`: hours without a limit and without padding, as durations have them. */
  readonly openHours: boolean;
}

const daySeconds = 86400;
const fields: Readonly<Record<string, Field>> = {
  YYYY: 'year',
  YY: 'year2',
  MMMM: 'monthName',
  MMM: 'monthName',
  MM: 'month',
  M: 'month',
  DD: 'day',
  D: 'day',
  HH: 'hour',
  H: 'hour',
  hh: 'hour12',
  h: 'hour12',
  A: 'half',
  a: 'half',
  mm: 'minute',
  ss: 'second',
  ZZ: 'offset',
  ZZZ: 'offset',
};
const memo = new Map<string, Compiled>();
const cut = /\[[^\]]*\]|M{3,4}(?:\{\w+\})?|YYYY|YY|MM?|DD?|HH?|hh?|mm|ss|S+|ZZZ?|[Aa]|[^YMDHhmsSZAa[]+|./gu;

/** The pieces of a pattern in order. */
export function tokensOf(pattern: string): readonly PatternToken[] {
  return compile(pattern).tokens;
}

function tokenOf(text: string, halves: boolean): PatternToken {
  if (text.startsWith('[') && text.endsWith(']')) return { field: null, text: text.slice(1, -1), style: '' };
  if (text.startsWith('MMM')) {
    const [letters, style = 'En'] = text.replace('}', '').split('{');
    return { field: 'monthName', text: letters, style };
  }
  if ((text === 'A' || text === 'a') && !halves) return { field: null, text, style: '' };
  return { field: /^S+$/.test(text) ? 'fraction' : (fields[text] ?? null), text, style: '' };
}

function compile(pattern: string): Compiled {
  const known = memo.get(pattern);
  if (known !== undefined) return known;
  const pieces: readonly string[] = pattern.match(cut) ?? [];
  const tokens = pieces.map((text) => tokenOf(text, pieces.includes('h') || pieces.includes('hh')));
  const openHours = tokens.some(({ text, field }) => field === 'hour' && text === 'H');
  const has = (field: Field): boolean => tokens.some((token) => token.field === field);
  const compiled = {
    tokens,
    syntax: new RegExp(`^${openHours ? '(-?)' : '()'}${tokens.map(syntaxOf).join('')}$`, 'u'),
    hasDate: has('year') || has('year2'),
    hasTime: has('hour') || has('hour12') || has('minute'),
    openHours,
  };
  memo.set(pattern, compiled);
  return compiled;
}

function syntaxOf({ field, text, style }: PatternToken): string {
  switch (field) {
    case null:
      return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    case 'monthName':
      return `([\\p{L}]{${Math.min(...monthNames(style, formOf(text)).map((name) => name.length))},})`;
    case 'half':
      return text === 'A' ? '(AM|PM)' : '(am|pm)';
    case 'offset':
      return text === 'ZZ' ? '(Z|[+-]\\d{2}:\\d{2})' : '(Z|[+-]\\d{4})';
    default:
      if (text === 'H') return '(\\d+)';
      if (text === 'M' || text === 'D' || text === 'h') return '([1-9]\\d?)';
      return `(\\d{${text.length}})`;
  }
}

function formOf(letters: string): 'long' | 'short' {
  return letters === 'MMMM' ? 'long' : 'short';
}

/** The number a token's text stands for; NaN for a name that is none. */
function fieldValue({ field, text, style }: PatternToken, written: string): number {
  if (field === 'monthName') return monthOf(written, style, formOf(text));
  if (field === 'half') return written.toLowerCase() === 'pm' ? 1 : 0;
  if (field === 'fraction') return Number(written) / 10 ** text.length;
  if (field === 'offset') {
    if (written === 'Z') return 0;
    const [hours, minutes] = [written.slice(1, 3), written.slice(-2)].map(Number);
    return hours > 23 || minutes > 59
      ? NaN
      : (written.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60);
  }
  return Number(written);
}

/**
 * Days since 1970-01-01 for a pattern without time, seconds since then for one with date and time, seconds for one
 * without date (with `H` or an ISO duration a duration, else a time of day below 24:00). NaN when `text` does not fit
 * the pattern exactly or names a day that does not exist.
 */
export function parseDate(text: string, pattern: string): number {
  if (isIsoDuration(pattern)) return parseIsoDuration(text);
  const { tokens, syntax, hasDate, hasTime, openHours } = compile(pattern);
  const match = syntax.exec(text);
  if (match === null) return NaN;
  const values: Partial<Record<Field, number>> = {};
  let group = 2;
  for (const token of tokens)
    if (token.field !== null) values[token.field] = fieldValue(token, match[group++]);
  const { hour12, minute = 0, second = 0, fraction = 0, half = 0, offset = 0 } = values;
  if (hour12 !== undefined && (hour12 < 1 || hour12 > 12)) return NaN;
  const hour = hour12 === undefined ? (values.hour ?? 0) : (hour12 % 12) + 12 * half;
  if (minute > 59 || second > 59 || (!openHours && hour > 23)) return NaN;
  const seconds = hour * 3600 + minute * 60 + second + fraction - offset;
  if (!hasDate) return match[1] === '-' ? -seconds : seconds;
  const year = values.year ?? fullYear(values.year2 ?? NaN);
  const days = dayNumber(year, values.month ?? values.monthName ?? 1, values.day ?? 1);
  return hasTime ? days * daySeconds + seconds : days;
}

/**
 * `value` (units as in `parseDate`) written in `pattern`, rounded to its finest field; a time of day is brought into
 * 0 .. 24 h. Years outside 0 .. 9999 (1969 .. 2068 for two digits) are brought to that border.
 * @throws RangeError when `value` is not finite.
 */
export function formatDate(value: number, pattern: string): string {
  if (!Number.isFinite(value))
    throw new RangeError('Only finite dates can be written; missing values have a token.');
  if (isIsoDuration(pattern)) return formatIsoDuration(value, pattern);
  const { tokens, hasDate, hasTime, openHours } = compile(pattern);
  const ticks = ticksASecond(tokens);
  const total =
    hasDate && !hasTime
      ? Math.round(value) * daySeconds * ticks
      : roundTo(value * ticks, unitOf(tokens) * ticks);
  const dayTicks = daySeconds * ticks;
  const days = Math.floor(total / dayTicks);
  const inDay = openHours ? Math.abs(total) : total - days * dayTicks;
  const seconds = Math.floor(inDay / ticks);
  const twoDigits = tokens.some(({ field }) => field === 'year2');
  const [first, last] = twoDigits ? twoDigitDays : allDays;
  const date = new Date(Math.min(last, Math.max(first, hasDate ? days : 0)) * daySeconds * 1000);
  const hour = Math.floor(seconds / 3600);
  const values: Record<Field, number> = {
    year: date.getUTCFullYear(),
    year2: date.getUTCFullYear() % 100,
    month: date.getUTCMonth() + 1,
    monthName: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour,
    hour12: hour % 12 === 0 ? 12 : hour % 12,
    half: hour >= 12 ? 1 : 0,
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    fraction: Math.round(inDay - seconds * ticks),
    offset: 0,
  };
  const sign = openHours && total < 0 ? '-' : '';
  return sign + tokens.map((token) => written(token, values)).join('');
}

/** First and last day that four (two) digits of a year can write. */
const allDays = [-719528, 2932896] as const;
const twoDigitDays = [dayNumber(1969, 1, 1), dayNumber(2068, 12, 31)] as const;

function written(token: PatternToken, values: Record<Field, number>): string {
  const { field, text, style } = token;
  if (field === null) return text;
  if (field === 'monthName') return writtenMonth(values.monthName, style, formOf(text));
  if (field === 'half') return text === 'A' ? ['AM', 'PM'][values.half] : ['am', 'pm'][values.half];
  if (field === 'offset') return text === 'ZZ' ? '+00:00' : '+0000';
  return String(values[field]).padStart(text.length, '0');
}

function ticksASecond(tokens: readonly PatternToken[]): number {
  const fraction = tokens.find(({ field }) => field === 'fraction');
  return fraction === undefined ? 1 : 10 ** fraction.text.length;
}

/** Seconds in the finest field of a pattern with time. */
function unitOf(tokens: readonly PatternToken[]): number {
  const has = (field: Field): boolean => tokens.some((token) => token.field === field);
  if (has('fraction')) return 1 / ticksASecond(tokens);
  return has('second') ? 1 : has('minute') ? 60 : 3600;
}

function roundTo(value: number, unit: number): number {
  return Math.round(value / unit) * unit;
}
