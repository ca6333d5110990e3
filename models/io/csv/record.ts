/**
 * Cuts one record into cells: the innermost loop of the reader. It finds where cells begin and end and hashes their
 * bytes on the way; it keeps nothing and decides nothing about the table.
 */
import type { Dialect } from '../../recipe.ts';
import { Refused } from '../../run/run.ts';

/** Cells a record may have; more than any table tool writes. Ours. */
export const mostCells = 100_000;

/** What is wrong with the quotes of a record; such a record is taken as one physical line, its quotes as text. */
export type Breach = 'none' | 'unclosed' | 'afterQuote';

/** A dialect as bytes, and the cells of the record that was cut last. */
export interface Cutter {
  readonly delimiter: number;
  /** -1 when nothing is quoted. */
  readonly quote: number;
  /** Byte that makes a following quote a part of the text; `quote` itself when quotes are doubled. */
  readonly escape: number;
  /** True when a carriage return alone ends a line. */
  readonly onlyReturn: boolean;
  /** Byte -> 1 when it may end an unquoted cell. */
  readonly stops: Uint8Array;
  /** First byte of each cell's text and one past its last. */
  starts: Int32Array;
  ends: Int32Array;
  hashes: Int32Array;
  /** 1 when the text holds escapes that have to be taken out; its hash is that of the text without them. */
  escaped: Uint8Array;
  /** Cells of the record, also those above `mostCells`, which have no bounds. */
  count: number;
  breach: Breach;
  /** Physical lines of the record, at least 1. */
  lines: number;
  /** Start of the cell in which the bytes gave out; meaningful after `incomplete`. */
  openCell: number;
}

/** What `cutRecord` returns when the bytes end within the record. */
export const incomplete = -1;

export const hashSeed = 0x811c9dc5 | 0;
/** FNV-1a, Fowler, Noll & Vo, draft-eastlake-fnv-17 section 2: 32-bit prime. */
export const hashPrime = 0x01000193;

const lineFeed = 10;
const carriageReturn = 13;

/** @throws Refused bad-dialect when delimiter or quote is not one ASCII character, or they are equal. */
export function cutterOf(dialect: Dialect): Cutter {
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
    stops,
    starts: new Int32Array(64),
    ends: new Int32Array(64),
    hashes: new Int32Array(64),
    escaped: new Uint8Array(64),
    count: 0,
    breach: 'none',
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
  const next = cutCells(cutter, bytes, from, end, last, cutter.quote);
  if (cutter.breach === 'none' || next === incomplete) return next;
  return cutCells(cutter, bytes, from, end, last, -1);
}

function cutCells(
  cutter: Cutter,
  bytes: Uint8Array,
  from: number,
  end: number,
  last: boolean,
  quote: number,
): number {
  const { delimiter, onlyReturn, stops } = cutter;
  let position = from;
  let count = 0;
  cutter.lines = 1;
  for (;;) {
    if (count >= cutter.starts.length && count < mostCells) widen(cutter);
    cutter.openCell = position;
    if (position < end && bytes[position] === quote) {
      position = cutQuoted(cutter, bytes, position + 1, end, last, count);
      if (position < 0) return incomplete;
      if (cutter.breach !== 'none') return end;
    } else {
      const start = position;
      let hash = hashSeed;
      for (; position < end; position++) {
        const byte = bytes[position];
        if (stops[byte] === 1) {
          if (byte !== carriageReturn || onlyReturn) break;
          if (position + 1 === end ? last : bytes[position + 1] === lineFeed) break;
          if (position + 1 === end) return incomplete;
        }
        hash = Math.imul(hash ^ byte, hashPrime);
      }
      keep(cutter, count, start, position, hash, 0);
    }
    count++;
    cutter.count = count;
    if (position >= end) return last ? end : incomplete;
    if (bytes[position] !== delimiter) break;
    position++;
  }
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
  let position = start;
  let hash = hashSeed;
  let escaped = 0;
  for (; position < end; position++) {
    let byte = bytes[position];
    if (byte === escape) {
      if (position + 1 === end && !last) return incomplete;
      const following = position + 1 < end ? bytes[position + 1] : -1;
      if (following === quote || (following === escape && escape !== quote)) {
        escaped = 1;
        position++;
        byte = following;
      } else if (escape === quote) break;
    } else if (byte === quote) break;
    else if (byte === newline) cutter.lines++;
    hash = Math.imul(hash ^ byte, hashPrime);
  }
  if (position >= end) {
    if (!last) return incomplete;
    cutter.breach = 'unclosed';
    return end;
  }
  keep(cutter, count, start, position, hash, escaped);
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

function keep(cutter: Cutter, cell: number, start: number, end: number, hash: number, escaped: number): void {
  if (cell >= mostCells) return;
  cutter.starts[cell] = start;
  cutter.ends[cell] = end;
  cutter.hashes[cell] = hash;
  cutter.escaped[cell] = escaped;
}

function widen(cutter: Cutter): void {
  const size = Math.min(mostCells, cutter.starts.length * 4);
  const grown = (old: Int32Array): Int32Array => {
    const next = new Int32Array(size);
    next.set(old);
    return next;
  };
  cutter.starts = grown(cutter.starts);
  cutter.ends = grown(cutter.ends);
  cutter.hashes = grown(cutter.hashes);
  const escaped = new Uint8Array(size);
  escaped.set(cutter.escaped);
  cutter.escaped = escaped;
}

/** Copies a cell's text without its escapes to the start of `target`, which must be long enough. @returns its length. */
export function unescape(cutter: Cutter, bytes: Uint8Array, cell: number, target: Uint8Array): number {
  const { quote, escape } = cutter;
  const end = cutter.ends[cell];
  let length = 0;
  for (let position = cutter.starts[cell]; position < end; position++) {
    if (bytes[position] === escape && position + 1 < end) {
      const following = bytes[position + 1];
      if (following === quote || following === escape) position++;
    }
    target[length++] = bytes[position];
  }
  return length;
}
