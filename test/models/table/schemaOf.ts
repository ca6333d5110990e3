import type { ColumnSchema, Kind } from '../../../models/table/schema.ts';

/** A schema whose only missing token is the empty text. */
export function schemaOf(name: string, kind: Kind, more: Partial<ColumnSchema> = {}): ColumnSchema {
  return { name, kind, missingTokens: [''], known: false, sensitive: false, treatment: 'model', ...more };
}
