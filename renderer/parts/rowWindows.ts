/** Rows on demand: windows of a table that are fetched when they come into view and forgotten when they are old. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { RowWindow } from '../../electron/ipc/contract.ts';

/** Rows a window; main refuses more. */
export const windowRows = 200;

/** Windows that are kept: 6,000 rows. Ours: several screens in both directions at any height. */
const keptWindows = 30;

export type LoadRows = (rowStart: number, count: number) => Promise<RowWindow | null>;
export type Cells = readonly (string | null)[];

/** Indexes of the windows that hold the rows from `rowStart` to before `rowEnd`. */
export function windowsFor(rowStart: number, rowEnd: number): number[] {
  if (rowEnd <= rowStart) return [];
  const first = Math.floor(rowStart / windowRows);
  const last = Math.floor((rowEnd - 1) / windowRows);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Cells of a row, or undefined while they are on their way. Another `version` forgets all windows. */
export function useRowWindows(
  load: LoadRows,
  version: unknown,
  rowCount: number,
  rowStart: number,
  rowEnd: number,
): (row: number) => Cells | undefined {
  const kept = useMemo(
    () => ({ load, version, windows: new Map<number, RowWindow | 'asked'>() }),
    [load, version],
  );
  const [, arrived] = useState(0);
  useEffect(() => {
    for (const index of windowsFor(rowStart, Math.min(rowEnd, rowCount))) {
      if (kept.windows.has(index)) continue;
      kept.windows.set(index, 'asked');
      const first = index * windowRows;
      void kept.load(first, Math.min(windowRows, rowCount - first)).then((rows) => {
        if (rows === null) kept.windows.delete(index);
        else kept.windows.set(index, rows);
        forgetOldest(kept.windows);
        arrived((count) => count + 1);
      });
    }
  }, [kept, rowCount, rowStart, rowEnd]);
  return useCallback(
    (row) => {
      const found = kept.windows.get(Math.floor(row / windowRows));
      return found === undefined || found === 'asked' ? undefined : found.rows[row - found.rowStart];
    },
    [kept],
  );
}

function forgetOldest(windows: Map<number, unknown>): void {
  for (const index of windows.keys()) {
    if (windows.size <= keptWindows) return;
    windows.delete(index);
  }
}
