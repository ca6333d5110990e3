/** Reads a file that describes a table: SDV metadata or a Frictionless schema. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Metadata } from '../../models/io/metadata/metadata.ts';
import { readMetadata } from '../../models/io/metadata/readMetadata.ts';
import { Refused } from '../../models/run/run.ts';
import type { ColumnSchema } from '../../models/table/schema.ts';

/** A description of 100,000 columns is smaller; more is a table that was chosen by mistake. Ours. */
const mostBytes = 20_000_000;

/**
 * @param proposed the columns as inferred; what the file says is given as what differs from them.
 * @throws Refused no-file, metadata-too-long, and as `readMetadata` says.
 */
export async function readSchemaFile(
  path: string,
  proposed: readonly ColumnSchema[],
  tableName: string,
): Promise<Metadata> {
  const name = basename(path);
  const facts = await stat(path).catch(() => null);
  if (facts === null || !facts.isFile())
    throw new Refused('no-file', `${name} is not there or is no file. Choose the schema again.`);
  if (facts.size > mostBytes)
    throw new Refused(
      'metadata-too-long',
      `${name} is larger than 20 MB, so it is no schema. Choose the JSON file that describes the columns.`,
    );
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Refused('no-file', `${name} could not be read. Check that you may read it.`, { cause });
  });
  return readMetadata(text, proposed, tableName);
}
