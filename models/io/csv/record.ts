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

/** Where cells lie in some bytes: the first byte of each cell's text and one past its last. */
export interface Bounds {
  starts: Uint32Array;
  ends: Uint32Array;
}

/** A dialect as bytes, and the cells of the record that was cut last, from `base` on in `bounds`. */
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
  /** Cells of a record that get bounds; further ones are only counted. */
  readonly most: number;
  readonly bounds: Bounds;
  /** Where the next record's cells go in `bounds`; 0 unless the caller collects several records. */
  base: number;
  /** Cells of the record, from 0 in it, whose text holds escapes that have to be taken out. */
  readonly escaped: number[];
  /** Cells of the record, also those that have no bounds. */
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

/**
 * @param bounds where the cells go; made longer when a record has more cells, at most `most` of each.
 * @throws Refused bad-dialect when delimiter or quote is not one ASCII character, or they are equal.
 */
export function cutterOf(dialect: Dialect, bounds: Bounds, most = mostCells): Cutter {
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
    most,
    bounds,
    base: 0,
    escaped: [],
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
  const { delimiter, onlyReturn, stops, highestStop, base, most, bounds } = cutter;
  let { starts, ends } = bounds;
  let position = from;
  let count = 0;
  cutter.lines = 1;
  if (cutter.escaped.length > 0) cutter.escaped.length = 0;
  for (;;) {
    if (base + count >= starts.length && count < most) {
      widen(bounds);
      ({ starts, ends } = bounds);
    }
    const start = position;
    if (position < end && bytes[position] === quote) {
      position = cutQuoted(cutter, bytes, start + 1, end, last, count);
      if (position < 0) return stopAt(cutter, start);
      if (cutter.breach !== 'none') return end;
    } else {
      for (; position < end; position++) {
        let byte = bytes[position];
        while (byte > highestStop && position < end) byte = bytes[++position];
        if (position >= end) break;
        if (stops[byte] === 0) continue;
        if (byte !== carriageReturn || onlyReturn) break;
        if (position + 1 === end ? last : bytes[position + 1] === lineFeed) break;
        if (position + 1 === end) return stopAt(cutter, start);
      }
      if (count < most) {
        starts[base + count] = start;
        ends[base + count] = position;
      }
    }
    count++;
    if (position >= end) {
      cutter.count = count;
      return last ? end : stopAt(cutter, start);
    }
    if (bytes[position] !== delimiter) break;
    position++;
  }
  cutter.count = count;
  if (bytes[position] === carriageReturn && !onlyReturn) {
    position++;
    if (position === end) return last ? end : stopAt(cutter, position);
  }
  return position + 1;
}

function stopAt(cutter: Cutter, openCell: number): number {
  cutter.openCell = openCell;
  return incomplete;
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
  let escaped = false;
  for (; position < stop; position++) {
    const byte = bytes[position];
    if (byte === escape) {
      if (position + 1 === end && !last) return incomplete;
      const following = position + 1 < end ? bytes[position + 1] : -1;
      if (following === quote || (following === escape && escape !== quote)) {
        escaped = true;
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
  if (count < cutter.most) {
    const { starts, ends } = cutter.bounds;
    starts[cutter.base + count] = start;
    ends[cutter.base + count] = position;
    if (escaped) cutter.escaped.push(count);
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

function widen(bounds: Bounds): void {
  const { starts, ends } = bounds;
  bounds.starts = new Uint32Array(starts.length * 2);
  bounds.starts.set(starts);
  bounds.ends = new Uint32Array(ends.length * 2);
  bounds.ends.set(ends);
}

/**
 * Takes the escapes out of the record's cells where they lie: the record is done with, and its text only gets shorter.
 * What is left behind is filled with zeros, so that it does not look like a cut character.
 */
export function unescapeCells(cutter: Cutter, bytes: Uint8Array): void {
  const { quote, escape, escaped, base } = cutter;
  const { starts, ends } = cutter.bounds;
  for (const index of escaped) {
    const cell = base + index;
    let to = starts[cell];
    for (let position = to; position < ends[cell]; position++) {
      if (bytes[position] === escape && position + 1 < ends[cell]) {
        const following = bytes[position + 1];
        if (following === quote || following === escape) position++;
      }
      bytes[to++] = bytes[position];
    }
    bytes.fill(0, to, ends[cell]);
    ends[cell] = to;
  }
}
