/**
 * Dates, times and durations as files write them, read and written in one place. A pattern is literal text but for
 * YYYY MM M DD D HH H mm ss and a run of S; times are taken as UTC, so that every day has 86,400 seconds.
 */

type Field = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction';

interface Token {
  readonly field: Field | null;
  /** Literal text, or the token's letters. */
  readonly text: string;
}

interface Compiled {
  readonly tokens: readonly Token[];
  readonly syntax: RegExp;
  readonly hasDate: boolean;
  readonly hasTime: boolean;
  /** True for `H`: hours without a limit and without padding, as durations have them. */
  readonly openHours: boolean;
}

const daySeconds = 86400;
const fields: Readonly<Record<string, Field>> = {
  YYYY: 'year',
  MM: 'month',
  M: 'month',
  DD: 'day',
  D: 'day',
  HH: 'hour',
  H: 'hour',
  mm: 'minute',
  ss: 'second',
};
const memo = new Map<string, Compiled>();

function compile(pattern: string): Compiled {
  const known = memo.get(pattern);
  if (known !== undefined) return known;
  const tokens = (pattern.match(/YYYY|MM?|DD?|HH?|mm|ss|S+|[^YMDHmsS]+|./g) ?? []).map<Token>((text) => ({
    field: /^S+$/.test(text) ? 'fraction' : (fields[text] ?? null),
    text,
  }));
  const openHours = tokens.some(({ text }) => text === 'H');
  const has = (field: Field): boolean => tokens.some((token) => token.field === field);
  const compiled = {
    tokens,
    syntax: new RegExp(`^${openHours ? '(-?)' : '()'}${tokens.map(syntaxOf).join('')}$`),
    hasDate: has('year'),
    hasTime: has('hour') || has('minute'),
    openHours,
  };
  memo.set(pattern, compiled);
  return compiled;
}

function syntaxOf({ field, text }: Token): string {
  if (field === null) return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  if (text === 'H') return '(\\d+)';
  if (text === 'M' || text === 'D') return '([1-9]\\d?)';
  return `(\\d{${text.length}})`;
}

/**
 * Days since 1970-01-01 for a pattern without time, seconds since then for one with date and time, seconds for one
 * without date (with `H` a duration, else a time of day below 24:00). NaN when `text` does not fit the pattern exactly
 * or names a day that does not exist.
 */
export function parseDate(text: string, pattern: string): number {
  const { tokens, syntax, hasDate, hasTime, openHours } = compile(pattern);
  const match = syntax.exec(text);
  if (match === null) return NaN;
  const values = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0, fraction: 0 };
  let group = 2;
  for (const { field, text: letters } of tokens) {
    if (field === null) continue;
    const digits = match[group++];
    values[field] = field === 'fraction' ? Number(digits) / 10 ** letters.length : Number(digits);
  }
  const { year, month, day, hour, minute, second, fraction } = values;
  if (minute > 59 || second > 59 || (!openHours && hour > 23)) return NaN;
  const seconds = hour * 3600 + minute * 60 + second + fraction;
  if (!hasDate) return match[1] === '-' ? -seconds : seconds;
  const days = dayNumber(year, month, day);
  return hasTime ? days * daySeconds + seconds : days;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar; NaN for a day that does not exist. */
function dayNumber(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.getTime() / (daySeconds * 1000) : NaN;
}

/**
 * `value` (units as in `parseDate`) written in `pattern`, rounded to its finest field; a time of day is brought into
 * 0 .. 24 h. Years outside 0 .. 9999 are brought to that border. @throws RangeError when `value` is not finite.
 */
export function formatDate(value: number, pattern: string): string {
  if (!Number.isFinite(value))
    throw new RangeError('Only finite dates can be written; missing values have a token.');
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
  const date = new Date(Math.min(lastDay, Math.max(firstDay, hasDate ? days : 0)) * daySeconds * 1000);
  const values: Record<Field, number> = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    fraction: Math.round(inDay - seconds * ticks),
  };
  const sign = openHours && total < 0 ? '-' : '';
  return sign + tokens.map(({ field, text }) => (field === null ? text : pad(values[field], text))).join('');
}

const firstDay = -719528;
const lastDay = 2932896;

function ticksASecond(tokens: readonly Token[]): number {
  const fraction = tokens.find(({ field }) => field === 'fraction');
  return fraction === undefined ? 1 : 10 ** fraction.text.length;
}

/** Seconds in the finest field of a pattern with time. */
function unitOf(tokens: readonly Token[]): number {
  const has = (field: Field): boolean => tokens.some((token) => token.field === field);
  if (has('fraction')) return 1 / ticksASecond(tokens);
  return has('second') ? 1 : has('minute') ? 60 : 3600;
}

function roundTo(value: number, unit: number): number {
  return Math.round(value / unit) * unit;
}

function pad(value: number, letters: string): string {
  return String(value).padStart(letters.length, '0');
}
