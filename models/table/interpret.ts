/** From a file's cells and what they mean to columns and tables. */
import type { Recipe } from '../recipe.ts';
import { Refused } from '../run/run.ts';
import type { RawColumn, RawTable } from '../io/csv/rawTable.ts';
import { parseDate } from './date.ts';
import { sizeOf, textOf } from './dictionary.ts';
import { parseNumber, plainNumber } from './number.ts';
import { type ColumnSchema, isNumeric } from './schema.ts';
import type { Column, RealTable } from './table.ts';

/**
 * The column that `raw` is under `schema`; shares codes and dictionary with it. Each entry is read once: missing tokens
 * and, for numeric kinds and levels, entries that cannot be read become missing.
 */
export function interpret(raw: RawColumn, schema: ColumnSchema): Column {
  const size = sizeOf(raw.dictionary);
  const missing = new Uint8Array(new SharedArrayBuffer(size));
  const numbers = isNumeric(schema.kind) ? new Float64Array(new SharedArrayBuffer(size * 8)) : null;
  const tokens = new Set(schema.missingTokens);
  const read = readerOf(schema);
  for (let entry = 0; entry < size; entry++) {
    const text = textOf(raw.dictionary, entry);
    const value = tokens.has(text) ? NaN : read(text);
    if (Number.isNaN(value)) missing[entry] = 1;
    if (numbers !== null) numbers[entry] = value;
  }
  return { schema, codes: raw.codes, dictionary: raw.dictionary, missing, numbers };
}

/** Text -> number for numeric kinds, 0 for readable texts of the others, NaN where a text cannot be read. */
function readerOf({ kind, number, pattern, levels }: ColumnSchema): (text: string) => number {
  switch (kind) {
    case 'integer': {
      const format = number ?? plainNumber;
      return (text) => {
        const value = parseNumber(text, format);
        return Number.isInteger(value) ? value : NaN;
      };
    }
    case 'decimal': {
      const format = number ?? plainNumber;
      return (text) => parseNumber(text, format);
    }
    case 'date':
    case 'datetime':
    case 'time':
    case 'duration': {
      const used = pattern ?? defaultPatterns[kind];
      return (text) => parseDate(text, used);
    }
    case 'ordinal': {
      if (levels === undefined) return () => 0;
      const known = new Set(levels);
      return (text) => (known.has(text) ? 0 : NaN);
    }
    case 'category':
    case 'boolean':
    case 'identifier':
    case 'text':
      return () => 0;
    default:
      return kind satisfies never;
  }
}

/** Used when a person chose a kind of date or time and named no pattern. */
export const defaultPatterns = {
  date: 'YYYY-MM-DD',
  datetime: 'YYYY-MM-DD HH:mm:ss',
  time: 'HH:mm:ss',
  duration: 'H:mm:ss',
} as const;

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
 * correction brings one. @throws Refused unknown-column.
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
  return proposed.map((schema) => {
    if (!Object.hasOwn(corrections, schema.name)) return schema;
    const correction = corrections[schema.name];
    const { number, pattern, levels, ...rest } = schema;
    const sameKind = correction.kind === undefined || correction.kind === schema.kind;
    const bothNumbers = ['integer', 'decimal'].includes(correction.kind ?? '') && number !== undefined;
    return Object.freeze({
      ...(sameKind ? schema : rest),
      ...(bothNumbers && number !== undefined ? { number } : {}),
      ...correction,
    });
  });
}
