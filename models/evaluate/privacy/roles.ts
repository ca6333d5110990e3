/** Which columns an attacker is taken to know and which are secrets, from the roles in the schema. */
import type { ColumnSchema } from '../../table/schema.ts';
import type { Aligned, AlignedColumn } from '../align.ts';

/** Indexes into `Aligned.columns`, and whether a person or a default chose them. */
export interface Roles {
  /** What an attacker knows; empty when no column was marked: then everything but the secret is known. */
  readonly known: readonly number[];
  /** At most `mostSecrets`. */
  readonly secrets: readonly number[];
  /** Columns whose combination may name a person, for counts over combinations; at most `mostKeys`. */
  readonly keys: readonly number[];
  /** False when no column was marked as known or as sensitive, so that a default stands in. */
  readonly given: { readonly known: boolean; readonly secrets: boolean };
}

/** Ours: each secret costs one attack; more would not be read. */
export const mostSecrets = 6;

/** Secrets when nobody marked any. Ours: outcomes usually stand last, and one column alone may be a constant. */
const defaultSecrets = 3;

/** synthpop's examples use four keys (`disclosure.Rnw`); with more, nearly every combination is unique. */
const mostKeys = 4;

/** A default key has at most so many values; ours: finer ones are unknown to most people. */
const mostKeyLevels = 100;

export function rolesOf({ columns, train }: Aligned, schemas: readonly ColumnSchema[]): Roles {
  const schemaOf = new Map(schemas.map((schema) => [schema.name, schema]));
  const marked = (role: 'known' | 'sensitive'): number[] =>
    columns.flatMap(({ name }, index) => (schemaOf.get(name)?.[role] === true ? [index] : []));
  const known = marked('known');
  const sensitive = marked('sensitive');
  const free = columns.map((_, index) => index).filter((index) => !known.includes(index));
  const secrets =
    sensitive.length > 0 ? sensitive.slice(0, mostSecrets) : free.slice(-defaultSecrets).reverse();
  const coarse = columns
    .map((_, index) => index)
    .filter((index) => !secrets.includes(index) && levelsOf(columns[index], train) <= mostKeyLevels);
  const marks = known.filter((index) => !secrets.includes(index));
  return {
    known,
    secrets,
    keys: (marks.length > 0 ? marks : coarse).slice(0, mostKeys),
    given: { known: known.length > 0, secrets: sensitive.length > 0 },
  };
}

/** What the attacker knows about `secret`: the known columns but it, or all others when none is marked. */
export function knownFor({ columns }: Aligned, { known }: Roles, secret: number): readonly number[] {
  const all = known.length > 0 ? known : columns.map((_, index) => index);
  const others = all.filter((index) => index !== secret);
  return others.length > 0 ? others : columns.map((_, index) => index).filter((index) => index !== secret);
}

function levelsOf(column: AlignedColumn, { start, end }: { start: number; end: number }): number {
  const cells = column.form === 'category' ? column.codes : column.values;
  return new Set(cells.subarray(start, end)).size;
}
