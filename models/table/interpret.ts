/** From a file's cells and what they mean to columns and tables. */
import type { Recipe } from '../recipe.ts';
import { Refused } from '../run/run.ts';
import type { RawColumn, RawTable } from '../io/csv/rawTable.ts';
import { type Dictionary, sizeOf, textOf } from './dictionary.ts';
import { entryReader } from './entryReader.ts';
import { pairPlaces } from './pairPlaces.ts';
import { type ColumnSchema, writesNumbers } from './schema.ts';
import type { Column, RealTable } from './table.ts';

/**
 * The column that `raw` is under `schema`; shares codes and dictionary with it. Each entry is read once: missing tokens
 * and, for numeric kinds and levels, entries that cannot be read become missing. A million distinct numbers or dates
 * take some 50 ms.
 */
export function interpret(raw: RawColumn, schema: ColumnSchema): Column {
  const { dictionary, codes } = raw;
  const size = sizeOf(dictionary);
  const missing = new Uint8Array(new SharedArrayBuffer(size));
  const isToken = tokenTest(schema.missingTokens);
  const read = entryReader(schema);
  if (read !== null) {
    const numbers = new Float64Array(new SharedArrayBuffer(size * 8));
    for (let entry = 0; entry < size; entry++) {
      const value = isToken(dictionary, entry) ? NaN : read(dictionary, entry);
      if (Number.isNaN(value)) missing[entry] = 1;
      numbers[entry] = value;
    }
    return { schema, codes, dictionary, missing, numbers };
  }
  const levels = schema.kind === 'ordinal' && schema.levels !== undefined ? new Set(schema.levels) : null;
  for (let entry = 0; entry < size; entry++) {
    const unknown = levels !== null && !levels.has(textOf(dictionary, entry));
    if (unknown || isToken(dictionary, entry)) missing[entry] = 1;
  }
  return { schema, codes, dictionary, missing, numbers: null };
}

/** Whether an entry is one of `tokens`; only entries as long as a token are made into a text. */
export function tokenTest(tokens: readonly string[]): (dictionary: Dictionary, entry: number) => boolean {
  const known = new Set(tokens);
  const lengths = new Set(tokens.map((token) => new TextEncoder().encode(token).length));
  return (dictionary, entry) =>
    lengths.has(dictionary.offsets[entry + 1] - dictionary.offsets[entry]) &&
    known.has(textOf(dictionary, entry));
}

/** Cells (not entries) that are no missing token and cannot be read as `schema` says, so that they count as missing. */
export function unreadableCells(raw: RawColumn, schema: ColumnSchema): number {
  const { missing, dictionary, codes } = interpret(raw, schema);
  const tokens = new Set(schema.missingTokens);
  for (let entry = 0; entry < missing.length; entry++) {
    if (missing[entry] === 1 && tokens.has(textOf(dictionary, entry))) missing[entry] = 0;
  }
  let count = 0;
  for (let row = 0; row < codes.length; row++) count += missing[codes[row]];
  return count;
}

/** The file as a table; `schemas` are in the order of the file's columns, one each. */
export function tableOf(raw: RawTable, schemas: readonly ColumnSchema[]): RealTable {
  const columns = schemas.map((schema, index) => interpret(raw.columns[index], schema));
  return Object.freeze({ origin: 'real', name: raw.name, rowCount: raw.rowCount, columns });
}

/**
 * A second file (holdout, synthetic) under the first one's schemas, columns matched by name and put in their order.
 * @throws Refused columns-differ.
 */
export function alignTable(raw: RawTable, schemas: readonly ColumnSchema[]): RealTable {
  const byName = new Map(raw.columns.map((column) => [column.name, column]));
  const wanted = new Set(schemas.map(({ name }) => name));
  const lacking = schemas.map(({ name }) => name).filter((name) => !byName.has(name));
  const surplus = raw.columns.map(({ name }) => name).filter((name) => !wanted.has(name));
  if (lacking.length > 0 || surplus.length > 0) {
    const parts = [
      ...(lacking.length > 0 ? [`lacks ${list(lacking)}`] : []),
      ...(surplus.length > 0 ? [`has ${list(surplus)} besides`] : []),
    ];
    throw new Refused(
      'columns-differ',
      `${raw.name} does not have the columns of the first table: it ${parts.join(' and ')}. ` +
        'Choose a file with the same column names, or rename its columns.',
    );
  }
  const ordered = schemas.map(({ name }) => byName.get(name)).filter((column) => column !== undefined);
  return tableOf({ ...raw, columns: ordered }, schemas);
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 8).join(', ');
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}

/**
 * The proposed schemas with a person's corrections. A change of kind drops the format of the old kind unless the
 * correction brings one; latitudes and longitudes are paired anew. @throws Refused unknown-column.
 */
export function correctSchema(
  proposed: readonly ColumnSchema[],
  corrections: Recipe['columns'],
): readonly ColumnSchema[] {
  const names = new Set(proposed.map(({ name }) => name));
  const unknown = Object.keys(corrections).filter((name) => !names.has(name));
  if (unknown.length > 0) {
    throw new Refused(
      'unknown-column',
      `The recipe names ${list(unknown)}, which the table does not have. Its columns are ${list([...names])}.`,
    );
  }
  for (const [name, { placeWith }] of Object.entries(corrections)) {
    if (placeWith === undefined || names.has(placeWith)) continue;
    throw new Refused(
      'unknown-column',
      `The recipe makes "${name}" a place with "${placeWith}", which the table does not have. Name the other coordinate's column, or leave "placeWith" out to have the nearest taken.`,
    );
  }
  const corrected = proposed.map((schema) => {
    if (!Object.hasOwn(corrections, schema.name)) return schema;
    const correction = corrections[schema.name];
    const { number, pattern, levels, placeWith, ...rest } = schema;
    const sameKind = correction.kind === undefined || correction.kind === schema.kind;
    const bothNumbers = writesNumbers(correction.kind ?? schema.kind) && number !== undefined;
    return Object.freeze({
      ...(sameKind ? schema : rest),
      ...(bothNumbers && number !== undefined ? { number } : {}),
      ...correction,
    });
  });
  return pairPlaces(corrected);
}
