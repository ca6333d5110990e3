/** Descriptions of a table that were made elsewhere, as corrections of what was proposed here. */
import type { Dialect, Recipe } from '../../recipe.ts';
import type { ColumnSchema } from '../../table/schema.ts';

/** What a metadata file says, in this program's words. */
export interface Metadata {
  readonly from: 'sdv' | 'frictionless';
  /** Only what differs from the proposal; goes into the recipe as it is. */
  readonly columns: Recipe['columns'];
  /** Parts of the dialect that the file names; null when it names none. Merge over the detected one and read again. */
  readonly dialect: Partial<Dialect> | null;
  /** What the file says and this program cannot take over, as sentences. */
  readonly unmapped: readonly string[];
}

/** A metadata file to be written. */
export interface WrittenMetadata {
  readonly text: string;
  /** What could not be said in that format, as sentences. */
  readonly unmapped: readonly string[];
}

type Correction = Partial<Omit<ColumnSchema, 'name'>>;

/** The members of `correction` that differ from `proposed`; null when none does. */
export function differing(proposed: ColumnSchema, correction: Correction): Correction | null {
  const entries = Object.entries(correction).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(proposed[key as keyof ColumnSchema]),
  );
  return entries.length === 0 ? null : (Object.fromEntries(entries) as Correction);
}
