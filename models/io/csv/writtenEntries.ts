/** A dictionary's entries as they are written in a dialect, each with what comes after its cell; made once a dictionary. */
import type { Dialect } from '../../recipe.ts';
import type { Dictionary } from '../../table/dictionary.ts';
import { quotingOf } from './quoting.ts';

/** Bytes that may be read behind an entry, and written behind a cell: see `csvRows`. */
export const slack = 8;

export interface WrittenEntries {
  /** The entries one after the other and `slack` bytes more. */
  readonly bytes: DataView<ArrayBuffer>;
  /** Entry -> where it begins; one element more than there are entries. */
  readonly offsets: Uint32Array;
  /** Entry -> 1 where the dialect cannot write it, because it has no quote; null where it can write all. */
  readonly refused: Uint8Array | null;
}

const kept = new WeakMap<Uint32Array, Map<string, WrittenEntries>>();

/** @param column index of the column. @param width number of columns. */
export function writtenEntries(
  dictionary: Dictionary,
  dialect: Dialect,
  column: number,
  width: number,
): WrittenEntries {
  const { delimiter, quote, escape, comment, newline } = dialect;
  const after = column === width - 1 ? newline : delimiter;
  const key = JSON.stringify([delimiter, quote, escape, comment, after, column === 0, width === 1]);
  const byDialect = kept.get(dictionary.offsets) ?? new Map<string, WrittenEntries>();
  kept.set(dictionary.offsets, byDialect);
  const known = byDialect.get(key);
  if (known !== undefined) return known;
  const entries = write(dictionary, dialect, column, width, new TextEncoder().encode(after));
  byDialect.set(key, entries);
  return entries;
}

function write(
  { bytes, offsets }: Dictionary,
  dialect: Dialect,
  column: number,
  width: number,
  after: Uint8Array,
): WrittenEntries {
  const quoting = quotingOf(dialect, column, width);
  const size = offsets.length - 1;
  const quoted = new Map<number, Uint8Array>();
  let refused: Uint8Array | null = null;
  let total = bytes.length + size * after.length;
  for (let entry = 0; entry < size; entry++) {
    const [start, end] = [offsets[entry], offsets[entry + 1]];
    if (!quoting.needed(bytes, start, end)) continue;
    if (dialect.quote === '') {
      refused ??= new Uint8Array(size);
      refused[entry] = 1;
      continue;
    }
    const text = quoting.quoted(bytes, start, end);
    quoted.set(entry, text);
    total += text.length - (end - start);
  }
  const target = new Uint8Array(total + slack);
  const places = new Uint32Array(size + 1);
  let position = 0;
  for (let entry = 0; entry < size; entry++) {
    const text = quoted.size === 0 ? undefined : quoted.get(entry);
    if (text === undefined) {
      for (let from = offsets[entry]; from < offsets[entry + 1]; from++) target[position++] = bytes[from];
    } else {
      target.set(text, position);
      position += text.length;
    }
    for (let index = 0; index < after.length; index++) target[position++] = after[index];
    places[entry + 1] = position;
  }
  return { bytes: new DataView(target.buffer), offsets: places, refused };
}
