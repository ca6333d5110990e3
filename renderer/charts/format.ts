/**
 * How numbers are written, in one place, so that one number never reads differently in two. The decimal mark is a
 * point in every locale: reports travel between people whose systems differ.
 */

/** Keeps a number and its unit on one line. */
const joint = '\u00a0';

/** A minus as wide as a digit. */
const minus = '\u2212';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

function signed(text: string): string {
  return text.startsWith('-') ? `${minus}${text.slice(1)}` : text;
}

/** Digits after the point: what reads as less than 1.0% needs two, so that 0.02% and 0.04% stay apart. */
function percentDigits(share: number): number {
  return share !== 0 && Math.abs(share) < 0.00995 ? 2 : 1;
}

function percentNumber(share: number, digits: number): string {
  const text = (share * 100).toFixed(digits);
  return signed(Number(text) === 0 ? (0).toFixed(digits) : text);
}

/**
 * A share from 0 to 1 as a percentage: one digit after the point, two under 1%. Never rounds to all or nothing: what
 * is not 0 or 1 is written `< 0.01%` or `> 99.9%`. The engine's sentences write shares by the same rule.
 */
export function percent(share: number): string {
  if (share === 0) return `0%`;
  if (share === 1) return `100%`;
  if (share > 0 && share < 0.00005) return `<${joint}0.01%`;
  if (share > 0.9995 && share < 1) return `>${joint}99.9%`;
  return `${percentNumber(share, percentDigits(share))}%`;
}

/** A share as the label of an axis tick: as few digits as say it exactly, up to three, e.g. `5%`, `97.5%`. */
export function percentTick(share: number): string {
  return `${signed(String(Number((share * 100).toFixed(3))))}%`;
}

/** An interval of shares, e.g. `97.9 to 98.4%`; both ends with the digits of the one that needs more. */
export function percentInterval([low, high]: readonly [low: number, high: number]): string {
  const digits = Math.max(percentDigits(low), percentDigits(high));
  return `${percentNumber(low, digits)} to ${percentNumber(high, digits)}%`;
}

/**
 * The size of a difference of two shares in percentage points, without sign, e.g. `0.8 points`: one digit, two under
 * one point, `no points` never (what rounds to nothing is `< 0.01 points`).
 */
export function points(difference: number): string {
  const size = Math.abs(difference) * 100;
  if (size === 0) return `0${joint}points`;
  if (size < 0.005) return `<${joint}0.01${joint}points`;
  return `${size.toFixed(size < 1 ? 2 : 1)}${joint}points`;
}

/** A whole number with thousands marks: `24,421`. */
export function count(value: number): string {
  return signed(grouped.format(value));
}

/** `1 row`, `2 rows`; `many` is the plural form. */
export function countOf(value: number, one: string, many = `${one}s`): string {
  return `${count(value)}${joint}${value === 1 ? one : many}`;
}

/** Cuts `text` to `limit` characters, the last one an ellipsis; the full text belongs in a title beside it. */
export function shorten(text: string, limit: number): string {
  const characters = Array.from(text);
  if (characters.length <= limit) return text;
  return `${characters
    .slice(0, Math.max(1, limit - 1))
    .join('')
    .trimEnd()}…`;
}

/** Shows texts that would be invisible on a page: empty, or nothing but blanks. */
export function visible(text: string): string {
  if (text === '') return '(empty)';
  return text.trim() === '' ? '(blanks)' : text;
}
