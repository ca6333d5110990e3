/** Which column a model is trained to predict, when nobody has said so, and its values as classes or numbers. */
import type { Run } from '../../run/run.ts';
import { type Aligned, lengthOf } from '../align.ts';
import { sampleRows } from '../privacy/sample.ts';
import { boostRows } from './boostRows.ts';
import { type Feature, featureOf, type Outcome } from './boosting.ts';
import { macroAucOf, aucOf } from './score.ts';

/** Classes a target may have; ours: beyond it every class has few rows and the macro average is noise. */
const mostClasses = 10;

/** Smallest share of the training rows that a class of a proposed target has; ours. */
const leastShare = 0.02;

/** Training rows used to compare candidates, half to fit and half to judge; ours. */
const proposalRows = 4_000;

/** A column that others predict better than this repeats them, and is no question; ours. */
const repeats = 0.999;

/** The target's values, over shared memory. */
export interface Target {
  /** Column index. */
  readonly column: number;
  readonly outcome: Outcome;
  /** Row -> class or value; NaN where missing, or a class that the training rows do not have. */
  readonly values: Float64Array;
  /** Why this column, as a sentence. */
  readonly why: string;
}

/** Classes of a column in the training rows: category level, or number when there are only two; null when it is a number. */
export function targetOf(aligned: Aligned, column: number, why: string): Target | null {
  const { train, columns, rowCount } = aligned;
  const chosen = columns[column];
  const cells: ArrayLike<number> = chosen.form === 'number' ? chosen.values : chosen.codes;
  const absent = (row: number): boolean =>
    Number.isNaN(cells[row]) || (chosen.form === 'category' && cells[row] < 0);
  const classOf = new Map<number, number>();
  for (let row = train.start; row < train.end; row++) {
    if (absent(row) || classOf.has(cells[row])) continue;
    classOf.set(cells[row], classOf.size);
    if (chosen.form === 'number' && classOf.size > 2) break;
  }
  if (classOf.size < 2) return null;
  const isNumber = chosen.form === 'number' && classOf.size > 2;
  const values = new Float64Array(new SharedArrayBuffer(rowCount * 8));
  // Classes in order of value, so that which one is "1" does not hang on the order of rows.
  if (!isNumber) [...classOf.keys()].sort((a, b) => a - b).forEach((cell, label) => classOf.set(cell, label));
  for (let row = 0; row < rowCount; row++) {
    if (absent(row)) values[row] = NaN;
    else values[row] = isNumber ? cells[row] : (classOf.get(cells[row]) ?? NaN);
  }
  return {
    column,
    outcome: isNumber ? { form: 'number' } : { form: 'classes', classes: classOf.size },
    values,
    why,
  };
}

/** Row numbers of `rows` where the target has a value. */
export function withTarget({ values }: Target, rows: Int32Array): Int32Array {
  return rows.filter((row) => !Number.isNaN(values[row]));
}

/** Every column but the target, as features. */
export function featuresFor({ columns }: Aligned, target: Target): readonly Feature[] {
  return columns.filter((_, index) => index !== target.column).map(featureOf);
}

/**
 * The last column when it has two to ten classes (where most tables keep it), else the column of two to ten classes that
 * the others predict best without repeating it, else the last column that varies; null when none does.
 */
export async function proposeTarget(aligned: Aligned, run: Run): Promise<Target | null> {
  const last = aligned.columns.length - 1;
  if (hasClasses(aligned, last)) return targetOf(aligned, last, 'It is the last column and has few classes.');
  const candidates = aligned.columns
    .map((_, column) => column)
    .filter((column) => hasClasses(aligned, column));
  const judged = await Promise.all(candidates.map((column) => predictability(aligned, column, run)));
  const best = judged
    .map((score, index) => ({ score, column: candidates[index] }))
    .filter(({ score }) => score < repeats)
    .sort((a, b) => b.score - a.score || b.column - a.column)[0];
  if (best !== undefined) {
    return targetOf(aligned, best.column, 'Of the columns with few classes, the others predict it best.');
  }
  for (let column = last; column >= 0; column--) {
    const target = targetOf(aligned, column, 'It is the last column that varies.');
    if (target !== null && (target.outcome.form === 'number' || target.outcome.classes <= mostClasses))
      return target;
  }
  return null;
}

function hasClasses(aligned: Aligned, column: number): boolean {
  const target = targetOf(aligned, column, '');
  if (target === null || target.outcome.form === 'number' || target.outcome.classes > mostClasses)
    return false;
  const counts = new Float64Array(target.outcome.classes);
  for (let row = aligned.train.start; row < aligned.train.end; row++) {
    if (!Number.isNaN(target.values[row])) counts[target.values[row]]++;
  }
  return Math.min(...counts) >= leastShare * lengthOf(aligned.train);
}

/** AUC of a small booster on training rows that it was not fitted on; -1 when undefined. */
async function predictability(aligned: Aligned, column: number, run: Run): Promise<number> {
  const target = targetOf(aligned, column, '');
  if (target === null || target.outcome.form === 'number') return -1;
  const sampled = sampleRows(aligned.train, proposalRows, [aligned.seed, 'evaluate', 'target']);
  const rows = withTarget(target, sampled);
  const predicted = rows.filter((_, index) => index % 2 === 1);
  const { predictions } = await run.pool.run(boostRows, {
    features: featuresFor(aligned, target),
    outcome: target.outcome,
    target: target.values,
    rows: rows.filter((_, index) => index % 2 === 0),
    predicted,
    settings: { rounds: 20 },
    seed: aligned.seed,
  });
  const labels = Float64Array.from(predicted, (row) => target.values[row]);
  const { classes } = target.outcome;
  const score = classes === 2 ? aucOf(predictions, labels) : macroAucOf(predictions, labels, classes);
  return Number.isNaN(score.value) ? -1 : score.value;
}
