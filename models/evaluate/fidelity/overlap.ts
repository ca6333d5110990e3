/** How much two samples overlap in a table of cells: the kernel of accuracy, TVComplement and ContingencySimilarity. */
import { jackknifeGroups } from '../interval.ts';
import type { Span } from '../align.ts';

/** A local name: imported bindings are slow in the loops below when a test runner rewrites modules. */
const groupCount = jackknifeGroups;

/** One axis of a table of cells; plain data over shared memory. */
export interface Axis {
  /** Row -> cell on this axis, 0 .. size - 1; -1 leaves the row out. */
  readonly codes: Int32Array | Uint8Array;
  readonly size: number;
}

/** The rows that are compared, posted with each task. */
export interface Comparison {
  readonly train: Span;
  readonly holdout: Span;
  readonly synthetic: Span;
  /** Row -> jackknife group. */
  readonly groups: Uint8Array;
}

/** Positions in the numbers that `overlap` writes. */
export const overlapAt = {
  /** 1 - 1/2 sum |p - q|, training against synthetic rows. */
  synthetic: 0,
  /** The same, training against holdout rows. */
  holdout: 1,
  /** The same, training and holdout rows together against synthetic rows. */
  pooled: 2,
  /**
   * 1 - 1/2 sum sqrt(2/pi p (1 - p) (1/n + 1/m)): what two samples of one law, as large as the training and the
   * synthetic table, are expected to have (p from training and holdout).
   */
  expected: 3,
  /** The same for training and holdout rows together against synthetic rows (mostlyai-qa's `accuracy_max`). */
  expectedPooled: 4,
  /** The first of `jackknifeGroups` values as `synthetic`, each with one group of rows left out. */
  leftOut: 5,
} as const;

/** Numbers written for one table of cells. */
export const overlapWidth = overlapAt.leftOut + groupCount;

/** Largest table that is counted as an array; beyond it the cells that occur are numbered first. Ours: 4 MB of counters. */
const denseCells = 32768;

/** Scratch memory of `overlap`; make one for many calls. */
export interface Scratch {
  /** Cell x group counters of training, holdout and synthetic rows. */
  counts: [Int32Array, Int32Array, Int32Array];
}

/** Empty scratch memory; it grows as needed. */
export function scratch(): Scratch {
  return { counts: [new Int32Array(0), new Int32Array(0), new Int32Array(0)] };
}

/**
 * Counts the cells of `axes` (one to three) in the three tables and writes `overlapWidth` numbers to `out` at `at`; NaN
 * where a table has no row. Cost: one pass over the rows plus `jackknifeGroups` passes over the cells.
 */
export function overlap(
  axes: readonly Axis[],
  rows: Comparison,
  memory: Scratch,
  out: Float64Array,
  at: number,
): void {
  const cells = axes.reduce((product, { size }) => product * size, 1);
  const spans = [rows.train, rows.holdout, rows.synthetic];
  let used = cells;
  if (cells <= denseCells) {
    spans.forEach((span, part) => {
      memory.counts[part] = cleared(memory.counts[part], cells * groupCount);
      countDense(axes, span, rows.groups, memory.counts[part]);
    });
  } else {
    const cellOf = new Map<number, number>();
    const numbered = spans.map((span) => numberCells(axes, span, cellOf));
    used = cellOf.size;
    spans.forEach((span, part) => {
      memory.counts[part] = cleared(memory.counts[part], used * groupCount);
      const counts = memory.counts[part];
      numbered[part].forEach((cell, index) => {
        if (cell >= 0) counts[cell * groupCount + rows.groups[span.start + index]]++;
      });
    });
  }
  compare(memory.counts, used, out, at);
}

function cleared(counts: Int32Array, length: number): Int32Array {
  if (counts.length < length) return new Int32Array(Math.ceil(length * 1.5));
  counts.fill(0, 0, length);
  return counts;
}

function countDense(
  axes: readonly Axis[],
  { start, end }: Span,
  groups: Uint8Array,
  counts: Int32Array,
): void {
  const [a, b, c] = axes;
  if (c !== undefined) {
    const step = c.size;
    const stride = b.size * step;
    for (let row = start; row < end; row++) {
      const cell = a.codes[row] * stride + b.codes[row] * step + c.codes[row];
      counts[cell * groupCount + groups[row]]++;
    }
  } else if (b !== undefined) {
    for (let row = start; row < end; row++) {
      counts[(a.codes[row] * b.size + b.codes[row]) * groupCount + groups[row]]++;
    }
  } else {
    for (let row = start; row < end; row++) {
      if (a.codes[row] >= 0) counts[a.codes[row] * groupCount + groups[row]]++;
    }
  }
}

function numberCells(axes: readonly Axis[], { start, end }: Span, cellOf: Map<number, number>): Int32Array {
  const numbered = new Int32Array(end - start);
  for (let row = start; row < end; row++) {
    let key = 0;
    for (const { codes, size } of axes) key = codes[row] < 0 || key < 0 ? -1 : key * size + codes[row];
    if (key < 0) {
      numbered[row - start] = -1;
      continue;
    }
    let cell = cellOf.get(key);
    if (cell === undefined) {
      cell = cellOf.size;
      cellOf.set(key, cell);
    }
    numbered[row - start] = cell;
  }
  return numbered;
}

function compare(
  [train, holdout, synthetic]: Scratch['counts'],
  cells: number,
  out: Float64Array,
  at: number,
): void {
  const trainBy = totals(train, cells);
  const syntheticBy = totals(synthetic, cells);
  const n = sum(trainBy);
  const m = sum(syntheticBy);
  const h = sum(totals(holdout, cells));
  const scale = Math.sqrt((2 / Math.PI) * (1 / n + 1 / m));
  const pooledScale = Math.sqrt((2 / Math.PI) * (1 / (n + h) + 1 / m));
  const leftOut = new Float64Array(groupCount);
  let toSynthetic = 0;
  let toHoldout = 0;
  let toPooled = 0;
  let expected = 0;
  for (let cell = 0; cell < cells; cell++) {
    const first = cell * groupCount;
    let a = 0;
    let b = 0;
    let c = 0;
    for (let group = 0; group < groupCount; group++) {
      a += train[first + group];
      b += synthetic[first + group];
      c += holdout[first + group];
    }
    if (a + b + c === 0) continue;
    toSynthetic += Math.abs(a / n - b / m);
    toHoldout += Math.abs(a / n - c / h);
    const p = (a + c) / (n + h);
    toPooled += Math.abs(p - b / m);
    expected += Math.sqrt(p * (1 - p));
    for (let group = 0; group < groupCount; group++) {
      const rest = (a - train[first + group]) / (n - trainBy[group]);
      leftOut[group] += Math.abs(rest - (b - synthetic[first + group]) / (m - syntheticBy[group]));
    }
  }
  out[at + overlapAt.synthetic] = n > 0 && m > 0 ? similarity(toSynthetic) : NaN;
  out[at + overlapAt.holdout] = n > 0 && h > 0 ? similarity(toHoldout) : NaN;
  out[at + overlapAt.pooled] = n + h > 0 && m > 0 ? similarity(toPooled) : NaN;
  out[at + overlapAt.expected] = n > 0 && m > 0 ? similarity(scale * expected) : NaN;
  out[at + overlapAt.expectedPooled] = n + h > 0 && m > 0 ? similarity(pooledScale * expected) : NaN;
  for (let group = 0; group < groupCount; group++)
    out[at + overlapAt.leftOut + group] = similarity(leftOut[group]);
}

function totals(counts: Int32Array, cells: number): Float64Array {
  const byGroup = new Float64Array(groupCount);
  for (let index = 0; index < cells * groupCount; index += groupCount) {
    for (let group = 0; group < groupCount; group++) byGroup[group] += counts[index + group];
  }
  return byGroup;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** 1 - half the distance, kept from falling below 0 by rounding. */
function similarity(distance: number): number {
  return Math.max(0, 1 - distance / 2);
}
