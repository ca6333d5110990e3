/** Codes the rows of a cut window, some columns of the table at a time. */
import { checkCancel } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import type { Window } from './cutWindow.ts';
import {
  emptyBatch,
  emptyInterner,
  internCells,
  type Interner,
  mostCellsAtOnce,
  viewOf,
} from './interner.ts';

/** A column as far as it was read. */
export interface GrowingColumn {
  /** Over shared memory, and longer than there are rows. */
  readonly codes: Int32Array;
  readonly interner: Interner;
}

export interface InternPlan {
  /** Consecutive columns of the table; the first is column `first`. */
  readonly columns: readonly GrowingColumn[];
  readonly first: number;
  readonly window: Window;
  /** Rows in the window, and columns of the table. */
  readonly rowCount: number;
  readonly width: number;
  /** Rows of the table before the window. */
  readonly row: number;
}

/** A column without rows. @param expectedRows may be wrong; it saves copies. */
export function emptyColumn(expectedRows: number): GrowingColumn {
  return { codes: sharedCodes(Math.max(16, Math.ceil(expectedRows))), interner: emptyInterner(expectedRows) };
}

/** The columns with the window's rows added; those of the payload are not to be used any more. @throws Refused too-large. */
export const internColumns: Task<InternPlan, readonly GrowingColumn[]> = {
  name: 'csv.internColumns',
  work: ({ columns, first, window, rowCount, width, row }, cancel) => {
    const { starts, ends } = window;
    const view = viewOf(window.bytes);
    const batch = emptyBatch();
    const grown = columns.map(({ codes, interner }) => ({ codes: roomFor(codes, row + rowCount), interner }));
    for (let done = 0; done < rowCount; done += mostCellsAtOnce) {
      checkCancel(cancel);
      const count = Math.min(mostCellsAtOnce, rowCount - done);
      for (let column = 0; column < grown.length; column++) {
        const { codes, interner } = grown[column];
        const cells = { view, starts, ends, first: done * width + first + column, stride: width, count };
        internCells(interner, cells, batch, codes, row + done);
      }
    }
    return grown;
  },
};

function roomFor(codes: Int32Array, rowEnd: number): Int32Array {
  if (rowEnd <= codes.length) return codes;
  const longer = sharedCodes(Math.max(rowEnd, Math.ceil(codes.length * 1.5)));
  longer.set(codes);
  return longer;
}

function sharedCodes(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4));
}
