/**
 * Byte stretches of a file that are scanned at the same time, and put together as if they had been scanned in one go.
 *
 * Where a stretch begins inside a quoted cell cannot be told without what comes before (quotes look the same from both
 * sides), so each stretch begins at the first line end after its border as a guess, and the next byte that the stretch
 * before it did not take tells whether the guess was right; a wrong one is scanned again. Speculation of this kind:
 * Ge, Li, Eilebrecht, Chandramouli & Kossmann, "Speculative distributed CSV data parsing for big data analytics",
 * SIGMOD 2019.
 */
import type { Dialect } from '../../recipe.ts';
import type { Run } from '../../run/run.ts';
import { checkCancel, Refused } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import type { Dictionary } from '../../table/dictionary.ts';
import {
  type Batch,
  emptyBatch,
  findCells,
  type Interner,
  mostCellsAtOnce,
  requireRoom,
  toDictionary,
  viewOf,
} from './interner.ts';
import { mostProblems, type Scanned, type ScannedColumn, type ScanSettings, scanner } from './scanner.ts';
import { chunkBytes, type ReadAt, type Source, withFile } from './source.ts';

/** A stretch of a plain UTF-8 file; positions are bytes of the file. */
export interface StretchPlan {
  readonly source: Source;
  readonly settings: ScanSettings;
  /** True when `settings.start` is a border, not the known start of a record. */
  readonly guess: boolean;
  /** Element `slot` counts the KiB that are done. */
  readonly done: Int32Array;
  readonly slot: number;
}

/** `firstByte`: where scanning began. `failed`: a refusal that counts only when the guess was right. */
export type StretchResult =
  | { readonly firstByte: number; readonly scanned: Scanned }
  | { readonly firstByte: number; readonly failed: { readonly code: string; readonly message: string } };

/** Scans one stretch. */
export const scanStretch: Task<StretchPlan, StretchResult> = {
  name: 'csv.scanStretch',
  work: ({ source, settings, guess, done, slot }, cancel) => {
    const border = settings.start;
    let firstByte = border;
    try {
      return withFile(source, (read) => {
        if (guess) firstByte = nextLine(read, border, settings.dialect, cancel);
        const scan = scanner({ ...settings, start: firstByte });
        let position = firstByte;
        for (let more = true; more;) {
          checkCancel(cancel);
          const count = read(scan.space(chunkBytes), position);
          position += count;
          more = count > 0 && scan.written(count);
          Atomics.store(done, slot, (position - border) >>> 10);
        }
        return { firstByte, scanned: scan.finish() };
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { firstByte, failed: { code: error.code, message: error.message } };
    }
  },
};

/** First byte after the first line end at `border - 1` or later; the end of the file when there is none. */
function nextLine(read: ReadAt, border: number, { newline }: Dialect, cancel: Int32Array): number {
  const lineEnd = newline === '\r' ? 13 : 10;
  const buffer = new Uint8Array(1 << 16);
  for (let position = border - 1; ;) {
    checkCancel(cancel);
    const count = read(buffer, position);
    const found = buffer.subarray(0, count).indexOf(lineEnd);
    if (found >= 0) return position + found + 1;
    if (count === 0) return position;
    position += count;
  }
}

/** Scans a plain UTF-8 file from `settings.start` to its end in as many stretches as the pool has threads. */
export async function scanInStretches(source: Source, settings: ScanSettings, run: Run): Promise<WholeScan> {
  const count = run.pool.threads;
  const borders = Array.from({ length: count + 1 }, (_, index) =>
    Math.round(settings.start + ((source.bytes - settings.start) * index) / count),
  );
  const done = new Int32Array(new SharedArrayBuffer(count * 4));
  const plan = (slot: number, start: number, guess: boolean): StretchPlan => ({
    source,
    settings: {
      ...settings,
      start,
      stop: slot === count - 1 ? null : borders[slot + 1],
      // The first one has room for all rows, so that joining need not move its codes.
      expectedRows: slot === 0 ? settings.expectedRows : settings.expectedRows / count,
    },
    guess,
    done,
    slot,
  });
  const results = await watched(
    Promise.all(
      borders
        .slice(0, count)
        .map((start, slot) => run.pool.run(scanStretch, plan(slot, start, start > settings.start))),
    ),
    () =>
      run.report(
        'read',
        Math.min(0.9, (done.reduce((sum, part) => sum + part, 0) * 1024 * 0.9) / source.bytes),
      ),
  );
  const parts: Scanned[] = [];
  let next = settings.start;
  for (const [slot, result] of results.entries()) {
    const right = result.firstByte === next;
    const sure = right ? result : await run.pool.run(scanStretch, plan(slot, next, false));
    if ('failed' in sure) throw new Refused(sure.failed.code, sure.failed.message);
    parts.push(sure.scanned);
    next = sure.scanned.nextByte;
  }
  return joinStretches(parts, settings.width, run);
}

/** Calls `look` every 100 ms until `work` is settled; what `look` throws is thrown, after `work` has ended. */
async function watched<Value>(work: Promise<Value>, look: () => void): Promise<Value> {
  let thrown: unknown = null;
  const timer = setInterval(() => {
    try {
      if (thrown === null) look();
    } catch (error) {
      thrown = error;
    }
  }, 100);
  try {
    const value = await work;
    if (thrown !== null) throw thrown;
    return value;
  } finally {
    clearInterval(timer);
  }
}

/** A column of the whole file. */
export interface JoinedColumn {
  readonly codes: Int32Array;
  readonly dictionary: Dictionary;
}

/** What was found in the whole file. */
export interface WholeScan extends Omit<Scanned, 'columns'> {
  readonly columns: readonly JoinedColumn[];
}

/** Joins columns of consecutive stretches; entries keep the order of their first appearance. */
export const joinColumns: Task<
  { readonly columns: readonly (readonly ScannedColumn[])[] },
  readonly JoinedColumn[]
> = {
  name: 'csv.joinColumns',
  work: ({ columns }, cancel) => columns.map((parts) => joinColumn(parts, cancel)),
};

function joinColumn(parts: readonly ScannedColumn[], cancel: Int32Array): JoinedColumn {
  const dictionary = joinDictionaries(
    parts.map(({ interner }) => interner),
    cancel,
  );
  const rowCount = parts.reduce((sum, { codes }) => sum + codes.length, 0);
  const codes = roomFor(rowCount, parts[0].codes);
  let row = parts[0].codes.length;
  for (const [index, part] of parts.entries()) {
    if (index === 0) continue;
    checkCancel(cancel);
    const entries = dictionary.entries[index];
    for (let from = 0; from < part.codes.length; from++, row++) codes[row] = entries[part.codes[from]];
  }
  return { codes, dictionary: dictionary.joined };
}

/** The codes of the first stretch with room for all; in place when its array has the room. */
function roomFor(rowCount: number, { buffer, byteOffset, length }: Int32Array): Int32Array {
  if (byteOffset + rowCount * 4 <= buffer.byteLength) return new Int32Array(buffer, byteOffset, rowCount);
  const codes = new Int32Array(new SharedArrayBuffer(rowCount * 4));
  codes.set(new Int32Array(buffer, byteOffset, length));
  return codes;
}

/**
 * One dictionary of several, with `entries[part][entry of the part]` its entry there. The texts of one part differ, so
 * it is enough to look each up in the parts before: nothing is inserted. Cost: a lookup a text and earlier part.
 */
function joinDictionaries(
  parts: readonly Interner[],
  cancel: Int32Array,
): { readonly joined: Dictionary; readonly entries: readonly Int32Array[] } {
  const batch = emptyBatch();
  const entries = [Int32Array.from({ length: parts.length > 1 ? parts[0].size : 0 }, (_, entry) => entry)];
  let joined = toDictionary(parts[0]);
  for (const [index, part] of parts.entries()) {
    if (index === 0) continue;
    const own = new Int32Array(part.size);
    const fresh = new Uint8Array(part.size).fill(1);
    for (const [before, earlier] of entries.entries()) {
      lookUp(part, parts[before], earlier, { own, fresh }, batch, cancel);
    }
    joined = withFresh(joined, part, own, fresh);
    entries.push(own);
  }
  return { joined, entries };
}

/** Entries of `part` that stand in an earlier one too: their joined entry to `own`, and `fresh` to 0. */
function lookUp(
  { bytes, offsets, size }: Interner,
  earlier: Interner,
  earlierEntries: Int32Array,
  { own, fresh }: { readonly own: Int32Array; readonly fresh: Uint8Array },
  batch: Batch,
  cancel: Int32Array,
): void {
  const found = new Int32Array(mostCellsAtOnce);
  const ends = offsets.subarray(1);
  const view = viewOf(bytes);
  for (let first = 0; first < size; first += mostCellsAtOnce) {
    checkCancel(cancel);
    const count = Math.min(mostCellsAtOnce, size - first);
    findCells(earlier, { bytes, view, starts: offsets, ends, first, stride: 1, count }, batch, found);
    for (let index = 0; index < count; index++) {
      if (found[index] < 0) continue;
      own[first + index] = earlierEntries[found[index]];
      fresh[first + index] = 0;
    }
  }
}

/** `joined` and after it the fresh entries of `part`, whose numbers go to `own`. @throws Refused too-large. */
function withFresh(joined: Dictionary, part: Interner, own: Int32Array, fresh: Uint8Array): Dictionary {
  let size = joined.offsets.length - 1;
  let used = joined.bytes.length;
  const added = fresh.reduce((sum, flag) => sum + flag, 0);
  if (added === 0) return joined;
  requireRoom(used + part.offsets[part.size], part.limit);
  const offsets = new Uint32Array(new SharedArrayBuffer((size + added + 1) * 4));
  const bytes = new Uint8Array(new SharedArrayBuffer(used + part.offsets[part.size]));
  offsets.set(joined.offsets);
  bytes.set(joined.bytes);
  for (let entry = 0; entry < part.size;) {
    let end = entry;
    for (; end < part.size && fresh[end] === 1; end++) {
      own[end] = size++;
      offsets[size] = used + part.offsets[end + 1] - part.offsets[entry];
    }
    if (end > entry) {
      bytes.set(part.bytes.subarray(part.offsets[entry], part.offsets[end]), used);
      used += part.offsets[end] - part.offsets[entry];
    }
    entry = end;
    while (entry < part.size && fresh[entry] === 0) entry++;
  }
  return { bytes: bytes.subarray(0, used), offsets };
}

/** Tasks into which the columns of a wide table are gathered; each column of a narrow one is a task. Ours. */
const joinTasks = 64;

async function joinStretches(parts: readonly Scanned[], width: number, run: Run): Promise<WholeScan> {
  const atOnce = Math.ceil(width / joinTasks);
  const groups = Array.from({ length: Math.ceil(width / atOnce) }, (_, group) =>
    Array.from({ length: Math.min(atOnce, width - group * atOnce) }, (__, index) =>
      parts.map(({ columns }) => columns[group * atOnce + index]),
    ),
  );
  const joined = await Promise.all(groups.map((columns) => run.pool.run(joinColumns, { columns })));
  run.report('read', 1);
  const { columns: _, ...counts } = parts.reduce(addCounts);
  return { ...counts, columns: joined.flat() };
}

/** A scan of the whole file in one go. */
export function wholeScan({ columns, ...counts }: Scanned): WholeScan {
  return {
    ...counts,
    columns: columns.map(({ codes, interner }) => ({ codes, dictionary: toDictionary(interner) })),
  };
}

function addCounts(before: Scanned, part: Scanned): Scanned {
  const moved = part.problems.map(({ line, record, reason }) => ({
    line: line + before.lineCount,
    record: record + before.recordCount,
    reason,
  }));
  return {
    columns: before.columns,
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
    nextByte: part.nextByte,
  };
}
