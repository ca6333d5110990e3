/** Writes rows of a fitted model as CSV. */
import type { Fitted } from '../generators/fit.ts';
import { sampleRange } from '../generators/sampleRows.ts';
import type { Dialect } from '../recipe.ts';
import type { Run } from '../run/run.ts';
import { csvHeader, csvRows } from './csv/writeCsv.ts';

/** Rows of a table to write. */
export interface RowsToWrite {
  /** A multiple of `blockRows`. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Whether the header comes first: in the first of several runs that are put one after the other. */
  readonly header: boolean;
}

/** The CSV's bytes in row order, block by block: memory does not grow with the number of rows. */
export async function* writeRows(
  fitted: Fitted,
  { start, end, header }: RowsToWrite,
  dialect: Dialect,
  run: Run,
): AsyncIterable<Uint8Array> {
  if (header) yield csvHeader(namesOf(fitted), dialect);
  for await (const block of sampleRange(fitted, start, end, run)) yield csvRows(block, dialect);
}

function namesOf({ codecs }: Fitted): string[] {
  return codecs.filter(({ form }) => form !== 'dropped').map(({ schema }) => schema.name);
}
