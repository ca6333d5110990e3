/** A table as CSV bytes in the dialect it was read in; what is written reads back as the same table. */
import type { Dialect } from '../../recipe.ts';
import { Refused } from '../../run/run.ts';
import type { Table } from '../../table/table.ts';
import { encoderOf } from './encode.ts';
import { quotingOf } from './quoting.ts';
import { isUtf8Label } from './transcode.ts';
import { slack, writtenEntries, type WrittenEntries } from './writtenEntries.ts';

/**
 * The header line, after the byte order mark when the dialect has one; only the mark when it has no header. Lines
 * before the header are not written again: read the result with `skipLines` 0.
 * @throws Refused not-encodable.
 */
export function csvHeader(names: readonly string[], dialect: Dialect): Uint8Array {
  const mark = dialect.bom ? '\ufeff' : '';
  const cells = names.map((name, index) => {
    const text = new TextEncoder().encode(name);
    const quoting = quotingOf(dialect, index, names.length);
    if (!quoting.needed(text, 0, text.length)) return text;
    if (dialect.quote === '') refuse(index);
    return quoting.quoted(text, 0, text.length);
  });
  const line = dialect.header
    ? cells
        .map((cell) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(cell))
        .join(dialect.delimiter) + dialect.newline
    : '';
  return encoderOf(dialect.encoding)(new TextEncoder().encode(mark + line));
}

/**
 * All rows of one block, each with its line end. Entries are quoted once and kept with their dictionary, so blocks that
 * share dictionaries cost one copy a cell. @throws Refused not-encodable.
 */
export function csvRows(table: Table, dialect: Dialect): Uint8Array {
  const { columns, rowCount } = table;
  const codes = columns.map((column) => column.codes);
  const entries = columns.map(({ dictionary }, index) =>
    writtenEntries(dictionary, dialect, index, columns.length),
  );
  let length = columns.length === 0 ? 0 : slack;
  entries.forEach(({ offsets, refused }, index) => {
    const own = codes[index];
    if (refused !== null && own.some((code) => refused[code] === 1)) refuse(index);
    for (let row = 0; row < rowCount; row++) length += offsets[own[row] + 1] - offsets[own[row]];
  });
  const bytes = new Uint8Array(length);
  copyRows(entries, codes, new DataView(bytes.buffer));
  const rows = bytes.subarray(0, Math.max(0, length - slack));
  return isUtf8Label(dialect.encoding) ? rows : encoderOf(dialect.encoding)(rows);
}

/**
 * Cells of up to eight bytes, which most are, are copied as two words of four whatever their length: what is too much is
 * overwritten by the next cell, and no branch has to be guessed.
 */
function copyRows(entries: readonly WrittenEntries[], codes: readonly Int32Array[], target: DataView): void {
  const width = entries.length;
  const rowCount = width === 0 ? 0 : codes[0].length;
  const sources = entries.map(({ bytes }) => bytes);
  const places = entries.map(({ offsets }) => offsets);
  let position = 0;
  for (let row = 0; row < rowCount; row++) {
    for (let column = 0; column < width; column++) {
      const source = sources[column];
      const offsets = places[column];
      const code = codes[column][row];
      const from = offsets[code];
      const length = offsets[code + 1] - from;
      target.setInt32(position, source.getInt32(from));
      target.setInt32(position + 4, source.getInt32(from + 4));
      for (let done = 8; done < length; done++)
        target.setUint8(position + done, source.getUint8(from + done));
      position += length;
    }
  }
}

function refuse(column: number): never {
  throw new Refused(
    'not-encodable',
    `Column ${column + 1} has texts with a delimiter or line end in them, and this dialect has no quote. Choose a quote or another delimiter.`,
  );
}
