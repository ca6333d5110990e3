/** Identifiers and free text: nothing is learnt but the format, and no value of the column is written again. */
import { permutation } from '../num/permutation.ts';
import { randomStream } from '../num/random.ts';
import { dictionaryOf, textOf } from '../table/dictionary.ts';
import { isNumeric } from '../table/schema.ts';
import { entryCounts, type Column } from '../table/table.ts';
import type { CodecBase, CodedColumn, Decode } from './codec.ts';
import { dictionaryBuilder } from './intern.ts';
import { counted, rareThreshold } from './protection.ts';
import { placeOf, placingOf, rankAt, type Placing } from './placing.ts';
import { capacityOf, rankOf, roomier, shapesOf, textOfRank, type Shape } from './shape.ts';
import { holds, isTaken, takenTexts, type Taken } from './taken.ts';

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
   * `tries` texts of its own and takes the first that is not taken.
   */
  readonly blocked: Int32Array | null;
  readonly placing: Placing;
  /** Share of rows up to and including this format. */
  readonly cumulative: number;
}

/** Formats of at most so many texts keep the places of taken ones, so that every other text can be used. Ours. */
const listedCapacity = 2 ** 24;
/** Larger formats are at most a sixteenth full (`roomier`), so that eight tries fail for one row in four thousand million. Ours. */
const tries = 8;

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
  const write = writerOf(codec, making);
  const numbers: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    const text = write(rowStart + row);
    codes[row] = builder.add(text);
    numbers.push(Number(text));
  }
  const missing = new Uint8Array(new SharedArrayBuffer(rowCount));
  return { schema, codes, dictionary: builder.finish(), missing, numbers: numbersOf(schema.kind, numbers) };
};

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

function writerOf(
  codec: IdentifierCodec,
  making: Exclude<Making, { by: 'nothing' }>,
): (row: number) => string {
  if (making.by === 'count') return (row) => String(making.first + row);
  const name = codec.schema.name;
  const makers = making.formats.map((format, index) => maker(format, making.taken, codec.seed + index));
  return (row) => {
    const random = randomStream([codec.seed, 'identifier', name, row]);
    const u = random.uniform();
    const index = making.formats.findIndex(({ cumulative }) => u < cumulative);
    return makers[index < 0 ? makers.length - 1 : index](row, random.below);
  };
}

/** Row -> text, one to one, never a taken one. Rows beyond the format's room start over with a running number appended. */
function maker(format: Format, taken: Taken, seed: number) {
  const { shape, firstPlace, capacity, blocked, placing } = format;
  const shuffle = permutation(capacity, seed);
  const room = blocked === null ? Math.floor(capacity / tries) : capacity - blocked.length;
  // Walking the cycle past blocked places keeps the permutation one to one on the free ones.
  const freeRank = (places: Int32Array, index: number): number => {
    let place = shuffle(freePlace(places, index));
    while (holds(places, place)) place = shuffle(place);
    return rankAt(placing, place);
  };
  return (row: number, below: (n: number) => number): string => {
    const round = Math.floor(row / room);
    const suffix = round === 0 ? '' : `-${round}`;
    const index = row % room;
    for (let attempt = 0; attempt < (blocked === null ? tries : 1); attempt++) {
      const rank = blocked === null ? shuffle(index * tries + attempt) : freeRank(blocked, index);
      const text = textOfRank(shape, firstPlace, rank, below) + suffix;
      if (!isTaken(taken, text)) return text;
    }
    // The row's own number after a double mark keeps the text apart from every other row's.
    let text = `${textOfRank(shape, firstPlace, shuffle(index), below)}${suffix}--${row}`;
    while (isTaken(taken, text)) text += '-';
    return text;
  };
}

/** The `index`-th place (from 0) that is not in ascending `blocked`. */
function freePlace(blocked: Int32Array, index: number): number {
  let low = 0;
  let high = blocked.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocked[middle] - middle <= index) low = middle + 1;
    else high = middle;
  }
  return index + low;
}
