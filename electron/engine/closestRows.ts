/**
 * The closest rows beside the real ones, for the screen of the person who opened the table. Nothing here is kept, written
 * or told to a log: the cells go to the window that asked and nowhere else.
 */
import { worstRows } from '../../models/evaluate/privacy/worstRows.ts';
import type { Run } from '../../models/run/run.ts';
import { split } from '../../models/table/split.ts';
import { cellText, type Column, type RealTable, type SyntheticTable } from '../../models/table/table.ts';
import type { ClosestRows } from '../ipc/contract.ts';

/** Characters of a cell that are shown. Ours: enough to recognise a text, and a bound on what crosses to the window. */
const mostCharacters = 200;

/** What a result was made of; the holdout is drawn again from the same seed, which costs no memory meanwhile. */
export interface MadeOf {
  readonly table: RealTable;
  /** Null: `share` of the table's rows were kept out of training. */
  readonly holdout: RealTable | null;
  readonly share: number;
  readonly seed: number;
}

/** Looks for the rows of `preview` that give away most. @throws Refused when there is nothing to compare. */
export async function closestRows(
  { table, holdout, share, seed }: MadeOf,
  preview: SyntheticTable,
  run: Run,
): Promise<ClosestRows> {
  const real = holdout === null ? split(table, share, seed) : { train: table, holdout };
  const { rows, note } = await worstRows({ ...real, synthetic: preview, seed }, run);
  return {
    note,
    rows: rows.map(({ says, isolated, columns, synthetic, real: person }) => ({
      says,
      isolated,
      cells: columns.map(({ name, equal }) => ({
        column: name,
        equal,
        synthetic: shownCell(columnOf(preview, name), synthetic),
        real: shownCell(columnOf(real.train, name), person),
      })),
    })),
  };
}

function columnOf({ columns }: RealTable | SyntheticTable, name: string): Column | undefined {
  return columns.find(({ schema }) => schema.name === name);
}

/** Null where the cell is missing. */
function shownCell(column: Column | undefined, row: number): string | null {
  if (column === undefined || column.missing[column.codes[row]] === 1) return null;
  const characters = Array.from(cellText(column, row));
  if (characters.length <= mostCharacters) return characters.join('');
  return `${characters.slice(0, mostCharacters - 1).join('')}…`;
}
