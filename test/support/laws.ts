/**
 * Made-up tables with known joint laws, and how far a sample lies from its law.
 *
 * A share is held to five standard errors of the difference of two samples, the training rows and the sampled ones: one false
 * alarm in 1.7 million a cell where the cell is expected in some ten rows of both. Rows are drawn more evenly than
 * independently (`trees/evenly.ts`), which only makes false alarms rarer. A cell that cannot occur is to have no row. A continuous
 * law is held to the Dvoretzky-Kiefer-Wolfowitz bound (Massart 1990) at one in a million a sample.
 */
import type { Coded, Part } from '../../models/codec/codec.ts';
import { generators, sampleModel } from '../../models/generators/index.ts';
import { blockRows } from '../../models/generators/generator.ts';
import { randomStream, type Random } from '../../models/num/random.ts';
import type { GeneratorName, Preset } from '../../models/recipe.ts';
import { quietRun } from '../../models/run/createRun.ts';

/** A law of columns of codes. */
export interface Law {
  readonly key: string;
  readonly trainRows: number;
  /** Column -> codes. */
  readonly sizes: readonly number[];
  readonly draw: (random: Random) => readonly number[];
  /** Columns whose joint law is compared; the others are only there. */
  readonly columns: readonly number[];
  /** Probability of the codes of `columns`. */
  readonly probability: (codes: readonly number[]) => number;
}

/** A part of whole codes without an order. */
export function partOf(column: number, codes: ArrayLike<number>, size: number): Part {
  return {
    column,
    role: 'value',
    codes: Int32Array.from(codes),
    size,
    ordered: false,
    values: null,
    atoms: null,
  };
}

/** Training rows of the law. */
export function trainingOf({ key, trainRows, sizes, draw }: Law): Coded {
  const random = randomStream(['law', key]);
  const codes = sizes.map(() => new Int32Array(trainRows));
  for (let row = 0; row < trainRows; row++)
    draw(random).forEach((code, column) => (codes[column][row] = code));
  return { rowCount: trainRows, parts: sizes.map((size, column) => partOf(column, codes[column], size)) };
}

/** Whole blocks of rows from a generator that is fitted to `coded`, part by part, without parts of the generator's own. */
export async function sampled(
  coded: Coded,
  generator: GeneratorName,
  preset: Preset,
  blocks = 1,
): Promise<readonly Float64Array[]> {
  const model = await generators[generator].fit(coded, { preset, seed: 1 }, quietRun());
  const parts = coded.parts.map(() => new Float64Array(blocks * blockRows));
  for (let block = 0; block < blocks; block++) {
    const rowStart = block * blockRows;
    const drawn = sampleModel(model, 1, { rowStart, rowEnd: rowStart + blockRows });
    parts.forEach((part, index) => part.set(drawn.parts[index], rowStart));
  }
  return parts;
}

/** Five standard errors of the difference of a share in `train` and in `drawn` rows. */
export function fiveErrors(p: number, train: number, drawn: number): number {
  return 5 * Math.sqrt(p * (1 - p) * (1 / train + 1 / drawn));
}

/** The cell of the joint law that is farthest off, in units of its bound; infinite for rows in a cell that cannot occur. */
export function worstCell(
  parts: readonly Float64Array[],
  { trainRows, sizes, columns, probability }: Law,
): number {
  const cells = columns.reduce((product, column) => product * sizes[column], 1);
  const rows = parts[0].length;
  const counts = new Float64Array(cells);
  for (let row = 0; row < rows; row++)
    counts[columns.reduce((at, column) => at * sizes[column] + parts[column][row], 0)]++;
  let worst = 0;
  counts.forEach((count, cell) => {
    const p = probability(codesOf(cell, columns, sizes));
    const off = Math.abs(count / rows - p);
    if (off > 1e-12) worst = Math.max(worst, off / fiveErrors(p, trainRows, rows));
  });
  return worst;
}

function codesOf(cell: number, columns: readonly number[], sizes: readonly number[]): number[] {
  const codes = columns.map(() => 0);
  let rest = cell;
  for (let index = columns.length - 1; index >= 0; index--) {
    const size = sizes[columns[index]];
    codes[index] = rest % size;
    rest = Math.floor(rest / size);
  }
  return codes;
}

/** Largest distance between the distribution of the numbers and the law. */
export function distance(numbers: readonly number[], cdf: (x: number) => number): number {
  const sorted = Float64Array.from(numbers).sort();
  return sorted.reduce((worst, x, index) => {
    const p = cdf(x);
    return Math.max(worst, Math.abs(p - index / sorted.length), Math.abs(p - (index + 1) / sorted.length));
  }, 0);
}

/** Two empirical distributions stand between the law and the sample: the training rows' and the sample's own. */
export function dkw(train: number, drawn: number): number {
  return Math.sqrt(Math.log(2 / 1e-6) / 2) * (1 / Math.sqrt(train) + 1 / Math.sqrt(drawn));
}
