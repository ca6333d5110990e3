/** Pairs of columns that are a place on the globe: told by their names, their numbers, and that there are two. */
import type { RawColumn } from '../io/csv/rawTable.ts';
import { sizeOf } from './dictionary.ts';
import { mostDegrees } from './entryReader.ts';
import { interpret } from './interpret.ts';
import { wordsOf } from './nameHints.ts';
import type { ColumnSchema } from './schema.ts';

/** Two columns that look like a place, by index, with how sure that is and why. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
  /** 0 to 1, by how much the names alone say. */
  readonly confidence: number;
  /** In words with counts, without cell values. */
  readonly evidence: string;
}

/** English, German, Dutch, French, Spanish, Portuguese, Italian, Polish, Scandinavian, Finnish, Czech, Hungarian, Turkish, Russian, Greek, Chinese, Japanese, Korean. */
const sure = {
  latitude:
    /(?<!\p{L})(lat|lati|latitude|latitud|latitudine|breitengrad|breedtegraad|geobreite|szerokość|breddegrad|breddgrad|leveysaste|enlem|широта|πλάτος)(?!\p{L})|纬度|緯度|위도/u,
  longitude:
    /(?<!\p{L})(lon|lng|long|longi|longitude|longitud|longitudine|längengrad|laengengrad|lengtegraad|geolänge|geolaenge|długość|lengdegrad|længdegrad|längdgrad|pituusaste|boylam|долгота|μήκος)(?!\p{L})|经度|經度|経度|경도/u,
} as const;

/** Words that more often mean the breadth and length of a thing, or the axes of a chart. */
const unsure = {
  latitude: /(?<!\p{L})(breite|breedte|šířka|szélesség|y coord(inate)?|coord(inate)? y|y)(?!\p{L})/u,
  longitude: /(?<!\p{L})(länge|laenge|lengte|délka|hosszúság|x coord(inate)?|coord(inate)? x|x)(?!\p{L})/u,
} as const;

type Half = keyof typeof sure;

/** Decimals from which numbers are places although their names say little: 4 are some ten metres. Ours. */
const unsureDecimals = 4;

interface Candidate {
  readonly index: number;
  readonly isSure: boolean;
  /** The name without the word for the coordinate: `pickup_lat` and `pickup_lon` have it in common. */
  readonly rest: string;
  readonly cells: number;
}

/**
 * Number columns with such names whose every value lies within 90 and 180 degrees, with decimals in at least one of the two
 * (in both, and many, where the names are also words for lengths). Columns whose names are otherwise the same are paired first, then the nearest.
 */
export function findPlaces(
  columns: readonly RawColumn[],
  schemas: readonly ColumnSchema[],
): readonly Place[] {
  const of = (half: Half): readonly Candidate[] =>
    schemas.flatMap((schema, index) => candidateOf(columns[index], schema, index, half) ?? []);
  const [latitudes, longitudes] = [of('latitude'), of('longitude')];
  const pairs = latitudes.flatMap((one) =>
    longitudes
      .filter((other) => other.index !== one.index && fits(one, other, schemas))
      .map((other) => ({ one, other })),
  );
  const unlike = ({ one, other }: (typeof pairs)[number]): number =>
    (one.rest === other.rest ? 0 : 1e6) + Math.abs(one.index - other.index);
  const taken = new Set<number>();
  const places: Place[] = [];
  for (const { one, other } of [...pairs].sort((a, b) => unlike(a) - unlike(b))) {
    if (taken.has(one.index) || taken.has(other.index)) continue;
    taken.add(one.index).add(other.index);
    places.push(placeOf(one, other, schemas));
  }
  return places.sort((one, other) => one.latitude - other.latitude);
}

function candidateOf(raw: RawColumn, schema: ColumnSchema, index: number, half: Half): Candidate | null {
  if (schema.kind !== 'decimal' && schema.kind !== 'integer') return null;
  const words = wordsOf(schema.name);
  const isSure = sure[half].test(words);
  if (!isSure && !unsure[half].test(words)) return null;
  const { numbers, missing } = interpret(raw, schema);
  const within =
    numbers?.every((value) => Number.isNaN(value) || Math.abs(value) <= mostDegrees[half]) ?? false;
  if (!within) return null;
  let cells = 0;
  for (let row = 0; row < raw.codes.length; row++) cells += 1 - missing[raw.codes[row]];
  if (cells === 0 || sizeOf(raw.dictionary) < 2) return null;
  const rest = words.replace(isSure ? sure[half] : unsure[half], '').trim();
  return { index, isSure, rest, cells };
}

function fits(one: Candidate, other: Candidate, schemas: readonly ColumnSchema[]): boolean {
  const decimals = [one, other].map(({ index }) => schemas[index].number?.decimals ?? 0);
  if (one.isSure && other.isSure) return Math.max(...decimals) > 0;
  return one.rest === other.rest && Math.min(...decimals) >= unsureDecimals;
}

function placeOf(one: Candidate, other: Candidate, schemas: readonly ColumnSchema[]): Place {
  const isSure = one.isSure && other.isSure;
  const decimals = Math.max(...[one, other].map(({ index }) => schemas[index].number?.decimals ?? 0));
  const says = isSure ? 'Named like latitude and longitude' : 'Perhaps named for latitude and longitude';
  const evidence = `${says}, and all numbers of both columns lie within 90 and 180 degrees.`;
  return {
    latitude: one.index,
    longitude: other.index,
    confidence: isSure ? (decimals >= 2 ? 0.95 : 0.8) : 0.6,
    evidence,
  };
}
