/**
 * Places: a latitude and a longitude, each a numeric column, protected together. Each coordinate alone is shared by many
 * rows while the pair is one household's, so protection of single columns does not reach it. Ours: a drawn place that
 * fewer training rows than the threshold share is moved to any point of its cell (`placeCells.ts`), all points of the
 * columns' own steps being as likely; frequent places stay.
 */
import type { Random } from '../num/random.ts';
import type { Task } from '../run/task.ts';
import { isCoordinate, type ColumnSchema } from '../table/schema.ts';
import type { Codec, CodedColumn, Part, ProtectionNote, Sampled } from './codec.ts';
import { roundTo } from './grid.ts';
import { type NumericCodec, valueAt } from './numeric.ts';
import { cellOf, placeCells, type PlaceCells } from './placeCells.ts';
import { counted, rareThreshold } from './protection.ts';

/** What the codec of a latitude knows of its places. */
export interface Places extends PlaceCells {
  /** Index of the longitude's codec. */
  readonly longitude: number;
  /** Places that enough rows share, ascending: code of the latitude x longitudes + code of the longitude. */
  readonly frequent: Float64Array;
}

/** Column indexes of the places of a table, latitude first; both columns are modelled. */
export function placesOf(schemas: readonly ColumnSchema[]): readonly (readonly [number, number])[] {
  const isModelled = ({ kind, treatment }: ColumnSchema): boolean =>
    isCoordinate(kind) && treatment === 'model';
  return schemas.flatMap((schema, latitude) => {
    if (schema.kind !== 'latitude' || !isModelled(schema)) return [];
    const longitude = schemas.findIndex(
      (other) => other.kind === 'longitude' && isModelled(other) && other.placeWith === schema.name,
    );
    return longitude < 0 || schema.placeWith !== schemas[longitude].name
      ? []
      : [[latitude, longitude] as const];
  });
}

interface PlacePayload {
  readonly latitude: CodedColumn<NumericCodec>;
  readonly longitude: CodedColumn<NumericCodec>;
  readonly seed: number;
}

/** Decides cells and frequent places from the (training) rows. */
export const codePlacesTask: Task<
  PlacePayload,
  { readonly places: Places; readonly notes: readonly ProtectionNote[] }
> = {
  name: 'codec.codePlaces',
  work: ({ latitude, longitude, seed }, cancel) => {
    const threshold = Math.max(
      rareThreshold(seed, latitude.codec.schema),
      rareThreshold(seed, longitude.codec.schema),
    );
    const axes = bothPresent(latitude, longitude);
    const { frequent, rareRows, rareValues } = tally(axes, threshold);
    const cells = placeCells(axes, threshold, cancel);
    return {
      places: { ...cells, longitude: longitude.codec.column, frequent },
      notes: notesOf(latitude.codec, longitude.codec, { cells: rareRows, values: rareValues }, threshold),
    };
  },
};

/**
 * Sampled rows with every place that is not frequent moved within its cell; rows that lack a coordinate stay as they are.
 * @param isAllowed whether a part may have that position in that row: a coordinate for which the cell offers no such
 * position (a condition names it) stays as it was drawn.
 */
export function drawPlaces(
  codecs: readonly Codec[],
  sampled: Sampled,
  random: Random,
  isAllowed: (part: number, row: number, position: number) => boolean,
): Sampled {
  const parts = [...sampled.parts];
  for (const latitude of codecs) {
    if (latitude.form !== 'numeric' || latitude.places === undefined) continue;
    const { places } = latitude;
    const longitude = codecs[places.longitude];
    if (longitude.form !== 'numeric') continue;
    const [north, east] = [latitude, longitude].map(({ parts: own }) => own[own.length - 1]);
    parts[north] = parts[north].slice();
    parts[east] = parts[east].slice();
    for (let row = 0; row < sampled.rowCount; row++) {
      const [up, right] = [parts[north][row], parts[east][row]];
      if (up < 0 || right < 0 || isFrequent(places, up, right, longitude.values.length)) continue;
      if (places.axis.length === 0) {
        parts[east][row] = -1;
        continue;
      }
      const cell = 4 * cellOf(places, valueAt(latitude, up), valueAt(longitude, right));
      const draw = (codec: NumericCodec, part: number, edge: number, before: number): number => {
        for (let attempt = 0; attempt < attempts; attempt++) {
          const position = drawBetween(codec, places.box[edge], places.box[edge + 1], random);
          if (isAllowed(part, row, position)) return position;
        }
        return before;
      };
      parts[north][row] = draw(latitude, north, cell, up);
      parts[east][row] = draw(longitude, east, cell + 2, right);
    }
  }
  return { rowCount: sampled.rowCount, parts };
}

/** Draws for a coordinate that a condition limits. Ours: half a cell within the limits is missed once in 65,536 rows. */
const attempts = 16;

/** The position of a step of the column's grid from `low` to `high`, all as likely. */
function drawBetween({ values, grid }: NumericCodec, low: number, high: number, random: Random): number {
  const steps = Math.max(0, Math.round((high - low) / grid));
  const value = steps === 0 ? low : roundTo(low + random.below(steps + 1) * grid, grid);
  return positionOf(values, value);
}

/** Position of `value` on the line through ascending `values`, the nearest end when it lies outside. */
function positionOf(values: Float64Array, value: number): number {
  let [low, high] = [0, values.length - 1];
  if (value <= values[low]) return low;
  if (value >= values[high]) return high;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (values[middle] <= value) low = middle;
    else high = middle;
  }
  return low + (value - values[low]) / (values[high] - values[low]);
}

function isFrequent({ frequent }: Places, latitude: number, longitude: number, longitudes: number): boolean {
  if (!Number.isInteger(latitude) || !Number.isInteger(longitude)) return false;
  const wanted = latitude * longitudes + longitude;
  let [low, high] = [0, frequent.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (frequent[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return frequent[low] === wanted;
}

/** The rows that have both coordinates, as two axes. */
function bothPresent(latitude: CodedColumn<NumericCodec>, longitude: CodedColumn<NumericCodec>) {
  const [north, east] = [latitude, longitude].map(({ parts }) => parts[parts.length - 1]);
  const rows: number[] = [];
  for (let row = 0; row < north.codes.length; row++)
    if (north.codes[row] >= 0 && east.codes[row] >= 0) rows.push(row);
  const axis = ({ codes }: Part, { values, grid }: NumericCodec) => ({
    values,
    grid,
    codes: Int32Array.from(rows, (row) => codes[row]),
  });
  return [axis(north, latitude.codec), axis(east, longitude.codec)] as const;
}

function tally([north, east]: ReturnType<typeof bothPresent>, threshold: number) {
  const keys = Float64Array.from(
    north.codes,
    (code, row) => code * east.values.length + east.codes[row],
  ).sort();
  const frequent: number[] = [];
  let [rareRows, rareValues] = [0, 0];
  for (let start = 0, end = 0; start < keys.length; start = end) {
    while (end < keys.length && keys[end] === keys[start]) end++;
    if (end - start >= threshold) frequent.push(keys[start]);
    else {
      rareRows += end - start;
      rareValues++;
    }
  }
  const shared = new Float64Array(new SharedArrayBuffer(frequent.length * 8));
  shared.set(frequent);
  return { frequent: shared, rareRows, rareValues };
}

function notesOf(
  latitude: NumericCodec,
  longitude: NumericCodec,
  rare: { readonly cells: number; readonly values: number },
  threshold: number,
): ProtectionNote[] {
  if (rare.values === 0) return [];
  const { name: column } = latitude.schema;
  const says = `${counted(rare.values, 'place')} (with ${longitude.schema.name}) of fewer than ${threshold} rows each (${counted(rare.cells, 'row')}): a place is written anywhere in a cell of at least ${threshold} rows, never where one row has it but where rounding meets it.`;
  return [{ column, what: 'rare-places', ...rare, says }];
}
