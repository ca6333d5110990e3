/** Builds the columns of a `RawTable` from values that are not read out of CSV bytes. */
import { dictionaryOf } from '../table/dictionary.ts';
import type { Dialect } from '../recipe.ts';
import { completeNames } from './csv/columnNames.ts';
import type { RawColumn, RawTable } from './csv/rawTable.ts';

/** One column that grows; equal values (as `Map` compares them) are kept once. */
export interface GrowingColumn<Value> {
  add(value: Value): void;
  /** Number of values so far. */
  length(): number;
  /** The column; `write` gets the distinct values in order of first appearance and gives their cell texts. */
  finish(write: (values: readonly Value[]) => readonly string[]): Omit<RawColumn, 'name'>;
}

/** @param expectedRows may be wrong; it saves copies. */
export function growingColumn<Value>(expectedRows = 1024): GrowingColumn<Value> {
  const entries = new Map<Value, number>();
  let codes = new Int32Array(new SharedArrayBuffer(Math.max(16, expectedRows) * 4));
  let length = 0;
  return {
    add: (value) => {
      let entry = entries.get(value);
      if (entry === undefined) {
        entry = entries.size;
        entries.set(value, entry);
      }
      if (length === codes.length) {
        const grown = new Int32Array(new SharedArrayBuffer(codes.length * 8));
        grown.set(codes);
        codes = grown;
      }
      codes[length++] = entry;
    },
    length: () => length,
    finish: (write) => {
      const values = [...entries.keys()];
      const texts = write(values);
      if (Object.is(texts, values)) return { codes: shrunk(codes, length), dictionary: dictionaryOf(texts) };
      const places = new Map<string, number>();
      const moved = Int32Array.from(texts, (text) => {
        const place = places.get(text) ?? places.size;
        places.set(text, place);
        return place;
      });
      const fitting = shrunk(codes, length);
      for (let row = 0; row < length; row++) fitting[row] = moved[codes[row]];
      return { codes: fitting, dictionary: dictionaryOf([...places.keys()]) };
    },
  };
}

/** A copy of the first `length` codes. */
function shrunk(codes: Int32Array, length: number): Int32Array {
  const fitting = new Int32Array(new SharedArrayBuffer(length * 4));
  fitting.set(codes.subarray(0, length));
  return fitting;
}

/** How a table that was not read from CSV is written as one. */
export const plainDialect: Dialect = {
  encoding: 'utf-8',
  bom: false,
  delimiter: ',',
  quote: '"',
  escape: 'double',
  header: true,
  skipLines: 0,
  comment: '',
  newline: '\n',
};

/** A raw table of finished columns; names are completed as those of a CSV file are. */
export function rawTableOf(
  file: { readonly name: string; readonly bytes: number },
  names: readonly string[],
  columns: readonly Omit<RawColumn, 'name'>[],
  more: Partial<Pick<RawTable, 'ragged' | 'problems' | 'problemCount' | 'notes'>>,
): RawTable {
  const completed = completeNames(names);
  return Object.freeze({
    name: file.name,
    bytes: file.bytes,
    rowCount: columns[0]?.codes.length ?? 0,
    columns: columns.map((column, index) => ({ name: completed.names[index], ...column })),
    dialect: plainDialect,
    detectedDialect: plainDialect,
    guesses: [],
    ragged: 'stop',
    problems: [],
    problemCount: 0,
    ...more,
    notes: [...completed.notes, ...(more.notes ?? [])],
  });
}
