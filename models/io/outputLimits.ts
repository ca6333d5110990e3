/** What a file format can hold, asked before any work is done for it. */
import type { OutputFormat } from '../recipe.ts';
import { Refused } from '../run/run.ts';

/** A sheet of Excel has no more rows, the header's included: ECMA-376 part 1, 18.3.1.73 (2^20). */
export const mostSheetRows = 1_048_576;
/** Nor more columns: the last is XFD (2^14), ECMA-376 part 1, 18.3.1.4. */
export const mostSheetColumns = 16_384;

export interface OutputSize {
  /** Without the header. */
  readonly rows: number;
  readonly columns: number;
}

/** @throws Refused `too-many-rows`, `too-many-columns` when an Excel sheet cannot hold the table; other formats have no bound. */
export function requireOutput(format: OutputFormat, { rows, columns }: OutputSize): void {
  if (format !== 'xlsx') return;
  if (rows + 1 > mostSheetRows)
    throw new Refused(
      'too-many-rows',
      `An Excel sheet holds ${mostSheetRows.toLocaleString('en')} rows, the header's included; this table has more. ` +
        'Write CSV or Parquet, or ask for fewer rows.',
    );
  if (columns > mostSheetColumns)
    throw new Refused(
      'too-many-columns',
      `An Excel sheet holds ${mostSheetColumns.toLocaleString('en')} columns; this table has more. Write CSV or Parquet, or leave columns out.`,
    );
}

/** @throws Refused `no-shards` for formats whose files cannot be put one after the other. */
export function requireShardable(format: OutputFormat): void {
  if (format !== 'parquet' && format !== 'xlsx') return;
  throw new Refused(
    'no-shards',
    `Files in the format ${format} cannot be put one after the other, so there are no shards of one. Ask for csv, csv.gz, tsv or jsonl, or for the whole table.`,
  );
}
