/**
 * Frictionless Table Schema and Table Dialect, version 2 (datapackage.org/standard/table-schema, .../table-dialect), with
 * what version 1 called otherwise; alone, in a resource, or in a package.
 */
import type { Dialect } from '../../recipe.ts';
import { Refused } from '../../run/run.ts';
import { plainNumber } from '../../table/number.ts';
import {
  type ColumnSchema,
  isCoordinate,
  type Kind,
  type NumberFormat,
  thousandsMarks,
} from '../../table/schema.ts';
import { readDialect, writeDialect } from './frictionlessDialect.ts';
import { type Members, membersOf, stringOf, stringsOf } from './json.ts';
import { differing, type Metadata, type WrittenMetadata } from './metadata.ts';
import { patternOfStrftime, sameForStrptime, strftimeOfPattern } from './strftime.ts';

type Correction = Partial<Omit<ColumnSchema, 'name'>>;

/** @throws Refused no-such-table. */
export function readFrictionless(
  members: Members,
  proposed: readonly ColumnSchema[],
  tableName: string,
): Metadata {
  const unmapped: string[] = [];
  const resource = 'resources' in members ? resourceIn(members['resources'], tableName, unmapped) : members;
  const bareDialect = !('fields' in resource) && !('schema' in resource) && 'delimiter' in resource;
  const schema = 'fields' in resource ? resource : (membersOf(resource['schema']) ?? {});
  if (typeof resource['schema'] === 'string')
    unmapped.push('The schema is in a file of its own; give that file.');
  const dialect = readDialect(
    bareDialect ? resource : dialectOf(resource),
    stringOf(resource['encoding']),
    unmapped,
  );
  const columns = readFields(schema, proposed, unmapped);
  return { from: 'frictionless', columns, dialect, unmapped };
}

/** frictionless-py keeps what belongs to CSV in a part of its own. */
function dialectOf(resource: Members): Members | null {
  const dialect = membersOf(resource['dialect']);
  return dialect === null ? null : { ...dialect, ...membersOf(dialect['csv']) };
}

function resourceIn(resources: unknown, tableName: string, unmapped: string[]): Members {
  const all = (Array.isArray(resources) ? resources : []).map(membersOf).filter((each) => each !== null);
  const stem = (path: string): string =>
    path
      .replace(/^.*[/\\]/, '')
      .replace(/\.[^/]*$/, '')
      .toLowerCase();
  const chosen =
    all.length === 1
      ? all[0]
      : all.find(({ name, path }) =>
          [...stringsOf(name), ...stringsOf(path)].some((text) => stem(text) === tableName.toLowerCase()),
        );
  if (chosen === undefined) {
    throw new Refused(
      'no-such-table',
      `The package describes ${all.length} resources, none of them called ${tableName}. Rename the file or the resource.`,
    );
  }
  if (all.length > 1)
    unmapped.push(`Of the package's ${all.length} resources only the one called like the file is used.`);
  return chosen;
}

function readFields(
  schema: Members,
  proposed: readonly ColumnSchema[],
  unmapped: string[],
): Metadata['columns'] {
  const fields = (Array.isArray(schema['fields']) ? schema['fields'] : [])
    .map(membersOf)
    .filter((field) => field !== null);
  const byName = new Map(proposed.map((column) => [column.name, column]));
  const tokens = 'missingValues' in schema ? tokensOf(schema['missingValues']) : null;
  const keys = stringsOf(schema['primaryKey']);
  if (keys.length > 1) unmapped.push('A primary key of several columns is not used.');
  for (const part of ['foreignKeys', 'uniqueKeys'])
    if (Array.isArray(schema[part]) && schema[part].length > 0)
      unmapped.push(`"${part}" of the schema is not used.`);
  const columns: Record<string, Correction> = {};
  for (const field of fields) {
    const name = stringOf(field['name']) ?? '';
    const column = byName.get(name);
    if (column === undefined) {
      unmapped.push(`The schema describes a column ${name}, which the table does not have.`);
      continue;
    }
    const own = 'missingValues' in field ? tokensOf(field['missingValues']) : tokens;
    const isKey = keys.length === 1 && keys[0] === name;
    const correction: Correction = {
      ...(isKey ? { kind: 'identifier', treatment: 'regenerate' } : correctionOf(column, field, unmapped)),
      ...(own === null ? {} : { missingTokens: own }),
    };
    const needed = differing(column, correction);
    if (needed !== null) columns[name] = needed;
  }
  return columns;
}

/** Version 2 allows `{ value, label }` beside plain texts. */
function tokensOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : []).flatMap((item: unknown) => {
    const text = stringOf(item) ?? stringOf(membersOf(item)?.['value']);
    return text === null ? [] : [text];
  });
}

/** Levels of `categories` (version 2) or the values of `constraints.enum`; null when the field names none. */
function categoriesOf(field: Members): readonly string[] | null {
  const listed = field['categories'] ?? membersOf(field['constraints'])?.['enum'];
  if (!Array.isArray(listed)) return null;
  return listed.map((item: unknown) => String(membersOf(item)?.['value'] ?? item));
}

function correctionOf(column: ColumnSchema, field: Members, unmapped: string[]): Correction {
  const type = stringOf(field['type']) ?? 'string';
  const format = stringOf(field['format']) ?? 'default';
  const categories = categoriesOf(field);
  const is = (...kinds: readonly Kind[]): boolean => kinds.includes(column.kind);
  if (categories !== null && (type === 'string' || type === 'integer' || type === 'any')) {
    if (field['categoriesOrdered'] === true)
      return { kind: 'ordinal', levels: categories, treatment: 'model' };
    return is('category', 'ordinal', 'boolean') ? {} : { kind: 'category', treatment: 'model' };
  }
  switch (type) {
    case 'string':
      if (['email', 'uri', 'uuid'].includes(format))
        return { kind: 'identifier', treatment: 'regenerate', known: true };
      return is('category', 'ordinal', 'boolean', 'identifier', 'text') ? {} : { kind: 'category' };
    case 'integer':
    case 'year':
      return { kind: 'integer', treatment: 'model', ...numberOf(column, field) };
    case 'number':
      return {
        kind: is('integer', 'latitude', 'longitude') ? column.kind : 'decimal',
        treatment: 'model',
        ...numberOf(column, field),
      };
    case 'boolean':
      return { kind: 'boolean', treatment: 'model' };
    case 'date':
    case 'time':
    case 'datetime':
      return dateOf(column, type, format, unmapped);
    case 'yearmonth':
      return { kind: 'date', pattern: 'YYYY-MM', treatment: 'model' };
    case 'duration':
      return is('duration') ? {} : { kind: 'duration', pattern: 'PnDTnHnMnS', treatment: 'model' };
    case 'geopoint':
      unmapped.push(
        `${column.name}: a geopoint holds both coordinates in one cell, so it stays text. Split it into two columns to have places learned.`,
      );
      return { kind: 'text', treatment: 'drop', known: true };
    case 'any':
      return {};
    default:
      unmapped.push(`${column.name}: the type "${type}" has no kind here; the column is as proposed.`);
      return {};
  }
}

function numberOf(column: ColumnSchema, field: Members): Correction {
  const decimalMark = stringOf(field['decimalChar']);
  const thousandsMark = stringOf(field['groupChar']);
  if (decimalMark === null && thousandsMark === null) return {};
  const before: NumberFormat = column.number ?? plainNumber;
  return {
    number: {
      ...before,
      decimalMark: decimalMark === ',' ? ',' : '.',
      thousandsMark: isThousandsMark(thousandsMark) ? thousandsMark : '',
    },
  };
}

function isThousandsMark(text: string | null): text is NumberFormat['thousandsMark'] {
  return text !== null && text !== '' && thousandsMarks.some((mark) => mark === text);
}

const defaults = { date: 'YYYY-MM-DD', time: 'HH:mm:ss', datetime: 'YYYY-MM-DDTHH:mm:ssZ' } as const;

function dateOf(
  column: ColumnSchema,
  type: 'date' | 'time' | 'datetime',
  format: string,
  unmapped: string[],
): Correction {
  const same = column.kind === type;
  if (format === 'any' || (format === 'default' && same)) return same ? {} : { kind: type };
  const pattern = format === 'default' ? defaults[type] : patternOfStrftime(format.replace(/^fmt:/, ''));
  if (pattern === null) {
    unmapped.push(`${column.name}: its ${type} format has parts that are not known here.`);
    return same ? {} : { kind: type };
  }
  if (same && column.pattern !== undefined && sameForStrptime(column.pattern, pattern)) return {};
  return { kind: type, pattern, treatment: 'model' };
}

/** A resource with schema and dialect. Roles have no place in it; they are listed. @param file name of the table's file. */
export function writeFrictionless(
  schemas: readonly ColumnSchema[],
  dialect: Dialect,
  file: string,
): WrittenMetadata {
  const unmapped: string[] = [];
  const kept = schemas.filter(({ treatment }) => treatment !== 'drop');
  if (kept.length < schemas.length)
    unmapped.push(`${schemas.length - kept.length} columns that are dropped are left out.`);
  if (schemas.some(({ known, sensitive }) => known || sensitive))
    unmapped.push('A table schema has no place for what others know and for what is sensitive.');
  const document = {
    $schema: 'https://datapackage.org/profiles/2.0/dataresource.json',
    name: file
      .replace(/\.[^.]*$/, '')
      .toLowerCase()
      .replace(/[^a-z0-9._-]+/g, '-'),
    type: 'table',
    path: file,
    encoding: dialect.encoding,
    dialect: writeDialect(dialect),
    schema: {
      $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
      fields: kept.map((schema) => fieldOf(schema, unmapped)),
    },
  };
  return { text: `${JSON.stringify(document, null, 2)}\n`, unmapped };
}

function fieldOf(schema: ColumnSchema, unmapped: string[]): Members {
  const { name, missingTokens } = schema;
  return { name, ...typeOf(schema, unmapped), missingValues: missingTokens };
}

function typeOf({ name, kind, number, pattern, levels }: ColumnSchema, unmapped: string[]): Members {
  switch (kind) {
    case 'integer':
    case 'decimal':
    case 'latitude':
    case 'longitude': {
      if (isCoordinate(kind))
        unmapped.push(`${name}: a table schema has no ${kind}; it is described as a number.`);
      const marks = {
        ...(number?.decimalMark === ',' ? { decimalChar: ',' } : {}),
        ...(number?.prefix !== undefined || number?.suffix !== undefined ? { bareNumber: false } : {}),
        ...((number?.thousandsMark ?? '') === '' ? {} : { groupChar: number?.thousandsMark }),
      };
      return { type: kind === 'integer' ? 'integer' : 'number', ...marks };
    }
    case 'date':
    case 'datetime':
    case 'time': {
      const format = pattern === undefined ? 'default' : strftimeOfPattern(pattern);
      if (format !== null) return { type: kind, format: pattern === defaults[kind] ? 'default' : format };
      unmapped.push(
        `${name}: its format cannot be written as a strptime format; it is described as a string.`,
      );
      return { type: 'string' };
    }
    case 'duration':
      if (pattern?.startsWith('P') === true) return { type: 'duration' };
      unmapped.push(`${name}: only ISO 8601 durations have a type; it is described as a string.`);
      return { type: 'string' };
    case 'ordinal':
      return levels === undefined
        ? { type: 'string' }
        : { type: 'string', categories: levels, categoriesOrdered: true };
    case 'boolean':
      unmapped.push(`${name}: which words mean yes and no is not kept; it is described as a string.`);
      return { type: 'string' };
    case 'category':
    case 'identifier':
    case 'text':
      return { type: 'string' };
    default:
      return kind satisfies never;
  }
}
