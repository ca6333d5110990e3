/** Predicates over rows: what a singling-out attack says about a person. Plain data, so that workers share them. */
import { lowerBound } from '../../num/lowerBound.ts';
import { checkCancel } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import type { AlignedColumn } from '../align.ts';

/** One condition; `value` is a level's code or a number. Missing cells meet only `missing`, the others also `present`. */
export interface Condition {
  readonly column: number;
  readonly is: 'equal' | 'other' | 'atLeast' | 'atMost' | 'above' | 'below' | 'missing' | 'present';
  readonly value: number;
}

/** All conditions hold. */
export type Predicate = readonly Condition[];

/** Some rows in the order of one column's cells, over shared memory: what a condition asks for is then a run of them. */
export interface Ordered {
  readonly isCategory: boolean;
  /** Row of the table -> cell. */
  readonly cells: Int32Array | Float64Array;
  /** Rows by cell, missing ones first. */
  readonly rows: Int32Array;
  /** Their cells, ascending; -Infinity where missing. */
  readonly sorted: Float64Array;
  /** Cells that occur, ascending, without missing. */
  readonly distinct: Float64Array;
  readonly missing: number;
}

interface OrderPayload {
  readonly columns: readonly AlignedColumn[];
  readonly rows: Int32Array;
}

/** Orders `rows` by each column. Cost: one sort of the cells a column. */
export const orderRows: Task<OrderPayload, readonly Ordered[]> = {
  name: 'evaluate.orderRows',
  work: ({ columns, rows }, cancel) =>
    columns.map((column) => {
      checkCancel(cancel);
      return order(column, rows);
    }),
};

function order(column: AlignedColumn, rows: Int32Array): Ordered {
  const isCategory = column.form === 'category';
  const cells = column.form === 'category' ? column.codes : column.values;
  const unordered = Float64Array.from(rows, (row) =>
    isMissing(cells[row], isCategory) ? -Infinity : cells[row],
  );
  const sorted = new Float64Array(new SharedArrayBuffer(rows.length * 8));
  // Sorted in memory of its own: what is shared is sorted by a copy.
  sorted.set(unordered.slice().sort());
  const starts = startsOf(sorted);
  const each = Float64Array.from(starts, (start) => sorted[start]);
  // Counting sort: where the run of each row's cell starts, moved on as its places fill. Few cells are distinct, mostly.
  const ordered = new Int32Array(new SharedArrayBuffer(rows.length * 4));
  for (let index = 0; index < rows.length; index++) {
    ordered[starts[lowerBound(each, unordered[index])]++] = rows[index];
  }
  const hasMissing = each[0] === -Infinity;
  const distinct = new Float64Array(new SharedArrayBuffer((each.length - Number(hasMissing)) * 8));
  distinct.set(each.subarray(Number(hasMissing)));
  const missing = hasMissing ? starts[0] : 0;
  return { isCategory, cells, rows: ordered, sorted, distinct, missing };
}

/** Where each run of equal values starts. */
function startsOf(sorted: Float64Array): Int32Array {
  const starts = new Int32Array(sorted.length);
  let count = 0;
  for (let index = 0; index < sorted.length; index++) {
    if (index === 0 || sorted[index] !== sorted[index - 1]) starts[count++] = index;
  }
  return starts.slice(0, count);
}

/** Is the cell empty? -1 for categories, NaN for numbers. */
export function isMissing(cell: number, isCategory: boolean): boolean {
  return isCategory ? cell < 0 : Number.isNaN(cell);
}

/** Place of the first of the ascending `sorted` that is more than `value`. */
function firstAbove(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Rows that meet the predicate, counted up to `limit`. Cost: the shortest run that one of its conditions leaves.
 * @throws RangeError for a predicate without conditions: it would describe everybody.
 */
export function countUpTo(columns: readonly Ordered[], predicate: Predicate, limit: number): number {
  if (predicate.length === 0)
    throw new RangeError('A predicate without conditions would describe everybody.');
  const runs = predicate
    .map((condition) => ({ condition, run: runOf(columns[condition.column], condition) }))
    .sort((a, b) => a.run[1] - a.run[0] - (b.run[1] - b.run[0]));
  const [{ condition, run }, ...rest] = runs;
  const { rows } = columns[condition.column];
  // A run holds exactly the rows that meet its condition, but for `other`.
  const open = condition.is === 'other' ? runs : rest;
  let found = 0;
  for (let index = run[0]; index < run[1] && found < limit; index++) {
    if (open.every((each) => meets(columns[each.condition.column], rows[index], each.condition))) found++;
  }
  return found;
}

function runOf(
  { sorted, missing }: Ordered,
  { is, value }: Condition,
): readonly [start: number, end: number] {
  switch (is) {
    case 'equal':
      return [lowerBound(sorted, value), firstAbove(sorted, value)];
    case 'atLeast':
      return [lowerBound(sorted, value), sorted.length];
    case 'atMost':
      return [missing, firstAbove(sorted, value)];
    case 'above':
      return [firstAbove(sorted, value), sorted.length];
    case 'below':
      return [missing, lowerBound(sorted, value)];
    case 'other':
    case 'present':
      return [missing, sorted.length];
    case 'missing':
      return [0, missing];
    default:
      return is satisfies never;
  }
}

function meets({ cells, isCategory }: Ordered, row: number, { is, value }: Condition): boolean {
  const cell = cells[row];
  const absent = isMissing(cell, isCategory);
  switch (is) {
    case 'equal':
      return cell === value;
    case 'atLeast':
      return cell >= value;
    case 'atMost':
      return cell <= value;
    case 'other':
      return cell !== value && !absent;
    case 'above':
      return cell > value;
    case 'below':
      return cell < value && !absent;
    case 'missing':
      return absent;
    case 'present':
      return !absent;
    default:
      return is satisfies never;
  }
}
