/** The cases in `test/data/csv/cases`, and a table as the corpus compares it. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Dialect } from '../../../../models/recipe.ts';

export interface Expected {
  readonly refusal?: string;
  readonly names: readonly string[];
  /** Absent when the table is long; then the other three tell. */
  readonly rows?: readonly (readonly string[])[];
  readonly rowCount?: number;
  readonly lastRow?: readonly string[];
  readonly sha256: string;
  readonly dialect?: Partial<Dialect>;
  /** Settings a person gives over what is detected. */
  readonly hand?: Partial<Dialect>;
  readonly problemLines?: readonly number[];
  readonly guessed?: readonly string[];
}

const folder = new URL('../../../data/csv/cases/', import.meta.url);

export const caseNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length))
  .toSorted();

export function expectedOf(name: string): Expected {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Expected;
}

export function pathOf(name: string): string {
  return fileURLToPath(new URL(`${name}.csv`, folder));
}

/** As `make.mjs` computes it. */
export function digestOf(names: readonly string[], rows: readonly (readonly string[])[]): string {
  return createHash('sha256')
    .update(JSON.stringify([names, ...rows]))
    .digest('hex');
}
