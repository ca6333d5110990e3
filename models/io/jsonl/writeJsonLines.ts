/** A table as JSON lines, block by block. */
import { textOf } from '../../table/dictionary.ts';
import type { ColumnSchema } from '../../table/schema.ts';
import type { Column, Table } from '../../table/table.ts';
import { numberAt, type Storage, storageOf } from '../storage.ts';

const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/**
 * One object a row with all columns in order: null where a cell is missing, numbers with the digits of their cells where JSON
 * writes them so and as plain numbers where it does not (`1.000,5`), `true` and `false` for booleans in those words, texts
 * for the rest (see `storageOf`).
 */
export async function* writeJsonLines(
  schemas: readonly ColumnSchema[],
  blocks: AsyncIterable<Table>,
): AsyncIterable<Uint8Array> {
  const names = schemas.map(({ name }) => JSON.stringify(name));
  for await (const { rowCount, columns } of blocks) {
    const byEntry = columns.map((column) => valuesOf(column, storageOf(column.schema, column)));
    const lines: string[] = [];
    for (let row = 0; row < rowCount; row++) {
      const fields = columns.map(({ codes }, index) => `${names[index]}:${byEntry[index][codes[row]]}`);
      lines.push(`{${fields.join(',')}}\n`);
    }
    yield new TextEncoder().encode(lines.join(''));
  }
}

function valuesOf(column: Column, storage: Storage): readonly string[] {
  return Array.from(column.missing, (isMissing, entry) => {
    if (isMissing === 1) return 'null';
    const text = textOf(column.dictionary, entry);
    switch (storage.as) {
      case 'whole':
      case 'real':
      case 'fixed':
        return jsonNumber.test(text) ? text : JSON.stringify(numberAt(column, entry, storage));
      case 'truth':
        return text === 'true' || text === 'false' ? text : JSON.stringify(text);
      case 'date':
      case 'datetime':
      case 'text':
        return JSON.stringify(text);
      default:
        return storage satisfies never;
    }
  });
}
