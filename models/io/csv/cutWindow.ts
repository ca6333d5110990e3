/** Cuts a window of a table's text into rows of cells, and lists the records that do not fit. */
import { isUtf8 } from 'node:buffer';
import type { Dialect, RaggedPolicy } from '../../recipe.ts';
import { checkCancel, Refused } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import type { ProblemRow } from './rawTable.ts';
import {
  type Bounds,
  type Cutter,
  cutRecord,
  cutterOf,
  incomplete,
  longestCellBytes,
  mostCells,
  unescapeCells,
} from './record.ts';

/** Problem rows that are listed one by one; the rest is counted. */
export const mostProblems = 1000;

/** Memory for a stretch of UTF-8 text and for where its cells lie, over shared memory; used again and again. */
export interface Window extends Bounds {
  bytes: Uint8Array;
}

export interface CutSettings {
  readonly dialect: Dialect;
  readonly width: number;
  /** `pad` keeps records that do not fit; the others leave them out. All policies count and list them. */
  readonly ragged: RaggedPolicy;
}

export interface CutPlan extends CutSettings {
  readonly window: Window;
  /** Bytes of text in the window; it starts with a record. */
  readonly filled: number;
  /** True when no text follows, so that the last record needs no line end. */
  readonly last: boolean;
}

/** What was found in some consecutive records; lines and records count from 0 at its first one. */
export interface Counts {
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
}

export interface Cut extends Counts {
  /** Bytes that were taken: complete records, as many as the window has room for the cells of. */
  readonly taken: number;
}

/**
 * Writes the bounds of the cells to the window, `width` a row one after the other. Escapes are taken out in place.
 * @throws Refused too-long, bad-dialect.
 */
export const cutWindow: Task<CutPlan, Cut> = { name: 'csv.cutWindow', work: cut };

/** Rows that are cut before a cancel is looked for again. */
const rowsBetweenChecks = 1024;

type State = {
  -readonly [Key in Exclude<keyof Counts, 'problems' | 'utf8'>]: number;
} & { readonly plan: CutPlan; readonly cutter: Cutter; readonly problems: ProblemRow[] };

function cut(plan: CutPlan, cancel: Int32Array): Cut {
  const { window, filled, last, dialect, width } = plan;
  const { bytes } = window;
  const cutter = cutterOf(dialect, window, width);
  const state: State = { plan, cutter, problems: [], ...noCounts };
  const mostRows = Math.floor(window.starts.length / width);
  let position = 0;
  while (position < filled && state.rowCount < mostRows) {
    if (state.rowCount % rowsBetweenChecks === 0) checkCancel(cancel);
    cutter.base = state.rowCount * width;
    const next = cutRecord(cutter, bytes, position, filled, last);
    if (next === incomplete) {
      requireEnd(state, position);
      break;
    }
    takeRecord(state, position, next);
    position = next;
  }
  const { plan: _, cutter: __, ...counts } = state;
  return { ...counts, utf8: isUtf8(bytes.subarray(0, position)), taken: position };
}

const noCounts = {
  rowCount: 0,
  recordCount: 0,
  lineCount: 0,
  blankLines: 0,
  commentLines: 0,
  surplusCells: 0,
  missingCells: 0,
  problemCount: 0,
};

/** The counts of no records. */
export const nothingCut: Counts = { ...noCounts, problems: [], utf8: true };

/** The counts of some records and of those that follow. */
export function addCounts(before: Counts, part: Counts): Counts {
  const moved = part.problems.map(({ line, record, reason }) => ({
    line: line + before.lineCount,
    record: record + before.recordCount,
    reason,
  }));
  return {
    rowCount: before.rowCount + part.rowCount,
    recordCount: before.recordCount + part.recordCount,
    lineCount: before.lineCount + part.lineCount,
    blankLines: before.blankLines + part.blankLines,
    commentLines: before.commentLines + part.commentLines,
    surplusCells: before.surplusCells + part.surplusCells,
    missingCells: before.missingCells + part.missingCells,
    problems: [...before.problems, ...moved].slice(0, mostProblems),
    problemCount: before.problemCount + part.problemCount,
    utf8: before.utf8 && part.utf8,
  };
}

function takeRecord(state: State, start: number, next: number): void {
  const { cutter, plan } = state;
  const { window, width, ragged } = plan;
  const { count, breach, base } = cutter;
  const { bytes, starts, ends } = window;
  const line = state.lineCount;
  state.lineCount += cutter.lines;
  if (width > 1 && count === 1 && starts[base] === ends[base] && isLineEnd(bytes[start], start, next)) {
    state.blankLines++;
    return;
  }
  if (cutter.comment) {
    state.commentLines++;
    return;
  }
  const record = state.recordCount++;
  if (count !== width || breach !== 'none') {
    state.problemCount++;
    if (state.problems.length < mostProblems)
      state.problems.push({ line, record, reason: reasonOf(cutter, width) });
    if (ragged !== 'pad') return;
    if (count > width) state.surplusCells += count - width;
    else state.missingCells += width - count;
    for (let cell = base + count; cell < base + width; cell++) starts[cell] = ends[cell] = 0;
  }
  if (next - start > longestCellBytes) requireShort(state);
  if (cutter.escaped.length > 0) unescapeCells(cutter, bytes);
  state.rowCount++;
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

/** Refuses a cell that no quote holds together and that does not end. */
function requireEnd({ plan, cutter, recordCount }: State, start: number): void {
  const open = cutter.openCell;
  if (plan.filled - start <= longestCellBytes || plan.filled - open <= longestCellBytes) return;
  if (cutter.breach !== 'none' || plan.window.bytes[open] !== cutter.quote) refuseLong(recordCount);
}

function requireShort({ cutter, recordCount }: State): void {
  const { base, count, most, bounds } = cutter;
  for (let cell = base; cell < base + Math.min(count, most); cell++)
    if (bounds.ends[cell] - bounds.starts[cell] > longestCellBytes) refuseLong(recordCount);
}

function refuseLong(recordCount: number): never {
  throw new Refused(
    'too-long',
    `The record ${recordCount.toLocaleString('en')} records after the header has a cell over 64 MiB. ` +
      'Most often the delimiter or the line end is another one: check both, or mend the file there.',
  );
}
