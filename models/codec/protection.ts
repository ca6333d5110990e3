/** The thresholds below which a value counts as somebody's own. */
import { randomStream } from '../num/random.ts';
import type { ColumnSchema } from '../table/schema.ts';
import type { ProtectionNote } from './codec.ts';

/**
 * How many training rows must carry a value before it may be emitted as it is: 5 to 8, twice that (10 to 16, even) in a
 * column whose leak would harm a person; drawn once a column so that the exact count of a value cannot be told from its
 * presence. Source: mostly-ai/mostlyai-engine: mostlyai/engine/_encoding_types/tabular/categorical.py (t = 5 + floor(3U));
 * the wider range and the doubling are ours.
 */
export function rareThreshold(seed: number, { name, sensitive }: ColumnSchema): number {
  const drawn = 5 + randomStream([seed, 'protect', name]).below(4);
  return sensitive ? 2 * drawn : drawn;
}

/**
 * Share of a column's rows that may carry merged categories and still be redrawn among the kept ones; above it they
 * become a category `(other)` of their own. Ours: below one row in twenty a redraw moves no share by more than that,
 * above it the redraw would invent a table in which the small categories never existed.
 */
export const redrawShare = 0.05;

/** Index of the first and last value that stay, by walking `threshold` rows in from each end of ascending values. */
export function protectedRange(
  counts: ArrayLike<number>,
  threshold: number,
): readonly [low: number, high: number] {
  let low = 0;
  for (let rows = counts[0]; rows < threshold && low < counts.length - 1; rows += counts[low]) low++;
  let high = counts.length - 1;
  for (let rows = counts[high]; rows < threshold && high > 0; rows += counts[high]) high--;
  return [low, high];
}

/** "1 cell", "2 cells". */
export function counted(count: number, noun: string): string {
  const plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : plural}`;
}

/** The note on a column that is missing in too few rows for that to be learnt; none when it is never missing. */
export function rareMissing(column: string, cells: number, threshold: number): ProtectionNote[] {
  if (cells === 0) return [];
  const says = `${counted(cells, 'missing cell')}, fewer than ${threshold} rows: that a cell can be missing is not learnt.`;
  return [{ column, what: 'rare-missing', cells, values: 0, says }];
}
