/** Turns UTF-8 chunks into coded columns, and lists the records that do not fit. */
import { isUtf8 } from 'node:buffer';
import type { Dialect, RaggedPolicy } from '../../recipe.ts';
import { Refused } from '../../run/run.ts';
import {
  type Batch,
  emptyBatch,
  emptyInterner,
  internCells,
  type Interner,
  mostCellsAtOnce,
  viewOf,
} from './interner.ts';
import type { ProblemRow } from './rawTable.ts';
import {
  type Cutter,
  cutRecord,
  cutterOf,
  incomplete,
  longestCellBytes,
  mostCells,
  unescape,
} from './record.ts';

/** Problem rows that are listed one by one; the rest is counted. */
export const mostProblems = 1000;

/** One column of some consecutive records, over shared memory. */
export interface ScannedColumn {
  readonly codes: Int32Array;
  readonly interner: Interner;
}

/** What was found in some consecutive records; lines and records count from 0 at its first one. */
export interface Scanned {
  readonly columns: readonly ScannedColumn[];
  readonly rowCount: number;
  /** Data records met, those set apart included. */
  readonly recordCount: number;
  readonly lineCount: number;
  readonly blankLines: number;
  readonly commentLines: number;
  readonly surplusCells: number;
  readonly missingCells: number;
  readonly problems: readonly ProblemRow[];
  readonly problemCount: number;
  /** False when the records hold bytes that are not UTF-8. */
  readonly utf8: boolean;
  /** Position of the first byte that was not taken, in the same count as `ScanSettings.start`. */
  readonly nextByte: number;
}

export interface ScanSettings {
  readonly dialect: Dialect;
  readonly width: number;
  /** `pad` keeps records that do not fit; the others leave them out. All policies count and list them. */
  readonly ragged: RaggedPolicy;
  /** Position of the first byte that will be fed. */
  readonly start: number;
  /** Records that start here or later are not taken; null: all are. */
  readonly stop: number | null;
  /** About how many rows will come, so that arrays seldom grow. */
  readonly expectedRows: number;
}

/** Fed with chunks, or, which saves a copy, by writing to `space` and saying how many bytes were written. */
export interface Scanner {
  /** Takes the complete records of what was fed so far. @returns false when `stop` was reached. */
  feed(chunk: Uint8Array): boolean;
  /** Where `length` bytes may be written. */
  space(length: number): Uint8Array;
  /** Takes `length` bytes that were written to the start of `space`. @returns as `feed`. */
  written(length: number): boolean;
  /** Takes the last record, which needs no line end. */
  finish(): Scanned;
}

type State = {
  -readonly [Key in Exclude<keyof Scanned, 'columns' | 'problems' | 'nextByte' | 'utf8'>]: number;
} & {
  readonly settings: ScanSettings;
  readonly cutter: Cutter;
  readonly interners: readonly Interner[];
  readonly codes: Int32Array[];
  readonly problems: ProblemRow[];
  readonly batch: Batch;
  /** Rows that are cut before their cells are coded column by column. */
  readonly blockRows: number;
  /** Rows that are cut and not coded yet; their bounds are in `cutter`, `settings.width` a row. */
  waiting: number;
  utf8: boolean;
  buffer: Uint8Array;
  /** Bytes in `buffer`. */
  filled: number;
  /** Position of `buffer[0]`. */
  origin: number;
  /** With fewer bytes in `buffer` a cut record is not tried again: keeps very long records linear. */
  wanted: number;
  stopped: boolean;
};

/** Cells that are cut before they are coded; with their bounds they fit the second-level cache. Ours, measured. */
const blockCells = 1 << 14;

/** Rows that are coded together also in tables of thousands of columns, where starting on a column has its price. Ours. */
const leastBlockRows = 16;

/** Bytes after the last one in the buffer that may be read, as `Cells.bytes` demands. */
const slack = 4;

/** @throws Refused bad-dialect. */
export function scanner(settings: ScanSettings): Scanner {
  const capacity = Math.max(16, Math.ceil(settings.expectedRows));
  const blockRows = Math.max(
    1,
    Math.min(capacity, mostCellsAtOnce, Math.max(leastBlockRows, Math.floor(blockCells / settings.width))),
  );
  const state: State = {
    settings,
    cutter: cutterOf(settings.dialect, blockRows * settings.width),
    interners: Array.from({ length: settings.width }, () => emptyInterner()),
    codes: Array.from({ length: settings.width }, () => sharedCodes(capacity)),
    problems: [],
    batch: emptyBatch(),
    blockRows,
    waiting: 0,
    rowCount: 0,
    recordCount: 0,
    lineCount: 0,
    blankLines: 0,
    commentLines: 0,
    surplusCells: 0,
    missingCells: 0,
    problemCount: 0,
    utf8: true,
    buffer: new Uint8Array(1 << 12),
    filled: 0,
    origin: settings.start,
    wanted: 0,
    stopped: false,
  };
  const space = (length: number): Uint8Array => {
    reserve(state, length);
    return state.buffer.subarray(state.filled, state.filled + length);
  };
  const written = (length: number): boolean => {
    state.filled += length;
    if (state.filled >= state.wanted) takeRecords(state, false);
    return !state.stopped;
  };
  return {
    space,
    written,
    feed: (chunk) => {
      space(chunk.length).set(chunk);
      return written(chunk.length);
    },
    finish: () => {
      if (!state.stopped) takeRecords(state, true);
      return result(state);
    },
  };
}

function sharedCodes(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4));
}

function reserve(state: State, length: number): void {
  const needed = state.filled + length + slack;
  if (needed <= state.buffer.length) return;
  const grown = new Uint8Array(Math.max(needed, state.buffer.length * 2));
  grown.set(state.buffer.subarray(0, state.filled));
  state.buffer = grown;
}

function takeRecords(state: State, last: boolean): void {
  const { cutter, buffer, filled, origin } = state;
  const limit = (state.settings.stop ?? Infinity) - origin;
  let position = 0;
  while (position < filled) {
    if (position >= limit) {
      state.stopped = true;
      break;
    }
    cutter.base = state.waiting * state.settings.width;
    const next = cutRecord(cutter, buffer, position, filled, last);
    if (next === incomplete) break;
    takeRecord(state, position, next);
    position = next;
    if (state.waiting === state.blockRows) codeRows(state);
  }
  codeRows(state);
  state.utf8 &&= isUtf8(buffer.subarray(0, position));
  const rest = filled - position;
  buffer.copyWithin(0, position, filled);
  state.filled = rest;
  state.origin = origin + position;
  state.wanted = position === 0 ? rest * 2 : 0;
  if (rest > longestCellBytes && !state.stopped) {
    const open = cutter.openCell - position;
    const quoted = cutter.breach === 'none' && buffer[open] === cutter.quote;
    if (!quoted && rest - open > longestCellBytes) refuseLong(state);
  }
}

function takeRecord(state: State, start: number, next: number): void {
  const { cutter, settings, buffer } = state;
  const { count, breach, base } = cutter;
  const line = state.lineCount;
  state.lineCount += cutter.lines;
  if (
    settings.width > 1 &&
    count === 1 &&
    cutter.starts[base] === cutter.ends[base] &&
    isLineEnd(buffer[start], start, next)
  ) {
    state.blankLines++;
    return;
  }
  if (cutter.comment) {
    state.commentLines++;
    return;
  }
  const record = state.recordCount++;
  if (count !== settings.width || breach !== 'none') {
    state.problemCount++;
    const reason = reasonOf(cutter, settings.width);
    if (state.problems.length < mostProblems) state.problems.push({ line, record, reason });
    if (settings.ragged !== 'pad') return;
    if (count > settings.width) state.surplusCells += count - settings.width;
    else state.missingCells += settings.width - count;
  }
  if (next - start > longestCellBytes) requireShort(state);
  for (let cell = base + count; cell < base + settings.width; cell++) {
    cutter.starts[cell] = 0;
    cutter.ends[cell] = 0;
  }
  if (cutter.anyEscaped) unescapeRow(state);
  state.waiting++;
}

/** A cell that is empty but quoted does not make a blank line. */
function isLineEnd(byte: number, start: number, next: number): boolean {
  return start === next || byte === 10 || byte === 13;
}

function reasonOf({ count, breach }: Cutter, width: number): string {
  if (breach === 'unclosed') return 'A quote that is opened here is never closed.';
  if (breach === 'afterQuote') return 'There is text after a closing quote.';
  if (count > mostCells) return `More than ${mostCells.toLocaleString('en')} cells instead of ${width}.`;
  return `${count} ${count === 1 ? 'cell' : 'cells'} instead of ${width}.`;
}

/** Takes the escapes out where the cells lie: the record is done with, and its text only gets shorter. */
function unescapeRow({ cutter, settings, buffer }: State): void {
  const cellEnd = cutter.base + Math.min(cutter.count, settings.width);
  for (let cell = cutter.base; cell < cellEnd; cell++) {
    if (cutter.escaped[cell] === 0) continue;
    const end = unescape(cutter, buffer, cell, buffer, cutter.starts[cell]);
    // What is left behind must not look like a cut character.
    buffer.fill(0, end, cutter.ends[cell]);
    cutter.ends[cell] = end;
  }
}

/** Codes the waiting rows, one column after the other, so that one dictionary at a time is in the cache. */
function codeRows(state: State): void {
  const { cutter, interners, codes, buffer, waiting } = state;
  if (waiting === 0) return;
  if (state.rowCount + waiting > codes[0].length) growCodes(codes, state.rowCount + waiting);
  const width = interners.length;
  const { starts, ends } = cutter;
  const view = viewOf(buffer);
  for (let column = 0; column < width; column++) {
    const cells = { bytes: buffer, view, starts, ends, first: column, stride: width, count: waiting };
    internCells(interners[column], cells, state.batch, codes[column], state.rowCount);
  }
  state.rowCount += waiting;
  state.waiting = 0;
}

function growCodes(codes: Int32Array[], needed: number): void {
  for (let column = 0; column < codes.length; column++) {
    const grown = sharedCodes(Math.max(needed, Math.ceil(codes[column].length * 1.5)));
    grown.set(codes[column]);
    codes[column] = grown;
  }
}

function requireShort(state: State): void {
  const { starts, ends, base, count } = state.cutter;
  const end = base + Math.min(count, mostCells);
  for (let cell = base; cell < end; cell++)
    if (ends[cell] - starts[cell] > longestCellBytes) refuseLong(state);
}

function refuseLong(state: State): never {
  throw new Refused(
    'too-long',
    `The record ${state.recordCount.toLocaleString('en')} records after the header has a cell over 64 MiB. ` +
      'Most often the delimiter or the line end is another one: check both, or mend the file there.',
  );
}

function result(state: State): Scanned {
  const { interners, rowCount, recordCount, lineCount, blankLines, commentLines } = state;
  return {
    columns: interners.map((interner, column) => ({
      codes: state.codes[column].subarray(0, rowCount),
      interner,
    })),
    rowCount,
    recordCount,
    lineCount,
    blankLines,
    commentLines,
    surplusCells: state.surplusCells,
    missingCells: state.missingCells,
    problems: state.problems,
    problemCount: state.problemCount,
    utf8: state.utf8,
    nextByte: state.origin,
  };
}
