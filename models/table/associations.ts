/**
 * How strongly each two columns go together, for the profile: a matrix of 0 .. 1. Two categories: Cramér's V with bias
 * correction. Two numbers: Spearman's rank correlation, absolute value beside its sign. A category and a number: the
 * correlation ratio. The three are on one scale from "tell nothing of each other" to "determine each other", not equal.
 */
import { randomStream } from '../num/random.ts';
import { checkCancel, type Run } from '../run/run.ts';
import type { Task } from '../run/task.ts';
import { type Column, entryCounts, type RealTable, type Table } from './table.ts';

export type AssociationMeasure = 'cramers-v' | 'correlation-ratio' | 'spearman';

export interface Association {
  /** Indexes of two columns of the table, the first smaller. */
  readonly columns: readonly [number, number];
  readonly measure: AssociationMeasure;
  /** 0 .. 1; NaN where it is not defined (a constant column, fewer than two rows with both values). */
  readonly strength: number;
  /** For Spearman: -1, 0 or 1; 0 for the others. */
  readonly direction: -1 | 0 | 1;
  /** Rows with both values. */
  readonly rows: number;
}

export interface Associations {
  /** All pairs of columns that are modelled, by first column, then second. */
  readonly pairs: readonly Association[];
  /** Rows that were looked at: all, or a sample of `sampleRows`. */
  readonly rows: number;
}

/** More rows change the second decimal at most (standard error of a correlation 1 / sqrt(n) = 0.003). Ours. */
const sampleRows = 100_000;
/** A category with more levels is left out: its pairs say "unique" rather than "goes together". Ours. */
const mostLevels = 1000;

/** Cost: one pass over the sampled rows a pair. Same result at any number of threads. @throws Cancelled. */
export async function associations(table: RealTable, run: Run): Promise<Associations> {
  const rows = sampleOf(table);
  const usable = table.columns.flatMap((column, index) => (isUsable(column) ? [index] : []));
  const vectors = await Promise.all(
    usable.map((index) => run.pool.run(associationVectorTask, { column: table.columns[index], rows })),
  );
  const parts = await Promise.all(
    usable
      .slice(0, -1)
      .map((_, place) =>
        run.pool.run(associateTask, { one: vectors[place], others: vectors.slice(place + 1) }),
      ),
  );
  const pairs = parts.flatMap((found, place) =>
    found.map((association, offset) => ({
      columns: [usable[place], usable[place + 1 + offset]] as const,
      ...association,
    })),
  );
  return { pairs, rows: rows?.length ?? table.rowCount };
}

function isUsable(column: Column): boolean {
  if (column.schema.treatment !== 'model') return false;
  return column.numbers !== null || column.missing.length <= mostLevels;
}

/** Null: all rows. */
function sampleOf({ rowCount }: Table): Int32Array | null {
  if (rowCount <= sampleRows) return null;
  const random = randomStream(['associations', rowCount]);
  const rows = new Int32Array(new SharedArrayBuffer(sampleRows * 4));
  // Selection sampling, Knuth TAOCP vol. 2, 3rd ed., 3.4.2 algorithm S.
  for (let row = 0, chosen = 0; chosen < sampleRows; row++)
    if (random.uniform() * (rowCount - row) < sampleRows - chosen) rows[chosen++] = row;
  return rows;
}

/** A column's sampled rows: levels for categories (-1 missing), values and mid-ranks for numbers (NaN missing). */
interface Vector {
  readonly codes: Int32Array | null;
  readonly size: number;
  readonly ranks: Float64Array | null;
  readonly values: Float64Array | null;
}

export const associationVectorTask: Task<
  { readonly column: Column; readonly rows: Int32Array | null },
  Vector
> = {
  name: 'table.associationVector',
  work: ({ column, rows }, cancel) => {
    checkCancel(cancel);
    const length = rows?.length ?? column.codes.length;
    const entryAt = (index: number): number => column.codes[rows === null ? index : rows[index]];
    if (column.numbers === null) {
      const codes = new Int32Array(new SharedArrayBuffer(length * 4));
      for (let index = 0; index < length; index++)
        codes[index] = column.missing[entryAt(index)] === 1 ? -1 : entryAt(index);
      return { codes, size: column.missing.length, ranks: null, values: null };
    }
    const counts = rows === null ? entryCounts(column) : new Uint32Array(column.missing.length);
    if (rows !== null) for (const row of rows) counts[column.codes[row]]++;
    const ranks = midRanks(column.numbers, counts);
    const [ranked, values] = [ranks, column.numbers].map((byEntry) => {
      const byRow = new Float64Array(new SharedArrayBuffer(length * 8));
      for (let index = 0; index < length; index++) byRow[index] = byEntry[entryAt(index)];
      return byRow;
    });
    return { codes: null, size: 0, ranks: ranked, values };
  },
};

/** Entry -> mean rank of the cells with its value, from 1; NaN where missing. */
function midRanks(numbers: Float64Array, counts: Uint32Array): Float64Array {
  const present: number[] = [];
  for (let entry = 0; entry < counts.length; entry++)
    if (counts[entry] > 0 && !Number.isNaN(numbers[entry])) present.push(entry);
  const order = Int32Array.from(present).sort((one, other) => numbers[one] - numbers[other]);
  const ranks = new Float64Array(numbers.length).fill(NaN);
  let before = 0;
  for (let start = 0; start < order.length;) {
    let end = start;
    let cells = 0;
    for (; end < order.length && numbers[order[end]] === numbers[order[start]]; end++)
      cells += counts[order[end]];
    for (; start < end; start++) ranks[order[start]] = before + (cells + 1) / 2;
    before += cells;
  }
  return ranks;
}

type Found = Omit<Association, 'columns'>;

export const associateTask: Task<
  { readonly one: Vector; readonly others: readonly Vector[] },
  readonly Found[]
> = {
  name: 'table.associate',
  work: ({ one, others }, cancel) =>
    others.map((other) => {
      checkCancel(cancel);
      if (one.codes !== null && other.codes !== null)
        return cramersV(one.codes, one.size, other.codes, other.size);
      if (one.ranks !== null && other.ranks !== null) return spearman(one.ranks, other.ranks);
      const [category, number] = one.codes === null ? [other, one] : [one, other];
      if (category.codes === null || number.values === null) throw new Error('A vector is levels or values.');
      return correlationRatio(category.codes, category.size, number.values);
    }),
};

/**
 * Bias-corrected Cramér's V: phi~^2 = max(0, chi^2 / n - (r - 1)(k - 1) / (n - 1)), V = sqrt(phi~^2 / min(r~ - 1, k~ - 1))
 * with r~ = r - (r - 1)^2 / (n - 1) and k~ likewise. Source: Bergsma, "A bias-correction for Cramér's V and Tschuprow's
 * T", Journal of the Korean Statistical Society 42 (2013), p. 325. Levels that occur only.
 */
export function cramersV(one: Int32Array, oneSize: number, other: Int32Array, otherSize: number): Found {
  const table = new Float64Array(oneSize * otherSize);
  let n = 0;
  for (let row = 0; row < one.length; row++) {
    if (one[row] < 0 || other[row] < 0) continue;
    table[one[row] * otherSize + other[row]]++;
    n++;
  }
  const rows = new Float64Array(oneSize);
  const columns = new Float64Array(otherSize);
  table.forEach((count, cell) => {
    rows[Math.floor(cell / otherSize)] += count;
    columns[cell % otherSize] += count;
  });
  const r = rows.filter((count) => count > 0).length;
  const k = columns.filter((count) => count > 0).length;
  let sum = 0;
  table.forEach((count, cell) => {
    if (count > 0) sum += (count * count) / (rows[Math.floor(cell / otherSize)] * columns[cell % otherSize]);
  });
  const corrected = Math.max(0, sum - 1 - ((r - 1) * (k - 1)) / (n - 1));
  const least = Math.min(r - (r - 1) ** 2 / (n - 1), k - (k - 1) ** 2 / (n - 1)) - 1;
  const strength = r < 2 || k < 2 || least <= 0 ? NaN : Math.min(1, Math.sqrt(corrected / least));
  return { measure: 'cramers-v', strength, direction: 0, rows: n };
}

/** Spearman's rho: Pearson's correlation of the mid-ranks (of all rows with a value), in rows with both. */
export function spearman(one: Float64Array, other: Float64Array): Found {
  let [n, sx, sy] = [0, 0, 0];
  for (let row = 0; row < one.length; row++) {
    if (Number.isNaN(one[row]) || Number.isNaN(other[row])) continue;
    n++;
    sx += one[row];
    sy += other[row];
  }
  const [mx, my] = [sx / n, sy / n];
  let [xx, yy, xy] = [0, 0, 0];
  for (let row = 0; row < one.length; row++) {
    if (Number.isNaN(one[row]) || Number.isNaN(other[row])) continue;
    const dx = one[row] - mx;
    const dy = other[row] - my;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  const rho = n < 2 || xx === 0 || yy === 0 ? NaN : Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
  const direction = Number.isNaN(rho) || rho === 0 ? 0 : rho < 0 ? -1 : 1;
  return { measure: 'spearman', strength: Math.abs(rho), direction, rows: n };
}

/**
 * Correlation ratio eta = sqrt(between-class sum of squares / total sum of squares). Source: Fisher, "Statistical
 * Methods for Research Workers", 1925, section 45. No bias correction: levels of few rows raise it.
 */
export function correlationRatio(codes: Int32Array, size: number, values: Float64Array): Found {
  const sums = new Float64Array(size);
  const counts = new Float64Array(size);
  let [n, total] = [0, 0];
  for (let row = 0; row < codes.length; row++) {
    if (codes[row] < 0 || Number.isNaN(values[row])) continue;
    sums[codes[row]] += values[row];
    counts[codes[row]]++;
    total += values[row];
    n++;
  }
  const mean = total / n;
  let squares = 0;
  for (let row = 0; row < codes.length; row++)
    if (codes[row] >= 0 && !Number.isNaN(values[row])) squares += (values[row] - mean) ** 2;
  let between = 0;
  let levels = 0;
  counts.forEach((count, level) => {
    if (count === 0) return;
    levels++;
    between += count * (sums[level] / count - mean) ** 2;
  });
  const strength = levels < 2 || squares === 0 ? NaN : Math.min(1, Math.sqrt(between / squares));
  return { measure: 'correlation-ratio', strength, direction: 0, rows: n };
}
