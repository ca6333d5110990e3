/** A table as Parquet bytes, block by block: typed columns, Snappy-compressed, one row group a block. */
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { textOf } from '../../table/dictionary.ts';
import type { ColumnSchema } from '../../table/schema.ts';
import type { Column, Table } from '../../table/table.ts';

/** How a column is stored. */
interface Stored {
  readonly element: SchemaElement;
  /** Distinct entry -> stored value. */
  readonly valueOf: (column: Column, entry: number) => bigint | number | string;
}

const microsPerSecond = 1e6;

/**
 * Integers are INT64 (whole numbers up to 2^53), decimals DOUBLE, dates DATE, date-times TIMESTAMP in microseconds
 * without a zone, everything else UTF-8 text; cells without a value are null.
 * Text formats (thousands marks, date patterns) are not kept, values are.
 */
export async function* writeParquet(
  schemas: readonly ColumnSchema[],
  blocks: AsyncIterable<Table>,
  createdBy: string,
): AsyncIterable<Uint8Array> {
  const bytes = new ByteWriter(1 << 16);
  const stored = schemas.map(storedAs);
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [{ name: 'root', num_children: schemas.length }, ...stored.map(({ element }) => element)],
    createdBy,
    // Column statistics are the smallest and largest value of each block, which nobody asked for.
    statistics: false,
  });
  const drain = (): Uint8Array => {
    const drained = bytes.getBytes().slice();
    bytes.index = 0;
    return drained;
  };
  for await (const block of blocks) {
    if (block.rowCount === 0) continue;
    await writer.write({
      columnData: block.columns.map((column, index) => ({
        name: schemas[index].name,
        data: valuesOf(column, stored[index]),
      })),
      rowGroupSize: block.rowCount,
    });
    yield drain();
  }
  await writer.finish();
  yield drain();
}

function valuesOf(column: Column, { valueOf }: Stored): unknown[] {
  const { codes, missing } = column;
  const byEntry: unknown[] = Array.from(missing, (isMissing, entry) =>
    isMissing === 1 ? null : valueOf(column, entry),
  );
  return Array.from(codes, (entry) => byEntry[entry]);
}

function storedAs({ name, kind }: ColumnSchema): Stored {
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  const number = (column: Column, entry: number): number => column.numbers?.[entry] ?? NaN;
  switch (kind) {
    case 'integer':
      return {
        element: { ...optional, type: 'INT64' },
        valueOf: (column, entry) => BigInt(number(column, entry)),
      };
    case 'decimal':
      return { element: { ...optional, type: 'DOUBLE' }, valueOf: number };
    case 'date':
      return { element: { ...optional, type: 'INT32', converted_type: 'DATE' }, valueOf: number };
    case 'datetime':
      return {
        element: {
          ...optional,
          type: 'INT64',
          logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' },
        },
        valueOf: (column, entry) => BigInt(Math.round(number(column, entry) * microsPerSecond)),
      };
    case 'time':
    case 'duration':
    case 'category':
    case 'ordinal':
    case 'boolean':
    case 'identifier':
    case 'text':
      return {
        element: { ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' },
        valueOf: ({ dictionary }, entry) => textOf(dictionary, entry),
      };
    default:
      return kind satisfies never;
  }
}
