/** A table as CSV bytes in the dialect it was read in; what is written reads back as the same table. */
import type { Dialect } from '../../recipe.ts';
import { Refused } from '../../run/run.ts';
import type { Dictionary } from '../../table/dictionary.ts';
import type { Table } from '../../table/table.ts';
import { encoderOf } from './encode.ts';
import { isUtf8Label } from './transcode.ts';

/**
 * The header line, after the byte order mark when the dialect has one; only the mark when it has no header. Lines
 * before the header are not written again: read the result with `skipLines` 0.
 * @throws Refused not-encodable.
 */
export function csvHeader(names: readonly string[], dialect: Dialect): Uint8Array {
  const mark = dialect.bom ? '\ufeff' : '';
  const quoting = quotingOf(dialect, names.length);
  const cells = names.map((name, index) => quoting.written(new TextEncoder().encode(name), index));
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
  const entries = columns.map(({ dictionary }, index) =>
    entriesOf(dictionary, dialect, index, columns.length),
  );
  const newline = new TextEncoder().encode(dialect.newline);
  const delimiter = dialect.delimiter.charCodeAt(0);
  let length = rowCount * (newline.length + columns.length - 1);
  columns.forEach(({ codes }, index) => {
    for (let row = 0; row < rowCount; row++) length += lengthOf(entries[index], codes[row]);
  });
  const bytes = new Uint8Array(length);
  let position = 0;
  for (let row = 0; row < rowCount; row++) {
    for (let column = 0; column < columns.length; column++) {
      if (column > 0) bytes[position++] = delimiter;
      position = copyEntry(entries[column], columns[column].codes[row], bytes, position);
    }
    for (const byte of newline) bytes[position++] = byte;
  }
  return isUtf8Label(dialect.encoding) ? bytes : encoderOf(dialect.encoding)(bytes);
}

/** Entries of one dictionary in one dialect, quoted when first asked for. */
interface Entries {
  readonly dictionary: Dictionary;
  readonly quoting: Quoting;
  readonly column: number;
  /** 0 not looked at yet, 1 as it stands, 2 quoted. */
  readonly state: Uint8Array;
  readonly quoted: Map<number, Uint8Array>;
}

const kept = new WeakMap<Uint32Array, Map<string, Entries>>();

function entriesOf(dictionary: Dictionary, dialect: Dialect, column: number, width: number): Entries {
  const { delimiter, quote, escape, comment } = dialect;
  const key = JSON.stringify([delimiter, quote, escape, comment, column === 0, width === 1]);
  const byDialect = kept.get(dictionary.offsets) ?? new Map<string, Entries>();
  kept.set(dictionary.offsets, byDialect);
  const known = byDialect.get(key);
  if (known !== undefined) return known;
  const entries = {
    dictionary,
    quoting: quotingOf(dialect, width),
    column,
    state: new Uint8Array(dictionary.offsets.length - 1),
    quoted: new Map<number, Uint8Array>(),
  };
  byDialect.set(key, entries);
  return entries;
}

function lengthOf(entries: Entries, entry: number): number {
  const { offsets, bytes } = entries.dictionary;
  if (entries.state[entry] === 0) {
    const text = bytes.subarray(offsets[entry], offsets[entry + 1]);
    const written = entries.quoting.written(text, entries.column);
    entries.state[entry] = written === text ? 1 : 2;
    if (written !== text) entries.quoted.set(entry, written);
  }
  if (entries.state[entry] === 1) return offsets[entry + 1] - offsets[entry];
  return entries.quoted.get(entry)?.length ?? 0;
}

function copyEntry(
  { dictionary, state, quoted }: Entries,
  entry: number,
  target: Uint8Array,
  position: number,
): number {
  const { bytes, offsets } = dictionary;
  let to = position;
  if (state[entry] === 1) {
    for (let from = offsets[entry]; from < offsets[entry + 1]; from++) target[to++] = bytes[from];
    return to;
  }
  const written = quoted.get(entry) ?? new Uint8Array(0);
  target.set(written, to);
  return to + written.length;
}

interface Quoting {
  /** `text` itself when it can stand as it is, else quoted. */
  written(text: Uint8Array, column: number): Uint8Array;
}

function quotingOf({ delimiter, quote, escape, comment }: Dialect, width: number): Quoting {
  const special = new Uint8Array(256);
  for (const character of [delimiter, quote, '\n', '\r'])
    if (character !== '') special[character.charCodeAt(0)] = 1;
  const quoteByte = quote.charCodeAt(0);
  const escapeByte = escape === 'double' ? quoteByte : escape.charCodeAt(0);
  const commentBytes = new TextEncoder().encode(comment);
  const leads = (text: Uint8Array, prefix: Uint8Array): boolean =>
    prefix.length > 0 && prefix.every((byte, index) => text[index] === byte);
  const mark = new Uint8Array([0xef, 0xbb, 0xbf]);
  return {
    written: (text, column) => {
      let needed = text.length === 0 ? width === 1 && quote !== '' : false;
      for (let index = 0; !needed && index < text.length; index++) needed = special[text[index]] === 1;
      if (column === 0) needed ||= leads(text, commentBytes) || leads(text, mark);
      if (!needed) return text;
      if (quote === '') {
        throw new Refused(
          'not-encodable',
          `Column ${column + 1} has texts with a delimiter or line end in them, and this dialect has no quote. Choose a quote or another delimiter.`,
        );
      }
      const quoted = [quoteByte];
      for (const byte of text) {
        if (byte === quoteByte || byte === escapeByte) quoted.push(escapeByte);
        quoted.push(byte);
      }
      quoted.push(quoteByte);
      return Uint8Array.from(quoted);
    },
  };
}
