/** Keeps spreadsheets from taking a cell's text for a formula when a CSV file is opened in them. */
import { type Dictionary, dictionaryOf, textsOf } from '../table/dictionary.ts';
import type { Column, Table } from '../table/table.ts';

/** Signs that begin a formula, tab and carriage return: OWASP, "CSV Injection". */
const begins = /^[=+\-@\t\r]/;
const number = /^[+-]?[\d.,' ]*\d[\d.,' ]*([eE][+-]?\d+)?%?$/;

const kept = new WeakMap<Uint32Array, Dictionary>();

/**
 * Puts an apostrophe before every text that a spreadsheet would compute; numbers with a sign stay. Reading the file back
 * gives the texts with the apostrophe, so that this is not for files that programs read.
 */
export function escapeFormulas(table: Table): Table {
  return { ...table, columns: table.columns.map(escapeColumn) };
}

function escapeColumn(column: Column): Column {
  const known = kept.get(column.dictionary.offsets);
  if (known !== undefined) return { ...column, dictionary: known };
  const texts = textsOf(column.dictionary);
  const escaped = texts.map(escapeFormula);
  const changed = escaped.some((text, entry) => text !== texts[entry]);
  const dictionary = changed ? dictionaryOf(escaped) : column.dictionary;
  kept.set(column.dictionary.offsets, dictionary);
  return { ...column, dictionary };
}

/** One text; see `escapeFormulas`. */
export function escapeFormula(text: string): string {
  return begins.test(text) && !number.test(text) ? `'${text}` : text;
}
