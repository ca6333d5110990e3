/** Which columns an attacker is taken to know and which are secrets, from the roles in the schema. */
import type { ColumnSchema } from '../../table/schema.ts';
import type { Aligned } from '../align.ts';
import { levelCount, redundancy, withoutRepeats } from './redundancy.ts';

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

/**
 * Roles as marked in the schema; where nobody marked any, secrets are the last columns that vary and keys the first columns
 * with few values, without those that repeat another key (`redundancy.ts`).
 */
export function rolesOf(aligned: Aligned, schemas: readonly ColumnSchema[]): Roles {
  const { columns, train } = aligned;
  const schemaOf = new Map(schemas.map((schema) => [schema.name, schema]));
  const marked = (role: 'known' | 'sensitive'): number[] =>
    columns.flatMap(({ name }, index) => (schemaOf.get(name)?.[role] === true ? [index] : []));
  const known = marked('known');
  const sensitive = marked('sensitive');
  const levels = columns.map((column) => levelCount(column, train, mostKeyLevels));
  const free = columns.map((_, index) => index).filter((index) => !known.includes(index));
  const varied = free.filter((index) => levels[index] > 1);
  const secrets =
    sensitive.length > 0
      ? sensitive.slice(0, mostSecrets)
      : (varied.length > 0 ? varied : free).slice(-defaultSecrets).reverse();
  const coarse = columns
    .map((_, index) => index)
    .filter((index) => !secrets.includes(index) && levels[index] > 1 && levels[index] <= mostKeyLevels);
  const marks = known.filter((index) => !secrets.includes(index));
  return {
    known,
    secrets,
    keys: (marks.length > 0 ? marks : withoutRepeats(coarse, redundancy(aligned))).slice(0, mostKeys),
    given: { known: known.length > 0, secrets: sensitive.length > 0 },
  };
}

/**
 * What the attacker knows about `secret`: the known columns but it. When none is marked, all other columns, without those
 * that repeat another (they would count twice in the distance) and those that determine the secret (they answer the
 * question for everybody, with or without a synthetic table).
 */
export function knownFor(aligned: Aligned, { known }: Roles, secret: number): readonly number[] {
  const marked = known.filter((index) => index !== secret);
  if (marked.length > 0) return marked;
  const others = aligned.columns.map((_, index) => index).filter((index) => index !== secret);
  const determines = redundancy(aligned);
  const open = withoutRepeats(
    others.filter((index) => !determines(index, secret)),
    determines,
  );
  return open.length > 0 ? open : others;
}
