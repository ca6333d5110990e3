/** Ends of a range as cells can be written: an end between two written values excludes what lies beyond the next one. */
import { endsOf } from '../generators/conditional/wanted.ts';
import type { ColumnSchema } from '../table/schema.ts';
import type { RangeRule } from './rule.ts';

/** The smallest difference between two values as they are written: the finer of the columns' last digits. */
export function writtenStep(...schemas: readonly (ColumnSchema | undefined)[]): number {
  const decimals = Math.max(0, ...schemas.map((schema) => schema?.number?.decimals ?? 0));
  const timed = schemas.some((schema) => /S/.test(schema?.pattern ?? ''));
  return timed ? 0.001 : 10 ** -decimals;
}

/** The nearest value that the column can write. */
export function written(value: number, schema: ColumnSchema): number {
  const perUnit = Math.round(1 / writtenStep(schema));
  return Math.round(value * perUnit) / perUnit;
}

/**
 * The lowest and the highest value that can be written within the range; infinite where open. The lower is above the higher
 * when none can. @throws Refused `where-value` when an end cannot be read.
 */
export function writtenEnds(
  schema: ColumnSchema,
  range: Pick<RangeRule, 'low' | 'high'>,
): { readonly low: number; readonly high: number } {
  const { low, high } = endsOf(schema, range);
  const perUnit = Math.round(1 / writtenStep(schema));
  // An end that is a written value up to rounding is that value.
  return {
    low: Number.isFinite(low) ? Math.ceil(low * perUnit - 1e-6) / perUnit : low,
    high: Number.isFinite(high) ? Math.floor(high * perUnit + 1e-6) / perUnit : high,
  };
}
