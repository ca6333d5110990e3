/**
 * The bins of mostlyai-qa 1.10.11 (`mostlyai/qa/_accuracy.py`: bin_data), taken from training and holdout rows and
 * applied to all. Not reproduced: text-like columns (over 5 % of rows with a value of their own), which mostlyai-qa
 * replaces by one random token a cell; here they are binned like every category.
 */
import { checkCancel } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import type { Aligned, AlignedCategory, AlignedColumn, AlignedNumber } from '../align.ts';
import type { Axis } from './overlap.ts';

/** Bins of a numeric column, or categories that keep their name. `_accuracy.py`: binning_data. */
const binCount = 10;

/** Categories with fewer rows are merged into "(other)". `_common.py`: MIN_RARE_CAT_PROTECTION. */
const leastRows = 5;

/** What a worker needs to bin one column. */
export interface BinsPayload {
  readonly column: AlignedColumn;
  /** Rows 0 .. realEnd - 1 are training and holdout rows. */
  readonly realEnd: number;
}

/** Bins one column; its axis has no code -1: missing cells have a bin of their own. */
export const binColumn: Task<BinsPayload, Axis> = {
  name: 'evaluate.bins',
  work: ({ column, realEnd }, cancel) => {
    checkCancel(cancel);
    return column.form === 'number' ? binNumber(column, realEnd) : binCategory(column, realEnd);
  },
};

/** The payload for a column of `aligned`. */
export function binsPayload(aligned: Aligned, column: AlignedColumn): BinsPayload {
  return { column, realEnd: aligned.holdout.end };
}

function codesFor(rowCount: number, size: number): Uint8Array | Int32Array {
  return size <= 256
    ? new Uint8Array(new SharedArrayBuffer(rowCount))
    : new Int32Array(new SharedArrayBuffer(rowCount * 4));
}

function binNumber({ values, kind }: AlignedNumber, realEnd: number): Axis {
  const sorted = values.slice(0, realEnd).sort();
  const present = sorted.subarray(0, firstNaN(sorted));
  const breaks = kind === 'date' || kind === 'datetime' ? dateBreaks(present) : numberBreaks(present);
  const bins = breaks.length - 1;
  const codes = codesFor(values.length, bins + 1);
  for (let row = 0; row < values.length; row++) {
    codes[row] = Number.isNaN(values[row]) ? bins : binOf(breaks, values[row]);
  }
  return { codes, size: bins + 1 };
}

/** First position that holds NaN in an array sorted with NaN last. */
export function firstNaN(sorted: Float64Array): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number.isNaN(sorted[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Break points of a number column, ascending: bin i is [b_i, b_i+1), the last one closed. At most ten distinct values
 * have one bin each; break points are rounded down to the fewest decimals that keep them apart.
 */
export function numberBreaks(sorted: Float64Array): number[] {
  if (sorted.length === 0) return [-1e10, 1e10];
  const distinct = firstDistinct(sorted, binCount + 1);
  const breaks =
    distinct.length <= binCount ? [...distinct, sorted[sorted.length - 1] + 1] : searchBreaks(sorted);
  for (let decimals = 0; decimals < 20; decimals++) {
    const scale = 10 ** decimals;
    const floored = breaks.map((value) => Math.floor(value * scale) / scale);
    if (new Set(floored).size === breaks.length) return [...floored.slice(0, -1), breaks[breaks.length - 1]];
  }
  return breaks;
}

/** Break points of a date column: as numbers, but few distinct values do not get a bin each. */
export function dateBreaks(sorted: Float64Array): number[] {
  if (sorted.length === 0) return [-1e10, 1e10];
  return sorted[0] === sorted[sorted.length - 1] ? [sorted[0], sorted[0] + 1] : searchBreaks(sorted);
}

function firstDistinct(sorted: Float64Array, most: number): number[] {
  const distinct: number[] = [];
  for (let index = 0; index < sorted.length && distinct.length < most; index++) {
    if (index === 0 || sorted[index] !== sorted[index - 1]) distinct.push(sorted[index]);
  }
  return distinct;
}

/** `search_bin_boundaries`: more and more evenly spaced ranks until eleven of their values differ. */
function searchBreaks(sorted: Float64Array): number[] {
  let breaks: number[] = [];
  const last = Math.max(binCount + 1, Math.min(1000, sorted.length + 1));
  for (let points = binCount; points < last; points++) {
    const step = (sorted.length - 1) / (points - 1);
    breaks = [];
    for (let point = 0; point < points; point++) {
      const rank = point === points - 1 ? sorted.length - 1 : Math.floor(point * step);
      if (breaks.length === 0 || sorted[rank] !== breaks[breaks.length - 1]) breaks.push(sorted[rank]);
    }
    if (breaks.length >= binCount + 1) break;
  }
  return breaks;
}

function binOf(breaks: readonly number[], value: number): number {
  let low = 0;
  let high = breaks.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (breaks[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The names that mostlyai-qa keeps apart whatever their count. */
const emptyText = '';
const rareText = '_RARE_';
const missingText = '(n/a)';
const otherText = '(other)';

function binCategory({ codes: levelCodes, levels }: AlignedCategory, realEnd: number): Axis {
  const missing = levels.length;
  const counts = new Uint32Array(levels.length + 1);
  for (let row = 0; row < realEnd; row++) counts[levelCodes[row] < 0 ? missing : levelCodes[row]]++;
  const kept = [...counts.keys()]
    .sort((a, b) => counts[b] - counts[a] || a - b)
    .slice(0, binCount)
    .filter((level) => counts[level] >= leastRows && level !== missing && levels[level] !== missingText)
    .filter(
      (level) => levels[level] !== otherText && levels[level] !== emptyText && levels[level] !== rareText,
    );
  const [other, empty, rare, absent] = [0, 1, 2, 3].map((offset) => kept.length + offset);
  const binOfLevel = levels.map((text) => {
    if (text === emptyText) return empty;
    if (text === rareText) return rare;
    return text === missingText ? absent : other;
  });
  kept.forEach((level, bin) => (binOfLevel[level] = bin));
  const size = kept.length + 4;
  const codes = codesFor(levelCodes.length, size);
  for (let row = 0; row < levelCodes.length; row++) {
    codes[row] = levelCodes[row] < 0 ? absent : binOfLevel[levelCodes[row]];
  }
  return { codes, size };
}
