/** What is known about a column before its cells are read: kind, format, missing tokens, role. */

/** The kinds a column can have, in the order in which menus show them. */
export const kinds = [
  'category',
  'ordinal',
  'boolean',
  'integer',
  'decimal',
  'date',
  'datetime',
  'time',
  'duration',
  'identifier',
  'text',
] as const;

/** How the cells of a column are to be understood. */
export type Kind = (typeof kinds)[number];

/**
 * What happens to a column: `model` learns it, `regenerate` writes new values of the same format that are not taken
 * from the data (identifiers, free text), `drop` leaves it out of the synthetic table.
 */
export type Treatment = 'model' | 'regenerate' | 'drop';

/** How numbers are written in the file; what is read is written back in the same way. */
export interface NumberFormat {
  readonly decimalMark: '.' | ',';
  readonly thousandsMark: '' | '.' | ',' | ' ' | "'";
  /** Most digits seen after the decimal mark; values are rounded to it when written. */
  readonly decimals: number;
  /** True when every value is written with exactly `decimals` digits (`1.50`), false for the shortest form (`1.5`). */
  readonly fixedDecimals: boolean;
}

/** A column's description; plain data, frozen, part of the recipe. */
export interface ColumnSchema {
  readonly name: string;
  readonly kind: Kind;
  /** Cell texts that mean "no value" in this column, exact, the empty text included when it does. */
  readonly missingTokens: readonly string[];
  /** For integer and decimal. */
  readonly number?: NumberFormat;
  /** For date, datetime, time, duration: a pattern of YYYY MM M DD D HH H mm ss SSS and literal marks, e.g. `DD/MM/YYYY HH:mm`. `H`: hours without limit, for durations. */
  readonly pattern?: string;
  /** For ordinal: the levels from lowest to highest. */
  readonly levels?: readonly string[];
  /** Could somebody who looks for a person know this value? Makes the column a key for linkage attacks. */
  readonly known: boolean;
  /** Would it harm a person if this value leaked? Makes the column a secret for inference attacks and bands its extremes. */
  readonly sensitive: boolean;
  readonly treatment: Treatment;
}

/** True for kinds whose values have an order and a distance: they are modelled and compared as numbers. */
export function isNumeric(kind: Kind): boolean {
  return (
    kind === 'integer' ||
    kind === 'decimal' ||
    kind === 'date' ||
    kind === 'datetime' ||
    kind === 'time' ||
    kind === 'duration'
  );
}
