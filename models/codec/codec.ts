/**
 * The protocol of codecs: how a column becomes coded parts that a generator can learn, and back. Both directions live in
 * one file a kind. Conforming: `category.ts` (category, ordinal, boolean), `numeric.ts` (integer, decimal, date,
 * datetime, time, duration; latitude and longitude, with `place.ts` for the two together), `identifier.ts` (identifier, text and whatever is to be regenerated: no parts).
 */
import type { Random } from '../num/random.ts';
import type { Column } from '../table/table.ts';
import type { CategoryCodec } from './category.ts';
import type { IdentifierCodec } from './identifier.ts';
import type { NumericCodec } from './numeric.ts';

/**
 * What a generator sees of a column: one number a row. A column with missing cells and an order has two parts, the
 * missingness (0 present, 1 missing) first, then the value, whose code is -1 where the cell is missing. A code of -1 in a
 * row that is not missing means "withheld": the value was too rare to be learnt, and the generator draws another.
 */
export interface Part {
  /** Index of the column in the table. */
  readonly column: number;
  readonly role: 'value' | 'missing';
  /** Codes are 0 .. size - 1; -1 where the part does not apply to the row or is withheld. */
  readonly codes: Int32Array;
  readonly size: number;
  /** True when code order is value order; then `values` is ascending. */
  readonly ordered: boolean;
  /** For ordered parts of numeric columns: the number each code stands for; null otherwise. */
  readonly values: Float64Array | null;
  /**
   * For parts with `values`: code -> 1 when the value is an atom (frequent enough to be emitted exactly). A generator
   * never emits another code as it is: it emits a position between codes.
   */
  readonly atoms: Uint8Array | null;
}

/** All parts of a table's modelled columns, in column order, but that a longitude directly follows its latitude. */
export interface Coded {
  readonly rowCount: number;
  readonly parts: readonly Part[];
}

/**
 * Sampled rows in code space: for each part one number a row. Unordered parts hold codes; ordered parts with values may
 * hold a position between two codes (103.37 is 37 % of the way from the value of code 103 to that of 104), which the
 * codec turns into a value at the column's own precision. -1 where the part does not apply. Parts of a generator's own may
 * follow those of the columns.
 */
export interface Sampled {
  readonly rowCount: number;
  readonly parts: readonly Float64Array[];
}

/** One line of the list of what value protection did to a column; shown to people, so without cell values. */
export interface ProtectionNote {
  readonly column: string;
  readonly what:
    | 'rare-categories'
    | 'rare-missing'
    | 'extremes'
    | 'rare-numbers'
    | 'rare-dates'
    | 'rare-places'
    | 'high-precision'
    | 'regenerated'
    | 'dropped';
  /** Cells changed (or, for rare numbers, cells whose value will never be emitted as it is). */
  readonly cells: number;
  /** Distinct values concerned. */
  readonly values: number;
  readonly says: string;
}

/** What all codecs have; decided from the training rows, structured-cloneable. */
export interface CodecBase {
  /** Index of the column in the table. */
  readonly column: number;
  readonly schema: Column['schema'];
  /** Indexes into `Coded.parts`; empty for columns that are not modelled. */
  readonly parts: readonly number[];
}

/** A column that is left out of the synthetic table. */
export interface DroppedCodec extends CodecBase {
  readonly form: 'dropped';
}

/** A column's coding. */
export type Codec = CategoryCodec | NumericCodec | IdentifierCodec | DroppedCodec;

/** A column coded on its own, before its parts have their place in the table; `codec.parts` counts from 0. */
export interface CodedColumn<C extends Codec = Codec> {
  readonly codec: C;
  readonly parts: readonly Part[];
  readonly notes: readonly ProtectionNote[];
}

/** A run of rows of the synthetic table. */
export interface RowRange {
  /** Global index of the first row. */
  readonly rowStart: number;
  readonly rowCount: number;
}

/** Turns the sampled parts of one column into cells; pure but for the state of `random`. */
export type Decode<C extends Codec> = (
  codec: C,
  sampled: readonly Float64Array[],
  rows: RowRange,
  random: Random,
) => Column;
