/** Dates and times read from bytes: the usual patterns, without a string or a regular expression a cell. */
import { dayNumber, fullYear } from './calendar.ts';
import { type PatternToken, tokensOf } from './date.ts';
import { isIsoDuration } from './isoDuration.ts';
import { monthNames } from './monthNames.ts';

/** The number of the text from `start` to `end` (exclusive), NaN for none; undefined where only `parseDate` can tell. */
export type DateBytesReader = (bytes: Uint8Array, start: number, end: number) => number | undefined;

/** Where a field's value is kept. */
const slots = {
  year: 0,
  month: 1,
  day: 2,
  hour: 3,
  minute: 4,
  second: 5,
  year2: 6,
  fraction: 7,
  offset: 8,
  half: 9,
  hour12: 10,
  monthName: 1,
} as const;
const slotCount = 11;

/** One token of the pattern. */
interface Step {
  readonly reads: 'literal' | 'digits' | 'name' | 'half' | 'offset';
  readonly slot: number;
  /** Digits: fewest and most; with fewer than most the first is no 0. `H` has no most. */
  readonly least: number;
  readonly most: number;
  readonly literal: Uint8Array;
  /** Names of months in lower case; those that are not ASCII are left to `parseDate`. */
  readonly names: readonly Uint8Array[];
  /** Half of the day: the two letters of both; offset: a colon between hours and minutes. */
  readonly form: number;
}

interface Form {
  readonly steps: readonly Step[];
  readonly hasDate: boolean;
  readonly hasTime: boolean;
  readonly shortYear: boolean;
  readonly halves: boolean;
  readonly openHours: boolean;
  readonly fraction: number;
}

/** Most digits of open hours; more are left to `parseDate`. */
const openDigits = 15;
const colon = 58;
const minus = 45;

/** Null when the pattern has something that only `parseDate` reads. */
export function dateBytesReader(pattern: string): DateBytesReader | null {
  if (isIsoDuration(pattern)) return null;
  const tokens = tokensOf(pattern);
  const steps = stepsOf(tokens);
  if (steps === null) return null;
  const has = (...fields: readonly string[]): boolean =>
    tokens.some(({ field }) => field !== null && fields.includes(field));
  const form: Form = {
    steps,
    hasDate: has('year', 'year2'),
    hasTime: has('hour', 'hour12', 'minute'),
    shortYear: !has('year'),
    halves: has('hour12'),
    openHours: tokens.some(({ text }) => text === 'H'),
    fraction: 10 ** (tokens.find(({ field }) => field === 'fraction')?.text.length ?? 0),
  };
  if (form.openHours && (form.hasDate || tokens[0].field === null)) return null;
  if (has('monthName') && (has('month') || !form.hasDate)) return null;
  // Every reading sets the fields of the pattern; the others keep these values.
  const values = new Float64Array(slotCount);
  values[slots.month] = 1;
  values[slots.day] = 1;
  return (bytes, start, end) => {
    const negative = form.openHours && bytes[start] === minus && start < end;
    const read = readSteps(bytes, negative ? start + 1 : start, end, steps, values);
    if (read !== 1) return read === 0 ? NaN : undefined;
    const value = valueOf(values, form);
    return negative ? -value : value;
  };
}

function stepsOf(tokens: readonly PatternToken[]): readonly Step[] | null {
  const steps: Step[] = [];
  for (const { field, text, style } of tokens) {
    const before = steps.at(-1);
    const plain = { slot: -1, least: 0, most: 0, literal: new Uint8Array(0), names: [], form: 0 };
    if (field === null) {
      const literal = new TextEncoder().encode(text);
      // A name is read as far as letters go, which is only right when none follows it.
      if (before?.reads === 'name' && /^\p{L}/u.test(text)) return null;
      steps.push({ ...plain, reads: 'literal', literal });
      continue;
    }
    // The same holds of digits of open width.
    if (before?.reads === 'name' && (field === 'half' || field === 'offset')) return null;
    const digits = field !== 'monthName' && field !== 'half' && field !== 'offset';
    if (digits && before !== undefined && before.least < before.most) return null;
    const slot = slots[field];
    if (field === 'monthName') {
      const names = monthNames(style, text === 'MMMM' ? 'long' : 'short').map((name) =>
        new TextEncoder().encode(name),
      );
      steps.push({ ...plain, reads: 'name', slot, names });
    } else if (field === 'half') steps.push({ ...plain, reads: 'half', slot, form: text === 'A' ? 0 : 32 });
    else if (field === 'offset') steps.push({ ...plain, reads: 'offset', slot, form: text === 'ZZ' ? 1 : 0 });
    else {
      const narrow = text === 'M' || text === 'D' || text === 'h';
      const most = text === 'H' ? openDigits : narrow ? 2 : text.length;
      steps.push({ ...plain, reads: 'digits', slot, least: narrow ? 1 : text.length, most });
    }
  }
  return steps;
}

/** 1 when all steps were read, 0 when the text is no such date, 2 when it is not told here. */
function readSteps(
  bytes: Uint8Array,
  start: number,
  end: number,
  steps: readonly Step[],
  values: Float64Array,
): 0 | 1 | 2 {
  let index = start;
  for (const step of steps) {
    switch (step.reads) {
      case 'digits': {
        const { least, most } = step;
        let value = 0;
        let count = 0;
        for (; count < most && index < end && bytes[index] >= 48 && bytes[index] <= 57; count++, index++)
          value = value * 10 + (bytes[index] - 48);
        if (count < least) return 0;
        if (most === openDigits) {
          if (count === openDigits) return 2;
        } else if (least < most && bytes[index - count] === 48) return 0;
        values[step.slot] = value;
        break;
      }
      case 'literal': {
        const { literal } = step;
        if (index + literal.length > end) return 0;
        for (let at = 0; at < literal.length; at++) if (bytes[index++] !== literal[at]) return 0;
        break;
      }
      case 'name': {
        const from = index;
        while (index < end && isLetter(bytes[index])) index++;
        if (index < end && bytes[index] >= 0x80) return 2;
        const month = monthOf(step.names, bytes, from, index);
        if (month === 0) return 0;
        values[1] = month;
        break;
      }
      case 'half': {
        if (index + 2 > end || bytes[index + 1] !== 77 + step.form) return 0;
        const letter = bytes[index] - step.form;
        if (letter !== 65 && letter !== 80) return 0;
        values[step.slot] = letter === 80 ? 1 : 0;
        index += 2;
        break;
      }
      case 'offset': {
        const length = bytes[index] === 90 && index < end ? 1 : 5 + step.form;
        if (index + length > end) return 0;
        const seconds = length === 1 ? 0 : offsetOf(bytes, index, step.form === 1);
        if (Number.isNaN(seconds)) return 0;
        values[step.slot] = seconds;
        index += length;
        break;
      }
      default:
        step.reads satisfies never;
    }
  }
  return index === end ? 1 : 0;
}

function isLetter(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90);
}

/** 1 to 12, 0 for no month; in any case. */
function monthOf(names: readonly Uint8Array[], bytes: Uint8Array, start: number, end: number): number {
  for (let month = 0; month < names.length; month++) {
    const name = names[month];
    if (name.length !== end - start) continue;
    let at = 0;
    while (at < name.length && (bytes[start + at] | 32) === name[at]) at++;
    if (at === name.length) return month + 1;
  }
  return 0;
}

/** Seconds of `+02:00` or `+0200`; NaN for anything else. */
function offsetOf(bytes: Uint8Array, start: number, withColon: boolean): number {
  const sign = bytes[start] === 43 ? 1 : bytes[start] === minus ? -1 : NaN;
  if (withColon && bytes[start + 3] !== colon) return NaN;
  const hours = twoDigits(bytes, start + 1);
  const minutes = twoDigits(bytes, start + (withColon ? 4 : 3));
  return hours > 23 || minutes > 59 ? NaN : sign * (hours * 3600 + minutes * 60);
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const [tens, ones] = [bytes[at] - 48, bytes[at + 1] - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function valueOf(values: Float64Array, form: Form): number {
  const minute = values[slots.minute];
  const second = values[slots.second];
  const hour12 = values[slots.hour12];
  if (form.halves && (hour12 < 1 || hour12 > 12)) return NaN;
  const hour = form.halves ? (hour12 % 12) + 12 * values[slots.half] : values[slots.hour];
  if (minute > 59 || second > 59 || (!form.openHours && hour > 23)) return NaN;
  const seconds =
    hour * 3600 + minute * 60 + second + values[slots.fraction] / form.fraction - values[slots.offset];
  if (!form.hasDate) return seconds;
  const year = form.shortYear ? fullYear(values[slots.year2]) : values[slots.year];
  const days = dayNumber(year, values[slots.month], values[slots.day]);
  return form.hasTime ? days * 86400 + seconds : days;
}
