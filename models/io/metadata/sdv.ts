/**
 * Metadata of the Synthetic Data Vault. Source: docs.sdv.dev, "Metadata JSON" (V1: tables -> columns -> sdtype), the older
 * SINGLE_TABLE_V1 and MULTI_TABLE_V1 of the same pages, and what SDV 2.0.0 writes as V2 (sdv/metadata/_single_table.py).
 */
import { Refused } from '../../run/run.ts';
import type { ColumnSchema, Kind } from '../../table/schema.ts';
import { type Members, membersOf, stringOf, stringsOf } from './json.ts';
import { differing, type Metadata, type WrittenMetadata } from './metadata.ts';
import { patternOfStrftime, sameForStrptime, strftimeOfPattern } from './strftime.ts';

type Correction = Partial<Omit<ColumnSchema, 'name'>>;

/** Columns of direct identifiers in SDV (names of Faker providers); others of Faker are read like these when `pii` is true. */
const names = /^(name|first_name|last_name|.*_name|prefix|suffix)$/;
const addresses = /^(address|street_address|.*address.*|building_number|secondary_address)$/;
const identifiers =
  /^(email|.*_email|phone_number|ssn|credit_card_number|credit_card_.*|iban|bban|swift\d*|ipv4.*|ipv6.*|mac_address|user_name|license_plate|passport_.*|uuid4|url|uri|vin|isbn.*|ein)$/;

const regenerate: Correction = { kind: 'identifier', treatment: 'regenerate', known: true };
const leaveOut: Correction = { kind: 'text', treatment: 'drop', known: true };

/** @throws Refused broken-metadata, no-such-table. */
export function readSdv(members: Members, proposed: readonly ColumnSchema[], tableName: string): Metadata {
  const unmapped: string[] = [];
  const table = tableIn(members, tableName, unmapped);
  const described = membersOf(table['columns']);
  if (described === null)
    throw new Refused(
      'broken-metadata',
      'The SDV metadata has no columns. Expected "columns" with an sdtype each.',
    );
  const keys = new Set([...stringsOf(table['primary_key']), ...stringsOf(table['alternate_keys'])]);
  const byName = new Map(proposed.map((schema) => [schema.name, schema]));
  const columns: Record<string, Correction> = {};
  for (const [name, value] of Object.entries(described)) {
    const schema = byName.get(name);
    const column = membersOf(value);
    if (schema === undefined)
      unmapped.push(`The metadata describes a column ${name}, which the table does not have.`);
    else if (column === null) unmapped.push(`The description of ${name} is no object.`);
    else {
      const correction = keys.has(name) ? { ...regenerate } : correctionOf(schema, column, unmapped);
      if ('regex_format' in column)
        unmapped.push(`${name}: the regular expression is not used; formats are learnt from the values.`);
      const needed = differing(schema, correction);
      if (needed !== null) columns[name] = needed;
    }
  }
  const missing = proposed.filter(({ name }) => !(name in described)).map(({ name }) => name);
  if (missing.length > 0) unmapped.push(`The metadata says nothing of ${missing.join(', ')}.`);
  readPairs(table['column_relationships'], byName, columns, unmapped);
  for (const part of ['constraints', 'sequence_key', 'sequence_index']) {
    const said = table[part];
    if (said !== undefined && said !== null && !(Array.isArray(said) && said.length === 0))
      unmapped.push(`"${part}" of the metadata is not used.`);
  }
  return { from: 'sdv', columns, dialect: null, unmapped };
}

/** SDV pairs coordinates in a relationship of type `gps`; other relationships have no place here. */
function readPairs(
  relationships: unknown,
  byName: ReadonlyMap<string, ColumnSchema>,
  columns: Record<string, Correction>,
  unmapped: string[],
): void {
  const all = (Array.isArray(relationships) ? relationships : [])
    .map(membersOf)
    .filter((each) => each !== null);
  for (const { type, column_names: list } of all) {
    const names = stringsOf(list);
    if (type !== 'gps' || names.length !== 2 || !names.every((name) => byName.has(name))) {
      unmapped.push(`A relationship of the type "${String(type)}" is not used.`);
      continue;
    }
    names.forEach((name, index) => {
      const placeWith = names[1 - index];
      if (byName.get(name)?.placeWith !== placeWith) columns[name] = { ...columns[name], placeWith };
    });
  }
}

function tableIn(members: Members, tableName: string, unmapped: string[]): Members {
  const tables = membersOf(members['tables']);
  if (tables === null) return members;
  const all = Object.keys(tables);
  const chosen =
    all.length === 1 ? all[0] : all.find((name) => name.toLowerCase() === tableName.toLowerCase());
  if (chosen === undefined) {
    throw new Refused(
      'no-such-table',
      `The metadata describes ${all.length} tables (${all.slice(0, 8).join(', ')}), none of them called ${tableName}. Rename the file or the table.`,
    );
  }
  if (all.length > 1)
    unmapped.push(
      `Of the metadata's ${all.length} tables only ${chosen} is used, and no relationship between tables.`,
    );
  return membersOf(tables[chosen]) ?? {};
}

function correctionOf(schema: ColumnSchema, column: Members, unmapped: string[]): Correction {
  const sdtype = stringOf(column['sdtype']) ?? '';
  const is = (...kinds: readonly Kind[]): boolean => kinds.includes(schema.kind);
  switch (sdtype) {
    case 'numerical': {
      const whole =
        column['decimal_places'] === 0 || /^u?int/i.test(stringOf(column['computer_representation']) ?? '');
      // A coordinate that was told from both columns is not taken back by a word that fits every number.
      if (is('integer', 'decimal', 'latitude', 'longitude')) return { treatment: 'model' };
      return { kind: whole ? 'integer' : 'decimal', treatment: 'model' };
    }
    case 'latitude':
    case 'longitude':
      return { kind: sdtype, treatment: 'model', known: true };
    case 'categorical':
      return is('category', 'ordinal', 'boolean') ? {} : { kind: 'category', treatment: 'model' };
    case 'ordinal': {
      const levels = Array.isArray(column['range_values']) ? column['range_values'].map(String) : null;
      return { kind: 'ordinal', treatment: 'model', ...(levels === null ? {} : { levels }) };
    }
    case 'boolean':
      return { kind: 'boolean', treatment: 'model' };
    case 'datetime':
      return dateCorrection(schema, stringOf(column['datetime_format']), unmapped);
    case 'id':
      return { kind: 'identifier', treatment: 'regenerate' };
    case 'unknown':
    case 'text':
      return column['pii'] === false ? {} : { kind: 'text', treatment: 'drop' };
    default: {
      if (column['pii'] === false) return {};
      if (names.test(sdtype) || (addresses.test(sdtype) && !/ip|mac/.test(sdtype))) return leaveOut;
      if (identifiers.test(sdtype) || column['pii'] === true) return regenerate;
      unmapped.push(`${schema.name}: the sdtype "${sdtype}" is not known here; the column is as proposed.`);
      return {};
    }
  }
}

function dateCorrection(schema: ColumnSchema, format: string | null, unmapped: string[]): Correction {
  const dated = schema.kind === 'date' || schema.kind === 'datetime' || schema.kind === 'time';
  const pattern = format === null ? null : patternOfStrftime(format);
  if (pattern === null) {
    if (format !== null) unmapped.push(`${schema.name}: its date format has parts that are not known here.`);
    return dated ? {} : { kind: 'datetime' };
  }
  if (dated && schema.pattern !== undefined && sameForStrptime(schema.pattern, pattern)) return {};
  const clock = /HH|hh?|mm/.test(pattern.replace(/\[[^\]]*\]/g, ''));
  const kind = clock ? (/Y|D/.test(pattern) ? 'datetime' : 'time') : 'date';
  return { kind, pattern, treatment: 'model' };
}

/** V1 metadata of one table; roles, missing tokens and the order of ordinal levels have no place in it. */
export function writeSdv(schemas: readonly ColumnSchema[], tableName: string): WrittenMetadata {
  const unmapped: string[] = [];
  const written = schemas.filter(({ treatment }) => treatment !== 'drop');
  const columns = Object.fromEntries(written.map((schema) => [schema.name, sdtypeOf(schema, unmapped)]));
  const dropped = schemas.filter(({ treatment }) => treatment === 'drop').map(({ name }) => name);
  if (dropped.length > 0) unmapped.push(`Left out, as the synthetic table does: ${dropped.join(', ')}.`);
  if (schemas.some(({ known, sensitive }) => known || sensitive))
    unmapped.push('SDV metadata has no place for what others know and for what is sensitive.');
  const gps = written
    .filter(({ kind, placeWith }) => kind === 'latitude' && written.some(({ name }) => name === placeWith))
    .map(({ name, placeWith }) => ({ type: 'gps', column_names: [name, placeWith] }));
  const document = {
    tables: { [tableName]: { columns, ...(gps.length === 0 ? {} : { column_relationships: gps }) } },
    relationships: [],
    METADATA_SPEC_VERSION: 'V1',
  };
  return { text: `${JSON.stringify(document, null, 4)}\n`, unmapped };
}

function sdtypeOf(schema: ColumnSchema, unmapped: string[]): Record<string, string | boolean> {
  const { name, kind, pattern, levels } = schema;
  switch (kind) {
    case 'integer':
      return { sdtype: 'numerical', computer_representation: 'Int64' };
    case 'decimal':
      return { sdtype: 'numerical', computer_representation: 'Float' };
    case 'latitude':
    case 'longitude':
      return { sdtype: kind, pii: false };
    case 'ordinal':
      if (levels !== undefined) unmapped.push(`${name}: the order of its levels is lost.`);
      return { sdtype: 'categorical' };
    case 'category':
    case 'boolean':
      // SDV's boolean takes True and False only; other words for yes and no have to be categories there.
      return { sdtype: 'categorical' };
    case 'date':
    case 'datetime':
    case 'time': {
      const format = pattern === undefined ? null : strftimeOfPattern(pattern);
      if (format !== null) return { sdtype: 'datetime', datetime_format: format };
      unmapped.push(`${name}: its format cannot be written for Python; it is described as a category.`);
      return { sdtype: 'categorical' };
    }
    case 'duration':
      unmapped.push(`${name}: SDV has no durations; it is described as a category.`);
      return { sdtype: 'categorical' };
    case 'identifier':
      return { sdtype: 'id' };
    case 'text':
      return { sdtype: 'unknown', pii: true };
    default:
      return kind satisfies never;
  }
}
