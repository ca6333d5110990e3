/** Reads a recipe's conditions, and finds the rows of a real table that meet them. */
import type { Wanted, WantedCell, WantedRange } from '../../recipe.ts';
import { Refused } from '../../run/run.ts';
import { dictionaryOf, textOf } from '../../table/dictionary.ts';
import { entryReader } from '../../table/entryReader.ts';
import type { ColumnSchema } from '../../table/schema.ts';
import type { Column, Table } from '../../table/table.ts';

/** The cells that a condition lists, null for a range. */
export function cellsOf(is: Wanted['is']): readonly WantedCell[] | null {
  if (is === null || typeof is !== 'object') return [is];
  return isList(is) ? is : null;
}

/** The listed cells as texts of a column without numbers, missing ones left out: a recipe may write a code as a number. */
export function textsOf(cells: readonly WantedCell[]): ReadonlySet<string> {
  return new Set(cells.filter((cell) => cell !== null).map(String));
}

function isList(is: readonly WantedCell[] | WantedRange): is is readonly WantedCell[] {
  return Array.isArray(is);
}

/** Both ends in the column's own unit, infinite where open. @throws Refused `where-value`. */
export function endsOf(schema: ColumnSchema, { low, high }: WantedRange): { low: number; high: number } {
  return {
    low: low === undefined ? -Infinity : numberOf(schema, low),
    high: high === undefined ? Infinity : numberOf(schema, high),
  };
}

/** A typed value as the column's number. @throws Refused `where-value` when it cannot be read as one. */
export function numberOf(schema: ColumnSchema, typed: string | number): number {
  if (typeof typed === 'number') return typed;
  const read = entryReader(schema);
  const value = read === null ? NaN : read(dictionaryOf([typed.trim()]), 0);
  if (Number.isFinite(value)) return value;
  const format = schema.pattern === undefined ? '' : ` in the form ${schema.pattern}`;
  throw new Refused(
    'where-value',
    `A value given for the column "${schema.name}" cannot be read as ${schema.kind}${format}. Write it as it stands in the file.`,
  );
}

/** Entry of the column -> 1 when the cell meets the condition. */
export function meets(column: Column, { is }: Wanted): Uint8Array {
  const { schema, dictionary, missing, numbers } = column;
  const cells = cellsOf(is);
  const wantsMissing = cells?.includes(null) ?? false;
  if (numbers !== null) {
    const ends = cells === null ? endsOf(schema, is as WantedRange) : null;
    const listed = new Set(cells?.filter((cell) => cell !== null).map((cell) => numberOf(schema, cell)));
    return Uint8Array.from(missing, (flag, entry) => {
      if (flag === 1) return wantsMissing ? 1 : 0;
      const value = numbers[entry];
      return (ends === null ? listed.has(value) : value >= ends.low && value <= ends.high) ? 1 : 0;
    });
  }
  const texts = textsOf(cells ?? []);
  return Uint8Array.from(missing, (flag, entry) =>
    (flag === 1 ? wantsMissing : texts.has(textOf(dictionary, entry))) ? 1 : 0,
  );
}

/** Rows that meet all conditions, ascending. @param where its columns must be in the table. */
export function rowsThat(table: Table, where: Readonly<Record<string, Wanted>>): Int32Array {
  const tests = Object.entries(where).flatMap(([name, wanted]) => {
    const column = table.columns.find(({ schema }) => schema.name === name);
    return column === undefined ? [] : [{ codes: column.codes, passes: meets(column, wanted) }];
  });
  const rows: number[] = [];
  for (let row = 0; row < table.rowCount; row++) {
    if (tests.every(({ codes, passes }) => passes[codes[row]] === 1)) rows.push(row);
  }
  return Int32Array.from(rows);
}
