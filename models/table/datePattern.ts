/** Whether a column's texts are dates, times or durations, and in which pattern. */
import { parseDate } from './date.ts';
import { isoDurationPattern, parseIsoDuration } from './isoDuration.ts';
import { monthLanguages } from './monthNames.ts';
import { wordsOf } from './nameHints.ts';
import type { Kind } from './schema.ts';
import { cellsThat, type Seen } from './seen.ts';

export interface DateFinding {
  readonly kind: Extract<Kind, 'date' | 'datetime' | 'time' | 'duration'>;
  readonly pattern: string;
  readonly unreadable: number;
  /** Another order of day, month and year that fits as well; null when the data decide. */
  readonly alsoFits: string | null;
  /** What else a person should know, in words. */
  readonly notes: readonly string[];
}

type Candidate = Pick<DateFinding, 'kind' | 'pattern'>;

const separators = ['-', '/', '.', ' '];
const orders = separators.flatMap((mark) =>
  [
    ['YYYY', 'MM', 'DD'],
    ['DD', 'MM', 'YYYY'],
    ['MM', 'DD', 'YYYY'],
    ['YYYY', 'M', 'D'],
    ['D', 'M', 'YYYY'],
    ['M', 'D', 'YYYY'],
    ['DD', 'MM', 'YY'],
    ['MM', 'DD', 'YY'],
    ['YY', 'MM', 'DD'],
    ['D', 'M', 'YY'],
    ['M', 'D', 'YY'],
  ].map((order) => order.join(mark)),
);
const clocks = ['HH:mm', 'HH:mm:ss', 'HH:mm:ss.SSS', 'HH:mm:ss.SSSSSS'];
const halfClocks = [
  'hh:mm A',
  'h:mm A',
  'hh:mm:ss A',
  'h:mm:ss A',
  'hh:mm a',
  'h:mm a',
  'h:mm:ss a',
  'h:mmA',
  'h:mma',
];
/** Share of the cells that must fit: one slip in a hundred does not make a column text. Ours. */
const enough = 0.99;

/** The pattern that at least 99 % of the cells fit, null when there is none. */
export function detectDate(column: Seen): DateFinding | null {
  const probe = column.texts.slice(0, 200);
  const dated = probe.filter((text) => /\d/.test(text));
  if (dated.length < 0.5 * probe.length || dated.length === 0) return null;
  const candidates = dedupe([
    ...candidatesFor(dated[0], column),
    ...candidatesFor(dated[dated.length - 1], column),
  ]);
  const fits = candidates
    .filter(({ pattern }) => sharesFit(probe, pattern))
    .map(({ kind, pattern }) => ({
      kind,
      pattern,
      unreadable: cellsThat(column, (text) => Number.isNaN(parseDate(text, pattern))),
    }))
    .filter(({ unreadable }) => unreadable <= (1 - enough) * column.cells)
    .sort((one, other) => one.unreadable - other.unreadable);
  const [best] = fits;
  if (best === undefined || !plausible(best.pattern, column)) return null;
  const rival = fits.find(
    (fit) =>
      fit !== best &&
      fit.unreadable === best.unreadable &&
      fieldOrder(fit.pattern) !== fieldOrder(best.pattern),
  );
  const kind = isClock(best, column) ? 'time' : best.kind;
  return { ...best, kind, alsoFits: rival?.pattern ?? null, notes: notesOn(best.pattern) };
}

const clockName =
  /\b(time|uhrzeit|zeit|heure|hora|ora|clock|arrival|departure|arrived|departed|admitted|start|begin|opened|closed)\b/;
const spanName = /\b(duration|elapsed|run|lap|wait|waiting|spent|total|finish|race|response|dauer|durée)\b/;

/** `8:30` under a name for times of day is one, when no hour is beyond 23. */
function isClock({ kind, pattern }: Candidate, column: Seen): boolean {
  if (kind !== 'duration' || !pattern.startsWith('H:mm')) return false;
  const words = wordsOf(column.name.replace(/\d+$/, ''));
  const isNamed = clockName.test(words) && !spanName.test(words);
  return isNamed && column.texts.every((text) => /^([01]?\d|2[0-3]):/.test(text.trim()));
}

function dedupe(candidates: readonly Candidate[]): Candidate[] {
  return [...new Map(candidates.map((candidate) => [candidate.pattern, candidate])).values()];
}

function sharesFit(probe: readonly string[], pattern: string): boolean {
  return probe.filter((text) => !Number.isNaN(parseDate(text, pattern))).length >= 0.9 * probe.length;
}

function fieldOrder(pattern: string): string {
  return pattern
    .replace(/M{3,4}(\{\w+\})?/g, 'N')
    .replace(/[^YMND]/g, '')
    .replace(/(.)\1+/g, '$1');
}

function notesOn(pattern: string): readonly string[] {
  const notes: string[] = [];
  if (/(^|[^Y])YY([^Y]|$)/.test(pattern)) {
    notes.push('Years have two digits: 69 to 99 are taken as 1969 to 1999, 00 to 68 as 2000 to 2068.');
  }
  if (/ZZ/.test(pattern))
    notes.push('Offsets from UTC differ between cells; the synthetic table writes all times in UTC.');
  return notes;
}

/** Two-digit years with blanks or points can be version numbers or codes: then the name has to say that it is a date. */
function plausible(pattern: string, column: Seen): boolean {
  const short = /(^|[^Y])YY([^Y]|$)/.test(pattern) && !/MMM/.test(pattern) && !/[Hh]/.test(pattern);
  return !short || pattern.includes('/') || namesDate(column.name) || column.distinct >= 20;
}

function namesDate(name: string): boolean {
  return /date|datum|fecha|day|tag|dob|birth|geburt|naissance|time|_dt$|^dt_/i.test(name);
}

function candidatesFor(text: string, column: Seen): Candidate[] {
  if (/^\d{8}$/.test(text)) return plausiblyCompact(column) ? [{ kind: 'date', pattern: 'YYYYMMDD' }] : [];
  if (/^\d{8}T?\d{6}Z?$/.test(text)) return compactTimes(text, column);
  if (/^-?P\d|^-?PT\d/.test(text)) {
    const read = column.texts.filter((each) => !Number.isNaN(parseIsoDuration(each)));
    return [{ kind: 'duration', pattern: isoDurationPattern(read) }];
  }
  if (/^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}$/.test(text)) {
    return ordersFor(text).map((pattern) => ({ kind: 'date', pattern }));
  }
  if (/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[T ]/.test(text))
    return withClocks(text, ordersFor(text.split(/[T ]/)[0]));
  if (/^-?\d{1,4}:\d{2}/.test(text)) return timesFor(text);
  return /\p{L}{3}/u.test(text) && text.length <= 40 ? withMonthNames(text) : [];
}

function ordersFor(date: string): string[] {
  const mark = /[-/. ]/.exec(date)?.[0] ?? '-';
  const years = /\d{4}/.test(date) ? /YYYY/ : /(^|[^Y])YY([^Y]|$)/;
  return orders.filter((order) => order.includes(mark) && years.test(order));
}

function compactTimes(text: string, column: Seen): Candidate[] {
  const pattern = `YYYYMMDD${text.includes('T') ? 'T' : ''}HHmmss${text.endsWith('Z') ? 'Z' : ''}`;
  return text.includes('T') || namesDate(column.name) ? [{ kind: 'datetime', pattern }] : [];
}

function timesFor(text: string): Candidate[] {
  if (/[ap]m$/i.test(text)) return halfClocks.map((pattern) => ({ kind: 'time', pattern }));
  return [
    ...clocks.map((pattern) => ({ kind: 'time', pattern }) as const),
    ...['H:mm:ss', 'H:mm', 'H:mm:ss.SSS'].map((pattern) => ({ kind: 'duration', pattern }) as const),
  ];
}

/** Each order with the clock that the text has, its fraction and its zone. */
function withClocks(text: string, dates: readonly string[]): Candidate[] {
  const match =
    /[T ](\d{1,2}:\d{2}(?::\d{2})?)(?:\.(\d{1,9}))?( ?[AaPp][Mm])?( ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$/.exec(
      text,
    );
  if (match === null) return [];
  const [, clock, fraction = '', half, zone = ''] = match;
  const gap = text.includes('T') && text.indexOf('T') <= 10 ? 'T' : ' ';
  const seconds = clock.split(':').length === 3 ? ':ss' : '';
  const hours = half === undefined ? ['HH'] : ['hh', 'h'];
  const halves =
    half === undefined ? '' : (half.startsWith(' ') ? ' ' : '') + (/[AP]/.test(half) ? 'A' : 'a');
  // A fixed zone is a literal mark, so that the clock's own time is kept; zones that differ are brought to UTC.
  const gapOfZone = zone.startsWith(' ') ? ' ' : '';
  const zones = zone === '' ? [''] : [zone, `${gapOfZone}ZZ`, `${gapOfZone}ZZZ`];
  const fractions = fraction === '' ? '' : `.${'S'.repeat(fraction.length)}`;
  return dates.flatMap((date) =>
    hours.flatMap((hour) =>
      zones.map((each) => ({
        kind: 'datetime' as const,
        pattern: `${date}${gap}${hour}:mm${seconds}${fractions}${halves}${each}`,
      })),
    ),
  );
}

/** `3 March 2020`, `Mar 3, 2020`, `03-MAR-20`, `3. März 2020`, `3 de marzo de 2020`, with a clock after it. */
function withMonthNames(text: string): Candidate[] {
  // SAS writes 03JAN20:12:33:11.
  const behindYear = /(?<=\p{L}{3}\d{2,4}):\d{1,2}:\d{2}.*$/u.exec(text)?.[0] ?? '';
  const clock = behindYear === '' ? (/[ T]\d{1,2}:\d{2}.*$/.exec(text)?.[0] ?? '') : behindYear;
  const date = clock === '' ? text : text.slice(0, text.length - clock.length);
  const name = /\p{L}{3,}(?!.*\p{L}{3,})/u.exec(date)?.[0];
  if (name === undefined) return [];
  const cased = name === name.toUpperCase() ? 'EN' : name === name.toLowerCase() ? 'en' : 'En';
  const styles = monthLanguages.map((language) =>
    cased === 'EN'
      ? language.toUpperCase()
      : cased === 'en'
        ? language
        : language[0].toUpperCase() + language[1],
  );
  const patterns = styles.flatMap((style) =>
    ['MMMM', 'MMM'].flatMap((letters) => {
      const month = style === 'En' ? letters : `${letters}{${style}}`;
      return ['DD', 'D'].map((day) => around(date, name, month, day));
    }),
  );
  const whole = patterns.filter((pattern) => pattern !== null);
  if (clock === '') return whole.map((pattern) => ({ kind: 'date', pattern }));
  if (behindYear === '') return withClocks(`2000-01-01${clock}`, whole);
  return withClocks(`2000-01-01 ${clock.slice(1)}`, whole).map(({ kind, pattern }) => ({
    kind,
    pattern: pattern.replace(' ', ':'),
  }));
}

/** The text with its numbers and its month's name turned into tokens; null when it is no date. */
function around(date: string, name: string, month: string, day: string): string | null {
  const at = date.lastIndexOf(name);
  const parts = [date.slice(0, at), date.slice(at + name.length)];
  let years = 0;
  let days = 0;
  const tokens = (part: string): string =>
    part.replace(/\d+|[^\d]+/g, (piece) => {
      if (/^\d{4}$/.test(piece)) return (years++, 'YYYY');
      if (/^\d{1,2}$/.test(piece)) {
        if (days === 0 && !(years === 0 && date.startsWith(piece) && /^\D*$/.test(parts[1])))
          return (days++, day);
        return (years++, 'YY');
      }
      return /[A-Za-z]/.test(piece) ? `[${piece}]` : piece;
    });
  const pattern = tokens(parts[0]) + month + tokens(parts[1]);
  return years === 1 && days <= 1 && !/\d/.test(pattern) ? pattern : null;
}

/** Eight digits are a date when the name says so, or when all of many are days between 1900 and 2100. */
function plausiblyCompact(column: Seen): boolean {
  const inRange = column.texts.every(
    (text) => /^(19|20)\d{6}$/.test(text) && !Number.isNaN(parseDate(text, 'YYYYMMDD')),
  );
  return inRange && (namesDate(column.name) || column.texts.length >= 20);
}
