/** Reads a description of a table that was made elsewhere, whichever of the known forms it has. */
import { Refused } from '../../run/run.ts';
import type { ColumnSchema } from '../../table/schema.ts';
import { readFrictionless } from './frictionless.ts';
import { parseMembers } from './json.ts';
import type { Metadata } from './metadata.ts';
import { readSdv } from './sdv.ts';

/**
 * Reads SDV metadata (V1, SINGLE_TABLE_V1, MULTI_TABLE_V1) or a Frictionless schema, resource or package.
 * @param proposed the table's columns as inferred. @param tableName chooses among several tables.
 * @throws Refused broken-metadata, unknown-metadata, no-such-table.
 */
export function readMetadata(text: string, proposed: readonly ColumnSchema[], tableName: string): Metadata {
  const members = parseMembers(text);
  if ('METADATA_SPEC_VERSION' in members || 'tables' in members || isColumnsOfSdv(members)) {
    return readSdv(members, proposed, tableName);
  }
  if (['fields', 'schema', 'resources', 'dialect', 'delimiter'].some((name) => name in members)) {
    return readFrictionless(members, proposed, tableName);
  }
  throw new Refused(
    'unknown-metadata',
    'The metadata file is neither SDV metadata (with "tables" or "columns") nor a Frictionless table schema, resource or ' +
      'package (with "fields", "schema" or "resources").',
  );
}

function isColumnsOfSdv({ columns }: Readonly<Record<string, unknown>>): boolean {
  return typeof columns === 'object' && columns !== null && !Array.isArray(columns);
}
