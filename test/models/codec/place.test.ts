import { describe, expect, it } from 'vitest';
import { codeTable } from '../../../models/codec/codeTable.ts';
import type { NumericCodec } from '../../../models/codec/numeric.ts';
import { drawPlaces, placesOf } from '../../../models/codec/place.ts';
import { cellOf, placeCells } from '../../../models/codec/placeCells.ts';
import { fit } from '../../../models/generators/fit.ts';
import { constrain } from '../../../models/generators/constrain.ts';
import { sampleTable } from '../../../models/generators/sampleRows.ts';
import { randomStream } from '../../../models/num/random.ts';
import { defaultRecipe, type Recipe } from '../../../models/recipe.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import type { RealTable, SyntheticTable } from '../../../models/table/table.ts';
import { smallColumn, smallTable } from '../../support/smallTable.ts';
import { schemaOf } from '../table/schemaOf.ts';

const degrees = { decimalMark: '.', thousandsMark: '', decimals: 5, fixedDecimals: false } as const;

type Point = readonly [north: number, east: number];
type Coordinates = readonly ['latitude', 'longitude'] | readonly ['decimal', 'decimal'];

/** Homes all over a town of some 5 km. */
function town(key: readonly string[], count: number): Point[] {
  const random = randomStream(key);
  const draw = (from: number, reach: number): number => Number((from + random.uniform() * reach).toFixed(5));
  return Array.from({ length: count }, () => [draw(49.5, 0.05), draw(9.6, 0.066)] as const);
}

/** 20 homes within some 300 m in each of 60 villages; the villages are the same whatever the key. */
function villages(key: string): Point[] {
  const centres = randomStream(['centres']);
  const random = randomStream([key]);
  return Array.from({ length: 60 }, (): Point => [48 + centres.uniform(), 8 + centres.uniform()]).flatMap(
    ([north, east]) =>
      Array.from({ length: 20 }, (): Point => {
        const [up, right] = [random.uniform() / 200, random.uniform() / 150];
        return [Number((north + up).toFixed(5)), Number((east + right).toFixed(5))];
      }),
  );
}

/** The longitude stands first in the file and something else between the two. */
function tableOf(places: readonly Point[], [latitude, longitude]: Coordinates): RealTable {
  const texts = (side: 0 | 1): string[] => places.map((place) => String(place[side]));
  return smallTable([
    smallColumn({ name: 'lon', kind: longitude, placeWith: 'lat', number: degrees }, texts(1)),
    smallColumn(
      { name: 'rooms', kind: 'integer' },
      places.map((_, row) => String(row % 6)),
    ),
    smallColumn({ name: 'lat', kind: latitude, placeWith: 'lon', number: degrees }, texts(0)),
  ]);
}

/** 900 homes in a town, and 12 farms, each alone, that lie 30 km and more from everything. */
function homes(): { readonly table: RealTable; readonly farms: readonly Point[] } {
  const random = randomStream(['farms']);
  const farms = Array.from({ length: 12 }, (_, farm): Point => [
    Number((48 + (farm % 4) * 0.31 + random.uniform() / 50).toFixed(5)),
    Number((8 + Math.floor(farm / 4) * 0.43 + random.uniform() / 50).toFixed(5)),
  ]);
  return { table: tableOf([...town(['homes'], 900), ...farms], ['latitude', 'longitude']), farms };
}

async function synthetic(table: RealTable, where: Recipe['where'] = {}): Promise<SyntheticTable> {
  const run = quietRun();
  const recipe = { ...defaultRecipe, where };
  const { codecs, coded } = await codeTable(table, { seed: 1 }, run);
  const free = await fit(coded, codecs, recipe, table, run);
  const { fitted } = await constrain(free, coded, recipe, table, run);
  return sampleTable(fitted, 0, 4000, run);
}

function pointsOf({ columns, rowCount }: SyntheticTable): Point[] {
  const value = (name: string, row: number): number => {
    const column = columns.find(({ schema }) => schema.name === name);
    return column?.numbers?.[column.codes[row]] ?? NaN;
  };
  return Array.from({ length: rowCount }, (_, row) => [value('lat', row), value('lon', row)] as const);
}

/** Metres between two places; the curve of the globe does not matter within a county. */
function metres([north, east]: Point, [up, right]: Point): number {
  return Math.hypot(north - up, (east - right) * Math.cos((north * Math.PI) / 180)) * 111_195;
}

function nearest(point: Point, others: readonly Point[]): number {
  return others.reduce((least, other) => Math.min(least, metres(point, other)), Infinity);
}

/** Synthetic places within `reach` metres of a farm. */
function near(points: readonly Point[], farms: readonly Point[], reach: number) {
  return points.filter((point) => farms.some((farm) => metres(point, farm) < reach)).length;
}

describe('cells', () => {
  const axis = (values: readonly number[], codes: readonly number[], grid = 1) => ({
    values: Float64Array.from(values),
    codes: Int32Array.from(codes),
    grid,
  });

  it('hold enough rows each, and every row lies in one', () => {
    const random = randomStream(['cells']);
    const rows = 700;
    const values = Array.from({ length: 90 }, (_, index) => index);
    const draw = (): number[] => Array.from({ length: rows }, () => Math.floor(90 * random.uniform() ** 2));
    const [north, east] = [axis(values, draw()), axis(values, draw())];
    const cells = placeCells([north, east], 8, new Int32Array(1));
    const held = new Map<number, number>();
    for (let row = 0; row < rows; row++) {
      const cell = cellOf(cells, north.codes[row], east.codes[row]);
      held.set(cell, (held.get(cell) ?? 0) + 1);
    }
    expect(Math.min(...held.values())).toBeGreaterThanOrEqual(8);
    // A cell that could be halved would be: none but those of equal values holds as many as four times the least.
    expect(Math.max(...held.values())).toBeLessThan(32);
    expect([...held.keys()].every((cell) => cells.axis[cell] === -1)).toBe(true);
  });

  it('are cut at a gap and drawn between the outer values, by hand', () => {
    // Two groups of three rows along the longitude; within each, ends lie halfway to the next value.
    const north = axis([0], [0, 0, 0, 0, 0, 0]);
    const east = axis([0, 2, 4, 20, 22, 24], [0, 1, 2, 3, 4, 5]);
    const cells = placeCells([north, east], 3, new Int32Array(1));
    expect([...cells.axis]).toEqual([1, -1, -1]);
    expect([...cells.at]).toEqual([12, 0, 0]);
    expect([...cells.box]).toEqual([0, 0, 0, 0, 0, 0, 1, 3, 0, 0, 21, 23]);
  });

  it('are none when there are too few rows', () => {
    const few = axis([1, 2], [0, 1]);
    expect(placeCells([few, few], 3, new Int32Array(1)).axis).toHaveLength(0);
  });
});

describe('a place', () => {
  it('is made of columns that name each other and are both modelled', () => {
    const lat = schemaOf('a', 'latitude', { placeWith: 'b' });
    const lon = schemaOf('b', 'longitude', { placeWith: 'a' });
    expect(placesOf([lon, lat])).toEqual([[1, 0]]);
    expect(placesOf([{ ...lon, treatment: 'drop' }, lat])).toEqual([]);
    expect(placesOf([{ ...lon, placeWith: 'c' }, lat])).toEqual([]);
    expect(placesOf([lat])).toEqual([]);
  });

  it('has its longitude drawn right after its latitude, wherever the columns stand', async () => {
    const { coded, codecs } = await codeTable(homes().table, { seed: 1 }, quietRun());
    expect(coded.parts.map(({ column }) => column)).toEqual([1, 2, 0]);
    expect(codecs.map(({ parts }) => parts)).toEqual([[2], [0], [1]]);
  });

  it('stays where many rows have it', async () => {
    const texts = (place: readonly string[]): string[] =>
      Array.from({ length: 90 }, (_, row) => place[row % 3]);
    const table = smallTable([
      smallColumn({ name: 'lat', kind: 'latitude', placeWith: 'lon' }, texts(['48.1', '48.2', '49.9'])),
      smallColumn({ name: 'lon', kind: 'longitude', placeWith: 'lat' }, texts(['8.5', '8.5', '9.5'])),
    ]);
    const { codecs, coded, notes } = await codeTable(table, { seed: 1 }, quietRun());
    const sampled = { rowCount: 90, parts: coded.parts.map(({ codes }) => Float64Array.from(codes)) };
    const drawn = drawPlaces(codecs, sampled, randomStream(['x']), () => true);
    expect(drawn.parts).toEqual(sampled.parts);
    expect(notes).toEqual([]);
  });

  it('is withheld when too few rows have both coordinates', async () => {
    const texts = (kept: (row: number) => boolean): string[] =>
      Array.from({ length: 80 }, (_, row) => (kept(row) ? String(40 + row / 100) : ''));
    const table = smallTable([
      smallColumn(
        { name: 'lat', kind: 'latitude', placeWith: 'lon' },
        texts((row) => row < 42),
      ),
      smallColumn(
        { name: 'lon', kind: 'longitude', placeWith: 'lat' },
        texts((row) => row >= 38),
      ),
    ]);
    const { codecs } = await codeTable(table, { seed: 1 }, quietRun());
    const parts = codecs
      .flatMap(({ parts: own }) => own)
      .map((_, part) => Float64Array.of(part % 2 === 0 ? 0 : 3));
    const drawn = drawPlaces(codecs, { rowCount: 1, parts }, randomStream(['x']), () => true);
    const longitude = codecs[1].parts.at(-1) ?? 0;
    expect(drawn.parts[longitude][0]).toBe(-1);
  });
});

describe('planted homes', () => {
  it('are not found again within 150 m', async () => {
    const { table, farms } = homes();
    // Cells around the farms are tens of kilometres wide: a hit within 150 m by chance is one draw in 10,000 or rarer.
    expect(near(pointsOf(await synthetic(table)), farms, 150)).toBeLessThanOrEqual(1);
  });

  it('draw no synthetic place nearer than homes nobody trained on, which columns of numbers do', async () => {
    const [train, unseen] = [villages('train'), villages('unseen')];
    const shareOf = async (kinds: Coordinates): Promise<number> => {
      const points = pointsOf(await synthetic(tableOf(train, kinds)));
      return points.filter((point) => nearest(point, train) < nearest(point, unseen)).length / points.length;
    };
    const apart = await shareOf(['decimal', 'decimal']);
    const together = await shareOf(['latitude', 'longitude']);
    // Half is what no memory gives; 4,000 draws have a standard deviation of .008.
    expect(Math.abs(together - 0.5)).toBeLessThan(0.024);
    expect(apart).toBeGreaterThan(together + 0.024);
  });

  it('leave the town where it is', async () => {
    const points = pointsOf(await synthetic(homes().table));
    const inTown = points.filter(
      ([north, east]) => north >= 49.5 && north <= 49.55 && east >= 9.6 && east <= 9.67,
    );
    // 900 of 912 rows; a binomial share of 4,000 draws has a standard deviation of .002, cells at the rim reach out of it.
    expect(inTown.length / points.length).toBeGreaterThan(0.95);
  });

  it('are protected inside a condition too, and the condition holds', async () => {
    const { table, farms } = homes();
    const points = pointsOf(await synthetic(table, { lat: { is: { high: 49.3 } } }));
    expect(points.every(([north]) => north <= 49.3)).toBe(true);
    // All rows are asked to be where the farms are: 4,000 draws over 12 cells of some 100 km2 each.
    expect(near(points, farms, 100)).toBeLessThanOrEqual(4);
  });

  it('are written at the precision of the columns, and a note says what was done', async () => {
    const { table } = homes();
    const { codecs, notes } = await codeTable(table, { seed: 1 }, quietRun());
    const latitude = codecs[2] as NumericCodec;
    expect(latitude.grid).toBeCloseTo(0.00001, 10);
    const note = notes.find(({ what }) => what === 'rare-places');
    expect(note).toMatchObject({ column: 'lat', cells: 912 });
    expect(note?.says).toMatch(/places \(with lon\) of fewer than [5-8] rows each/);
    for (const [north, east] of pointsOf(await synthetic(table)).slice(0, 200))
      for (const value of [north, east]) expect(value).toBeCloseTo(Number(value.toFixed(5)), 10);
  });
});
