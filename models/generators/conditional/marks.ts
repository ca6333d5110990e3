/** Columns that say which cells of a real table were filled in. */
import { dictionaryOf } from '../../table/dictionary.ts';
import type { ColumnSchema } from '../../table/schema.ts';
import type { Column, RealTable } from '../../table/table.ts';

/**
 * `after` with a column `<name>_imputed` (`true` where the cell was missing in `before`) behind each column named; a name that
 * the table has already gets a number.
 */
export function withMarks(before: RealTable, after: RealTable, names: readonly string[]): RealTable {
  const taken = new Set(after.columns.map(({ schema }) => schema.name));
  const columns = after.columns.flatMap((column, at) =>
    names.includes(column.schema.name)
      ? [column, markOf(before.columns[at], freeName(`${column.schema.name}_imputed`, taken))]
      : [column],
  );
  return { ...after, columns };
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}_${number}`;
  taken.add(free);
  return free;
}

function markOf({ codes, missing }: Column, name: string): Column {
  const schema: ColumnSchema = {
    name,
    kind: 'boolean',
    missingTokens: [],
    known: false,
    sensitive: false,
    treatment: 'model',
  };
  const marks = new Int32Array(new SharedArrayBuffer(codes.length * 4));
  codes.forEach((entry, row) => (marks[row] = missing[entry]));
  const flags = new Uint8Array(new SharedArrayBuffer(2));
  return { schema, codes: marks, dictionary: dictionaryOf(['false', 'true']), missing: flags, numbers: null };
}
