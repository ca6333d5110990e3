/** What is known about a column before its cells are read: kind, format, missing tokens, role. */

/** The kinds a column can have, in the order in which menus show them. */
export const kinds = [
  'category',
  'ordinal',
  'boolean',
  'integer',
  'decimal',
  'latitude',
  'longitude',
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

/** Marks between groups of three digits; the last three are the no-break spaces and the apostrophe that office programs write. */
export const thousandsMarks = ['', '.', ',', ' ', "'", '\u00a0', '\u202f', '’'] as const;

/** How numbers are written in the file; what is read is written back in the same way. */
export interface NumberFormat {
  readonly decimalMark: '.' | ',';
  readonly thousandsMark: (typeof thousandsMarks)[number];
  /** Most digits seen after the decimal mark; values are rounded to it when written. */
  readonly decimals: number;
  /** True when every value is written with exactly `decimals` digits (`1.50`), false for the shortest form (`1.5`). */
  readonly fixedDecimals: boolean;
  /** A currency sign before the digits, with the blank if there is one (`$`, `CHF `); absent for none. */
  readonly prefix?: string;
  /** A currency sign, per cent or unit behind the digits, with the blank if there is one (` €`, `%`, ` kg`); absent for none. */
  readonly suffix?: string;
  /** Negative numbers in parentheses, or with the minus behind; absent: a minus before. */
  readonly negative?: 'parentheses' | 'trailing';
}

/** A column's description; plain data, frozen, part of the recipe. */
export interface ColumnSchema {
  readonly name: string;
  readonly kind: Kind;
  /** Cell texts that mean "no value" in this column, exact, the empty text included when it does. */
  readonly missingTokens: readonly string[];
  /** For integer, decimal, latitude and longitude. */
  readonly number?: NumberFormat;
  /** For date, datetime, time, duration: a pattern of YYYY MM M DD D HH H mm ss SSS and literal marks, e.g. `DD/MM/YYYY HH:mm`. `H`: hours without limit, for durations. */
  readonly pattern?: string;
  /** For ordinal: the levels from lowest to highest. */
  readonly levels?: readonly string[];
  /** For latitude and longitude: the column that makes a place with this one; absent while there is none. */
  readonly placeWith?: string;
  /** Could somebody who looks for a person know this value? Makes the column a key for linkage attacks. */
  readonly known: boolean;
  /** Would it harm a person if this value leaked? Makes the column a secret for inference attacks and bands its extremes. */
  readonly sensitive: boolean;
  readonly treatment: Treatment;
}

/** True for kinds whose values have an order and a distance: they are modelled and compared as numbers. */
export function isNumeric(kind: Kind): boolean {
  return (
    writesNumbers(kind) || kind === 'date' || kind === 'datetime' || kind === 'time' || kind === 'duration'
  );
}

/** True for kinds whose cells are numbers in a `NumberFormat`. */
export function writesNumbers(kind: Kind): boolean {
  return kind === 'integer' || kind === 'decimal' || isCoordinate(kind);
}

/** True for the two kinds that make a place together; in degrees, north and east positive. */
export function isCoordinate(kind: Kind): kind is 'latitude' | 'longitude' {
  return kind === 'latitude' || kind === 'longitude';
}
