import { type Dictionary, sizeOf, textOf } from './dictionary.ts';
import type { ColumnSchema } from './schema.ts';

/**
 * One column: a code a row into a dictionary of distinct cell texts, and what each text means under `schema`.
 * Plain data over shared memory: it can be posted to a worker without a copy.
 */
export interface Column {
  readonly schema: ColumnSchema;
  /** Row -> dictionary entry, length `rowCount`. */
  readonly codes: Int32Array;
  readonly dictionary: Dictionary;
  /** Entry -> 1 when the text means "no value", or cannot be read as `schema.kind`. */
  readonly missing: Uint8Array;
  /**
   * Entry -> value for numeric kinds, NaN where missing; null for the others. Units: dates in days and datetimes in
   * seconds since 1970-01-01 UTC, times and durations in seconds.
   */
  readonly numbers: Float64Array | null;
}

/** Where the rows come from. Real and synthetic tables are different types so that neither passes for the other. */
export type Origin = 'real' | 'synthetic';

/** A frozen table. Rows are never objects: cost and memory would not bear it. */
export interface Table<From extends Origin = Origin> {
  readonly origin: From;
  /** What people call it: the file's base name without its extensions. */
  readonly name: string;
  readonly rowCount: number;
  readonly columns: readonly Column[];
}

export type RealTable = Table<'real'>;
export type SyntheticTable = Table<'synthetic'>;

/** Text of one cell as it stands (or will stand) in the file. */
export function cellText(column: Column, row: number): string {
  return textOf(column.dictionary, column.codes[row]);
}

/** How often each dictionary entry occurs, length `sizeOf(dictionary)`. */
export function entryCounts(column: Column): Uint32Array {
  const counts = new Uint32Array(sizeOf(column.dictionary));
  const { codes } = column;
  for (let row = 0; row < codes.length; row++) counts[codes[row]]++;
  return counts;
}

/** The rows of `table` at `rows`, in that order; shares dictionaries with `table` (which may then hold unused entries). */
export function takeRows<From extends Origin>(table: Table<From>, rows: Int32Array): Table<From> {
  const columns = table.columns.map((column) => {
    const codes = new Int32Array(new SharedArrayBuffer(rows.length * 4));
    for (let index = 0; index < rows.length; index++) codes[index] = column.codes[rows[index]];
    return { ...column, codes };
  });
  return { ...table, rowCount: rows.length, columns };
}
