/** Numbers, dates and times: codes are indexes into the sorted distinct values, positions between codes are new values. */
import { lowerBound } from '../num/lowerBound.ts';
import { entryCounts, type Column } from '../table/table.ts';
import { mapCodes, missingPart } from './category.ts';
import type { CodecBase, CodedColumn, Decode, Part } from './codec.ts';
import { gridOf, roundTo } from './grid.ts';
import { drawMissing, missingTexts, type MissingTexts } from './missingText.ts';
import { numericNotes } from './numericNotes.ts';
import type { Places } from './place.ts';
import { protectedRange, rareMissing, rareThreshold } from './protection.ts';
import { valueCells } from './valueCells.ts';

/** Parts: missingness when the column has any, then the value. */
export interface NumericCodec extends CodecBase {
  readonly form: 'numeric';
  /** Ascending, clipped; index is the code. Empty when too few rows carry a value: then every cell is missing. */
  readonly values: Float64Array;
  /** New values are rounded to multiples of it. */
  readonly grid: number;
  readonly missingTexts: MissingTexts;
  /** For a latitude with a longitude: where its places may be written. */
  readonly places?: Places;
}

/** Distinct values of the present cells, ascending, with their row counts and each entry's index (-1 where missing). */
interface Distinct {
  readonly values: Float64Array;
  readonly counts: Uint32Array;
  readonly valueOf: Int32Array;
  readonly presentRows: number;
}

/**
 * Decides values and codes from the column's (training) rows: extremes are clipped so that at least `threshold` rows
 * share the lowest and the highest value, and values of fewer rows than that are no atoms.
 */
export function analyseNumeric(column: Column, index: number, seed: number): CodedColumn<NumericCodec> {
  const { schema } = column;
  const entries = entryCounts(column);
  const threshold = rareThreshold(seed, schema);
  const distinct = distinctValues(column, entries);
  const grid = gridOf(schema, distinct.values, distinct.counts);
  const clipped = clip(distinct, threshold, grid);
  const missingRows = column.codes.length - distinct.presentRows;
  const hasMissing = clipped.values.length === 0 ? false : missingRows >= threshold;

  const atoms = new Uint8Array(new SharedArrayBuffer(clipped.values.length));
  for (let code = 0; code < atoms.length; code++) atoms[code] = clipped.counts[code] >= threshold ? 1 : 0;
  const codeOf = distinct.valueOf.map((value) => (value < 0 ? -1 : clipped.codeOf[value]));
  const value: Part = {
    column: index,
    role: 'value',
    codes: mapCodes(column.codes, codeOf),
    size: clipped.values.length,
    ordered: true,
    values: clipped.values,
    atoms,
  };
  const codec: NumericCodec = {
    form: 'numeric',
    column: index,
    schema,
    parts: hasMissing ? [0, 1] : [0],
    values: clipped.values,
    grid,
    missingTexts: missingTexts(column, entries, threshold),
  };
  const parts = hasMissing ? [missingPart(column, index), value] : [value];
  const notes = [
    ...numericNotes(schema, { ...clipped, atoms, grid, presentRows: distinct.presentRows }, threshold),
    ...(hasMissing ? [] : rareMissing(schema.name, missingRows, threshold)),
  ];
  return { codec, parts, notes };
}

/** Positions to values on the grid, written in the column's own format; -1 becomes one of the missing texts. */
export const decodeNumeric: Decode<NumericCodec> = (codec, sampled, { rowCount }, random) => {
  const positions = sampled[sampled.length - 1];
  const { values, missingTexts: tokens } = codec;
  const all = values.length <= rowCount / allValuesShare;
  const cells = valueCells(codec.schema, tokens.texts, rowCount + (all ? values.length : 0));
  if (all) values.forEach((value) => cells.entryOf(value));
  const codes = new Int32Array(new SharedArrayBuffer(rowCount * 4));
  for (let row = 0; row < rowCount; row++) {
    const position = positions[row];
    codes[row] =
      position < 0 || values.length === 0
        ? drawMissing(tokens, random)
        : cells.entryOf(valueAt(codec, position));
  }
  return { schema: codec.schema, codes, ...cells.finish() };
};

/**
 * Columns with at most a fourth as many values as a block has rows have all of them in the dictionary of each block: mostly
 * these are then equal, and joining and writing blocks does their work once. Ours.
 */
const allValuesShare = 4;

/** The value of a whole position as it is; between two, the value on the line between them, rounded to the grid. */
export function valueAt({ values, grid }: Pick<NumericCodec, 'values' | 'grid'>, position: number): number {
  const code = Math.min(values.length - 1, Math.floor(position));
  const share = position - code;
  if (share <= 0 || code === values.length - 1) return values[code];
  const value = roundTo(values[code] + share * (values[code + 1] - values[code]), grid);
  return value === 0 ? 0 : value;
}

function distinctValues(column: Column, entries: Uint32Array): Distinct {
  const numbers = column.numbers ?? new Float64Array(entries.length).fill(NaN);
  const used: number[] = [];
  for (let entry = 0; entry < entries.length; entry++) {
    if (entries[entry] > 0 && column.missing[entry] === 0 && Number.isFinite(numbers[entry]))
      used.push(entry);
  }
  const order = Float64Array.from(used, (entry) => numbers[entry]).sort();
  let size = 0;
  for (let index = 0; index < order.length; index++) {
    if (index === 0 || order[index] !== order[size - 1]) order[size++] = order[index] + 0;
  }
  const values = order.slice(0, size);
  const counts = new Uint32Array(size);
  const valueOf = new Int32Array(entries.length).fill(-1);
  let presentRows = 0;
  for (const entry of used) {
    const value = lowerBound(values, numbers[entry]);
    valueOf[entry] = value;
    counts[value] += entries[entry];
    presentRows += entries[entry];
  }
  return { values, counts, valueOf, presentRows };
}

interface Clipped {
  readonly values: Float64Array;
  readonly counts: Uint32Array;
  /** Index into the distinct values -> code; -1 when nothing of the column may be emitted. */
  readonly codeOf: Int32Array;
  readonly clippedRows: number;
  readonly clippedValues: number;
}

/**
 * Merges the outermost values until `threshold` rows share each end. A merged end stands between its innermost value
 * and the next one inside (rounded to the grid), so that it is nobody's exact value unless the grid leaves no choice.
 * Under `threshold` present rows nothing stays, under twice that only their rounded mean.
 */
function clip(distinct: Distinct, threshold: number, grid: number): Clipped {
  const { values, counts, presentRows } = distinct;
  const nothing = new Float64Array(new SharedArrayBuffer(0));
  if (presentRows < threshold) {
    const codeOf = new Int32Array(values.length).fill(-1);
    return {
      values: nothing,
      counts: new Uint32Array(0),
      codeOf,
      clippedRows: presentRows,
      clippedValues: values.length,
    };
  }
  const [low, high] = protectedRange(counts, threshold);
  if (low >= high) return single(distinct, grid);
  const size = high - low + 1;
  const kept = new Float64Array(new SharedArrayBuffer(size * 8));
  kept.set(values.subarray(low, high + 1));
  if (low > 0 && size > 2) kept[0] = between(values[low], values[low + 1], grid);
  if (high < values.length - 1 && size > 2) kept[size - 1] = between(values[high], values[high - 1], grid);
  const keptCounts = new Uint32Array(size);
  const codeOf = new Int32Array(values.length);
  let clippedRows = 0;
  for (let value = 0; value < values.length; value++) {
    const code = Math.min(Math.max(value - low, 0), size - 1);
    codeOf[value] = code;
    keptCounts[code] += counts[value];
    if (value < low || value > high) clippedRows += counts[value];
  }
  return { values: kept, counts: keptCounts, codeOf, clippedRows, clippedValues: values.length - size };
}

/** A point of the grid halfway, but never past `inner`: ends must stay in order. */
function between(outer: number, inner: number, grid: number): number {
  const middle = roundTo((outer + inner) / 2, grid);
  const inside = outer < inner ? middle >= outer && middle < inner : middle <= outer && middle > inner;
  return inside ? middle : outer;
}

/** A column too small or too uniform for two ends: its only value, or the mean of several. */
function single({ values, counts, presentRows }: Distinct, grid: number): Clipped {
  let sum = 0;
  let frequent = 0;
  for (let value = 0; value < values.length; value++) {
    sum += (values[value] * counts[value]) / presentRows;
    if (counts[value] > counts[frequent]) frequent = value;
  }
  const atom = counts[frequent] > presentRows / 2;
  const kept = new Float64Array(new SharedArrayBuffer(8));
  kept[0] = atom ? values[frequent] : roundTo(sum, grid);
  const codeOf = new Int32Array(values.length);
  const clippedRows = atom ? presentRows - counts[frequent] : presentRows;
  return {
    values: kept,
    counts: Uint32Array.of(presentRows),
    codeOf,
    clippedRows,
    clippedValues: values.length - 1,
  };
}
