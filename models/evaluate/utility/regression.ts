/**
 * One regression fitted on training and on synthetic rows, and how far its coefficients' 95 % intervals overlap
 * (`compare.fit.synds` of synthpop 1.9, `R/compare.syn.r`; Karr et al., The American Statistician 60 (2006), p. 226):
 * J = 1/2 (overlap / width real + overlap / width synthetic), 1 for equal intervals, negative when they are apart.
 * Numbers enter standardised by the training rows' mean and standard deviation, categories as one term a level against the
 * most frequent one. Linear for numbers, logistic for two classes; more classes become the most frequent against the rest.
 */
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { type Aligned, lengthOf, type Span } from '../align.ts';
import { sliceAxis } from '../fidelity/sliceAxes.ts';
import {
  type Measured,
  type Metric,
  finding,
  meanOfDefined,
  nothingToCompare,
  unmeasured,
} from '../metric.ts';
import { jackknife } from '../interval.ts';
import { sampleRows } from '../privacy/sample.ts';
import { type Design, type Family, regress } from './glm.ts';
import { proposeTarget, type Target, targetOf } from './target.ts';

/** A model to compare; null lets the measure choose: `proposeTarget`, and all other columns. */
export interface Formula {
  readonly target: string | null;
  readonly predictors: readonly string[] | null;
}

export interface Estimate {
  readonly value: number;
  readonly interval: readonly [low: number, high: number];
}

/** A coefficient in both tables; per standard deviation of a number, against the most frequent level of a category. */
export interface Coefficient {
  readonly term: string;
  readonly real: Estimate;
  readonly synthetic: Estimate;
  readonly overlap: number;
  /** (synthetic - real) / standard error in the training rows. */
  readonly standardisedDifference: number;
}

export interface RegressionDetails {
  readonly target: string | null;
  readonly family: Family | null;
  /** In order of terms; those that a table cannot tell (no variation, linear dependence) are left out. */
  readonly coefficients: readonly Coefficient[];
}

/** Rows of each table; ours. */
const mostRows = 50_000;

/** Rows for each term below which a regression is not fitted; ours, the usual ten events a term. */
const rowsPerTerm = 10;

/** Two-sided 95 % point of the standard normal. */
const z = 1.959963984540054;

/** The measure for a formula. */
export function regressionOf(formula: Formula): Metric<'overlap', RegressionDetails> {
  return {
    name: 'regression',
    range: [-Infinity, 1],
    better: 'higher',
    source: 'synthpop 1.9-2, R/compare.syn.r; Karr et al. 2006, p. 226',
    measure: (aligned, run) => measureRegression(aligned, formula, run),
  };
}

export const regression = regressionOf({ target: null, predictors: null });

async function measureRegression(
  aligned: Aligned,
  formula: Formula,
  run: Run,
): Promise<Measured<'overlap', RegressionDetails>> {
  checkCancel(run.cancel);
  const not = (why: string): Measured<'overlap', RegressionDetails> => ({
    findings: { overlap: unmeasured(why) },
    details: { target: null, family: null, coefficients: [] },
    note: null,
  });
  const nothing = nothingToCompare(aligned);
  if (nothing !== null) return not(nothing);
  if (aligned.columns.length < 2) return not('There is only one modelled column.');
  const named = aligned.columns.findIndex(({ name }) => name === formula.target);
  if (named < 0 && formula.target !== null) return not(`There is no modelled column "${formula.target}".`);
  const target =
    formula.target === null ? await proposeTarget(aligned, run) : targetOf(aligned, named, 'It was chosen.');
  if (target === null) return not('No column is fit to be the outcome of a regression.');
  const outcome = outcomeOf(aligned, target);
  const model = modelOf(aligned, target, formula.predictors);
  const spans = [aligned.train, aligned.synthetic, aligned.holdout];
  // Equal sizes: the width of an interval hangs on the number of rows.
  const size = Math.min(lengthOf(aligned.train), lengthOf(aligned.synthetic), mostRows);
  const [real, synthetic, holdout] = await Promise.all(
    spans.map((span) => {
      const key = [aligned.seed, 'evaluate', 'regression', span.start];
      const rows = sampleRows(span, size, key).filter(
        (row) => !Number.isNaN(outcome.values[row]) && model.isComplete(row),
      );
      if (rows.length < rowsPerTerm * model.termCount) return null;
      const y = Float64Array.from(rows, (row) => outcome.values[row]);
      return run.pool.run(regressionTask, { design: model.designOf(rows), y, family: outcome.family });
    }),
  );
  if (real === null || synthetic === null) {
    return not(
      `One of the tables has fewer than ${rowsPerTerm} complete rows for each of the ${model.termCount} terms.`,
    );
  }
  const coefficients = coefficientsOf(model.names, real, synthetic);
  const overlaps = coefficients.map(({ overlap }) => overlap);
  const value = meanOfDefined(overlaps);
  const reference =
    holdout === null
      ? null
      : meanOfDefined(coefficientsOf(model.names, real, holdout).map(({ overlap }) => overlap));
  return {
    findings: {
      overlap: finding(
        { value, interval: overCoefficients(value, overlaps), reference, better: 'higher' },
        'No coefficient can be told in both tables.',
      ),
    },
    details: { target: aligned.columns[target.column].name, family: outcome.family, coefficients },
    note:
      Math.max(...spans.map(lengthOf)) > size
        ? `Regressions were fitted on ${size.toLocaleString('en')} random rows of each table.`
        : null,
  };
}

/** Interval of a mean over coefficients: leave one coefficient out at a time. */
function overCoefficients(value: number, overlaps: readonly number[]): readonly [number, number] | null {
  const total = overlaps.reduce((sum, overlap) => sum + overlap, 0);
  return jackknife(
    value,
    overlaps.map((overlap) => (total - overlap) / (overlaps.length - 1)),
    [-Infinity, 1],
  );
}

/** The target as 0/1 or as a number. */
function outcomeOf(
  { train }: Aligned,
  { outcome, values }: Target,
): { readonly family: Family; readonly values: Float64Array } {
  if (outcome.form === 'number') return { family: 'linear', values };
  if (outcome.classes === 2) return { family: 'logistic', values };
  const counts = new Float64Array(outcome.classes);
  for (let row = train.start; row < train.end; row++) if (!Number.isNaN(values[row])) counts[values[row]]++;
  const mode = counts.indexOf(Math.max(...counts));
  return {
    family: 'logistic',
    values: values.map((value) => (Number.isNaN(value) ? NaN : value === mode ? 1 : 0)),
  };
}

interface Model {
  readonly names: readonly string[];
  readonly termCount: number;
  readonly isComplete: (row: number) => boolean;
  readonly designOf: (rows: Int32Array) => Design;
}

function modelOf(aligned: Aligned, target: Target, predictors: readonly string[] | null): Model {
  const { columns, train } = aligned;
  const chosen = columns.filter(
    ({ name }, index) => index !== target.column && (predictors === null || predictors.includes(name)),
  );
  const names = ['(intercept)'];
  const entries = chosen.map((column) => {
    const first = names.length;
    if (column.form === 'number') {
      const { mean, deviation } = momentsOf(column.values, train);
      names.push(column.name);
      return {
        termOf: (): number => first,
        valueOf: (row: number): number => (column.values[row] - mean) / deviation,
      };
    }
    const { codes, labels } = sliceAxis(column, train);
    names.push(...labels.slice(1).map((label) => `${column.name} = ${label}`));
    return {
      termOf: (row: number): number => (codes[row] === 0 ? -1 : first + codes[row] - 1),
      valueOf: (): number => 1,
    };
  });
  const width = entries.length + 1;
  return {
    names,
    termCount: names.length,
    isComplete: (row) => entries.every(({ valueOf }) => Number.isFinite(valueOf(row))),
    designOf: (rows) => {
      const terms = new Int32Array(rows.length * width);
      const values = new Float64Array(rows.length * width).fill(1);
      rows.forEach((row, index) =>
        entries.forEach(({ termOf, valueOf }, entry) => {
          terms[index * width + entry + 1] = termOf(row);
          values[index * width + entry + 1] = valueOf(row);
        }),
      );
      return { rowCount: rows.length, width, terms, values, termCount: names.length };
    },
  };
}

/** Of the training rows with a value; the deviation is 1 for a constant column. */
function momentsOf(
  values: Float64Array,
  { start, end }: Span,
): { readonly mean: number; readonly deviation: number } {
  const present = values.slice(start, end).filter((value) => !Number.isNaN(value));
  const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
  const variance = present.reduce((sum, value) => sum + (value - mean) ** 2, 0) / present.length;
  return { mean, deviation: variance > 0 ? Math.sqrt(variance) : 1 };
}

interface Fit {
  readonly coefficients: Float64Array;
  readonly errors: Float64Array;
}

interface RegressionPayload {
  readonly design: Design;
  readonly y: Float64Array;
  readonly family: Family;
}

export const regressionTask: Task<RegressionPayload, Fit> = {
  name: 'evaluate.regression',
  work: ({ design, y, family }, cancel) => {
    const { coefficients, errors } = regress(design, y, family, cancel);
    return { coefficients, errors };
  },
};

function coefficientsOf(names: readonly string[], real: Fit, made: Fit): Coefficient[] {
  return names.flatMap((term, index) => {
    const [a, b] = [real, made].map(({ coefficients, errors }): Estimate => {
      const value = coefficients[index];
      return { value, interval: [value - z * errors[index], value + z * errors[index]] };
    });
    const error = real.errors[index];
    const isTold =
      error > 0 && made.errors[index] > 0 && Number.isFinite(a.interval[1]) && Number.isFinite(b.interval[1]);
    if (!isTold || index === 0) return [];
    return [
      {
        term,
        real: a,
        synthetic: b,
        overlap: overlapOf(a.interval, b.interval),
        standardisedDifference: (b.value - a.value) / error,
      },
    ];
  });
}

/** Mean share of two intervals that is common to both; negative by the gap between them when they are apart. */
export function overlapOf(a: readonly [number, number], b: readonly [number, number]): number {
  const common = Math.min(a[1], b[1]) - Math.max(a[0], b[0]);
  return (common / (a[1] - a[0]) + common / (b[1] - b[0])) / 2;
}
