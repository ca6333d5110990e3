/** Opens a Parquet file, row group by row group, as the same kind of table that a CSV file gives. */
import { open } from 'node:fs/promises';
import {
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type SchemaElement,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { checkCancel, Cancelled, Refused, type Run } from '../../run/run.ts';
import { checkUnchanged, openSource } from '../csv/source.ts';
import type { RawTable } from '../csv/rawTable.ts';
import { type GrowingColumn, growingColumn, rawTableOf } from '../rawColumns.ts';
import { bytesText, plainText, textsOfLeaf, unscaledOf, type WriteTexts } from './cellTexts.ts';

interface Leaf {
  readonly name: string;
  /** Makes objects, which a map compares by identity, into numbers or texts. */
  readonly keyOf: (value: unknown) => unknown;
  readonly write: WriteTexts;
  readonly nested: boolean;
}

/** Values are taken as they are stored; `cellTexts.ts` makes texts of them, once for each distinct value. */
const asStored = {
  timestampFromMilliseconds: (value: bigint) => value,
  timestampFromMicroseconds: (value: bigint) => value,
  timestampFromNanoseconds: (value: bigint) => value,
  dateFromDays: (days: number) => days,
  stringFromBytes: (bytes: Uint8Array | undefined) => (bytes === undefined ? null : bytesText(bytes)),
  jsonFromBytes: (bytes: Uint8Array | undefined) => (bytes === undefined ? null : bytesText(bytes)),
};

/** A page without values is one zero byte in LZ4, which hyparquet-compressors 1.1.2 takes for a match without an offset. */
const decompressors: Compressors = {
  ...compressors,
  LZ4_RAW: (input, outputLength) =>
    outputLength === 0 ? new Uint8Array(0) : (compressors.LZ4_RAW?.(input, outputLength) ?? input),
};

/**
 * Reads the whole file. Nulls are empty texts; lists, maps and structs are JSON texts, with a note.
 * @throws Cancelled, Refused no-file, directory, no-permission, empty-file, broken-parquet, no-rows, no-columns, changed.
 */
export async function readParquet(path: string, run: Run): Promise<RawTable> {
  const source = await openSource(path);
  const name = source.name.replace(/\.(parquet|pq|parq)$/i, '') || source.name;
  const handle = await open(path, 'r');
  try {
    const file: AsyncBuffer = {
      byteLength: source.bytes,
      slice: async (start, end = source.bytes) => {
        const bytes = new Uint8Array(end - start);
        await handle.read(bytes, 0, bytes.length, start);
        return bytes.buffer;
      },
    };
    const { metadata, leaves } = await readSchema(file, name);
    const columns = await readGroups(file, metadata, leaves, name, run);
    await checkUnchanged(source);
    const notes = leaves
      .filter(({ nested }) => nested)
      .map((leaf) => `Column ${leaf.name} holds lists or records; its cells are their JSON text.`);
    return rawTableOf(
      { name, bytes: source.bytes },
      leaves.map((leaf) => leaf.name),
      columns.map((column, index) => column.finish(leaves[index].write)),
      { notes: ['Read from Parquet; missing values are empty cells.', ...notes] },
    );
  } finally {
    await handle.close();
  }
}

async function readSchema(
  file: AsyncBuffer,
  name: string,
): Promise<{ metadata: FileMetaData; leaves: readonly Leaf[] }> {
  const found = await parquetMetadataAsync(file, { geoparquet: false }).catch((cause: unknown) =>
    refuseBroken(name, cause),
  );
  const decimals = new Set(found.schema.filter(isDecimal));
  // hyparquet multiplies decimals by a power of ten as doubles; without the annotation it gives the exact integers.
  const bare = new Map<SchemaElement, SchemaElement>();
  const schema = found.schema.map((element) => {
    const { converted_type: _converted, logical_type: _logical, ...rest } = element;
    const taken = decimals.has(element) ? rest : element;
    bare.set(taken, element);
    return taken;
  });
  const metadata = { ...found, schema };
  const leaves = parquetSchema(metadata).children.map(({ element, children }) => {
    const original = bare.get(element) ?? element;
    const nested = children.length > 0 || element.repetition_type === 'REPEATED';
    const decimal = decimals.has(original);
    const write: WriteTexts = nested ? (values) => values.map(plainText) : textsOfLeaf(original, decimal);
    const keyOf = (value: unknown): unknown => {
      if (value instanceof Uint8Array) return decimal ? unscaledOf(value) : bytesText(value);
      return nested && value !== null ? plainText(value) : value;
    };
    return { name: element.name, keyOf, write, nested };
  });
  if (leaves.length === 0)
    throw new Refused('no-columns', `${name} is a Parquet file without columns. Choose another file.`);
  if (Number(metadata.num_rows) === 0)
    throw new Refused('no-rows', `${name} has columns but no rows. Expected at least one row of data.`);
  return { metadata, leaves };
}

function isDecimal({ converted_type: converted, logical_type: logical }: SchemaElement): boolean {
  return converted === 'DECIMAL' || logical?.type === 'DECIMAL';
}

async function readGroups(
  file: AsyncBuffer,
  metadata: FileMetaData,
  leaves: readonly Leaf[],
  name: string,
  run: Run,
): Promise<readonly GrowingColumn<unknown>[]> {
  const rowCount = Number(metadata.num_rows);
  const columns = leaves.map(() => growingColumn<unknown>(rowCount));
  const places = new Map(leaves.map((leaf, index) => [leaf.name, index]));
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    checkCancel(run.cancel);
    const rowEnd = rowStart + Number(group.num_rows);
    await parquetRead({
      file,
      metadata,
      compressors: decompressors,
      geoparquet: false,
      utf8: false,
      parsers: asStored,
      rowStart,
      rowEnd,
      onChunk: ({ columnName, columnData, rowStart: first, rowEnd: last }) => {
        checkCancel(run.cancel);
        const place = places.get(columnName);
        if (place === undefined) return;
        const [column, keyOf] = [columns[place], leaves[place].keyOf];
        // A chunk may begin before the rows that were asked for.
        const from = Math.max(0, rowStart - first);
        const to = Math.min(last, rowEnd) - first;
        for (let index = from; index < to; index++) {
          const value: unknown = columnData[index] ?? null;
          column.add(keyOf(value));
        }
      },
    }).catch((cause: unknown) => refuseBroken(name, cause));
    rowStart = rowEnd;
    run.report('read', rowStart / rowCount);
  }
  if (columns.some((column) => column.length() !== rowCount)) refuseBroken(name, null);
  return columns;
}

function refuseBroken(name: string, cause: unknown): never {
  if (cause instanceof Cancelled || cause instanceof Refused) throw cause;
  throw new Refused(
    'broken-parquet',
    `${name} starts like a Parquet file but cannot be read: it is damaged, cut off, encrypted, or uses a part of the ` +
      'format that is not known here. Get the file again, or export the table as CSV.',
    { cause },
  );
}
