/** Whether a column's texts are dates, times or durations, and in which pattern. */
import { parseDate } from './date.ts';
import type { Kind } from './schema.ts';
import { cellsThat, type Seen } from './seen.ts';

export interface DateFinding {
  readonly kind: Extract<Kind, 'date' | 'datetime' | 'time' | 'duration'>;
  readonly pattern: string;
  readonly unreadable: number;
  /** Another order of day and month that fits as well; null when the data decide. */
  readonly alsoFits: string | null;
}

const separated = ['-', '/', '.'];
const orders = separated.flatMap((mark) =>
  [
    ['YYYY', 'MM', 'DD'],
    ['DD', 'MM', 'YYYY'],
    ['MM', 'DD', 'YYYY'],
    ['YYYY', 'M', 'D'],
    ['D', 'M', 'YYYY'],
    ['M', 'D', 'YYYY'],
  ].map((order) => order.join(mark)),
);
const clocks = ['HH:mm', 'HH:mm:ss', 'HH:mm:ss.SSS', 'HH:mm:ss.SSSSSS'];
const zones = ['', 'Z', '+00:00', ' UTC'];
const enough = 0.99;

/** The pattern that at least 99 % of the cells fit (ours), null when there is none. */
export function detectDate(column: Seen): DateFinding | null {
  if (column.texts.length === 0 || !/\d/.test(column.texts[0])) return null;
  const probe = column.texts.slice(0, 200);
  const fits = candidatesFor(column)
    .filter(
      ({ pattern }) =>
        probe.filter((text) => !Number.isNaN(parseDate(text, pattern))).length >= 0.9 * probe.length,
    )
    .map(({ kind, pattern }) => ({
      kind,
      pattern,
      unreadable: cellsThat(column, (text) => Number.isNaN(parseDate(text, pattern))),
    }))
    .filter(({ unreadable }) => unreadable <= (1 - enough) * column.cells)
    .sort((one, other) => one.unreadable - other.unreadable);
  const [best] = fits;
  if (best === undefined) return null;
  const rival = fits.find(
    (fit) =>
      fit !== best &&
      fit.unreadable === best.unreadable &&
      fieldOrder(fit.pattern) !== fieldOrder(best.pattern),
  );
  return { ...best, alsoFits: rival?.pattern ?? null };
}

function fieldOrder(pattern: string): string {
  return pattern.replace(/[^YMD]/g, '').replace(/(.)\1+/g, '$1');
}

type Candidate = Pick<DateFinding, 'kind' | 'pattern'>;

function candidatesFor(column: Seen): Candidate[] {
  const first = column.texts[0];
  const candidates: Candidate[] = [];
  if (/^\d{8}$/.test(first) && plausiblyCompact(column))
    candidates.push({ kind: 'date', pattern: 'YYYYMMDD' });
  if (/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/.test(first)) {
    for (const pattern of orders) candidates.push({ kind: 'date', pattern });
  } else if (/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[T ]/.test(first)) {
    const gap = first.includes('T') ? 'T' : ' ';
    for (const order of orders)
      for (const clock of clocks)
        for (const zone of zones) candidates.push({ kind: 'datetime', pattern: order + gap + clock + zone });
  } else if (/^-?\d{1,3}:\d{2}/.test(first)) {
    for (const pattern of clocks) candidates.push({ kind: 'time', pattern });
    for (const pattern of ['H:mm:ss', 'H:mm', 'H:mm:ss.SSS']) candidates.push({ kind: 'duration', pattern });
  }
  return candidates;
}

/** Eight digits are a date when the name says so, or when all of many are days between 1900 and 2100. */
function plausiblyCompact(column: Seen): boolean {
  const named = /date|datum|fecha|day|tag|dob|birth|_dt$|^dt_/i.test(column.name);
  const inRange = column.texts.every(
    (text) => /^(19|20)\d{6}$/.test(text) && !Number.isNaN(parseDate(text, 'YYYYMMDD')),
  );
  return inRange && (named || column.texts.length >= 20);
}
