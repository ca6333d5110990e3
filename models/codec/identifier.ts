/** Identifiers and free text: nothing is learnt but the format, and no value of the column is written again. */
import { dictionaryOf, textOf, textsOf } from '../table/dictionary.ts';
import { plainNumber } from '../table/number.ts';
import { isNumeric } from '../table/schema.ts';
import { entryCounts, type Column } from '../table/table.ts';
import type { CodecBase, CodedColumn, Decode } from './codec.ts';
import { dictionaryBuilder, type DictionaryBuilder } from './intern.ts';
import { counted, rareThreshold } from './protection.ts';
import { formatWriter } from './newTexts.ts';
import { mostBytes, numberWriter } from './numberBytes.ts';
import { placeOf, placingOf, type Placing } from './placing.ts';
import { capacityOf, rankOf, roomier, shapesOf, type Shape } from './shape.ts';
import { takenTexts, type Taken } from './taken.ts';

/** How the texts are made: nothing, the row's own number, or a format. */
export type Making =
  | { readonly by: 'nothing'; readonly text: string }
  | { readonly by: 'count'; readonly first: number }
  | { readonly by: 'format'; readonly formats: readonly Format[]; readonly taken: Taken };

/** One format: its texts in a keyed order, of which each row takes its own stretch. */
export interface Format {
  readonly shape: Shape;
  readonly firstPlace: number;
  /** Number of ranks, taken ones included. */
  readonly capacity: number;
  /**
   * Ascending places, under `placing`, of taken ranks. Null where there are too many texts for that: each row then has
   * a few texts of its own and takes the first that is not taken.
   */
  readonly blocked: Int32Array | null;
  readonly placing: Placing;
  /** Share of rows up to and including this format. */
  readonly cumulative: number;
}

/** Formats of at most so many texts keep the places of taken ones, so that every other text can be used. Ours. */
const listedCapacity = 2 ** 24;
export interface IdentifierCodec extends CodecBase {
  readonly form: 'identifier';
  readonly making: Making;
  readonly seed: number;
}

/** Learns the format; text columns come back empty, numbers that merely count rows are counted again. */
export function analyseIdentifier(column: Column, index: number, seed: number): CodedColumn<IdentifierCodec> {
  const { schema } = column;
  const counts = entryCounts(column);
  const texts: string[] = [];
  let cells = 0;
  for (let entry = 0; entry < counts.length; entry++) {
    if (counts[entry] === 0 || column.missing[entry] === 1) continue;
    texts.push(textOf(column.dictionary, entry));
    cells += counts[entry];
  }
  const making = makingOf(column, texts, seed);
  const codec: IdentifierCodec = { form: 'identifier', column: index, schema, parts: [], making, seed };
  const says = {
    nothing: 'free text is not learnt; the cells are left empty',
    count: 'the rows are numbered anew',
    format: 'new values of the same format are written, none of them from the data',
  }[making.by];
  const note = {
    column: schema.name,
    what: 'regenerated' as const,
    cells,
    values: texts.length,
    says: `${counted(texts.length, 'value')} (${counted(cells, 'cell')}): ${says}.`,
  };
  return { codec, parts: [], notes: [note] };
}

/** Unique over all rows of the table, whatever the blocks: a text depends on the global row index alone. */
export const decodeIdentifier: Decode<IdentifierCodec> = (codec, _sampled, { rowStart, rowCount }) => {
  const { schema, making } = codec;
  const codes = new Int32Array(new SharedArrayBuffer(rowCount * 4));
  if (making.by === 'nothing') {
    const missing = new Uint8Array(new SharedArrayBuffer(1)).fill(1);
    return {
      schema,
      codes,
      dictionary: dictionaryOf([making.text]),
      missing,
      numbers: numbersOf(schema.kind, [NaN]),
    };
  }
  const builder = dictionaryBuilder(rowCount);
  const write =
    making.by === 'count' ? countWriter(making.first) : formatWriter(making, codec.seed, schema.name);
  for (let row = 0; row < rowCount; row++) codes[row] = write(rowStart + row, builder);
  const missing = new Uint8Array(new SharedArrayBuffer(rowCount));
  const dictionary = builder.finish();
  const numbers = isNumeric(schema.kind) ? textsOf(dictionary).map(Number) : [];
  return { schema, codes, dictionary, missing, numbers: numbersOf(schema.kind, numbers) };
};

function countWriter(first: number): (row: number, builder: DictionaryBuilder) => number {
  const write = numberWriter(plainNumber);
  return (row, builder) => {
    const at = builder.begin(mostBytes);
    return builder.end(write(first + row, builder.bytes, at));
  };
}

function numbersOf(kind: Column['schema']['kind'], numbers: readonly number[]): Float64Array | null {
  return isNumeric(kind) ? Float64Array.from(numbers) : null;
}

function makingOf(column: Column, texts: readonly string[], seed: number): Making {
  if (column.schema.kind === 'text' || texts.length === 0) {
    return { by: 'nothing', text: column.schema.missingTokens[0] ?? '' };
  }
  const first = firstOfCount(texts);
  if (first !== null) return { by: 'count', first };
  const threshold = rareThreshold(seed, column.schema);
  const shapes = shapesOf(texts, threshold).slice(0, 32);
  const covered = shapes.reduce((sum, { rows }) => sum + rows, 0);
  // Where hardly two values look alike there is no format to keep: a neutral one is made up.
  const kept = covered >= texts.length / 2 ? shapes : [neutralShape(texts.length)];
  const taken = takenTexts(column, [seed, 'taken', column.schema.name]);
  return { by: 'format', formats: formatsOf(kept, column, taken, seed), taken };
}

/** 0 or 1 when the texts are whole numbers that count rows (of which some may be held out), else null. */
function firstOfCount(texts: readonly string[]): number | null {
  let low = Infinity;
  let high = -Infinity;
  for (const text of texts) {
    if (!/^(0|[1-9]\d{0,14})$/.test(text)) return null;
    low = Math.min(low, Number(text));
    high = Math.max(high, Number(text));
  }
  const dense = texts.length >= 5 && high - low + 1 <= 2 * texts.length + 10 && low <= 10;
  return dense ? Math.min(low, 1) : null;
}

function neutralShape(rows: number): Shape {
  const places = Math.max(6, Math.ceil(Math.log10(rows + 1)) + 2);
  return { alphabets: ['I', 'D', ...Array.from({ length: places }, () => '0123456789')], rows };
}

/** Formats with room for eight times the texts there are (sixteen times where they cannot be gone through). */
function formatsOf(shapes: readonly Shape[], column: Column, taken: Taken, seed: number): Format[] {
  const total = shapes.reduce((sum, { rows }) => sum + rows, 0);
  let running = 0;
  return shapes.map((narrow, index) => {
    running += narrow.rows;
    const texts = taken.hashes.length;
    const shape = roomier(narrow, texts * (texts * 16 > listedCapacity ? 16 : 9));
    const { capacity, firstPlace } = capacityOf(shape);
    const placing = placingOf(capacity, [seed, 'placing', index]);
    const blocked =
      capacity > listedCapacity ? null : blockedPlaces(column, shape, (rank) => placeOf(placing, rank));
    return { shape, firstPlace, capacity, blocked, placing, cumulative: running / total };
  });
}

function blockedPlaces(column: Column, shape: Shape, place: (rank: number) => number): Int32Array {
  const places: number[] = [];
  for (let entry = 0; entry < column.missing.length; entry++) {
    const rank = column.missing[entry] === 1 ? -1 : rankOf(shape, textOf(column.dictionary, entry));
    if (rank >= 0) places.push(place(rank));
  }
  const shared = new Int32Array(new SharedArrayBuffer(places.length * 4));
  shared.set(places);
  return shared.sort();
}
