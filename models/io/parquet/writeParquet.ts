/** A table as Parquet bytes, a few blocks at a time: typed columns, Snappy-compressed. */
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { textOf } from '../../table/dictionary.ts';
import type { ColumnSchema } from '../../table/schema.ts';
import type { Column, Table } from '../../table/table.ts';
import { isTrue, notEncodable, numberAt, type Storage, storageOf } from '../storage.ts';

/** How a column is stored. */
interface Stored {
  readonly element: SchemaElement;
  /** Distinct entry -> stored value. */
  readonly valueOf: (column: Column, entry: number) => bigint | number | boolean | string;
}

const microsPerSecond = 1e6;
/** Digits of a decimal that a double holds exactly at any scale. */
const fixedPrecision = 15;

/** A row group ends with the block that brings it to this many cells. Ours: some 30 MB while it is put together. */
const groupCells = 1_000_000;
/** Nor does it need more rows: DuckDB's own groups have 122,880. */
const groupRows = 131_072;

/**
 * Whole numbers are INT64, decimals with a fixed number of digits DECIMAL, other decimals DOUBLE, dates DATE, date-times
 * TIMESTAMP in microseconds without a zone, `true` and `false` BOOLEAN, everything else UTF-8 text (see `storageOf`); cells
 * without a value are null. Text formats (thousands marks, date patterns) are not kept, values are.
 * @throws Refused `not-encodable` for numbers that do not fit.
 */
export async function* writeParquet(
  schemas: readonly ColumnSchema[],
  blocks: AsyncIterable<Table>,
  createdBy: string,
): AsyncIterable<Uint8Array> {
  const bytes = new ByteWriter(1 << 16);
  const drain = (): Uint8Array => {
    const drained = bytes.getBytes().slice();
    bytes.index = 0;
    return drained;
  };
  const start = (first: Table | null) => {
    const stored = schemas.map((schema, index) =>
      storedAs(schema.name, storageOf(schema, first === null ? null : first.columns[index])),
    );
    const writer = new ParquetWriter({
      writer: bytes,
      schema: [{ name: 'root', num_children: schemas.length }, ...stored.map(({ element }) => element)],
      createdBy,
      // Column statistics are the smallest and largest value of each group, which nobody asked for.
      statistics: false,
    });
    return { stored, writer };
  };
  let started: ReturnType<typeof start> | null = null;
  for await (const group of groupsOf(blocks)) {
    started ??= start(group[0]);
    const { stored, writer } = started;
    const rowGroupSize = group.reduce((sum, { rowCount }) => sum + rowCount, 0);
    const columnData = schemas.map(({ name }, index) => ({
      name,
      data: group.flatMap(({ columns }) => valuesOf(columns[index], stored[index])),
    }));
    await writer.write({ columnData, rowGroupSize });
    yield drain();
  }
  await (started ?? start(null)).writer.finish();
  yield drain();
}

/** Blocks with rows, as many together as make a row group. */
async function* groupsOf(blocks: AsyncIterable<Table>): AsyncIterable<Table[]> {
  let group: Table[] = [];
  let rows = 0;
  for await (const block of blocks) {
    if (block.rowCount === 0) continue;
    group.push(block);
    rows += block.rowCount;
    if (rows < groupRows && rows * block.columns.length < groupCells) continue;
    yield group;
    group = [];
    rows = 0;
  }
  if (rows > 0) yield group;
}

function valuesOf(column: Column, { valueOf }: Stored): unknown[] {
  const { codes, missing } = column;
  const byEntry: unknown[] = Array.from(missing, (isMissing, entry) =>
    isMissing === 1 ? null : valueOf(column, entry),
  );
  return Array.from(codes, (entry) => byEntry[entry]);
}

function storedAs(name: string, storage: Storage): Stored {
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  const number = (column: Column, entry: number): number => numberAt(column, entry, storage);
  switch (storage.as) {
    case 'whole':
      return {
        element: { ...optional, type: 'INT64' },
        valueOf: (column, entry) => BigInt(number(column, entry)),
      };
    case 'fixed':
      return {
        element: {
          ...optional,
          type: 'INT64',
          converted_type: 'DECIMAL',
          precision: fixedPrecision,
          scale: storage.decimals,
        },
        valueOf: (column, entry) => unscaled(number(column, entry), storage.decimals, name),
      };
    case 'real':
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
    case 'truth':
      return { element: { ...optional, type: 'BOOLEAN' }, valueOf: isTrue };
    case 'text':
      return {
        element: { ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' },
        valueOf: ({ dictionary }, entry) => textOf(dictionary, entry),
      };
    default:
      return storage satisfies never;
  }
}

/** The whole number of units of the last decimal. @throws Refused `not-encodable` beyond the precision. */
function unscaled(value: number, decimals: number, name: string): bigint {
  const units = Math.round(value * 10 ** decimals);
  if (Math.abs(units) < 10 ** fixedPrecision) return BigInt(units);
  throw notEncodable(name);
}
