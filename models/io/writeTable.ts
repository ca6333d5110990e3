/** A table as the bytes of a file in any of the known formats, block by block. */
import type { Dialect } from '../recipe.ts';
import type { ColumnSchema } from '../table/schema.ts';
import type { Table } from '../table/table.ts';
import { csvHeader, csvRows } from './csv/writeCsv.ts';
import { writeExcel } from './excel/writeExcel.ts';
import { escapeFormula, escapeFormulas } from './formulas.ts';
import type { TableFormat } from './format.ts';
import { writeJsonLines } from './jsonl/writeJsonLines.ts';
import { writeParquet } from './parquet/writeParquet.ts';

/** What is to be written: consecutive blocks of rows of one table. */
export interface Written {
  readonly schemas: readonly ColumnSchema[];
  readonly blocks: AsyncIterable<Table>;
}

export interface WriteOptions {
  /** Of CSV; TSV takes all but the delimiter from it, the other formats nothing. */
  readonly dialect: Dialect;
  /** For CSV and TSV that people open in a spreadsheet; default false. Excel and Parquet cells are typed and need none. */
  readonly escapeFormulas?: boolean;
  /** Written into Parquet files as their maker; default `understudy`. */
  readonly createdBy?: string;
}

/** @throws Refused as the writer of the format says: not-encodable (csv, tsv), too-many-rows (xlsx). */
export function writeTable(
  format: TableFormat,
  written: Written,
  options: WriteOptions,
): AsyncIterable<Uint8Array> {
  const { schemas, blocks } = written;
  switch (format) {
    case 'csv':
      return writeLines(written, options.dialect, options.escapeFormulas ?? false);
    case 'tsv':
      return writeLines(written, { ...options.dialect, delimiter: '\t' }, options.escapeFormulas ?? false);
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
  { schemas, blocks }: Written,
  dialect: Dialect,
  escape: boolean,
): AsyncIterable<Uint8Array> {
  const names = schemas.map(({ name }) => (escape ? escapeFormula(name) : name));
  yield csvHeader(names, dialect);
  for await (const block of blocks) yield csvRows(escape ? escapeFormulas(block) : block, dialect);
}
