/** Numbers as files write them, read and written in one place. */
import { bareText, dressed } from './affixes.ts';
import type { NumberFormat } from './schema.ts';

/** How a number is written when nothing else is known: `1234.5`. */
export const plainNumber: NumberFormat = {
  decimalMark: '.',
  thousandsMark: '',
  decimals: 0,
  fixedDecimals: false,
};

/** Most decimals that are kept; a double holds no more than 17 significant digits. */
export const mostDecimals = 20;

const plainSyntax = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** True when something stands around the digits, or the minus elsewhere than before them. */
export function hasAffixes({ prefix, suffix, negative }: NumberFormat): boolean {
  return prefix !== undefined || suffix !== undefined || negative !== undefined;
}

/**
 * The number that `text` writes, NaN when it writes none in this format. Blanks around it are allowed, a thousands mark
 * has to stand between groups of three digits, an exponent may follow; infinite values are no numbers.
 */
export function parseNumber(text: string, format: NumberFormat): number {
  let plain = hasAffixes(format) ? bareText(text.trim(), format) : text.trim();
  if (format.thousandsMark !== '' && plain.includes(format.thousandsMark)) {
    const whole = plain.split(format.decimalMark, 1)[0];
    const groups = whole.replace(/^[+-]/, '').split(format.thousandsMark);
    const right = groups.every((group, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group));
    if (!right) return NaN;
    plain = whole.split(format.thousandsMark).join('') + plain.slice(whole.length);
  }
  if (format.decimalMark === ',') {
    if (plain.includes('.')) return NaN;
    plain = plain.replace(',', '.');
  }
  if (!plainSyntax.test(plain)) return NaN;
  const value = Number(plain);
  return Number.isFinite(value) ? value : NaN;
}

/**
 * `value` rounded to `format.decimals` and written in this format; reading it back gives the rounded value exactly.
 * Minus zero is written as zero. @throws RangeError when `value` is not finite.
 */
export function formatNumber(value: number, format: NumberFormat): string {
  if (!Number.isFinite(value))
    throw new RangeError('Only finite numbers can be written; missing values have a token.');
  const digits = fixed(Math.abs(value), format);
  const [whole, fraction = ''] = digits.split('.');
  const grouped =
    format.thousandsMark === '' ? whole : whole.replace(/\B(?=(\d{3})+$)/g, format.thousandsMark);
  const isNegative = value < 0 && /[1-9]/.test(digits);
  return dressed(grouped + (fraction === '' ? '' : format.decimalMark + fraction), isNegative, format);
}

/** Digits without exponent; shortest form unless decimals are fixed. */
function fixed(value: number, { decimals, fixedDecimals }: NumberFormat): string {
  const shortest = String(value);
  if (shortest.includes('e')) {
    const text = value >= 1e21 ? BigInt(value).toString() : value.toFixed(Math.min(100, decimals));
    const padded =
      fixedDecimals && decimals > 0 && !text.includes('.') ? `${text}.${'0'.repeat(decimals)}` : text;
    return fixedDecimals ? padded : withoutZeros(padded);
  }
  const point = shortest.indexOf('.');
  const written = point < 0 ? 0 : shortest.length - point - 1;
  // The shortest form is exact where toFixed would show digits the file never had (0.1 with 20 decimals).
  if (written <= decimals) {
    if (!fixedDecimals || decimals === 0) return shortest;
    return (point < 0 ? `${shortest}.` : shortest) + '0'.repeat(decimals - written);
  }
  const rounded = value.toFixed(decimals);
  return fixedDecimals ? rounded : withoutZeros(rounded);
}

function withoutZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Digits after the decimal mark that `text` needs, exponent included; 0 when it is no number. */
export function decimalsOf(text: string, format: NumberFormat): number {
  const mark = text.indexOf(format.decimalMark);
  if (mark < 0 && !/[eE]/.test(text)) return 0;
  let end = mark + 1;
  while (mark >= 0 && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
  const exponent = /[eE]([+-]?\d+)/.exec(text);
  const written = (mark < 0 ? 0 : end - mark - 1) - Number(exponent?.[1] ?? 0);
  return Math.min(mostDecimals, Math.max(0, written));
}
