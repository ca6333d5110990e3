/**
 * The dependence of every pair of columns in the three tables, side by side, as data for a chart: Pearson's correlation
 * for two numbers, else Cramér's V on the bins of accuracy.ts. The finding is the mean absolute difference.
 */
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { type Aligned, type AlignedColumn, lengthOf, type Span } from '../align.ts';
import { jackknifeRows } from '../interval.ts';
import {
  type Measured,
  type Metric,
  finding,
  meanOfDefined,
  nothingToCompare,
  unmeasured,
} from '../metric.ts';
import { binColumn, binsPayload } from './bins.ts';
import { association, pearson } from './dependence.ts';
import type { Axis } from './overlap.ts';
import { subsetOf } from './subset.ts';

/** A symmetric matrix by rows; null where undefined (a constant column) and on the diagonal. */
export type Matrix = readonly (readonly (number | null)[])[];

export interface CorrelationsDetails {
  readonly columns: readonly string[];
  /** True for columns of numbers: a pair of these has Pearson's correlation (-1 to 1), others Cramér's V (0 to 1). */
  readonly isNumber: readonly boolean[];
  readonly real: Matrix;
  readonly synthetic: Matrix;
  readonly holdout: Matrix | null;
}

/** Columns shown; ours: what a page can hold. */
const mostColumns = 40;

/** Rows of each table; ours: the error of a correlation is then below 0.01. */
const mostRows = 20_000;

export const correlations: Metric<'correlations', CorrelationsDetails> = {
  name: 'correlations',
  range: [0, 2],
  better: 'lower',
  source: 'Pearson; Cramér, Mathematical Methods of Statistics (1946), p. 282',
  measure: measureCorrelations,
};

async function measureCorrelations(
  whole: Aligned,
  run: Run,
): Promise<Measured<'correlations', CorrelationsDetails>> {
  checkCancel(run.cancel);
  const nothing = whole.columns.length === 1 ? 'There is only one modelled column.' : nothingToCompare(whole);
  if (nothing !== null) {
    const details = { columns: [], isNumber: [], real: [], synthetic: [], holdout: null };
    return { findings: { correlations: unmeasured(nothing) }, details, note: null };
  }
  const { aligned, sampled } = subsetOf(whole, mostRows, 'correlations');
  const columns = aligned.columns.slice(0, mostColumns);
  const axes = await Promise.all(
    columns.map((column) => run.pool.run(binColumn, binsPayload(aligned, column))),
  );
  const groups = jackknifeRows(aligned.rowCount, aligned.seed);
  const of = (span: Span): Promise<Matrix> =>
    run.pool.run(correlationMatrix, { columns, axes, span, groups });
  const held = lengthOf(aligned.holdout) > 0;
  const [real, synthetic, holdout] = await Promise.all([
    of(aligned.train),
    of(aligned.synthetic),
    held ? of(aligned.holdout) : null,
  ]);
  return {
    findings: {
      correlations: finding(
        {
          value: differenceOf(real, synthetic),
          interval: null,
          reference: holdout === null ? null : differenceOf(real, holdout),
          better: 'lower',
        },
        'No pair of columns has a defined correlation in both tables.',
      ),
    },
    details: {
      columns: columns.map(({ name }) => name),
      isNumber: columns.map(({ form }) => form === 'number'),
      real,
      synthetic,
      holdout,
    },
    note: noteOf(sampled, whole.columns.length > mostColumns),
  };
}

function noteOf(sampled: boolean, cut: boolean): string | null {
  const notes = [
    sampled
      ? `Correlations were taken from at most ${mostRows.toLocaleString('en')} random rows of each table.`
      : null,
    cut ? `Correlations are shown for the first ${mostColumns} columns.` : null,
  ].filter((note) => note !== null);
  return notes.length === 0 ? null : notes.join(' ');
}

function differenceOf(a: Matrix, b: Matrix): number {
  return meanOfDefined(
    a.flatMap((line, row) =>
      line.slice(0, row).map((value, column) => Math.abs((value ?? NaN) - (b[row][column] ?? NaN))),
    ),
  );
}

interface MatrixPayload {
  readonly columns: readonly AlignedColumn[];
  readonly axes: readonly Axis[];
  readonly span: Span;
  readonly groups: Uint8Array;
}

export const correlationMatrix: Task<MatrixPayload, Matrix> = {
  name: 'evaluate.correlations',
  work: ({ columns, axes, span, groups }, cancel) => {
    const matrix = columns.map(() => new Array<number | null>(columns.length).fill(null));
    columns.forEach((a, row) => {
      checkCancel(cancel);
      columns.slice(0, row).forEach((b, column) => {
        const value =
          a.form === 'number' && b.form === 'number'
            ? pearson(a.values, b.values, span, groups)[0]
            : association(axes[row], axes[column], span);
        matrix[row][column] = Number.isNaN(value) ? null : Math.round(value * 1e4) / 1e4;
        matrix[column][row] = matrix[row][column];
      });
    });
    return matrix;
  },
};
