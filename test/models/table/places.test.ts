import { describe, expect, test } from 'vitest';
import { profileColumn } from '../../../models/table/profile.ts';
import { inferColumns, type ProposedColumn } from '../../../models/table/infer.ts';
import { correctSchema, interpret, unreadableCells } from '../../../models/table/interpret.ts';
import { pairPlaces } from '../../../models/table/pairPlaces.ts';
import { quietRun } from '../io/csv/quietRun.ts';
import { rawOf } from './rawOf.ts';
import { schemaOf } from './schemaOf.ts';

const rows = Array.from({ length: 200 }, (_, index) => index);
const north = rows.map((row) => (47 + row / 977).toFixed(5));
const east = rows.map((row) => (-120.5 + row / 331).toFixed(5));

async function kinds(columns: Readonly<Record<string, readonly string[]>>): Promise<readonly string[]> {
  return (await proposed(columns)).map(({ schema }) => schema.kind);
}

function proposed(columns: Readonly<Record<string, readonly string[]>>): Promise<readonly ProposedColumn[]> {
  return inferColumns(rawOf(columns), quietRun());
}

describe('a place is proposed', () => {
  test.each([
    ['lat', 'lon'],
    ['Latitude', 'Longitude'],
    ['home_lat', 'home_lng'],
    ['GeoLat', 'GeoLong'],
    ['Breitengrad', 'Längengrad'],
    ['latitud', 'longitud'],
    ['latitudine', 'longitudine'],
    ['szerokość geograficzna', 'długość geograficzna'],
    ['широта', 'долгота'],
    ['纬度', '经度'],
    ['緯度', '経度'],
    ['위도', '경도'],
    ['enlem', 'boylam'],
    ['Breite', 'Länge'],
    ['coord_y', 'coord_x'],
  ])('by %s and %s', async (latitude, longitude) => {
    const [one, other] = await proposed({ [latitude]: north, [longitude]: east });
    expect([one.schema.kind, other.schema.kind]).toEqual(['latitude', 'longitude']);
    expect([one.schema.placeWith, other.schema.placeWith]).toEqual([longitude, latitude]);
    expect([one.schema.known, other.schema.known]).toEqual([true, true]);
  });

  test('with less certainty where the names are also words for lengths', async () => {
    const [plain] = await proposed({ lat: north, lon: east });
    const [doubtful] = await proposed({ Breite: north, Länge: east });
    expect([plain.confidence, doubtful.confidence]).toEqual([0.95, 0.6]);
    expect(plain.evidence).toMatch(/Named like latitude and longitude.*All 200 cells/);
    expect(plain.warnings.join()).toMatch(/protected and drawn together/);
  });

  test('in comma decimals', async () => {
    const comma = (texts: readonly string[]): string[] => texts.map((text) => text.replace('.', ','));
    expect(await kinds({ lat: comma(north), lon: comma(east) })).toEqual(['latitude', 'longitude']);
  });

  test('twice, each with the column whose name is otherwise the same', async () => {
    const columns = await proposed({ from_lat: north, to_lat: north, to_lon: east, from_lon: east });
    expect(columns.map(({ schema }) => schema.placeWith)).toEqual([
      'from_lon',
      'to_lon',
      'to_lat',
      'from_lat',
    ]);
  });
});

describe('no place', () => {
  test.each<[string, Readonly<Record<string, readonly string[]>>]>([
    ['one of the two is not there', { lat: north, price: east }],
    ['a value is out of range', { lat: [...north.slice(1), '91.5'], lon: east }],
    [
      'no value has decimals',
      { lat: rows.map((row) => String(row % 60)), long: rows.map((row) => String(row % 97)) },
    ],
    [
      'breadth and length of a thing',
      {
        Breite: rows.map((row) => (40 + row / 10).toFixed(1)),
        Länge: rows.map((row) => (90 + row / 10).toFixed(1)),
      },
    ],
    ['names say nothing', { a: north, b: east }],
    [
      'axes of a chart in two decimals',
      { y: rows.map((row) => (row / 100).toFixed(2)), x: rows.map((row) => (row / 70).toFixed(2)) },
    ],
  ])('%s', async (_, columns) => {
    const found = await kinds(columns);
    expect(found).not.toContain('latitude');
    expect(found).not.toContain('longitude');
  });
});

describe('cells of a place', () => {
  const raw = rawOf({
    lat: ['48.1', '-91', '90', '-999', '-90', ''],
    lon: ['181', '180', '-180', '8.5', '0', ''],
  });
  test('beyond the poles or round the globe are missing, and counted', () => {
    const lat = schemaOf('lat', 'latitude', { missingTokens: [''] });
    const lon = schemaOf('lon', 'longitude', { missingTokens: [''] });
    expect([...(interpret(raw.columns[0], lat).numbers ?? [])]).toEqual([48.1, NaN, 90, NaN, -90, NaN]);
    expect([unreadableCells(raw.columns[0], lat), unreadableCells(raw.columns[1], lon)]).toEqual([2, 1]);
  });
});

describe('correction by hand', () => {
  const table = ['y', 'a', 'x', 'z'].map((name) => schemaOf(name, 'decimal'));
  const latitude = { kind: 'latitude' } as const;
  const longitude = { kind: 'longitude' } as const;
  const partners = (schemas: readonly { readonly placeWith?: string }[]) =>
    schemas.map(({ placeWith }) => placeWith);

  test('two columns that are called coordinates belong together', () => {
    expect(partners(correctSchema(table, { y: latitude, x: longitude }))).toEqual([
      'x',
      undefined,
      'y',
      undefined,
    ]);
  });
  test('the partner that a person names comes before the nearest', () => {
    const schemas = correctSchema(table, { y: { ...latitude, placeWith: 'z' }, x: longitude, z: longitude });
    expect(partners(schemas)).toEqual(['z', undefined, undefined, 'y']);
  });
  test('a partner that the table does not have is refused', () => {
    expect(() => correctSchema(table, { y: { ...latitude, placeWith: 'w' } })).toThrow(
      /makes "y" a place with "w", which the table does not have/,
    );
  });
  test('a column that is a number again leaves its partner alone', () => {
    const pair = correctSchema(table, { y: latitude, x: longitude });
    const parted = correctSchema(pair, { x: { kind: 'decimal' } });
    expect(parted.map(({ kind }) => kind)).toEqual(['latitude', 'decimal', 'decimal', 'decimal']);
    expect(partners(parted)).toEqual([undefined, undefined, undefined, undefined]);
  });
  test('undone is as before', () => {
    const pair = correctSchema(table, { y: latitude, x: longitude });
    expect(correctSchema(pair, {})).toEqual(pair);
    expect(correctSchema(table, {})).toEqual(table);
  });
  test('the format of the number stays when it becomes a coordinate', () => {
    const number = { decimalMark: ',', thousandsMark: '', decimals: 4, fixedDecimals: false } as const;
    const [schema] = correctSchema([schemaOf('y', 'decimal', { number })], { y: latitude });
    expect(schema.number).toEqual(number);
  });
  test('two latitudes cannot share a longitude', () => {
    const schemas = pairPlaces([
      schemaOf('a', 'latitude', { placeWith: 'c' }),
      schemaOf('b', 'latitude', { placeWith: 'c' }),
      schemaOf('c', 'longitude'),
    ]);
    expect(partners(schemas)).toEqual(['c', undefined, 'a']);
  });
  test('a coordinate alone is warned of', () => {
    const column = interpret(rawOf({ lat: north }).columns[0], schemaOf('lat', 'latitude'));
    expect(profileColumn(column).warnings.join()).toMatch(/No longitude belongs to it/);
  });
});
