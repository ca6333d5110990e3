/** Numbers written as bytes, without a string between: what `formatNumber` writes, for the usual numbers. */
import { hasAffixes } from '../table/number.ts';
import type { NumberFormat } from '../table/schema.ts';

/** Most bytes that a writer needs. */
export const mostBytes = 32;

/**
 * Writes `value` into `bytes` from `at` on, where `mostBytes` must have room, and returns where it ends (exclusive).
 * Negative when this number has to be written by `formatNumber`.
 */
export type NumberWriter = (value: number, bytes: Uint8Array, at: number) => number;

/**
 * Whole numbers up to here have at most 15 digits, and two different decimals of 15 digits are never the same double: the
 * digits found are those of the shortest form (IEEE 754, 5.12.2: 15 digits survive decimal to double and back).
 */
const mostWhole = 1e15;
const zero = 48;

/** Writes finite numbers of at most `format.decimals` decimals and 15 digits, in formats without a thousands mark or affixes. */
export function numberWriter(format: NumberFormat): NumberWriter {
  const { decimals, fixedDecimals, thousandsMark } = format;
  if (thousandsMark !== '' || hasAffixes(format) || decimals > 15) return () => -1;
  const mark = format.decimalMark.charCodeAt(0);
  const power = 10 ** decimals;
  return (value, bytes, at) => {
    const size = Math.abs(value);
    const whole = Math.round(size * power);
    if (!(whole < mostWhole) || whole / power !== size) return -1;
    let position = at;
    if (value < 0 && whole > 0) bytes[position++] = 45;
    if (decimals === 0) return writeDigits(whole, 1, bytes, position);
    const units = Math.floor(whole / power);
    position = writeDigits(units, 1, bytes, position);
    const rest = whole - units * power;
    if (rest === 0 && !fixedDecimals) return position;
    bytes[position] = mark;
    let end = writeDigits(rest, decimals, bytes, position + 1);
    while (!fixedDecimals && bytes[end - 1] === zero) end--;
    return end;
  };
}

/** The digits of a whole number below 10^15, at least `least` of them; returns where they end. */
function writeDigits(whole: number, least: number, bytes: Uint8Array, at: number): number {
  if (whole >= 1e9) {
    const high = Math.floor(whole / 1e9);
    return writeDigits(whole - high * 1e9, 9, bytes, writeDigits(high, least - 9, bytes, at));
  }
  let length = 1;
  for (let power = 10; length < 9 && power <= whole; power *= 10) length++;
  if (length < least) length = least;
  let rest = whole | 0;
  for (let place = at + length - 1; place >= at; place--) {
    const next = (rest / 10) | 0;
    bytes[place] = zero + rest - next * 10;
    rest = next;
  }
  return at + length;
}
