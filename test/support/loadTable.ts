/** Small CSV files as tables with given kinds, for tests that must not depend on the reader and its inference. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { dictionaryOf } from '../../models/table/dictionary.ts';
import { isNumeric, type Kind } from '../../models/table/schema.ts';
import type { Column, Origin, Table } from '../../models/table/table.ts';

/** Kinds by column name; columns that are not named are categories. */
export type Kinds = Readonly<Record<string, Kind>>;

/** Texts that mean "no value" in every table made here. */
const missingTokens = ['', '?'];

/** A table from a file with a header; `.gz` is unpacked. Spaces after a comma are left out. */
export function loadTable<From extends Origin>(file: string, origin: From, kinds: Kinds): Table<From> {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const [header, ...rows] = text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map(splitLine);
  return tableFrom(
    origin,
    header.map((name, index) => [name, rows.map((row) => row[index])] as const),
    kinds,
  );
}

/** A table from texts, column by column. */
export function tableFrom<From extends Origin>(
  origin: From,
  columns: readonly (readonly [name: string, cells: readonly string[]])[],
  kinds: Kinds = {},
): Table<From> {
  return {
    origin,
    name: 'table',
    rowCount: columns[0]?.[1].length ?? 0,
    columns: columns.map(([name, cells]) => columnFrom(name, cells, kinds[name] ?? 'category')),
  };
}

function columnFrom(name: string, cells: readonly string[], kind: Kind): Column {
  const entryOf = new Map<string, number>();
  const codes = new Int32Array(new SharedArrayBuffer(cells.length * 4));
  cells.forEach((cell, row) => {
    if (!entryOf.has(cell)) entryOf.set(cell, entryOf.size);
    codes[row] = entryOf.get(cell) ?? 0;
  });
  const texts = [...entryOf.keys()];
  const missing = Uint8Array.from(texts, (text) => (missingTokens.includes(text) ? 1 : 0));
  return {
    schema: { name, kind, missingTokens, known: false, sensitive: false, treatment: 'model' },
    codes,
    dictionary: dictionaryOf(texts),
    missing,
    numbers: isNumeric(kind)
      ? Float64Array.from(texts, (text, entry) => (missing[entry] === 1 ? NaN : numberOf(text, kind)))
      : null,
  };
}

function numberOf(text: string, kind: Kind): number {
  if (kind === 'date') return Date.parse(`${text}T00:00:00Z`) / 86_400_000;
  if (kind === 'datetime') return Date.parse(`${text.replace(' ', 'T')}Z`) / 1000;
  return Number(text);
}

function splitLine(line: string): string[] {
  const cells: string[] = [];
  const pattern = /\s*(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/gy;
  for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
    cells.push(match[1] === undefined ? match[2] : match[1].replaceAll('""', '"'));
    if (!match[0].endsWith(',')) break;
  }
  return cells;
}
