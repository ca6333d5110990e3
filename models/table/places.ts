/** Pairs of columns that are a place on the globe. */
import type { RawColumn } from '../io/csv/rawTable.ts';
import { interpret } from './interpret.ts';
import { wordsOf } from './nameHints.ts';
import type { ColumnSchema } from './schema.ts';

/** Indexes of two columns. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

const latitude = /(^|\b)(lat|latitude|breite|breitengrad|latitud|y coord(inate)?)(\b|$)/;
const longitude = /(^|\b)(lon|lng|long|longitude|länge|laenge|längengrad|longitud|x coord(inate)?)(\b|$)/;

/** Two number columns with such names, the first with values within 90 and the second within 180; nearest pairs first. */
export function findPlaces(
  columns: readonly RawColumn[],
  schemas: readonly ColumnSchema[],
): readonly Place[] {
  const candidates = (name: RegExp, bound: number): number[] =>
    schemas.flatMap((schema, index) =>
      (schema.kind === 'decimal' || schema.kind === 'integer') &&
      name.test(wordsOf(schema.name)) &&
      within(columns[index], schema, bound)
        ? [index]
        : [],
    );
  const longitudes = new Set(candidates(longitude, 180));
  return candidates(latitude, 90).flatMap((place) => {
    const nearest = [...longitudes].sort((one, other) => Math.abs(one - place) - Math.abs(other - place))[0];
    if (nearest === undefined) return [];
    longitudes.delete(nearest);
    return [{ latitude: place, longitude: nearest }];
  });
}

function within(raw: RawColumn, schema: ColumnSchema, bound: number): boolean {
  const { numbers } = interpret(raw, schema);
  return numbers !== null && numbers.every((value) => Number.isNaN(value) || Math.abs(value) <= bound);
}
