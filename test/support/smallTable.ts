/** Real tables from arrays, for tests. */
import { dictionaryOf } from '../../models/table/dictionary.ts';
import { isNumeric, type ColumnSchema } from '../../models/table/schema.ts';
import type { Column, RealTable } from '../../models/table/table.ts';

/** A column of cell texts; numeric kinds read them with `Number`, missing are the schema's tokens and what is no number. */
export function smallColumn(
  schema: Pick<ColumnSchema, 'name' | 'kind'> & Partial<ColumnSchema>,
  texts: readonly string[],
): Column {
  const full: ColumnSchema = {
    missingTokens: [''],
    known: false,
    sensitive: false,
    treatment: 'model',
    ...schema,
  };
  const distinct = [...new Set(texts)];
  const entryOf = new Map(distinct.map((text, entry) => [text, entry]));
  const codes = new Int32Array(new SharedArrayBuffer(texts.length * 4));
  texts.forEach((text, row) => (codes[row] = entryOf.get(text) ?? 0));
  const numeric = isNumeric(full.kind);
  const unreadable = (text: string): boolean => numeric && !Number.isFinite(Number(text));
  const isMissing = (text: string): boolean => full.missingTokens.includes(text) || unreadable(text);
  return {
    schema: full,
    codes,
    dictionary: dictionaryOf(distinct),
    missing: Uint8Array.from(distinct, (text) => (isMissing(text) ? 1 : 0)),
    numbers: numeric ? Float64Array.from(distinct, (text) => (isMissing(text) ? NaN : Number(text))) : null,
  };
}

export function smallTable(columns: readonly Column[]): RealTable {
  return { origin: 'real', name: 'small', rowCount: columns[0]?.codes.length ?? 0, columns };
}
