/** Turns UTF-8 chunks into coded columns, and lists the records that do not fit. */
import type { Dialect, RaggedPolicy } from '../../recipe.ts';
import { Refused } from '../../run/run.ts';
import type { Dictionary } from '../../table/dictionary.ts';
import { emptyInterner, intern, toDictionary, type Interner } from './interner.ts';
import type { ProblemRow } from './rawTable.ts';
import { type Cutter, cutRecord, cutterOf, incomplete, mostCells, unescape } from './record.ts';

/** Longest cell, 64 MiB: what a quote that is never closed would otherwise swallow. Ours. */
export const longestCellBytes = 64 * 2 ** 20;

/** Problem rows that are listed one by one; the rest is counted. */
export const mostProblems = 1000;

/** One column of some consecutive records, over shared memory. */
export interface ScannedColumn {
  readonly codes: Int32Array;
  readonly dictionary: Dictionary;
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

export interface Scanner {
  /** Takes the complete records of what was fed so far. @returns false when `stop` was reached. */
  feed(chunk: Uint8Array): boolean;
  /** Takes the last record, which needs no line end. */
  finish(): Scanned;
}

type State = {
  -readonly [Key in Exclude<keyof Scanned, 'columns' | 'problems' | 'nextByte'>]: number;
} & {
  readonly settings: ScanSettings;
  readonly cutter: Cutter;
  readonly interners: readonly Interner[];
  readonly codes: Int32Array[];
  readonly comment: Uint8Array;
  readonly problems: ProblemRow[];
  buffer: Uint8Array;
  /** Bytes in `buffer`. */
  filled: number;
  /** Position of `buffer[0]`. */
  origin: number;
  /** With fewer bytes in `buffer` a cut record is not tried again: keeps very long records linear. */
  wanted: number;
  stopped: boolean;
  scratch: Uint8Array;
};

export function scanner(settings: ScanSettings): Scanner {
  const capacity = Math.max(16, Math.ceil(settings.expectedRows));
  const state: State = {
    settings,
    cutter: cutterOf(settings.dialect),
    interners: Array.from({ length: settings.width }, emptyInterner),
    codes: Array.from({ length: settings.width }, () => new Int32Array(capacity)),
    comment: new TextEncoder().encode(settings.dialect.comment),
    problems: [],
    rowCount: 0,
    recordCount: 0,
    lineCount: 0,
    blankLines: 0,
    commentLines: 0,
    surplusCells: 0,
    missingCells: 0,
    problemCount: 0,
    buffer: new Uint8Array(1 << 20),
    filled: 0,
    origin: settings.start,
    wanted: 0,
    stopped: false,
    scratch: new Uint8Array(256),
  };
  return {
    feed: (chunk) => {
      append(state, chunk);
      if (state.filled >= state.wanted) takeRecords(state, false);
      return !state.stopped;
    },
    finish: () => {
      if (!state.stopped) takeRecords(state, true);
      return result(state);
    },
  };
}

function append(state: State, chunk: Uint8Array): void {
  const needed = state.filled + chunk.length;
  if (needed > state.buffer.length) {
    const grown = new Uint8Array(Math.max(needed, state.buffer.length * 2));
    grown.set(state.buffer.subarray(0, state.filled));
    state.buffer = grown;
  }
  state.buffer.set(chunk, state.filled);
  state.filled = needed;
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
    const next = cutRecord(cutter, buffer, position, filled, last);
    if (next === incomplete) break;
    takeRecord(state, position, next);
    position = next;
  }
  const rest = filled - position;
  buffer.copyWithin(0, position, filled);
  state.filled = rest;
  state.origin = origin + position;
  state.wanted = position === 0 ? rest * 2 : 0;
  if (rest > longestCellBytes && rest - (cutter.openCell - position) > longestCellBytes) refuseLong(state);
}

function takeRecord(state: State, start: number, next: number): void {
  const { cutter, settings, buffer } = state;
  const line = state.lineCount;
  state.lineCount += cutter.lines;
  if (
    settings.width > 1 &&
    cutter.count === 1 &&
    cutter.starts[0] === cutter.ends[0] &&
    isLineEnd(buffer[start], start, next)
  ) {
    state.blankLines++;
    return;
  }
  if (state.comment.length > 0 && startsWith(buffer, start, next, state.comment)) {
    state.commentLines++;
    return;
  }
  const record = state.recordCount++;
  const { count, breach } = cutter;
  if (count !== settings.width || breach !== 'none') {
    state.problemCount++;
    const reason = reasonOf(cutter, settings.width);
    if (state.problems.length < mostProblems) state.problems.push({ line, record, reason });
    if (settings.ragged !== 'pad') return;
    if (count > settings.width) state.surplusCells += count - settings.width;
    else state.missingCells += settings.width - count;
  }
  keepRow(state);
}

/** A cell that is empty but quoted does not make a blank line. */
function isLineEnd(byte: number, start: number, next: number): boolean {
  return start === next || byte === 10 || byte === 13;
}

function startsWith(bytes: Uint8Array, start: number, end: number, prefix: Uint8Array): boolean {
  if (end - start < prefix.length) return false;
  for (let index = 0; index < prefix.length; index++)
    if (bytes[start + index] !== prefix[index]) return false;
  return true;
}

function reasonOf({ count, breach }: Cutter, width: number): string {
  if (breach === 'unclosed') return 'A quote that is opened here is never closed.';
  if (breach === 'afterQuote') return 'There is text after a closing quote.';
  if (count > mostCells) return `More than ${mostCells.toLocaleString('en')} cells instead of ${width}.`;
  return `${count} ${count === 1 ? 'cell' : 'cells'} instead of ${width}.`;
}

function keepRow(state: State): void {
  const { cutter, interners, codes, buffer } = state;
  const { starts, ends, hashes, escaped } = cutter;
  const row = state.rowCount++;
  if (row === codes[0].length) growCodes(codes);
  const present = Math.min(cutter.count, interners.length);
  for (let cell = 0; cell < present; cell++) {
    const length = ends[cell] - starts[cell];
    if (length > longestCellBytes) refuseLong(state);
    if (escaped[cell] === 0) {
      codes[cell][row] = intern(interners[cell], buffer, starts[cell], ends[cell], hashes[cell]);
    } else {
      if (length > state.scratch.length) state.scratch = new Uint8Array(length * 2);
      const plain = unescape(cutter, buffer, cell, state.scratch);
      codes[cell][row] = intern(interners[cell], state.scratch, 0, plain, hashes[cell]);
    }
  }
  for (let cell = present; cell < interners.length; cell++) {
    codes[cell][row] = intern(interners[cell], buffer, 0, 0, emptyHash);
  }
}

const emptyHash = 0x811c9dc5 | 0;

function growCodes(codes: Int32Array[]): void {
  for (let column = 0; column < codes.length; column++) {
    const grown = new Int32Array(Math.ceil(codes[column].length * 1.5));
    grown.set(codes[column]);
    codes[column] = grown;
  }
}

function refuseLong(state: State): never {
  throw new Refused(
    'too-long',
    `The record ${state.recordCount.toLocaleString('en')} records after the header has a cell over 64 MiB. ` +
      'Most often a quote is opened and never closed: check the quote setting, or mend the file there.',
  );
}

function result(state: State): Scanned {
  const { rowCount, recordCount, lineCount, blankLines, commentLines } = state;
  const columns = state.interners.map((interner, column) => {
    const codes = new Int32Array(new SharedArrayBuffer(rowCount * 4));
    codes.set(state.codes[column].subarray(0, rowCount));
    state.codes[column] = new Int32Array(0);
    return { codes, dictionary: toDictionary(interner) };
  });
  return {
    columns,
    rowCount,
    recordCount,
    lineCount,
    blankLines,
    commentLines,
    surplusCells: state.surplusCells,
    missingCells: state.missingCells,
    problems: state.problems,
    problemCount: state.problemCount,
    nextByte: state.origin,
  };
}
