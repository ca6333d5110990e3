/**
 * Draws the missing cells of given rows from the model, given the cells that are there (`complete.ts`). The result holds real
 * cells: it is a real table, which no release takes.
 */
import type { Codec, Sampled } from '../../codec/codec.ts';
import { decodeTable } from '../../codec/decode.ts';
import { randomStream } from '../../num/random.ts';
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { dictionaryOf, textOf, textsOf } from '../../table/dictionary.ts';
import type { Column, RealTable } from '../../table/table.ts';
import type { Fitted } from '../fit.ts';
import type { AnyModel } from '../index.ts';
import { type Chain, chainOf } from './chain.ts';
import { completerOf, present, wanted } from './complete.ts';
import { bestGuess } from './guess.ts';

/** Rows that a task completes. Ours: some tenths of a second. */
const rowsOfTask = 1024;
/** Rows between two looks at the cancel flag. */
const rowsBetweenLooks = 64;

interface Incomplete {
  readonly fitted: Fitted;
  readonly table: RealTable;
  /** Indexes of the columns to fill. */
  readonly fill: readonly number[];
  /** Ascending. */
  readonly rows: Int32Array;
  readonly seed: number;
  /** Whether the best guess is wanted rather than a draw. */
  readonly guess: boolean;
}

/** Completes some rows; a worker may do it. */
export const imputeRowsTask: Task<Incomplete, Sampled> = {
  name: 'impute.rows',
  work: ({ fitted, table, fill, rows, seed, guess }, cancel) => {
    const chain = chainOf(fitted.model as AnyModel);
    const known = knownCells(chain, fitted.codecs, table, fill);
    const completer = completerOf(chain, fitted.codecs);
    const parts = chain.parts.map(() => new Float64Array(rows.length));
    const cells = new Float64Array(chain.parts.length);
    rows.forEach((row, index) => {
      if (index % rowsBetweenLooks === 0) checkCancel(cancel);
      known.forEach((cellOf, part) => (cells[part] = cellOf(row)));
      const random = randomStream([seed, 'impute', row]);
      const drawn = guess
        ? bestGuess(completer.candidates(cells, random), cells, fitted.codecs)
        : completer.draw(cells, random);
      drawn.forEach((position, part) => (parts[part][index] = position));
    });
    return { rowCount: rows.length, parts };
  },
};

export interface ImputeOptions {
  /** Indexes of the columns whose missing cells are drawn, as `fillOf` gives them. */
  readonly fill: readonly number[];
  readonly seed: number;
  /** Instead of a draw the likeliest category and the median number, for holding against known cells; default false. */
  readonly guess?: boolean;
  /** The rows to complete, ascending; others keep their missing cells. Default: all. */
  readonly rows?: Int32Array;
}

/**
 * `table` (columns as the model was fitted on) with the missing cells of the columns `fill` drawn. Other missing cells stay and
 * count as known to be missing. Equal tables, models and seeds give equal results at any number of threads.
 * @throws Cancelled.
 */
export async function impute(
  fitted: Fitted,
  table: RealTable,
  { fill, seed, guess = false, rows: asked }: ImputeOptions,
  run: Run,
): Promise<RealTable> {
  const isEmpty = (row: number): boolean =>
    fill.some((at) => table.columns[at].missing[table.columns[at].codes[row]] === 1);
  const rows = (asked ?? Int32Array.from({ length: table.rowCount }, (_, row) => row)).filter(isEmpty);
  let done = 0;
  const work: Promise<Sampled>[] = [];
  for (let start = 0; start < rows.length; start += rowsOfTask) {
    const some = rows.slice(start, start + rowsOfTask);
    const task = async (): Promise<Sampled> => {
      const sampled = await run.pool.run(imputeRowsTask, { fitted, table, fill, rows: some, seed, guess });
      run.report('sample', (done += some.length) / rows.length);
      return sampled;
    };
    work.push(task());
  }
  const sampled = joined(
    await Promise.all(work),
    chainOf(fitted.model as AnyModel).parts.length,
    rows.length,
  );
  const columns = table.columns.map((column, at) => {
    if (!fill.includes(at)) return column;
    const [decoded] = decodeTable([fitted.codecs[at]], sampled, 0, seed, '').columns;
    return filled(column, decoded, rows);
  });
  return { ...table, columns };
}

function joined(pieces: readonly Sampled[], count: number, rowCount: number): Sampled {
  const parts = Array.from({ length: count }, () => new Float64Array(rowCount));
  let at = 0;
  for (const piece of pieces) {
    piece.parts.forEach((part, index) => parts[index].set(part, at));
    at += piece.rowCount;
  }
  return { rowCount, parts };
}

/** By part: the cell of a row, in the model's codes. */
function knownCells(
  chain: Chain,
  codecs: readonly Codec[],
  table: RealTable,
  fill: readonly number[],
): ((row: number) => number)[] {
  const cells = chain.parts.map(
    () =>
      (_row: number): number =>
        wanted,
  );
  codecs.forEach((codec, at) => {
    const { codes, missing } = table.columns[at];
    const value = codec.parts.at(-1);
    if (value === undefined) return;
    const size = chain.parts[value].binOf.length - 1;
    const ofEntry = entryCodes(codec, table.columns[at], fill.includes(at)).map((code) =>
      // What the model has no code for says nothing to it: a cell is drawn in its place for the others' sake.
      code >= size ? wanted : code,
    );
    cells[value] = (row) => ofEntry[codes[row]];
    if (codec.parts.length > 1) {
      const whereMissing = fill.includes(at) ? present : 1;
      cells[codec.parts[0]] = (row) => (missing[codes[row]] === 1 ? whereMissing : 0);
    }
  });
  return cells;
}

function entryCodes(codec: Codec, column: Column, isFilled: boolean): Float64Array {
  const { dictionary, missing, numbers } = column;
  if (codec.form === 'category') {
    const codeOf = new Map<string, number>();
    for (let code = 0; code < codec.levels; code++) codeOf.set(textOf(codec.dictionary, code), code);
    const whereMissing = isFilled ? wanted : codec.parts.length > 1 ? -1 : codec.levels;
    return Float64Array.from(missing, (flag, entry) =>
      flag === 1 ? whereMissing : (codeOf.get(textOf(dictionary, entry)) ?? wanted),
    );
  }
  if (codec.form !== 'numeric' || codec.values.length === 0) return new Float64Array(missing.length).fill(-1);
  const { values } = codec;
  return Float64Array.from(missing, (flag, entry) => {
    if (flag === 1) return isFilled ? wanted : -1;
    const value = numbers?.[entry] ?? NaN;
    let [low, high] = [0, values.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (values[middle] <= value) low = middle;
      else high = middle - 1;
    }
    return low;
  });
}

/** The column with the decoded cells in its missing places. @param rows those that were drawn, ascending. */
function filled(column: Column, decoded: Column, rows: Int32Array): Column {
  const texts = textsOf(column.dictionary);
  const numbers = column.numbers === null ? null : [...column.numbers];
  const missing = [...column.missing];
  const entryOf = new Map(texts.map((text, entry) => [text, entry]));
  const codes = new Int32Array(new SharedArrayBuffer(column.codes.length * 4));
  codes.set(column.codes);
  rows.forEach((row, index) => {
    if (column.missing[column.codes[row]] === 0) return;
    const from = decoded.codes[index];
    const text = textOf(decoded.dictionary, from);
    let entry = entryOf.get(text);
    if (entry === undefined) {
      entry = texts.push(text) - 1;
      entryOf.set(text, entry);
      missing.push(decoded.missing[from]);
      numbers?.push(decoded.numbers?.[from] ?? NaN);
    }
    codes[row] = entry;
  });
  const flags = new Uint8Array(new SharedArrayBuffer(missing.length));
  flags.set(missing);
  return {
    schema: column.schema,
    codes,
    dictionary: dictionaryOf(texts),
    missing: flags,
    numbers: numbers === null ? null : Float64Array.from(numbers),
  };
}
