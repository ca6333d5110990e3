/** Opens a table file in any of the known formats; what follows sees no difference. */
import type { Run } from '../run/run.ts';
import type { RawTable } from './csv/rawTable.ts';
import { readCsv, type ReadOptions } from './csv/readCsv.ts';
import { readExcel } from './excel/readExcel.ts';
import { detectFormat } from './format.ts';
import { readJsonLines } from './jsonl/readJsonLines.ts';
import { readParquet } from './parquet/readParquet.ts';

/**
 * The dialect in `options` counts for CSV and TSV only, the policy for these and JSON lines.
 * @throws Cancelled, Refused as the reader of the format says, and as `detectFormat` says.
 */
export async function readTable(path: string, options: ReadOptions, run: Run): Promise<RawTable> {
  const format = await detectFormat(path);
  switch (format) {
    case 'csv':
    case 'tsv':
      return readCsv(path, options, run);
    case 'parquet':
      return readParquet(path, run);
    case 'xlsx':
      return readExcel(path, run);
    case 'jsonl':
      return readJsonLines(path, options.ragged, run);
    default:
      return format satisfies never;
  }
}
