/** A table as JSON lines, block by block. */
import { textOf } from '../../table/dictionary.ts';
import type { ColumnSchema } from '../../table/schema.ts';
import type { Column, Table } from '../../table/table.ts';

const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/**
 * One object a row with all columns in order: null where a cell is missing, a number with the digits of its cell for
 * integers and decimals that JSON can write, `true` and `false` for booleans in those words, texts for the rest.
 */
export async function* writeJsonLines(
  schemas: readonly ColumnSchema[],
  blocks: AsyncIterable<Table>,
): AsyncIterable<Uint8Array> {
  const names = schemas.map(({ name }) => JSON.stringify(name));
  for await (const { rowCount, columns } of blocks) {
    const byEntry = columns.map(valuesOf);
    const lines: string[] = [];
    for (let row = 0; row < rowCount; row++) {
      const fields = columns.map(({ codes }, index) => `${names[index]}:${byEntry[index][codes[row]]}`);
      lines.push(`{${fields.join(',')}}\n`);
    }
    yield new TextEncoder().encode(lines.join(''));
  }
}

function valuesOf({ schema, dictionary, missing, numbers }: Column): readonly string[] {
  return Array.from(missing, (isMissing, entry) => {
    if (isMissing === 1) return 'null';
    const text = textOf(dictionary, entry);
    if (schema.kind === 'boolean' && (text === 'true' || text === 'false')) return text;
    if (schema.number !== undefined && numbers !== null && jsonNumber.test(text)) return text;
    return JSON.stringify(text);
  });
}
