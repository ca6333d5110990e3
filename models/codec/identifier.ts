/** Identifiers and free text: nothing is learnt but the format, and no value of the column is written again. */
import { permutation } from '../num/permutation.ts';
import { randomStream } from '../num/random.ts';
import { dictionaryOf, textOf } from '../table/dictionary.ts';
import { isNumeric } from '../table/schema.ts';
import { entryCounts, type Column } from '../table/table.ts';
import type { CodecBase, CodedColumn, Decode } from './codec.ts';
import { dictionaryBuilder } from './intern.ts';
import { counted, rareThreshold } from './protection.ts';
import { capacityOf, rankOf, shapesOf, textOfRank, type Shape } from './shape.ts';

/** How the texts are made: nothing, the row's own number, or a format. */
export type Making =
  | { readonly by: 'nothing'; readonly text: string }
  | { readonly by: 'count'; readonly first: number }
  | { readonly by: 'format'; readonly formats: readonly Format[] };

/** One format and the ranks that the training rows use up. */
export interface Format {
  readonly shape: Shape;
  readonly firstPlace: number;
  /** Number of ranks that are free. */
  readonly free: number;
  /** Ascending; ranks of training texts, which are never written. */
  readonly taken: Float64Array;
  /** Share of rows up to and including this format. */
  readonly cumulative: number;
}

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
  const threshold = rareThreshold(seed, column.schema.name);
  const shapes = shapesOf(texts, threshold).slice(0, 32);
  const covered = shapes.reduce((sum, { rows }) => sum + rows, 0);
  // Where hardly two values look alike there is no format to keep: a neutral one is made up.
  const kept = covered >= texts.length / 2 ? shapes : [neutralShape(texts.length)];
  return { by: 'format', formats: formatsOf(kept, texts) };
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

function formatsOf(shapes: readonly Shape[], texts: readonly string[]): Format[] {
  const total = shapes.reduce((sum, { rows }) => sum + rows, 0);
  let running = 0;
  return shapes.map((shape) => {
    running += shape.rows;
    const { capacity, firstPlace } = capacityOf(shape);
    const ranks = new Set<number>();
    for (const text of texts) {
      const rank = rankOf(shape, firstPlace, text);
      if (rank >= 0) ranks.add(rank);
    }
    const taken = new Float64Array(new SharedArrayBuffer(ranks.size * 8));
    taken.set(Float64Array.from(ranks).sort());
    return { shape, firstPlace, free: capacity - taken.length, taken, cumulative: running / total };
  });
}

function writerOf(
  codec: IdentifierCodec,
  making: Exclude<Making, { by: 'nothing' }>,
): (row: number) => string {
  if (making.by === 'count') return (row) => String(making.first + row);
  const name = codec.schema.name;
  const makers = making.formats.map((format, index) => maker(format, codec.seed + index));
  return (row) => {
    const random = randomStream([codec.seed, 'identifier', name, row]);
    const u = random.uniform();
    const index = making.formats.findIndex(({ cumulative }) => u < cumulative);
    return makers[index < 0 ? makers.length - 1 : index](row, random.below);
  };
}

/**
 * Row -> text, one to one. The permutation acts on all ranks; walking its cycle past taken ones keeps it a bijection on
 * the free ranks. Rows beyond the free ranks start over with a running number appended.
 */
function maker({ shape, firstPlace, free, taken }: Format, seed: number) {
  const shuffle = permutation(Math.max(1, free + taken.length), seed);
  return (row: number, below: (n: number) => number): string => {
    if (free <= 0) return `${textOfRank(shape, firstPlace, 0, below)}-${row + 1}`;
    const round = Math.floor(row / free);
    let rank = shuffle(freeRank(taken, row % free));
    while (holds(taken, rank)) rank = shuffle(rank);
    const text = textOfRank(shape, firstPlace, rank, below);
    return round === 0 ? text : `${text}-${round}`;
  };
}

/** The `index`-th rank (from 0) that is not in ascending `taken`. */
function freeRank(taken: Float64Array, index: number): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (taken[middle] - middle <= index) low = middle + 1;
    else high = middle;
  }
  return index + low;
}

function holds(taken: Float64Array, rank: number): boolean {
  let low = 0;
  let high = taken.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (taken[middle] === rank) return true;
    if (taken[middle] < rank) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
