/**
 * Reads a table's text window by window: one task cuts a window into cells, others then code its columns while the next
 * window is cut. Windows are cut one after the other, because where a record begins cannot be told without what comes before
 * (quotes look the same from both sides); cutting is the smaller part of the work. A column is coded by one task at a time,
 * in the order of the windows and straight into its one dictionary, so entries are numbered as if all were done in one go.
 */
import { checkCancel, type Run } from '../../run/run.ts';
import type { Dictionary } from '../../table/dictionary.ts';
import {
  addCounts,
  type Counts,
  type Cut,
  type CutSettings,
  cutWindow,
  nothingCut,
  type Window,
} from './cutWindow.ts';
import { emptyColumn, type GrowingColumn, internColumns } from './internColumns.ts';
import { slack, toDictionary } from './interner.ts';
import type { Text } from './text.ts';

export interface ReadSettings extends CutSettings {
  /** About how many bytes the text and a record of it have, so that memory is asked for once; both may be wrong. */
  readonly expectedBytes: number;
  readonly recordBytes: number;
  /** Bytes of text in a window; a record that is longer gets a longer one. */
  readonly windowBytes: number;
}

/** What was found in the whole text. */
export interface WholeText extends Counts {
  readonly columns: readonly { readonly codes: Int32Array; readonly dictionary: Dictionary }[];
}

/**
 * 4 MiB: cut in about 15 ms, so that a cancel is noticed soon and little waits for the last one. More where records are long,
 * because to begin on a column has its price, and less where the text is short, but room for one that grows when it is made
 * UTF-8. Ours.
 */
export function windowBytesFor({
  expectedBytes,
  recordBytes,
}: Pick<ReadSettings, 'expectedBytes' | 'recordBytes'>): number {
  const usual = Math.max(2 ** 22, Math.min(2 ** 25, Math.ceil(recordBytes) * 1024));
  return Math.min(usual, expectedBytes * 2 + 64);
}

/** Column groups a thread, so that a thread that is done finds another one to do. Ours, measured. */
const groupsPerThread = 3;

/** Consecutive columns that one task codes; `columns` is settled when all windows handed out so far are coded. */
interface Group {
  readonly first: number;
  columns: Promise<readonly GrowingColumn[]>;
}

/** A window that is filled, and when it may be filled again. */
interface Used {
  readonly window: Window;
  coded: Promise<unknown>;
}

/** Reads `text` to its end. @throws Cancelled, Refused too-long, too-large, bad-dialect. */
export async function readWindows(text: Text, settings: ReadSettings, run: Run): Promise<WholeText> {
  const { dialect, width, ragged } = settings;
  const groups = groupsOf(settings, run.pool.threads);
  const used: Used[] = [];
  let rest: Uint8Array = new Uint8Array(0);
  let needed = 0;
  let counts = nothingCut;
  // Coding begins when the next window is being cut: threads then never wait for a cut with nothing else to do.
  let codeLast = (): void => {};
  try {
    for (let last = false; !last || rest.length > 0;) {
      checkCancel(run.cancel);
      const window = await freeWindow(used, needed, settings, run.pool.threads);
      window.bytes.set(rest);
      const filled = rest.length + (await text.fill(window.bytes.subarray(rest.length, -slack)));
      last = filled < window.bytes.length - slack;
      run.report('read', text.share());
      const plan = { dialect, width, ragged, window, filled, last };
      const cutting = run.pool.run(cutWindow, plan);
      codeLast();
      const cut = await cutting;
      const turn: Used = { window, coded: Promise.resolve() };
      const row = counts.rowCount;
      codeLast = () => void (turn.coded = code(groups, window, cut, row, width, run));
      used.push(turn);
      counts = addCounts(counts, cut);
      rest = window.bytes.subarray(cut.taken, filled);
      // Twice as much when not even one record was complete.
      needed = cut.taken === 0 ? rest.length * 2 : rest.length;
    }
    codeLast();
    const columns = await Promise.all(groups.map((group) => group.columns));
    return { ...counts, columns: columns.flat().map((column) => finished(column, counts.rowCount)) };
  } finally {
    // Nothing goes on when the caller learns of a failure.
    await Promise.allSettled(groups.map((group) => group.columns));
  }
}

function groupsOf({ width, expectedBytes, recordBytes }: ReadSettings, threads: number): Group[] {
  const count = threads === 1 ? 1 : Math.min(width, threads * groupsPerThread);
  // 5 % more than the head lets expect, and no more than a first array of 64 MB a column.
  const expectedRows = Math.min(2 ** 24, (expectedBytes / recordBytes) * 1.05 + 16);
  return Array.from({ length: count }, (_, index) => {
    const first = Math.floor((width * index) / count);
    const end = Math.floor((width * (index + 1)) / count);
    const columns = Array.from({ length: end - first }, () => emptyColumn(expectedRows));
    return { first, columns: Promise.resolve(columns) };
  });
}

/** A window with room for `needed` bytes: a new one until there is one more than threads, then that filled longest ago. */
async function freeWindow(
  used: Used[],
  needed: number,
  { width, recordBytes, windowBytes }: ReadSettings,
  threads: number,
): Promise<Window> {
  const turn = used.length > threads ? used.shift() : undefined;
  await turn?.coded;
  if (turn !== undefined && turn.window.bytes.length >= needed + slack) return turn.window;
  const bytes = Math.max(windowBytes, needed);
  // 10 % more than the head lets expect; a window of shorter records is cut in two turns.
  const cells = width * Math.ceil((bytes / recordBytes) * 1.1 + 16);
  return {
    bytes: new Uint8Array(new SharedArrayBuffer(bytes + slack)),
    starts: new Uint32Array(new SharedArrayBuffer(cells * 4)),
    ends: new Uint32Array(new SharedArrayBuffer(cells * 4)),
  };
}

function code(
  groups: readonly Group[],
  window: Window,
  { rowCount }: Cut,
  row: number,
  width: number,
  run: Run,
): Promise<unknown> {
  for (const group of groups) {
    const { first } = group;
    group.columns = group.columns.then((columns) =>
      run.pool.run(internColumns, { columns, first, window, rowCount, width, row }),
    );
  }
  const coded = Promise.all(groups.map((group) => group.columns));
  // Who waits for the columns learns of a failure.
  coded.catch(() => {});
  return coded;
}

function finished({ codes, interner }: GrowingColumn, rowCount: number): WholeText['columns'][number] {
  return { codes: codes.subarray(0, rowCount), dictionary: toDictionary(interner) };
}
