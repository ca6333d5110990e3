/** Fills the missing cells of a real table, says how many, and measures on cells that are known how near the filled ones come. */
import { codeTable } from '../../codec/codeTable.ts';
import type { Codec } from '../../codec/codec.ts';
import { randomStream } from '../../num/random.ts';
import { Refused, type Run } from '../../run/run.ts';
import { textOf } from '../../table/dictionary.ts';
import type { Column, RealTable } from '../../table/table.ts';
import { fit, type FitRecipe, type Fitted } from '../fit.ts';
import { fillable } from './fill.ts';
import { impute } from './impute.ts';

/** How near filled cells come to known ones that were hidden. */
export interface ImputeQuality {
  /** `accuracy`: share of cells that are right; `error`: mean absolute error in the column's unit (days, seconds). */
  readonly measure: 'accuracy' | 'error';
  /** Known cells that were hidden. */
  readonly hidden: number;
  /** Of the cells as they are filled: a draw, which keeps the column's spread. */
  readonly drawn: number;
  /** Of draws from the column without regard to the row: what `drawn` is to be held against. */
  readonly drawnBlindly: number;
  /** Of the likeliest category or median number given the row, which is not what is filled in. */
  readonly guessed: number;
  /** Of the column's most frequent category or median: what `guessed` is to be held against. */
  readonly guessedBlindly: number;
}

export interface FilledColumn {
  readonly column: string;
  readonly cells: number;
  readonly quality: ImputeQuality | { readonly unmeasured: string };
}

export interface Imputation {
  readonly table: RealTable;
  readonly filled: readonly FilledColumn[];
  /** Columns with missing cells that were not asked for by name and cannot be filled: not modelled, or nothing to learn. */
  readonly left: readonly string[];
}

export interface ImputationOptions {
  /** Null: every modelled column that has missing cells. */
  readonly columns: readonly string[] | null;
  readonly recipe: FitRecipe;
}

/** Share of the known cells that is hidden to measure, and how many at most: a share has a standard error of .01 then. Ours. */
const hiddenShare = 0.1;
const mostHidden = 2000;
/** In a small table more are hidden, to have about so many, and never more than a fourth: the second model has to learn too. Ours. */
const wantedHidden = 45;
const mostShare = 0.25;
/** Fewest hidden cells that say anything: a share has a standard error of .09 then. Ours. */
const fewestHidden = 30;

/**
 * All rows are fitted on. The measure is made by a second model, which has not seen the hidden cells.
 * @throws Refused as `fillable` says, and `nothing-missing` when there is no cell to fill. @throws Cancelled.
 */
export async function imputeTable(
  table: RealTable,
  { columns, recipe }: ImputationOptions,
  run: Run,
): Promise<Imputation> {
  const fitted = await fitTo(table, recipe, run);
  const empty = table.columns.flatMap((column, at) => (missingIn(column) > 0 ? [at] : []));
  const names = (indexes: readonly number[]): string[] => indexes.map((at) => table.columns[at].schema.name);
  const able = empty.filter((at) => canFill(fitted.codecs[at]));
  const fill = fillable(fitted.codecs, columns ?? names(able)).filter((at) => empty.includes(at));
  if (fill.length === 0) throw nothingToFill(columns, names(empty));
  const quality = await measure(table, fill, recipe, run);
  return {
    table: await impute(fitted, table, { fill, seed: recipe.seed }, run),
    filled: fill.map((at, index) => ({
      column: table.columns[at].schema.name,
      cells: missingIn(table.columns[at]),
      quality: quality[index],
    })),
    left: columns === null ? names(empty.filter((at) => !able.includes(at))) : [],
  };
}

/** @param empty columns with missing cells, none of which can be filled unless they were not asked for. */
function nothingToFill(columns: readonly string[] | null, empty: readonly string[]): Refused {
  const why =
    columns !== null
      ? 'The columns named have no missing cells'
      : empty.length === 0
        ? 'No column has missing cells'
        : `The columns with missing cells (${empty.map((name) => `"${name}"`).join(', ')}) are not modelled, or too few of their cells have a value to learn from`;
  return new Refused(
    'nothing-missing',
    `${why}, so there is nothing to fill. Check with "understudy inspect" what counts as missing and what the columns are taken for.`,
  );
}

async function fitTo(table: RealTable, recipe: ImputationOptions['recipe'], run: Run): Promise<Fitted> {
  const { codecs, coded } = await codeTable(table, { seed: recipe.seed }, run);
  return fit(coded, codecs, recipe, table, run);
}

function canFill(codec: Codec): boolean {
  return codec.form === 'category' ? codec.levels > 0 : codec.form === 'numeric' && codec.values.length > 0;
}

function missingIn({ codes, missing }: Column): number {
  let count = 0;
  for (const entry of codes) count += missing[entry];
  return count;
}

/** Hides known cells of all columns to fill at once, fits without them, fills, compares. One result a column. */
async function measure(
  table: RealTable,
  fill: readonly number[],
  recipe: ImputationOptions['recipe'],
  run: Run,
): Promise<FilledColumn['quality'][]> {
  const hidden = fill.map((at) => rowsToHide(table.columns[at], at, recipe.seed));
  const columns = table.columns.map((column, at) =>
    fill.includes(at) ? hiding(column, hidden[fill.indexOf(at)]) : column,
  );
  const masked = { ...table, columns };
  const fitted = await fitTo(masked, recipe, run);
  const able = fill.filter((at) => canFill(fitted.codecs[at]));
  const { seed } = recipe;
  const rows = Int32Array.from(new Set(hidden.flatMap((some) => [...some]))).sort();
  const drawn = await impute(fitted, masked, { fill: able, seed, rows }, run);
  const guessed = await impute(fitted, masked, { fill: able, seed, rows, guess: true }, run);
  return fill.map((at, index) => {
    const own = hidden[index];
    if (own.length < fewestHidden || !able.includes(at))
      return {
        unmeasured: `Only ${own.length} known cells could be hidden; at least ${fewestHidden} are needed.`,
      };
    const told = table.columns[at];
    const blind = blindly(masked.columns[at], own.length, [seed, 'blind', at]);
    const far = (one: Column, entryOf: (index: number) => number): number =>
      distance(told, own, one, entryOf);
    return {
      measure: told.numbers === null ? 'accuracy' : 'error',
      hidden: own.length,
      drawn: far(drawn.columns[at], (each) => drawn.columns[at].codes[own[each]]),
      drawnBlindly: far(masked.columns[at], (each) => blind.draws[each]),
      guessed: far(guessed.columns[at], (each) => guessed.columns[at].codes[own[each]]),
      guessedBlindly: far(masked.columns[at], () => blind.middle),
    };
  });
}

/** About a tenth of the rows with a cell, in small tables more, ascending. */
function rowsToHide(column: Column, at: number, seed: number): Int32Array {
  const { codes, missing } = column;
  const random = randomStream([seed, 'hide', at]);
  const known = codes.length - missingIn(column);
  const share = Math.min(mostShare, Math.max(hiddenShare, wantedHidden / known), mostHidden / known);
  return Int32Array.from({ length: codes.length }, (_, row) => row).filter(
    (row) => missing[codes[row]] === 0 && random.uniform() < share,
  );
}

function hiding(column: Column, rows: Int32Array): Column {
  const empty = column.missing.indexOf(1);
  const codes = new Int32Array(new SharedArrayBuffer(column.codes.length * 4));
  codes.set(column.codes);
  for (const row of rows) codes[row] = empty;
  return { ...column, codes };
}

/** Entries of the column without regard to the row: draws, and the most frequent category or the median. */
function blindly(
  column: Column,
  count: number,
  key: readonly (string | number)[],
): { readonly draws: Int32Array; readonly middle: number } {
  const known = column.codes.filter((entry) => column.missing[entry] === 0);
  const random = randomStream(key);
  const draws = Int32Array.from({ length: count }, () => known[random.below(known.length)]);
  const { numbers } = column;
  if (numbers !== null) {
    const sorted = known.toSorted((one, other) => numbers[one] - numbers[other]);
    return { draws, middle: sorted[Math.floor((sorted.length - 1) / 2)] };
  }
  const counts = new Map<number, number>();
  for (const entry of known) counts.set(entry, (counts.get(entry) ?? 0) + 1);
  const middle = [...counts].reduce((best, other) => (other[1] > best[1] ? other : best))[0];
  return { draws, middle };
}

/** Share of equal texts, or the mean absolute difference of numbers. @param entryOf entry of `other` for the n-th row */
function distance(told: Column, rows: Int32Array, other: Column, entryOf: (index: number) => number): number {
  let sum = 0;
  rows.forEach((row, index) => {
    const [entry, against] = [told.codes[row], entryOf(index)];
    if (told.numbers !== null && other.numbers !== null)
      sum += Math.abs(told.numbers[entry] - other.numbers[against]);
    else if (textOf(told.dictionary, entry) === textOf(other.dictionary, against)) sum++;
  });
  return sum / rows.length;
}
