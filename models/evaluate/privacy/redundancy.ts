/**
 * Columns that repeat others: one determines another when each of its values goes with one value of the other (a code and
 * its name, a town and its region). As a second key or a second thing known the other adds nothing. Ours.
 */
import type { Aligned, AlignedColumn, Span } from '../align.ts';
import { sampleRows } from './sample.ts';

/** Training rows that are looked at; ours: bounds the time. */
const mostRows = 50_000;

/** Values up to which a column is asked whether it determines others; ours: one with a value a row determines everything. */
const mostLevels = 100;

/** Training rows for each value of a column below which "one value of the other" is no surprise; ours. */
const rowsPerLevel = 10;

/** Does column `a` determine column `b`? Indexes into `Aligned.columns`; false where it cannot be told. */
export type Determines = (a: number, b: number) => boolean;

/** Looks at pairs when they are asked for. A missing cell is a value; a column determines itself. */
export function redundancy({ columns, train, seed }: Aligned): Determines {
  const rows = sampleRows(train, mostRows, [seed, 'evaluate', 'redundancy']);
  const coded = new Map<number, Levels>();
  const levels = (column: number): Levels => {
    const known = coded.get(column) ?? levelsOf(columns[column], rows);
    coded.set(column, known);
    return known;
  };
  return (a, b) => {
    if (a === b) return true;
    const [from, to] = [levels(a), levels(b)];
    if (from.count > mostLevels || from.count * rowsPerLevel > rows.length || to.count > from.count)
      return false;
    const image = new Int32Array(from.count).fill(-1);
    for (let index = 0; index < rows.length; index++) {
      const level = from.codes[index];
      if (image[level] === -1) image[level] = to.codes[index];
      else if (image[level] !== to.codes[index]) return false;
    }
    return true;
  };
}

/**
 * `columns` without those that another of them determines; of two that determine each other the first stays. Order is kept
 * but for a column that stands for earlier, coarser ones: it takes the last place.
 */
export function withoutRepeats(columns: readonly number[], determines: Determines): readonly number[] {
  let kept: readonly number[] = [];
  for (const column of columns) {
    if (kept.some((other) => determines(other, column))) continue;
    kept = [...kept.filter((other) => !determines(column, other)), column];
  }
  return kept;
}

interface Levels {
  /** Position among the rows -> level, 0 .. count - 1. */
  readonly codes: Int32Array;
  readonly count: number;
}

function levelsOf(column: AlignedColumn, rows: Int32Array): Levels {
  const cells = column.form === 'category' ? column.codes : column.values;
  const known = new Map<number, number>();
  const codes = new Int32Array(rows.length);
  for (let index = 0; index < rows.length; index++) {
    const cell = cells[rows[index]];
    const level = known.get(cell) ?? known.size;
    known.set(cell, level);
    codes[index] = level;
  }
  return { codes, count: known.size };
}

/** Distinct values among the rows of a span, missing counted as one; counted up to `most` + 1. */
export function levelCount(column: AlignedColumn, { start, end }: Span, most: number): number {
  const cells = column.form === 'category' ? column.codes : column.values;
  const known = new Set<number>();
  for (let row = start; row < end && known.size <= most; row++) known.add(cells[row]);
  return known.size;
}
