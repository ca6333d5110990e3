import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeFrictionless } from '../../../../models/io/metadata/frictionless.ts';
import { readMetadata } from '../../../../models/io/metadata/readMetadata.ts';
import { writeSdv } from '../../../../models/io/metadata/sdv.ts';
import {
  patternOfStrftime,
  sameForStrptime,
  strftimeOfPattern,
} from '../../../../models/io/metadata/strftime.ts';
import { defaultRecipe, type Dialect } from '../../../../models/recipe.ts';
import { plainNumber } from '../../../../models/table/number.ts';
import type { ColumnSchema } from '../../../../models/table/schema.ts';
import { parseRecipe } from '../../../../models/parseRecipe.ts';
import { schemaOf } from '../../table/schemaOf.ts';
import { plainDialect as dialect } from '../../../../models/io/rawColumns.ts';

const golden = (file: string): string => readFileSync(join(import.meta.dirname, 'golden', file), 'utf8');

/** The made-up table as inference might propose it, some of it wrong. */
const proposed: readonly ColumnSchema[] = [
  schemaOf('id', 'category'),
  schemaOf('age', 'category'),
  schemaOf('income', 'category'),
  schemaOf('group', 'category'),
  schemaOf('member', 'boolean'),
  schemaOf('seen', 'date', { pattern: 'MM/DD/YYYY' }),
  schemaOf('mail', 'category'),
  schemaOf('who', 'category'),
  schemaOf('city', 'category'),
];

const regenerate = { kind: 'identifier', treatment: 'regenerate' };

describe('SDV', () => {
  test.each(['sdv-v1.json', 'sdv-single.json', 'sdv-v2.json'])('%s', (file) => {
    const { columns, dialect, unmapped, from } = readMetadata(golden(file), proposed, 'people');
    expect([from, dialect]).toEqual(['sdv', null]);
    // SDV 2 does not say which numbers are whole.
    expect(columns['age']).toEqual({ kind: file === 'sdv-v2.json' ? 'decimal' : 'integer' });
    expect({ ...columns, age: null }).toEqual({
      id: { ...regenerate, known: true },
      age: null,
      income: { kind: 'decimal' },
      group: { kind: 'ordinal', levels: ['low', 'high'] },
      seen: { pattern: 'DD/MM/YYYY' },
      mail: { ...regenerate, known: true },
      who: { kind: 'text', treatment: 'drop', known: true },
    });
    expect(unmapped).toEqual(['id: the regular expression is not used; formats are learnt from the values.']);
  });
  test('the corrections are what a recipe takes', () => {
    const { columns } = readMetadata(golden('sdv-v1.json'), proposed, 'people');
    expect(parseRecipe(JSON.stringify({ ...defaultRecipe, columns })).columns).toEqual(columns);
  });
  test('what does not fit is listed', () => {
    const text = JSON.stringify({
      tables: {
        one: {
          columns: {
            a: { sdtype: 'numerical' },
            gone: { sdtype: 'id' },
            c: { sdtype: 'datetime', datetime_format: '%j' },
          },
          sequence_key: 'a',
        },
        two: { columns: {} },
      },
      METADATA_SPEC_VERSION: 'V1',
    });
    const { columns, unmapped } = readMetadata(
      text,
      [schemaOf('a', 'integer'), schemaOf('b', 'text'), schemaOf('c', 'date')],
      'One',
    );
    expect(columns).toEqual({});
    expect(unmapped.join('\n')).toMatch(/2 tables only one/);
    expect(unmapped.join('\n')).toMatch(/column gone, which/);
    expect(unmapped.join('\n')).toMatch(/c: its date format/);
    expect(unmapped.join('\n')).toMatch(/says nothing of b/);
    expect(unmapped.join('\n')).toMatch(/"sequence_key"/);
  });
  test('what is written reads back without a correction', () => {
    const schemas = [
      schemaOf('a', 'integer'),
      schemaOf('b', 'decimal'),
      schemaOf('c', 'boolean'),
      schemaOf('d', 'datetime', { pattern: 'D/M/YYYY HH:mm:ss.SSS' }),
      schemaOf('e', 'identifier', { treatment: 'regenerate' }),
      schemaOf('f', 'category'),
    ];
    const { text, unmapped } = writeSdv(schemas, 'table');
    expect(readMetadata(text, schemas, 'table')).toMatchObject({ columns: {}, unmapped: [] });
    expect(unmapped).toEqual([]);
  });
  test('what has no place there is listed', () => {
    const schemas = [
      schemaOf('a', 'ordinal', { levels: ['x', 'y'], known: true }),
      schemaOf('b', 'duration', { pattern: 'H:mm' }),
      schemaOf('c', 'text', { treatment: 'drop' }),
    ];
    expect(writeSdv(schemas, 'table').unmapped).toHaveLength(4);
  });
});

describe('Frictionless', () => {
  test('a resource', () => {
    const { columns, dialect, unmapped, from } = readMetadata(
      golden('frictionless-resource.json'),
      proposed,
      'people',
    );
    const missingTokens = ['', '-9'];
    expect(from).toBe('frictionless');
    expect(dialect).toEqual({
      encoding: 'iso-8859-1',
      delimiter: ';',
      quote: "'",
      comment: '#',
      newline: '\n',
    });
    expect(columns).toEqual({
      id: { ...regenerate, missingTokens },
      age: { kind: 'integer', missingTokens },
      income: {
        kind: 'decimal',
        missingTokens,
        number: { ...plainNumber, decimalMark: ',', thousandsMark: '.' },
      },
      group: { missingTokens },
      member: { missingTokens },
      seen: { pattern: 'DD/MM/YYYY', missingTokens },
      mail: { ...regenerate, known: true, missingTokens },
      who: { missingTokens },
      city: { kind: 'text', treatment: 'drop', known: true, missingTokens },
    });
    expect(unmapped).toEqual([
      expect.stringMatching(/^city: a geopoint holds both .* Split it into two columns/),
    ]);
  });
  test('version 2: ordered categories, missing values with labels', () => {
    const text = JSON.stringify({
      fields: [
        {
          name: 'size',
          type: 'string',
          categories: [
            { value: 'S', label: 'small' },
            { value: 'L', label: 'large' },
          ],
          categoriesOrdered: true,
          missingValues: [{ value: 'x', label: 'refused' }],
        },
      ],
    });
    expect(readMetadata(text, [schemaOf('size', 'category')], 't').columns).toEqual({
      size: { kind: 'ordinal', levels: ['S', 'L'], missingTokens: ['x'] },
    });
  });
  test('a package, by the name of the file', () => {
    const resource = (name: string, type: string): object => ({
      name,
      path: `data/${name}.csv`,
      schema: { fields: [{ name: 'a', type }] },
    });
    const text = JSON.stringify({ resources: [resource('one', 'integer'), resource('two', 'number')] });
    expect(readMetadata(text, [schemaOf('a', 'category')], 'two').columns).toEqual({
      a: { kind: 'decimal' },
    });
    expect(() => readMetadata(text, [schemaOf('a', 'category')], 'three')).toThrow(
      /none of them called three/,
    );
  });
  test('a dialect alone', () => {
    const { dialect, unmapped } = readMetadata(
      '{"delimiter":"|","headerRows":[3],"skipInitialSpace":true}',
      [],
      't',
    );
    expect(dialect).toEqual({ delimiter: '|', skipLines: 2 });
    expect(unmapped).toEqual(['"skipInitialSpace" of the dialect is not used.']);
  });
  test('what is written reads back without a correction', () => {
    const dialect: Dialect = {
      encoding: 'utf-8',
      bom: false,
      delimiter: ';',
      quote: '"',
      escape: 'double',
      header: true,
      skipLines: 2,
      comment: '#',
      newline: '\r\n',
    };
    const schemas = [
      schemaOf('a', 'integer', { number: { ...plainNumber, thousandsMark: "'" } }),
      schemaOf('b', 'decimal', {
        number: { ...plainNumber, decimalMark: ',', decimals: 2 },
        missingTokens: ['', 'NA'],
      }),
      schemaOf('c', 'date', { pattern: 'DD.MM.YYYY' }),
      schemaOf('d', 'datetime', { pattern: 'YYYY-MM-DDTHH:mm:ssZ' }),
      schemaOf('e', 'ordinal', { levels: ['low', 'high'] }),
      schemaOf('f', 'duration', { pattern: 'PTnHnM' }),
      schemaOf('g', 'category'),
    ];
    const { text, unmapped } = writeFrictionless(schemas, dialect, 'synthetic.csv');
    expect(unmapped).toEqual([]);
    const { bom, ...named } = dialect;
    expect(bom).toBe(false);
    expect(readMetadata(text, schemas, 'synthetic')).toEqual({
      from: 'frictionless',
      columns: {},
      dialect: named,
      unmapped: [],
    });
  });
});

describe('refusals', () => {
  test.each([
    ['no JSON', '{', 'broken-metadata'],
    ['no object', '[1]', 'broken-metadata'],
    ['something else', '{"a":1}', 'unknown-metadata'],
    ['no columns', '{"METADATA_SPEC_VERSION":"V1","tables":{"t":{}}}', 'broken-metadata'],
    ['another table', '{"tables":{"a":{"columns":{}},"b":{"columns":{}}}}', 'no-such-table'],
  ])('%s', (_, text, code) => {
    expect(() => readMetadata(text, proposed, 'people')).toThrow(expect.objectContaining({ code }));
  });
});

describe('date formats', () => {
  test.each([
    ['%d/%m/%Y', 'DD/MM/YYYY'],
    ['%d %b %Y', 'DD MMM YYYY'],
    ['%Y-%m-%dT%H:%M:%S.%f', 'YYYY-MM-DDTHH:mm:ss.SSSSSS'],
    ['%I:%M %p', 'hh:mm A'],
    ['%d de %B de %Y', 'DD [de] MMMM [de] YYYY'],
  ])('%s', (format, pattern) => {
    expect(patternOfStrftime(format)).toBe(pattern);
    expect(strftimeOfPattern(pattern)).toBe(format);
  });
  test('unknown parts', () => {
    expect(patternOfStrftime('%j')).toBeNull();
    expect(strftimeOfPattern('H:mm')).toBeNull();
    expect(strftimeOfPattern('PTnHnM')).toBeNull();
  });
  test('padding is the same for Python', () => {
    expect(sameForStrptime('D/M/YYYY', 'DD/MM/YYYY')).toBe(true);
    expect(sameForStrptime('MM/DD/YYYY', 'DD/MM/YYYY')).toBe(false);
  });
});

describe('places', () => {
  const pair = [
    schemaOf('y', 'latitude', { placeWith: 'x', known: true, number: plainNumber }),
    schemaOf('x', 'longitude', { placeWith: 'y', known: true, number: plainNumber }),
  ];
  const numbers = [schemaOf('y', 'decimal'), schemaOf('x', 'decimal')];

  test('go to SDV as sdtypes with a relationship of type gps, and come back', () => {
    const { text } = writeSdv(pair, 'homes');
    expect(JSON.parse(text)).toMatchObject({
      tables: {
        homes: {
          columns: { y: { sdtype: 'latitude' }, x: { sdtype: 'longitude' } },
          column_relationships: [{ type: 'gps', column_names: ['y', 'x'] }],
        },
      },
    });
    const { columns, unmapped } = readMetadata(text, numbers, 'homes');
    expect(columns).toEqual({
      y: { kind: 'latitude', known: true, placeWith: 'x' },
      x: { kind: 'longitude', known: true, placeWith: 'y' },
    });
    expect(unmapped).toEqual([]);
    expect(readMetadata(text, pair, 'homes').columns).toEqual({});
    expect(parseRecipe(JSON.stringify({ ...defaultRecipe, columns })).columns).toEqual(columns);
  });
  test('what stands around digits is said to Frictionless', () => {
    const { text } = writeFrictionless(
      [schemaOf('pay', 'decimal', { number: { ...plainNumber, suffix: ' €' } })],
      dialect,
      'pay.csv',
    );
    expect(JSON.parse(text)).toMatchObject({ schema: { fields: [{ name: 'pay', bareNumber: false }] } });
  });
  test('other relationships of SDV are listed', () => {
    const text = JSON.stringify({
      tables: {
        t: {
          columns: { y: { sdtype: 'numerical' } },
          column_relationships: [{ type: 'address', column_names: ['y', 'z'] }],
        },
      },
    });
    expect(readMetadata(text, numbers, 't').unmapped).toContain(
      'A relationship of the type "address" is not used.',
    );
  });
  test('a number of SDV or Frictionless does not take back what both columns show', () => {
    const sdv = JSON.stringify({ columns: { y: { sdtype: 'numerical' }, x: { sdtype: 'numerical' } } });
    expect(readMetadata(sdv, pair, 't').columns).toEqual({});
    const { text, unmapped } = writeFrictionless(pair, dialect, 'homes.csv');
    expect(unmapped).toContain('y: a table schema has no latitude; it is described as a number.');
    expect(readMetadata(text, pair, 'homes').columns).toEqual({});
  });
});
