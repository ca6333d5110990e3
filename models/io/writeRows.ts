/** Writes rows of a fitted model in the format that was asked for. */
import type { Fitted } from '../generators/fit.ts';
import { sampleRange } from '../generators/sampleRows.ts';
import type { Dialect, Output } from '../recipe.ts';
import type { Run } from '../run/run.ts';
import { requireOutput } from './outputLimits.ts';
import { writeTable } from './writeTable.ts';

/** Rows of a table to write. */
export interface RowsToWrite {
  /** A multiple of `blockRows`. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Whether the header comes first: in the first of several runs that are put one after the other. */
  readonly header: boolean;
}

export interface RowsOptions {
  readonly dialect: Dialect;
  readonly output: Output;
}

/**
 * The file's bytes in row order, block by block: memory does not grow with the number of rows.
 * @throws Refused as `requireOutput` and `writeTable` say. @throws Cancelled.
 */
export async function* writeRows(
  fitted: Fitted,
  { start, end, header }: RowsToWrite,
  { dialect, output }: RowsOptions,
  run: Run,
): AsyncIterable<Uint8Array> {
  const schemas = fitted.codecs.filter(({ form }) => form !== 'dropped').map(({ schema }) => schema);
  requireOutput(output.format, { rows: end - start, columns: schemas.length });
  const written = { schemas, blocks: sampleRange(fitted, start, end, run), header };
  yield* writeTable(output.format, written, { dialect, escapeFormulas: output.escapeFormulas });
}
