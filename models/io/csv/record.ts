/**
 * Cuts one record into cells: the innermost loop of the reader. It finds where cells begin and end; it keeps nothing and
 * decides nothing about the table.
 */
import type { Dialect } from '../../recipe.ts';
import { Refused } from '../../run/run.ts';

/** Cells a record may have; more than any table tool writes. Ours. */
export const mostCells = 100_000;

/** Longest cell, 64 MiB; a quote that is not closed within it counts as never closed. Ours. */
export const longestCellBytes = 64 * 2 ** 20;

/** What is wrong with the quotes of a record; such a record is taken as one physical line, its quotes as text. */
export type Breach = 'none' | 'unclosed' | 'afterQuote';

/** A dialect as bytes, and the cells of the record that was cut last, from `base` on in the arrays. */
export interface Cutter {
  readonly delimiter: number;
  /** -1 when nothing is quoted. */
  readonly quote: number;
  /** Byte that makes a following quote a part of the text; `quote` itself when quotes are doubled. */
  readonly escape: number;
  /** True when a carriage return alone ends a line. */
  readonly onlyReturn: boolean;
  readonly commentMark: Uint8Array;
  /** Byte -> 1 when it may end an unquoted cell. */
  readonly stops: Uint8Array;
  /** The highest byte that may end an unquoted cell: most bytes of a text are above it. */
  readonly highestStop: number;
  /** Where the next record's cells go in the arrays; 0 unless the caller collects several records. */
  base: number;
  /** First byte of each cell's text and one past its last. */
  starts: Uint32Array;
  ends: Uint32Array;
  /** 1 when the text holds escapes that have to be taken out. */
  escaped: Uint8Array;
  /** True when a cell of the record has escapes. */
  anyEscaped: boolean;
  /** Cells of the record, also those above `mostCells`, which have no bounds. */
  count: number;
  breach: Breach;
  /** True when the record is a comment: one physical line, whatever quotes it holds. */
  comment: boolean;
  /** Physical lines of the record, at least 1. */
  lines: number;
  /** Start of the cell in which the bytes gave out; meaningful after `incomplete`. */
  openCell: number;
}

/** What `cutRecord` returns when the bytes end within the record. */
export const incomplete = -1;

const lineFeed = 10;
const carriageReturn = 13;

/** @param room cells whose bounds fit without growing. @throws Refused bad-dialect when delimiter or quote is not one ASCII character, or they are equal. */
export function cutterOf(dialect: Dialect, room = 64): Cutter {
  const delimiter = asciiOf(dialect.delimiter, 'delimiter');
  const quote = dialect.quote === '' ? -1 : asciiOf(dialect.quote, 'quote');
  if (delimiter === quote)
    throw new Refused('bad-dialect', 'Delimiter and quote are the same character. Change one of them.');
  const stops = new Uint8Array(256);
  for (const byte of [delimiter, lineFeed, carriageReturn]) stops[byte] = 1;
  const onlyReturn = dialect.newline === '\r';
  if (onlyReturn) stops[lineFeed] = 0;
  return {
    delimiter,
    quote,
    escape: dialect.escape === 'double' ? quote : dialect.escape.charCodeAt(0),
    onlyReturn,
    commentMark: new TextEncoder().encode(dialect.comment),
    stops,
    highestStop: Math.max(delimiter, carriageReturn),
    base: 0,
    starts: new Uint32Array(room),
    ends: new Uint32Array(room),
    escaped: new Uint8Array(room),
    anyEscaped: false,
    count: 0,
    breach: 'none',
    comment: false,
    lines: 1,
    openCell: 0,
  };
}

function asciiOf(text: string, part: string): number {
  const code = text.charCodeAt(0);
  if (text.length !== 1 || code > 0x7e || code === lineFeed || code === carriageReturn) {
    throw new Refused('bad-dialect', `The ${part} has to be one ASCII character that is not a line end.`);
  }
  return code;
}

/**
 * Cuts the record that starts at `from`, leaving its cells in `cutter`. @param end bytes from here on are not there.
 * @param last true when nothing follows `end` in the file. @returns the start of the next record, or `incomplete`.
 */
export function cutRecord(
  cutter: Cutter,
  bytes: Uint8Array,
  from: number,
  end: number,
  last: boolean,
): number {
  cutter.breach = 'none';
  cutter.comment = cutter.commentMark.length > 0 && startsWith(bytes, from, end, cutter.commentMark);
  const next = cutCells(cutter, bytes, from, end, last, cutter.comment ? -1 : cutter.quote);
  if (cutter.breach === 'none' || next === incomplete) return next;
  return cutCells(cutter, bytes, from, end, last, -1);
}

function startsWith(bytes: Uint8Array, from: number, end: number, prefix: Uint8Array): boolean {
  if (end - from < prefix.length) return false;
  return prefix.every((byte, index) => byte === bytes[from + index]);
}

function cutCells(
  cutter: Cutter,
  bytes: Uint8Array,
  from: number,
  end: number,
  last: boolean,
  quote: number,
): number {
  const { delimiter, onlyReturn, stops, highestStop, base } = cutter;
  let { starts, ends, escaped } = cutter;
  let position = from;
  let count = 0;
  cutter.lines = 1;
  cutter.anyEscaped = false;
  for (;;) {
    if (base + count >= starts.length && count < mostCells) {
      widen(cutter);
      ({ starts, ends, escaped } = cutter);
    }
    cutter.openCell = position;
    if (position < end && bytes[position] === quote) {
      position = cutQuoted(cutter, bytes, position + 1, end, last, count);
      if (position < 0) return incomplete;
      if (cutter.breach !== 'none') return end;
    } else {
      const start = position;
      for (; position < end; position++) {
        const byte = bytes[position];
        if (byte > highestStop || stops[byte] === 0) continue;
        if (byte !== carriageReturn || onlyReturn) break;
        if (position + 1 === end ? last : bytes[position + 1] === lineFeed) break;
        if (position + 1 === end) return incomplete;
      }
      if (count < mostCells) {
        starts[base + count] = start;
        ends[base + count] = position;
        escaped[base + count] = 0;
      }
    }
    count++;
    if (position >= end) {
      cutter.count = count;
      return last ? end : incomplete;
    }
    if (bytes[position] !== delimiter) break;
    position++;
  }
  cutter.count = count;
  if (bytes[position] === carriageReturn && !onlyReturn) {
    position++;
    if (position === end) return last ? end : incomplete;
  }
  return position + 1;
}

/** @returns the byte after the closing quote, or a negative number when the cell is incomplete. */
function cutQuoted(
  cutter: Cutter,
  bytes: Uint8Array,
  start: number,
  end: number,
  last: boolean,
  count: number,
): number {
  const { quote, escape, delimiter, onlyReturn } = cutter;
  const newline = onlyReturn ? carriageReturn : lineFeed;
  const limit = start + longestCellBytes;
  const stop = Math.min(end, limit);
  let position = start;
  let escaped = 0;
  for (; position < stop; position++) {
    const byte = bytes[position];
    if (byte === escape) {
      if (position + 1 === end && !last) return incomplete;
      const following = position + 1 < end ? bytes[position + 1] : -1;
      if (following === quote || (following === escape && escape !== quote)) {
        escaped = 1;
        position++;
      } else if (escape === quote) break;
    } else if (byte === quote) break;
    else if (byte === newline) cutter.lines++;
  }
  if (position >= stop) {
    if (!last && position < limit) return incomplete;
    cutter.breach = 'unclosed';
    return end;
  }
  if (count < mostCells) {
    const cell = cutter.base + count;
    cutter.starts[cell] = start;
    cutter.ends[cell] = position;
    cutter.escaped[cell] = escaped;
    if (escaped === 1) cutter.anyEscaped = true;
  }
  position++;
  if (position === end) return last ? end : incomplete;
  const after = bytes[position];
  if (after === delimiter || after === newline) return position;
  if (after === carriageReturn) {
    if (position + 1 === end) return last ? position : incomplete;
    if (bytes[position + 1] === lineFeed) return position;
  }
  cutter.breach = 'afterQuote';
  return end;
}

function widen(cutter: Cutter): void {
  const size = cutter.starts.length * 2;
  const grown = (old: Uint32Array): Uint32Array => {
    const next = new Uint32Array(size);
    next.set(old);
    return next;
  };
  cutter.starts = grown(cutter.starts);
  cutter.ends = grown(cutter.ends);
  const escaped = new Uint8Array(size);
  escaped.set(cutter.escaped);
  cutter.escaped = escaped;
}

/**
 * Copies a cell's text without its escapes to `target` from `to` on, which may be the cell's own place.
 * @param cell place in the arrays. @returns one past the last byte written.
 */
export function unescape(
  cutter: Cutter,
  bytes: Uint8Array,
  cell: number,
  target: Uint8Array,
  to: number,
): number {
  const { quote, escape } = cutter;
  const end = cutter.ends[cell];
  let length = to;
  for (let position = cutter.starts[cell]; position < end; position++) {
    if (bytes[position] === escape && position + 1 < end) {
      const following = bytes[position + 1];
      if (following === quote || following === escape) position++;
    }
    target[length++] = bytes[position];
  }
  return length;
}
