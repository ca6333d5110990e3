/** From a recipe's conditions to limits on codes. */
import type { CategoryCodec } from '../../codec/category.ts';
import type { Codec } from '../../codec/codec.ts';
import { roundTo } from '../../codec/grid.ts';
import type { NumericCodec } from '../../codec/numeric.ts';
import type { Wanted, WantedRange } from '../../recipe.ts';
import { Refused } from '../../run/run.ts';
import { textOf } from '../../table/dictionary.ts';
import type { Limit } from './demand.ts';
import { cellsOf, endsOf, numberOf } from './wanted.ts';

/**
 * The limits of one condition: on the column's value and, where it has one, on its missingness.
 * @throws Refused `where-column` when the column is not modelled or has no order for a range, `where-value` when an end
 * cannot be read, `no-support` when the model holds no such cell.
 */
export function limitsOf(codec: Codec, wanted: Wanted): Limit[] {
  switch (codec.form) {
    case 'category':
      return categoryLimits(codec, wanted);
    case 'numeric':
      return numericLimits(codec, wanted);
    case 'identifier':
    case 'dropped':
      throw new Refused(
        'where-column',
        `The column "${codec.schema.name}" is not modelled, so it cannot be asked to have given values. Take the condition away, or set its treatment to "model".`,
      );
    default:
      return codec satisfies never;
  }
}

/** What to say when no row of the model can meet a condition. */
export function noSupport(names: readonly string[]): Refused {
  const columns = names.map((name) => `"${name}"`).join(', ');
  return new Refused(
    'no-support',
    `The model has nothing that meets the condition on ${columns}: too few rows of the training table, or none, have what is asked for. Widen the condition or drop it.`,
  );
}

function categoryLimits(codec: CategoryCodec, { is }: Wanted): Limit[] {
  const { schema, levels, parts, dictionary } = codec;
  const cells = cellsOf(is);
  if (cells === null)
    throw new Refused(
      'where-column',
      `The column "${schema.name}" is a ${schema.kind} and has no ranges. Name its values one by one.`,
    );
  const [wantsMissing, texts] = [cells.includes(null), new Set(cells.map(String))];
  const allowed = flags(levels + 1);
  for (let code = 0; code < levels; code++) {
    const text = textOf(dictionary, code);
    if (texts.has(text) && cells.includes(text)) allowed[code] = 1;
  }
  const value = { part: parts[parts.length - 1], low: 1, high: 0 };
  if (parts.length === 1) {
    if (wantsMissing) allowed[levels] = 1;
    return nonEmpty([{ ...value, allowed }], schema.name);
  }
  return withMissing(parts[0], { ...value, allowed }, wantsMissing, cells.length > 1, schema.name);
}

function numericLimits(codec: NumericCodec, { is }: Wanted): Limit[] {
  const { schema, values, grid, parts } = codec;
  const cells = cellsOf(is);
  const allowed = flags(values.length);
  let [low, high] = [1, 0];
  if (cells === null) {
    const ends = endsOf(schema, is as WantedRange);
    values.forEach((value, code) => {
      if (value >= ends.low && value <= ends.high) allowed[code] = 1;
    });
    // Positions between codes are rounded to the grid, so they must lie between its outermost points inside the range.
    low = positionOf(values, roundTo(Math.ceil(ends.low / grid - 1e-9) * grid, grid));
    high = positionOf(values, roundTo(Math.floor(ends.high / grid + 1e-9) * grid, grid));
  } else {
    const wanted = new Set(cells.filter((cell) => cell !== null).map((cell) => numberOf(schema, cell)));
    values.forEach((value, code) => {
      if (wanted.has(value)) allowed[code] = 1;
    });
  }
  const value = { part: parts[parts.length - 1], allowed, low, high };
  const wantsMissing = cells?.includes(null) ?? false;
  if (parts.length === 1) {
    if (wantsMissing && cells?.length === 1) throw noSupport([schema.name]);
    return nonEmpty([value], schema.name);
  }
  return withMissing(parts[0], value, wantsMissing, (cells?.length ?? 2) > 1, schema.name);
}

/** A column with a missing part: both parts are limited, unless only missing cells, or missing cells too, are wanted. */
function withMissing(
  part: number,
  value: Limit,
  wantsMissing: boolean,
  wantsMore: boolean,
  name: string,
): Limit[] {
  const missing: Limit = { part, allowed: flags(2), low: 1, high: 0 };
  if (wantsMissing) missing.allowed[1] = 1;
  if (wantsMissing && !wantsMore) return [missing];
  missing.allowed[0] = 1;
  return nonEmpty(wantsMissing ? [value] : [missing, value], name);
}

function nonEmpty(limits: Limit[], name: string): Limit[] {
  if (limits.some(({ allowed }) => !allowed.includes(1))) throw noSupport([name]);
  return limits;
}

/** Position of `value` on the line through ascending `values`; below 0 or above the last code when it lies outside. */
function positionOf(values: Float64Array, value: number): number {
  const last = values.length - 1;
  if (last < 0 || value < values[0]) return -1;
  if (value >= values[last]) return last;
  let code = 0;
  while (values[code + 1] <= value) code++;
  return code + (value - values[code]) / (values[code + 1] - values[code]);
}

function flags(size: number): Uint8Array<SharedArrayBuffer> {
  return new Uint8Array(new SharedArrayBuffer(size));
}
