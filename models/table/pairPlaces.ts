/** Which latitude belongs to which longitude, among columns that are known to be coordinates. */
import { type ColumnSchema, isCoordinate } from './schema.ts';

/**
 * Every latitude with its longitude: what `placeWith` names where that is the other coordinate and still free, then the
 * nearest that is left. Columns of other kinds, and coordinates without a partner, have no `placeWith` afterwards.
 */
export function pairPlaces(schemas: readonly ColumnSchema[]): readonly ColumnSchema[] {
  const at = new Map(schemas.map(({ name }, index) => [name, index]));
  const partner = new Map<number, number>();
  const pair = (one: number, other: number | undefined): void => {
    if (other === undefined || partner.has(one) || partner.has(other)) return;
    const both = [schemas[one].kind, schemas[other].kind];
    if (both.includes('latitude') && both.includes('longitude')) partner.set(one, other).set(other, one);
  };
  const named = schemas.map(({ placeWith }) => (placeWith === undefined ? -1 : (at.get(placeWith) ?? -1)));
  const coordinates = schemas.flatMap(({ kind }, index) => (isCoordinate(kind) ? [index] : []));
  const mutual = coordinates.filter((index) => named[named[index]] === index);
  for (const index of [...mutual, ...coordinates]) if (named[index] >= 0) pair(index, named[index]);
  for (const index of coordinates.filter((each) => schemas[each].kind === 'latitude')) {
    const free = coordinates.filter((other) => schemas[other].kind === 'longitude' && !partner.has(other));
    pair(index, free.sort((one, other) => Math.abs(one - index) - Math.abs(other - index))[0]);
  }
  return schemas.map((schema, index) => {
    const other = partner.get(index);
    const name = other === undefined ? undefined : schemas[other].name;
    if (schema.placeWith === name) return schema;
    const { placeWith: _, ...rest } = schema;
    return Object.freeze(name === undefined ? rest : { ...rest, placeWith: name });
  });
}
