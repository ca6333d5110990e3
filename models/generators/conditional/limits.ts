/** From a recipe's conditions to limits on codes. */
import type { CategoryCodec } from '../../codec/category.ts';
import type { Codec } from '../../codec/codec.ts';
import { roundTo } from '../../codec/grid.ts';
import type { NumericCodec } from '../../codec/numeric.ts';
import type { Wanted, WantedRange } from '../../recipe.ts';
import { Refused } from '../../run/run.ts';
import { textOf } from '../../table/dictionary.ts';
import type { Limit } from './demand.ts';
import { noSupport } from './refusals.ts';
import { nearest } from './spelling.ts';
import { cellsOf, endsOf, numberOf, textsOf } from './wanted.ts';

/**
 * The limits of one condition: on the column's value and, where it has one, on its missingness.
 * @param rows training rows that meet it, for the refusal; null when the training table is not at hand.
 * @throws Refused `where-column` when the column is not modelled or has no order for a range, `where-value` when an end
 * cannot be read, `no-support` when the model holds no such cell.
 */
export function limitsOf(codec: Codec, wanted: Wanted, rows: number | null = null): Limit[] {
  switch (codec.form) {
    case 'category':
      return categoryLimits(codec, wanted, rows);
    case 'numeric':
      return numericLimits(codec, wanted, rows);
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

function categoryLimits(codec: CategoryCodec, { is }: Wanted, rows: number | null): Limit[] {
  const { schema, levels, parts, dictionary } = codec;
  const cells = cellsOf(is);
  if (cells === null)
    throw new Refused(
      'where-column',
      `The column "${schema.name}" is a ${schema.kind} and has no ranges. Name its values one by one.`,
    );
  const [wantsMissing, texts] = [cells.includes(null), textsOf(cells)];
  const known = Array.from({ length: levels }, (_, code) => textOf(dictionary, code));
  const allowed = flags(levels + 1);
  known.forEach((text, code) => (allowed[code] = texts.has(text) ? 1 : 0));
  const refuse = (): Refused => noSupport(schema.name, rows, spellingHint(texts, known));
  const value = { part: parts[parts.length - 1], low: 1, high: 0 };
  if (parts.length === 1) {
    if (wantsMissing) allowed[levels] = 1;
    return nonEmpty([{ ...value, allowed }], refuse);
  }
  return withMissing(parts[0], { ...value, allowed }, wantsMissing, cells.length > 1, refuse);
}

/** What to do about a category that is not there; it must not show the one that is. */
function spellingHint(texts: ReadonlySet<string>, known: readonly string[]): string {
  const near = [...texts].map((text) => nearest(text, known)).find((found) => found !== null);
  if (near === undefined || near === null) return '';
  return near.by === 'form'
    ? 'A category is written like it but for capitals, accents or blanks: write it exactly as it stands in the file.'
    : 'A category is spelt almost like it: check the spelling.';
}

function numericLimits(codec: NumericCodec, { is }: Wanted, rows: number | null): Limit[] {
  const { schema, values, grid, parts } = codec;
  const cells = cellsOf(is);
  const allowed = flags(values.length);
  const refuse = (): Refused => noSupport(schema.name, rows);
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
    if (wantsMissing && cells?.length === 1) throw refuse();
    return nonEmpty([value], refuse);
  }
  return withMissing(parts[0], value, wantsMissing, (cells?.length ?? 2) > 1, refuse);
}

/** A column with a missing part: both parts are limited, unless only missing cells, or missing cells too, are wanted. */
function withMissing(
  part: number,
  value: Limit,
  wantsMissing: boolean,
  wantsMore: boolean,
  refuse: () => Refused,
): Limit[] {
  const missing: Limit = { part, allowed: flags(2), low: 1, high: 0 };
  if (wantsMissing) missing.allowed[1] = 1;
  if (wantsMissing && !wantsMore) return [missing];
  missing.allowed[0] = 1;
  return nonEmpty(wantsMissing ? [value] : [missing, value], refuse);
}

function nonEmpty(limits: Limit[], refuse: () => Refused): Limit[] {
  if (limits.some(({ allowed }) => !allowed.includes(1))) throw refuse();
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
