/**
 * Column Shapes of SDMetrics 0.32.0 (`sdmetrics/reports/single_table/_properties/column_shapes.py`): the mean over
 * columns of KSComplement (numbers, dates) or TVComplement (categories), missing cells left out.
 */
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import type { Aligned, AlignedColumn } from '../align.ts';
import type { Finding } from '../evaluation.ts';
import { jackknife, jackknifeGroups, jackknifeRows } from '../interval.ts';
import {
  type Measured,
  type Metric,
  finding,
  meanOfDefined,
  nothingToCompare,
  unmeasured,
} from '../metric.ts';
import { inOrder } from './order.ts';
import { type Comparison, overlap, overlapAt, overlapWidth, scratch } from './overlap.ts';

export interface ShapesDetails {
  /** Shape of each column, in column order. */
  readonly columns: readonly Finding[];
}

export const shapes: Metric<'shapes', ShapesDetails> = {
  name: 'shapes',
  range: [0, 1],
  better: 'higher',
  source: 'SDMetrics 0.32.0, KSComplement and TVComplement',
  measure: measureShapes,
};

const noValues = 'One of the tables has no value in this column.';

async function measureShapes(aligned: Aligned, run: Run): Promise<Measured<'shapes', ShapesDetails>> {
  const nothing = nothingToCompare(aligned);
  if (nothing !== null) {
    const none = unmeasured(nothing);
    return { findings: { shapes: none }, details: { columns: aligned.columns.map(() => none) }, note: null };
  }
  const { train, holdout, synthetic } = aligned;
  const rows = { train, holdout, synthetic, groups: jackknifeRows(aligned.rowCount, aligned.seed) };
  const each = await Promise.all(
    aligned.columns.map((column) => run.pool.run(shapeOfColumn, { column, rows })),
  );
  const columns = each.map(({ value, reference, leftOut }) =>
    finding({ value, reference, interval: jackknife(value, leftOut, [0, 1]), better: 'higher' }, noValues),
  );
  const value = meanOfDefined(each.map((shape) => shape.value));
  const leftOut = Array.from({ length: jackknifeGroups }, (_, group) =>
    meanOfDefined(each.map((shape) => shape.leftOut[group])),
  );
  const reference = meanOfDefined(each.map((shape) => shape.reference));
  const shape = finding(
    { value, reference, interval: jackknife(value, leftOut, [0, 1]), better: 'higher' },
    noValues,
  );
  return { findings: { shapes: shape }, details: { columns }, note: null };
}

/** Shape of one column; NaN where a table has no value. */
export interface Shape {
  readonly value: number;
  /** Training against holdout rows. */
  readonly reference: number;
  /** `value` with one jackknife group of rows left out. */
  readonly leftOut: Float64Array;
}

interface ShapePayload {
  readonly column: AlignedColumn;
  readonly rows: Comparison;
}

export const shapeOfColumn: Task<ShapePayload, Shape> = {
  name: 'evaluate.shape',
  work: ({ column, rows }, cancel) => {
    checkCancel(cancel);
    if (column.form === 'category') {
      const out = new Float64Array(overlapWidth);
      overlap([{ codes: column.codes, size: column.levels.length }], rows, scratch(), out, 0);
      return {
        value: out[overlapAt.synthetic],
        reference: out[overlapAt.holdout],
        leftOut: out.slice(overlapAt.leftOut),
      };
    }
    const [train, holdout, synthetic] = [rows.train, rows.holdout, rows.synthetic].map((span) =>
      inOrder(column.values, span),
    );
    return numberShape(column.values, { train, holdout, synthetic }, rows.groups);
  },
};

/** Rows of the three tables, each in ascending order of a column's values. */
export interface OrderedRows {
  readonly train: Int32Array;
  readonly holdout: Int32Array;
  readonly synthetic: Int32Array;
}

/** KSComplement of a column of numbers. */
export function numberShape(values: Float64Array, rows: OrderedRows, groups: Uint8Array): Shape {
  const distances = kolmogorovSmirnov(values, rows.train, rows.synthetic, groups);
  const [reference] = kolmogorovSmirnov(values, rows.train, rows.holdout, groups);
  return {
    value: 1 - distances[0],
    reference: 1 - reference,
    leftOut: distances.slice(1).map((distance) => 1 - distance),
  };
}

/** Decimals that KSComplement keeps (`MAX_DECIMALS = sys.float_info.dig - 1`). */
const decimals = 1e14;

/** Beyond this a double has no 14th decimal to round. */
const roundedBelow = Number.MAX_SAFE_INTEGER / decimals;

function rounded(value: number): number {
  return Math.abs(value) < roundedBelow ? Math.round(value * decimals) / decimals : value;
}

/**
 * Two-sample Kolmogorov-Smirnov distance sup |F_a - F_b| (element 0), and the same with each group of rows left out
 * (elements 1 ..); NaN where a sample is empty.
 * @param rowsA rows of one sample in ascending order of `values` @param rowsB rows of the other, likewise
 */
export function kolmogorovSmirnov(
  values: Float64Array,
  rowsA: Int32Array,
  rowsB: Int32Array,
  groups: Uint8Array,
): Float64Array {
  const distances = new Float64Array(1 + jackknifeGroups).fill(NaN);
  if (rowsA.length === 0 || rowsB.length === 0) return distances;
  const sizeA = sizesByGroup(rowsA, groups);
  const sizeB = sizesByGroup(rowsB, groups);
  const seenA = new Float64Array(1 + jackknifeGroups);
  const seenB = new Float64Array(1 + jackknifeGroups);
  distances.fill(0);
  let i = 0;
  let j = 0;
  while (i < rowsA.length && j < rowsB.length) {
    const at = Math.min(rounded(values[rowsA[i]]), rounded(values[rowsB[j]]));
    for (; i < rowsA.length && rounded(values[rowsA[i]]) === at; i++) count(seenA, groups[rowsA[i]]);
    for (; j < rowsB.length && rounded(values[rowsB[j]]) === at; j++) count(seenB, groups[rowsB[j]]);
    for (let slot = 0; slot < distances.length; slot++) {
      const restA = slot === 0 ? seenA[0] : seenA[0] - seenA[slot];
      const restB = slot === 0 ? seenB[0] : seenB[0] - seenB[slot];
      const sizeOfA = slot === 0 ? sizeA[0] : sizeA[0] - sizeA[slot];
      const sizeOfB = slot === 0 ? sizeB[0] : sizeB[0] - sizeB[slot];
      const distance = Math.abs(restA / sizeOfA - restB / sizeOfB);
      if (!(distance <= distances[slot])) distances[slot] = distance;
    }
  }
  return distances;
}

function count(seen: Float64Array, group: number): void {
  seen[0]++;
  seen[group + 1]++;
}

function sizesByGroup(rows: Int32Array, groups: Uint8Array): Float64Array {
  const sizes = new Float64Array(1 + jackknifeGroups);
  for (const row of rows) count(sizes, groups[row]);
  return sizes;
}
