/**
 * Tables as data frames of danfojs-node and back, for scripts. The package is an optional peer: its module is given, not
 * imported, and this file names only the few members it uses.
 */
import { textOf } from '../table/dictionary.ts';
import { writesNumbers } from '../table/schema.ts';
import type { Column, Table } from '../table/table.ts';
import type { RawTable } from './csv/rawTable.ts';
import { growingColumn, rawTableOf } from './rawColumns.ts';

export type DanfoValue = string | number | boolean | null | undefined;
export type DanfoType = 'string' | 'int32' | 'float32' | 'boolean';

/** What is used of a data frame. */
export interface DanfoFrame {
  readonly columns: readonly string[];
  /** Row by row. */
  readonly values: unknown;
}

/** What is used of the module `danfojs-node`. */
export interface Danfo<Frame extends DanfoFrame> {
  readonly DataFrame: new (
    data: Record<string, readonly DanfoValue[]>,
    options: { readonly dtypes: readonly DanfoType[] },
  ) => Frame;
}

/**
 * A data frame with the table's columns: numbers for integers and decimals (NaN where missing), texts for the others
 * (null where missing); dates stay texts in the file's format. danfojs-node holds rows as arrays: expect some 1.5 GB for
 * a million rows of fifteen columns.
 */
export function toDataFrame<Frame extends DanfoFrame>(table: Table, danfo: Danfo<Frame>): Frame {
  const data = Object.fromEntries(table.columns.map((column) => [column.schema.name, valuesOf(column)]));
  return new danfo.DataFrame(data, { dtypes: table.columns.map(typeOf) });
}

function isNumber({ schema }: Column): boolean {
  return writesNumbers(schema.kind);
}

function typeOf(column: Column): DanfoType {
  if (!isNumber(column)) return 'string';
  return column.schema.kind === 'integer' && !column.missing.includes(1) ? 'int32' : 'float32';
}

function valuesOf(column: Column): DanfoValue[] {
  const { codes, missing, numbers, dictionary } = column;
  const number = isNumber(column);
  const byEntry = Array.from(missing, (isMissing, entry): DanfoValue => {
    if (number) return isMissing === 1 ? NaN : (numbers?.[entry] ?? NaN);
    return isMissing === 1 ? null : textOf(dictionary, entry);
  });
  return Array.from(codes, (entry) => byEntry[entry]);
}

/** The frame as a table that can be opened like a file; missing values (null, undefined, NaN) are empty cells. */
export function fromDataFrame(frame: DanfoFrame, name: string): RawTable {
  const rows = (Array.isArray(frame.values) ? frame.values : []) as readonly unknown[];
  const columns = frame.columns.map(() => growingColumn<string>(rows.length));
  for (const row of rows) {
    // A frame of one column may hold its values bare.
    const cells: readonly unknown[] = Array.isArray(row) ? row : [row];
    columns.forEach((column, index) => column.add(cellOf(cells[index])));
  }
  const finished = columns.map((column) => column.finish((texts) => texts));
  return rawTableOf({ name, bytes: 0 }, frame.columns, finished, { notes: ['Read from a data frame.'] });
}

function cellOf(value: unknown): string {
  return value === null || value === undefined || Number.isNaN(value) ? '' : String(value);
}
