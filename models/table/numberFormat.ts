/** Whether a column's texts are numbers, and how they are written. */
import { affixesOf, bareText } from './affixes.ts';
import { decimalsOf, mostDecimals, parseNumber } from './number.ts';
import type { NumberFormat } from './schema.ts';
import { cellsThat, probeOf, type Seen } from './seen.ts';

export interface NumberFinding {
  readonly format: NumberFormat;
  /** Cells that are not numbers in this format. */
  readonly unreadable: number;
  /** True when another reading fits as well, so that a person should look. */
  readonly ambiguous: boolean;
}

type Marks = Pick<NumberFormat, 'decimalMark' | 'thousandsMark'>;

/** In order of preference. */
const readings: readonly Marks[] = [
  { decimalMark: '.', thousandsMark: '' },
  { decimalMark: '.', thousandsMark: ',' },
  { decimalMark: ',', thousandsMark: '' },
  { decimalMark: ',', thousandsMark: '.' },
  { decimalMark: '.', thousandsMark: "'" },
  { decimalMark: '.', thousandsMark: ' ' },
  { decimalMark: ',', thousandsMark: ' ' },
  { decimalMark: ',', thousandsMark: '\u00a0' },
  { decimalMark: ',', thousandsMark: '\u202f' },
  { decimalMark: '.', thousandsMark: '\u00a0' },
  { decimalMark: '.', thousandsMark: '’' },
  { decimalMark: ',', thousandsMark: "'" },
];

/** Share of the cells that must be numbers: one slip in a hundred does not make a column text. Ours. */
const enough = 0.99;

/** The best reading, null when fewer than 99 % of the cells are numbers in any. */
export function detectNumber(column: Seen): NumberFinding | null {
  const affixes = affixesOf(column);
  if (affixes === null) return detectBare(column);
  const bare = { ...column, texts: column.texts.map((text) => bareText(text.trim(), affixes)) };
  const found = detectBare(bare);
  return found === null ? null : { ...found, format: { ...found.format, ...affixes } };
}

function detectBare(column: Seen): NumberFinding | null {
  const probe = probeOf(column, 500);
  if (
    probe.filter((text) => /^\s*[+-]?[.,]?\d[\d.,'’\u00a0\u202f eE+-]*$/.test(text)).length <
    0.5 * probe.length
  )
    return null;
  if (column.cells === 0) return null;
  let best: { marks: Marks; readable: number } | null = null;
  for (const marks of readings) {
    const format: NumberFormat = { ...marks, decimals: 0, fixedDecimals: false };
    const readable = cellsThat(column, (text) => !Number.isNaN(parseNumber(text, format)));
    if (best === null || readable > best.readable) best = { marks, readable };
    if (readable === column.cells) break;
  }
  if (best === null || best.readable < enough * column.cells) return null;
  const { marks, ambiguous } = settleMarks(column, best.marks);
  const format = finishFormat(column, marks);
  const unreadable = cellsThat(column, (text) => Number.isNaN(parseNumber(text, format)));
  return { format, unreadable, ambiguous };
}

/**
 * `1.234` and `1,234` alone fit two readings. A point is taken as a decimal mark unless numbers below 1,000 never have
 * one while all others have exactly three digits after it; a comma as a thousands mark. Both are marked as guesses.
 */
function settleMarks(column: Seen, marks: Marks): { marks: Marks; ambiguous: boolean } {
  const mark = marks.thousandsMark === '' ? marks.decimalMark : marks.thousandsMark;
  if (mark !== '.' && mark !== ',') return { marks, ambiguous: false };
  const marked = column.texts.filter((text) => text.includes(mark));
  const grouped = new RegExp(`^[+-]?[1-9]\\d{0,2}(\\${mark}\\d{3})$`);
  if (marked.length === 0 || !marked.every((text) => grouped.test(text.trim())))
    return { marks, ambiguous: false };
  if (mark === ',')
    return {
      marks: { decimalMark: '.', thousandsMark: ',' },
      ambiguous: marked.length === column.texts.length,
    };
  const plain = column.texts.filter((text) => !text.includes('.'));
  const small = plain.length > 0 && plain.every((text) => /^[+-]?\d{1,3}$/.test(text.trim()));
  return small && marked.length > 2
    ? { marks: { decimalMark: ',', thousandsMark: '.' }, ambiguous: true }
    : { marks, ambiguous: plain.length === 0 };
}

function finishFormat(column: Seen, marks: Marks): NumberFormat {
  const format: NumberFormat = { ...marks, decimals: 0, fixedDecimals: false };
  let decimals = 0;
  let least = Infinity;
  for (const text of column.texts) {
    if (Number.isNaN(parseNumber(text, format))) continue;
    const written = decimalsOf(text, format);
    decimals = Math.max(decimals, written);
    least = Math.min(least, written);
  }
  // All with one decimal says little about trailing zeros unless a zero was written somewhere.
  const zero = column.texts.some((text) => /[.,]\d*0$/.test(text.trim()));
  return {
    ...marks,
    decimals: Math.min(decimals, mostDecimals),
    fixedDecimals: decimals > 0 && least === decimals && zero,
  };
}

/** True when texts with leading zeros (`007`, not `0.5` or `0`) show that the digits are a code. */
export function hasLeadingZeros(column: Seen): boolean {
  return column.texts.some((text) => /^[+-]?0\d/.test(text.trim()) && !/[.:/,-]/.test(text.trim().slice(1)));
}
