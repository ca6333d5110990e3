import type { RawTable } from '../../../models/io/csv/rawTable.ts';
import { plainDialect } from '../../../models/io/rawColumns.ts';
import { dictionaryOf } from '../../../models/table/dictionary.ts';

/** A raw table with these cells, column by column. */
export function rawOf(columns: Readonly<Record<string, readonly string[]>>): RawTable {
  return {
    name: 'table',
    bytes: 0,
    rowCount: Math.max(0, ...Object.values(columns).map((texts) => texts.length)),
    columns: Object.entries(columns).map(([name, texts]) => {
      const distinct = [...new Set(texts)];
      return {
        name,
        codes: Int32Array.from(texts, (text) => distinct.indexOf(text)),
        dictionary: dictionaryOf(distinct),
      };
    }),
    dialect: plainDialect,
    detectedDialect: plainDialect,
    guesses: [],
    ragged: 'stop',
    problems: [],
    problemCount: 0,
    notes: [],
  };
}
