/** A closer look at the opened table, for the open and columns steps. */
import { type Association, associations } from '../../models/table/associations.ts';
import { examine } from '../../models/table/quality.ts';
import type { RealTable } from '../../models/table/table.ts';
import type { Run } from '../../models/run/run.ts';
import type { AssociationView, TableStudy } from '../ipc/contract.ts';

/** Below this strength a pair is not worth a person's time. Ours: about where a scatter plot begins to show something. */
const leastStrength = 0.2;
/** Pairs sent for each column. Ours: what a person reads. */
const mostPairs = 6;
/** Rows times pairs of columns beyond which associations are not measured: some ten seconds on two threads. Ours. */
const mostWork = 3e9;
/** Rows that `associations` looks at, at most. */
const sampledRows = 100_000;

/** @param todayDays days from 1970-01-01 to today, to find births in the future. @throws Cancelled. */
export async function studyTable(table: RealTable, todayDays: number, run: Run): Promise<TableStudy> {
  const quality = await examine(table, run, { todayDays });
  const columns = table.columns.length;
  const work = ((columns * (columns - 1)) / 2) * Math.min(table.rowCount, sampledRows);
  if (work > mostWork) return { quality, associations: null };
  const { pairs } = await associations(table, run);
  return { quality, associations: strongest(table, pairs) };
}

/** Strongest first; a pair is kept when it is among the first few of either of its columns. */
function strongest(table: RealTable, pairs: readonly Association[]): AssociationView[] {
  const taken = new Int32Array(table.columns.length);
  return pairs
    .filter(({ strength }) => strength >= leastStrength)
    .toSorted((one, other) => other.strength - one.strength)
    .flatMap(({ columns: [first, second], measure, strength, direction }) => {
      if (taken[first] >= mostPairs && taken[second] >= mostPairs) return [];
      taken[first]++;
      taken[second]++;
      const names = [table.columns[first].schema.name, table.columns[second].schema.name] as const;
      return [{ columns: names, measure, strength, direction }];
    });
}
