/** The file formats that tables are read from and written to, and how a file's format is told. */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Refused } from '../run/run.ts';

export const tableFormats = ['csv', 'tsv', 'parquet', 'xlsx', 'jsonl'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** The usual extension, with its point. */
export function extensionOf(format: TableFormat): string {
  return `.${format}`;
}

/** The format that a file name's extension says, `.gz` aside; null when it says none. */
export function formatOfName(name: string): TableFormat | null {
  const extension = /\.([a-z]+)(\.gz)?$/i.exec(basename(name))?.[1].toLowerCase() ?? '';
  if (extension === 'csv' || extension === 'txt' || extension === 'psv') return 'csv';
  if (extension === 'tsv' || extension === 'tab') return 'tsv';
  if (['parquet', 'pq', 'parq'].includes(extension)) return 'parquet';
  if (extension === 'jsonl' || extension === 'ndjson' || extension === 'json') return 'jsonl';
  return extension === 'xlsx' || extension === 'xlsm' ? 'xlsx' : null;
}

/**
 * The format of a file by its first bytes (Parquet, Excel), else by its name (JSON lines), else CSV, whose reader finds
 * the delimiter by itself. A file that is not there is CSV, too: that reader refuses it in words.
 * @throws Refused old-excel for `.xls`, encrypted-parquet, archive for other zip files.
 */
export async function detectFormat(path: string): Promise<TableFormat> {
  const head = await headOf(path);
  const starts = (...bytes: readonly number[]): boolean => bytes.every((byte, index) => head[index] === byte);
  const named = formatOfName(path);
  const name = basename(path);
  if (starts(0x50, 0x41, 0x52, 0x31)) return 'parquet';
  if (starts(0x50, 0x41, 0x52, 0x45)) {
    throw new Refused(
      'encrypted-parquet',
      `${name} is an encrypted Parquet file. Export the table without encryption.`,
    );
  }
  if (starts(0x50, 0x4b, 0x03, 0x04)) {
    if (
      named === 'xlsx' ||
      Buffer.from(head).includes('[Content_Types].xml') ||
      Buffer.from(head).includes('xl/')
    )
      return 'xlsx';
    throw new Refused('archive', `${name} is a zip archive. Unpack it and open the table inside.`);
  }
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) {
    throw new Refused(
      'old-excel',
      `${name} is an Excel workbook in the older .xls format or protected by a password. Save it as .xlsx without a password, or as CSV.`,
    );
  }
  if (named === 'jsonl') return 'jsonl';
  return named === 'tsv' ? 'tsv' : 'csv';
}

async function headOf(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r').catch(() => null);
  if (handle === null) return new Uint8Array(0);
  try {
    const head = new Uint8Array(4096);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead);
  } catch {
    return new Uint8Array(0); // A folder; the CSV reader says so.
  } finally {
    await handle.close();
  }
}
