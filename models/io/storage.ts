/** How a column's cells are stored in formats whose cells have types (Parquet, Excel, JSON lines). */
import { Refused } from '../run/run.ts';
import { textOf } from '../table/dictionary.ts';
import { type ColumnSchema, writesNumbers } from '../table/schema.ts';
import type { Column } from '../table/table.ts';

/**
 * `whole`: integers; `fixed`: decimals that are always written with `decimals` digits; `real`: other numbers; `truth`:
 * `true` and `false`. A category whose labels are all whole numbers (survey codes) is `whole`, as it would be read from a
 * CSV file; labels with leading zeros are text. Times of day, durations, identifiers and other words are text.
 */
export type Storage =
  | { readonly as: 'whole' | 'real' | 'date' | 'datetime' | 'truth' | 'text' }
  | { readonly as: 'fixed'; readonly decimals: number };

/** As many digits as an INT64 decimal and a double both keep. */
const mostFixedDecimals = 9;
/** Whole numbers that a double keeps and that are written in one way only. */
const wholeText = /^(0|-?[1-9]\d{0,14})$/;
const truthText = /^(true|false)$/i;

/** @param column of the first block: the dictionary of a category has all labels in every block. Null: there are no rows. */
export function storageOf(schema: ColumnSchema, column: Column | null): Storage {
  const { kind, number } = schema;
  if (kind === 'date' || kind === 'datetime') return { as: kind };
  if (kind === 'integer') return { as: 'whole' };
  if (writesNumbers(kind)) {
    const { fixedDecimals = false, decimals = 0 } = number ?? {};
    const fits = fixedDecimals && decimals > 0 && decimals <= mostFixedDecimals;
    return fits ? { as: 'fixed', decimals } : { as: 'real' };
  }
  if (column === null || (kind !== 'category' && kind !== 'ordinal' && kind !== 'boolean'))
    return { as: 'text' };
  if (allLabels(column, wholeText)) return { as: 'whole' };
  return { as: kind === 'boolean' && allLabels(column, truthText) ? 'truth' : 'text' };
}

function allLabels({ dictionary, missing }: Column, form: RegExp): boolean {
  let some = false;
  for (let entry = 0; entry < missing.length; entry++) {
    if (missing[entry] === 1) continue;
    if (!form.test(textOf(dictionary, entry))) return false;
    some = true;
  }
  return some;
}

/**
 * The number of an entry that is not missing; of a category its label's.
 * @throws Refused `not-encodable` when a label is none, which the storage has ruled out, or a whole number is beyond 64 bits.
 */
export function numberAt(column: Column, entry: number, { as }: Storage): number {
  const { numbers, dictionary, schema } = column;
  const value = numbers === null ? Number(textOf(dictionary, entry)) : numbers[entry];
  if (as !== 'whole' || (Number.isInteger(value) && Math.abs(value) < 2 ** 63)) return value;
  throw notEncodable(schema.name);
}

/** True for the texts of `truth`. */
export function isTrue(column: Column, entry: number): boolean {
  return textOf(column.dictionary, entry).toLowerCase() === 'true';
}

/** What to say when a column's numbers do not fit its type. */
export function notEncodable(name: string): Refused {
  return new Refused(
    'not-encodable',
    `The column "${name}" has numbers that do not fit the type of their column in this format. Write CSV, or make the column a category.`,
  );
}
