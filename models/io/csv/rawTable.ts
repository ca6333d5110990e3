/** A file's cells before anybody has said what they mean. */
import type { Dialect, RaggedPolicy } from '../../recipe.ts';
import type { Dictionary } from '../../table/dictionary.ts';

export interface RawColumn {
  /** Unique; empty and repeated names in the file are completed and the change is listed in `RawTable.notes`. */
  readonly name: string;
  readonly codes: Int32Array;
  /** Distinct cell texts in order of first appearance in the file, whatever the number of threads. */
  readonly dictionary: Dictionary;
}

/** A record whose number of cells differs from the header's, or that is broken in another way. */
export interface ProblemRow {
  /** Physical line, from 1. */
  readonly line: number;
  /** Data record, from 0. */
  readonly record: number;
  /** In words, without cell values. */
  readonly reason: string;
}

export interface RawTable {
  /** Base name without `.csv`, `.gz` ... */
  readonly name: string;
  /** Size of the file on disk. */
  readonly bytes: number;
  readonly rowCount: number;
  readonly columns: readonly RawColumn[];
  readonly dialect: Dialect;
  readonly detectedDialect: Dialect;
  readonly guesses: readonly { readonly part: keyof Dialect; readonly says: string }[];
  readonly ragged: RaggedPolicy;
  /** The first 1,000. */
  readonly problems: readonly ProblemRow[];
  readonly problemCount: number;
  readonly notes: readonly string[];
}
