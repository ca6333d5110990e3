/** What stands around the digits of a column of numbers: currency signs, per cent, units, and other ways to write a minus. */
import type { NumberFormat } from './schema.ts';
import { cellsThat, type Seen } from './seen.ts';

export type Affixes = Pick<NumberFormat, 'prefix' | 'suffix' | 'negative'>;

/** Codes of ISO 4217 that are met most, and what people write for others. */
const currency =
  '\\p{Sc}|USD|EUR|GBP|CHF|JPY|CNY|INR|AUD|CAD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|TRY|BRL|ZAR|MXN|R\\$|US\\$|A\\$|C\\$|Fr\\.|Rs\\.?|kr\\.?|zł|Kč|Ft';
const unit =
  '%|‰|°|°C|°F|kg|mg|µg|μg|ng|lbs?|oz|km|cm|mm|mi|ft|ml|mL|dl|cl|hl|hrs?|mins?|secs?|ms|days?|weeks?|months?|years?|yrs?|Jahre|ans|mmHg|bpm|mmol\\/l|mmol\\/L|mg\\/dl|mg\\/dL|g\\/dl|g\\/dL|kWh|MWh|kW|GB|MB|TB|km\\/h|mph|kn|m²|m2|m³|m3|ha|pcs|Stk\\.?|g|m|l|L|h|s|d|t|W|V|A';
const digits = "(\\d(?:[\\d.,'’ \\u00a0\\u202f]*[\\d.,])?|\\.\\d+)(?:[eE][+-]?\\d+)?";
const around = new RegExp(
  `^(?<open>\\()?[+-]?(?<prefix>(?:${currency})\\s?)?[+-]?(?:${digits}?)(?<suffix>\\s?(?:${currency}|${unit}))?(?<trailing>-)?(?<close>\\))?$`,
  'u',
);

/** Share of the cells that must carry the same sign or unit. Ours, as for numbers. */
const enough = 0.99;

/** The signs that at least 99 % of the cells carry, null when they carry none: plain numbers, or no numbers. */
export function affixesOf(column: Seen): Affixes | null {
  const parts = column.texts.map((text) => around.exec(text.trim())?.groups ?? null);
  const of = (index: number, part: string): string => parts[index]?.[part] ?? '';
  const cellsWith = (part: string, value: string): number =>
    column.texts.reduce((sum, _, index) => sum + (of(index, part) === value ? column.counts[index] : 0), 0);
  const shared = (part: 'prefix' | 'suffix'): string => {
    const first = parts.findIndex((_, index) => of(index, part) !== '');
    const value = first < 0 ? '' : of(first, part);
    return value !== '' && cellsWith(part, value) >= enough * column.cells ? value : '';
  };
  const readable = cellsThat(column, (text) => around.test(text.trim()));
  if (column.cells === 0 || readable < enough * column.cells) return null;
  const [prefix, suffix] = [shared('prefix'), shared('suffix')];
  const has = (part: string): boolean => parts.some((_, index) => of(index, part) !== '');
  // A single letter right behind digits is as often part of a code (`12A`, `3m`).
  if (/^[A-Za-z]$/.test(suffix)) return null;
  const negative = has('open') && has('close') ? 'parentheses' : has('trailing') ? 'trailing' : null;
  if (prefix === '' && suffix === '' && negative === null) return null;
  return {
    ...(prefix === '' ? {} : { prefix }),
    ...(suffix === '' ? {} : { suffix }),
    ...(negative === null ? {} : { negative }),
  };
}

/**
 * The number alone, with a minus before it: `(1,234 €)` gives `-1,234`. A cell may lack the sign or unit; one with another
 * is no number. @param text without blanks around it.
 */
export function bareText(text: string, { prefix = '', suffix = '', negative }: Affixes): string {
  let bare = text;
  let minus = false;
  if (negative === 'parentheses' && bare.startsWith('(') && bare.endsWith(')')) {
    bare = bare.slice(1, -1).trim();
    minus = true;
  }
  if (negative === 'trailing' && bare.endsWith('-')) {
    bare = bare.slice(0, -1).trim();
    minus = true;
  }
  const sign = /^[+-]/.exec(bare)?.[0] ?? '';
  const [before, after] = [prefix.trim(), suffix.trim()];
  if (before !== '' && bare.startsWith(before, sign.length)) {
    bare = sign + bare.slice(sign.length + before.length).trim();
  }
  if (after !== '' && bare.endsWith(after)) bare = bare.slice(0, -after.length).trim();
  if (!minus) return bare;
  return /^[+-]/.test(bare) ? 'two signs' : `-${bare}`;
}

/** The digits of a number with everything that stands around them. @param text digits without a sign. */
export function dressed(
  text: string,
  isNegative: boolean,
  { prefix = '', suffix = '', negative }: Affixes,
): string {
  const full = prefix + text + suffix;
  if (!isNegative) return full;
  if (negative === 'parentheses') return `(${full})`;
  return negative === 'trailing' ? `${full}-` : `-${full}`;
}
