/** Categories, ordinals and booleans: one code a kept level. */
import { dictionaryOf, textOf, type Dictionary } from '../table/dictionary.ts';
import { entryCounts, type Column } from '../table/table.ts';
import type { CodecBase, CodedColumn, Decode, Part, ProtectionNote } from './codec.ts';
import { drawMissing, missingTexts, type MissingTexts } from './missingText.ts';
import { counted, rareMissing, rareThreshold, redrawShare } from './protection.ts';

/** Codes of the value part: the levels, then (category and boolean only) missing when the column has any. */
export interface CategoryCodec extends CodecBase {
  readonly form: 'category';
  readonly levels: number;
  /** The levels, then the texts for missing; shared by all blocks. */
  readonly dictionary: Dictionary;
  readonly missing: Uint8Array;
  readonly missingTexts: MissingTexts;
}

/** Decides levels and codes from the column's (training) rows. */
export function analyseCategory(column: Column, index: number, seed: number): CodedColumn<CategoryCodec> {
  const counts = entryCounts(column);
  const threshold = rareThreshold(seed, column.schema);
  const ordinal = column.schema.kind === 'ordinal';
  const levels = keptLevels(column, counts, threshold);
  const { missingRows, rareRows, rareLevels } = tally(column, counts, threshold);
  const other =
    rareRows > redrawShare * (column.codes.length - missingRows) || levels.length === 0
      ? rareRows > 0
      : false;
  const texts = levels.map((entry) => textOf(column.dictionary, entry));
  if (other) texts.push(unusedLabel(column));
  const hasMissing = missingRows >= threshold || (missingRows > 0 && texts.length === 0);

  const codeOf = new Int32Array(counts.length).fill(other ? texts.length - 1 : -1);
  levels.forEach((entry, code) => (codeOf[entry] = code));
  const missingCode = hasMissing && !ordinal ? texts.length : -1;
  for (let entry = 0; entry < counts.length; entry++)
    if (column.missing[entry] === 1) codeOf[entry] = missingCode;

  const tokens = missingTexts(column, counts, threshold);
  const codec: CategoryCodec = {
    form: 'category',
    column: index,
    schema: column.schema,
    parts: hasMissing && ordinal ? [0, 1] : [0],
    levels: texts.length,
    dictionary: dictionaryOf([...texts, ...tokens.texts]),
    missing: missingFlags(texts.length, tokens.texts.length),
    missingTexts: tokens,
  };
  const value: Part = {
    column: index,
    role: 'value',
    codes: mapCodes(column.codes, codeOf),
    size: texts.length + (missingCode >= 0 ? 1 : 0),
    ordered: ordinal,
    values: null,
    atoms: null,
  };
  const parts = hasMissing && ordinal ? [missingPart(column, index), value] : [value];
  const notes = [
    ...notesOf(column.schema.name, rareRows, rareLevels, other, threshold),
    ...(hasMissing ? [] : rareMissing(column.schema.name, missingRows, threshold)),
  ];
  return { codec, parts, notes };
}

/** Levels by code; a code from `levels` on is missing, as is a row whose missing part is 1. */
export const decodeCategory: Decode<CategoryCodec> = (codec, sampled, { rowCount }, random) => {
  const value = sampled[sampled.length - 1];
  const codes = new Int32Array(new SharedArrayBuffer(rowCount * 4));
  for (let row = 0; row < rowCount; row++) {
    const code = value[row];
    codes[row] =
      code >= 0 && code < codec.levels ? code : codec.levels + drawMissing(codec.missingTexts, random);
  }
  const { schema, dictionary, missing } = codec;
  return { schema, codes, dictionary, missing, numbers: null };
};

/** The part of a column's missingness: 1 where the cell is missing. */
export function missingPart(column: Column, index: number): Part {
  const codes = new Int32Array(new SharedArrayBuffer(column.codes.length * 4));
  for (let row = 0; row < codes.length; row++) codes[row] = column.missing[column.codes[row]];
  return { column: index, role: 'missing', codes, size: 2, ordered: false, values: null, atoms: null };
}

/** Row codes through an entry -> code table, in shared memory. */
export function mapCodes(entries: Int32Array, codeOf: Int32Array): Int32Array {
  const codes = new Int32Array(new SharedArrayBuffer(entries.length * 4));
  for (let row = 0; row < codes.length; row++) codes[row] = codeOf[entries[row]];
  return codes;
}

/** Flags of a dictionary of `present` texts followed by `missing` texts for missing. */
export function missingFlags(present: number, missing: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(present + missing)).fill(1, present);
}

/** Entries of frequent levels: ordinals in level order, others by falling count (then entry). */
function keptLevels(column: Column, counts: Uint32Array, threshold: number): number[] {
  const kept: number[] = [];
  for (let entry = 0; entry < counts.length; entry++) {
    if (column.missing[entry] === 0 && counts[entry] >= threshold) kept.push(entry);
  }
  if (column.schema.kind !== 'ordinal') return kept.sort((a, b) => counts[b] - counts[a] || a - b);
  const rank = new Map((column.schema.levels ?? []).map((text, level) => [text, level]));
  const rankOf = (entry: number): number => rank.get(textOf(column.dictionary, entry)) ?? rank.size;
  return kept.sort((a, b) => rankOf(a) - rankOf(b) || a - b);
}

function tally(column: Column, counts: Uint32Array, threshold: number) {
  let missingRows = 0;
  let rareRows = 0;
  let rareLevels = 0;
  for (let entry = 0; entry < counts.length; entry++) {
    if (counts[entry] === 0) continue;
    if (column.missing[entry] === 1) missingRows += counts[entry];
    else if (counts[entry] < threshold) {
      rareRows += counts[entry];
      rareLevels++;
    }
  }
  return { missingRows, rareRows, rareLevels };
}

/** `(other)`, or with a number where the file itself has a level of that name. */
function unusedLabel(column: Column): string {
  const taken = new Set<string>();
  for (let entry = 0; entry < column.dictionary.offsets.length - 1; entry++) {
    const text = textOf(column.dictionary, entry);
    if (text.startsWith('(other')) taken.add(text);
  }
  let label = '(other)';
  for (let attempt = 2; taken.has(label); attempt++) label = `(other ${attempt})`;
  return label;
}

function notesOf(
  column: string,
  cells: number,
  values: number,
  other: boolean,
  threshold: number,
): ProtectionNote[] {
  if (cells === 0) return [];
  const fate = other
    ? 'they are merged into one category, (other)'
    : 'they are not learnt, and a frequent category is drawn in their place';
  const says = `${counted(values, 'category')} of fewer than ${threshold} rows each (${counted(cells, 'cell')}): ${fate}.`;
  return [{ column, what: 'rare-categories', cells, values, says }];
}
