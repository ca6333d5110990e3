/**
 * Byte stretches of a file that are scanned at the same time, and put together as if they had been scanned in one go.
 *
 * Where a stretch begins inside a quoted cell cannot be told without what comes before (quotes look the same from both
 * sides), so each stretch begins at the first line end after its border as a guess, and the next byte that the stretch
 * before it did not take tells whether the guess was right; a wrong one is scanned again. Speculation of this kind:
 * Ge, Li, Eilebrecht, Chandramouli & Kossmann, "Speculative distributed CSV data parsing for big data analytics",
 * SIGMOD 2019.
 */
import type { Run } from '../../run/run.ts';
import { checkCancel, Refused } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { hashBytes, intern, toDictionary, type Interner, emptyInterner } from './interner.ts';
import { mostProblems, type Scanned, type ScannedColumn, type ScanSettings, scanner } from './scanner.ts';
import { readBytes, type Source } from './source.ts';

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
  work: async ({ source, settings, guess, done, slot }, cancel) => {
    const border = settings.start;
    const from = guess ? border - 1 : border;
    const newline = settings.dialect.newline === '\r' ? 13 : 10;
    let firstByte = guess ? -1 : border;
    let scan = guess ? null : scanner(settings);
    let position = from;
    try {
      const passed = (bytes: number): void => void Atomics.store(done, slot, (bytes - border) >>> 10);
      for await (const chunk of readBytes(source, { start: from, end: null }, passed)) {
        checkCancel(cancel);
        let offset = 0;
        if (firstByte < 0) {
          const found = chunk.indexOf(newline);
          offset = found + 1;
          if (found >= 0) {
            firstByte = position + offset;
            scan = scanner({ ...settings, start: firstByte });
          }
        }
        position += chunk.length;
        if (scan !== null && !scan.feed(chunk.subarray(offset))) break;
      }
      if (scan === null) {
        firstByte = position;
        scan = scanner({ ...settings, start: position });
      }
      return { firstByte, scanned: scan.finish() };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { firstByte, failed: { code: error.code, message: error.message } };
    }
  },
};

/** Scans a plain UTF-8 file from `settings.start` to its end in as many stretches as the pool has threads. */
export async function scanInStretches(source: Source, settings: ScanSettings, run: Run): Promise<Scanned> {
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
      expectedRows: settings.expectedRows / count,
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

/** Joins one column of consecutive stretches; entries keep the order of their first appearance. */
export const joinColumn: Task<{ readonly parts: readonly ScannedColumn[] }, ScannedColumn> = {
  name: 'csv.joinColumn',
  work: ({ parts }, cancel) => {
    const interner: Interner = emptyInterner();
    const codes = new Int32Array(
      new SharedArrayBuffer(parts.reduce((sum, part) => sum + part.codes.length, 0) * 4),
    );
    let row = 0;
    for (const part of parts) {
      checkCancel(cancel);
      const { bytes, offsets } = part.dictionary;
      const entries = new Int32Array(offsets.length - 1);
      for (let entry = 0; entry < entries.length; entry++) {
        const start = offsets[entry];
        const end = offsets[entry + 1];
        entries[entry] = intern(interner, bytes, start, end, hashBytes(bytes, start, end));
      }
      checkCancel(cancel);
      for (let index = 0; index < part.codes.length; index++, row++) codes[row] = entries[part.codes[index]];
    }
    return { codes, dictionary: toDictionary(interner) };
  },
};

async function joinStretches(parts: readonly Scanned[], width: number, run: Run): Promise<Scanned> {
  if (parts.length === 1) return parts[0];
  const columns = await Promise.all(
    Array.from({ length: width }, (_, column) =>
      run.pool.run(joinColumn, { parts: parts.map((part) => part.columns[column]) }),
    ),
  );
  run.report('read', 1);
  return parts.slice(1).reduce<Scanned>((before, part) => addCounts(before, part), { ...parts[0], columns });
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
    nextByte: part.nextByte,
  };
}
