/** A table as the bytes of a file in any of the known formats, block by block. */
import type { Dialect, OutputFormat } from '../recipe.ts';
import type { ColumnSchema } from '../table/schema.ts';
import type { Table } from '../table/table.ts';
import { csvHeader, csvRows } from './csv/writeCsv.ts';
import { writeExcel } from './excel/writeExcel.ts';
import { escapeFormula, escapeFormulas } from './formulas.ts';
import { gzipped } from './gzip.ts';
import { writeJsonLines } from './jsonl/writeJsonLines.ts';
import { writeParquet } from './parquet/writeParquet.ts';

/** What is to be written: consecutive blocks of rows of one table. */
export interface Written {
  readonly schemas: readonly ColumnSchema[];
  readonly blocks: AsyncIterable<Table>;
  /** Whether the delimited formats begin with their header; default true, false for a later part of a table. */
  readonly header?: boolean;
}

export interface WriteOptions {
  /** Of CSV; TSV takes all but the delimiter from it, the other formats nothing. */
  readonly dialect: Dialect;
  /** For CSV and TSV that people open in a spreadsheet; default false. Excel and Parquet cells are typed and need none. */
  readonly escapeFormulas?: boolean;
  /** Written into Parquet files as their maker; default `understudy`. */
  readonly createdBy?: string;
}

/**
 * Equal blocks give equal bytes: no format holds a time or a name of a machine. At most a few blocks are in memory at a time.
 * @throws Refused as the writer of the format says: not-encodable (csv, tsv, parquet), too-many-rows, too-many-columns,
 * too-long, too-large (xlsx).
 */
export function writeTable(
  format: OutputFormat,
  written: Written,
  options: WriteOptions,
): AsyncIterable<Uint8Array> {
  const { schemas, blocks } = written;
  const { dialect, escapeFormulas: escape = false } = options;
  switch (format) {
    case 'csv':
      return writeLines(written, dialect, escape);
    case 'csv.gz':
      return gzipped(writeLines(written, dialect, escape));
    case 'tsv':
      return writeLines(written, { ...dialect, delimiter: '\t' }, escape);
    case 'parquet':
      return writeParquet(schemas, blocks, options.createdBy ?? 'understudy');
    case 'xlsx':
      return writeExcel(schemas, blocks);
    case 'jsonl':
      return writeJsonLines(schemas, blocks);
    default:
      return format satisfies never;
  }
}

async function* writeLines(
  { schemas, blocks, header = true }: Written,
  dialect: Dialect,
  escape: boolean,
): AsyncIterable<Uint8Array> {
  const names = schemas.map(({ name }) => (escape ? escapeFormula(name) : name));
  if (header) yield csvHeader(names, dialect);
  for await (const block of blocks) yield csvRows(escape ? escapeFormulas(block) : block, dialect);
}
