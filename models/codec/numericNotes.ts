/** What value protection did to a column of numbers or dates, in words with counts. */
import type { ColumnSchema } from '../table/schema.ts';
import type { ProtectionNote } from './codec.ts';
import { counted } from './protection.ts';

/** The column after its ends were pulled in; one element of `values`, `counts` and `atoms` a code. */
export interface Protected {
  readonly values: Float64Array;
  readonly counts: Uint32Array;
  /** Code -> 1 when the value may be written as it is. */
  readonly atoms: Uint8Array;
  /** New values are multiples of it. */
  readonly grid: number;
  readonly presentRows: number;
  readonly clippedRows: number;
  readonly clippedValues: number;
}

/** A note for each kind of protection that changed a cell; empty when none did. */
export function numericNotes(
  { name: column, kind }: ColumnSchema,
  written: Protected,
  threshold: number,
): ProtectionNote[] {
  const { values, counts, atoms, grid, presentRows, clippedRows, clippedValues } = written;
  const notes: ProtectionNote[] = [];
  if (clippedRows > 0) {
    const fate =
      values.length === 0
        ? 'fewer rows than that have a value, so none is written'
        : `moved inward so that at least ${threshold} rows share each end`;
    const says = `${counted(clippedRows, 'extreme cell')} (threshold ${threshold} rows): ${fate}.`;
    notes.push({ column, what: 'extremes', cells: clippedRows, values: clippedValues, says });
  }
  const rare = tally(counts, (code) => atoms[code] === 0);
  if (rare.values > 0) {
    const dated = kind === 'date' || kind === 'datetime';
    const says = `${counted(rare.values, dated ? 'date' : 'value')} of fewer than ${threshold} rows each (${counted(rare.cells, 'cell')} of ${presentRows.toLocaleString('en-US')}): new ones are drawn between neighbours, none is repeated as it is but where rounding meets it.`;
    notes.push({ column, what: dated ? 'rare-dates' : 'rare-numbers', ...rare, says });
  }
  const fine = tally(counts, (code) => atoms[code] === 0 && offGrid(values[code], grid));
  if (fine.values > 0) {
    const says = `${counted(fine.values, 'value')} (${counted(fine.cells, 'cell')}) with more digits than the rest of the column: new values have the digits of the rest.`;
    notes.push({ column, what: 'high-precision', ...fine, says });
  }
  return notes;
}

function tally(counts: Uint32Array, concerns: (code: number) => boolean): { cells: number; values: number } {
  let cells = 0;
  let values = 0;
  for (let code = 0; code < counts.length; code++) {
    if (!concerns(code)) continue;
    cells += counts[code];
    values++;
  }
  return { cells, values };
}

function offGrid(value: number, grid: number): boolean {
  const ratio = value / grid;
  return Math.abs(ratio - Math.round(ratio)) > 1e-6;
}
