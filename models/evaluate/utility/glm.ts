/**
 * Linear and logistic regression by iteratively reweighted least squares on sparse rows. Source: McCullagh & Nelder,
 * Generalized Linear Models, 2nd ed. 1989, section 2.5; linear dependence is dropped as R's `glm` does (later terms go).
 */
import { checkCancel } from '../../run/run.ts';

/**
 * A design matrix whose rows have few entries: row r has `width` terms, the w-th being term `terms[r * width + w]` with
 * value `values[r * width + w]`. Term 0 is the intercept by custom. A term of -1 is no entry.
 */
export interface Design {
  readonly rowCount: number;
  readonly width: number;
  readonly terms: Int32Array;
  readonly values: Float64Array;
  /** Number of distinct terms. */
  readonly termCount: number;
}

export interface Regression {
  /** Term -> coefficient; 0 for a dropped term. */
  readonly coefficients: Float64Array;
  /** Term -> standard error; NaN for a dropped term. */
  readonly errors: Float64Array;
  /** Terms that were kept. */
  readonly rank: number;
  /** Row -> fitted mean. */
  readonly fitted: Float64Array;
  readonly converged: boolean;
}

export type Family = 'linear' | 'logistic';

/** Relative change of the deviance at which the steps end. R: glm.control epsilon. */
const settled = 1e-8;

/** Share of a term's own sum of squares that is left once earlier terms are taken out, below which it is dropped. */
const dependent = 1e-9;

/** Most steps. R: glm.control maxit. */
const mostSteps = 25;

/** Fits y (0/1 for logistic) on `design`. Cost: rows x width^2 + terms^3 a step. */
export function regress(design: Design, y: Float64Array, family: Family, cancel: Int32Array): Regression {
  const { termCount, rowCount } = design;
  const linear = new Float64Array(rowCount);
  const weights = new Float64Array(rowCount);
  const working = new Float64Array(rowCount);
  let coefficients: Float64Array = new Float64Array(termCount);
  let solved: Solved = { solution: coefficients, lower: new Float64Array(0), kept: [] };
  let deviance = Infinity;
  let converged = false;
  for (let step = 0; step < mostSteps && !converged; step++) {
    checkCancel(cancel);
    linearOf(design, coefficients, linear);
    workOn(linear, y, family, weights, working);
    solved = solve(design, weights, working);
    coefficients = solved.solution;
    linearOf(design, coefficients, linear);
    const next = devianceOf(linear, y, family);
    converged = family === 'linear' || Math.abs(next - deviance) <= settled * (Math.abs(next) + 0.1);
    deviance = next;
  }
  const scale = family === 'linear' ? deviance / Math.max(1, rowCount - solved.kept.length) : 1;
  return {
    coefficients,
    errors: inverseDiagonal(solved, termCount).map((value) => Math.sqrt(value * scale)),
    rank: solved.kept.length,
    fitted: linear.map((value) => (family === 'linear' ? value : 1 / (1 + Math.exp(-value)))),
    converged,
  };
}

/** Weights and working responses of a step from the linear predictions `linear`. */
function workOn(
  linear: Float64Array,
  y: Float64Array,
  family: Family,
  weights: Float64Array,
  working: Float64Array,
): void {
  for (let row = 0; row < linear.length; row++) {
    const mean = family === 'linear' ? linear[row] : 1 / (1 + Math.exp(-linear[row]));
    weights[row] = family === 'linear' ? 1 : Math.max(mean * (1 - mean), 1e-10);
    working[row] = linear[row] + (y[row] - mean) / weights[row];
  }
}

function linearOf(
  { rowCount, width, terms, values }: Design,
  coefficients: Float64Array,
  out: Float64Array,
): void {
  for (let row = 0; row < rowCount; row++) {
    let sum = 0;
    for (let at = row * width; at < (row + 1) * width; at++) {
      if (terms[at] >= 0) sum += values[at] * coefficients[terms[at]];
    }
    out[row] = sum;
  }
}

function devianceOf(linear: Float64Array, y: Float64Array, family: Family): number {
  let sum = 0;
  for (let row = 0; row < linear.length; row++) {
    const value = linear[row];
    if (family === 'linear') sum += (y[row] - value) ** 2;
    else sum += 2 * (Math.max(value, 0) - value * y[row] + Math.log1p(Math.exp(-Math.abs(value))));
  }
  return sum;
}

interface Solved {
  readonly solution: Float64Array;
  /** Cholesky's factor of X'WX by rows, on the kept terms. */
  readonly lower: Float64Array;
  /** Terms that do not depend on earlier ones, ascending. */
  readonly kept: readonly number[];
}

/** X'WX by rows (lower triangle) and X'Wz. */
interface Normal {
  readonly matrix: Float64Array;
  readonly right: Float64Array;
}

/** Weighted least squares. */
function solve(design: Design, weights: Float64Array, working: Float64Array): Solved {
  const normal = emptyNormal(design);
  addRows(normal, design, weights, working, 1, null);
  return solveNormal(normal, null);
}

function emptyNormal({ termCount: k }: Design): Normal {
  return { matrix: new Float64Array(k * k), right: new Float64Array(k) };
}

/** Adds `times` each row; with `only` those of one group. */
function addRows(
  { matrix, right }: Normal,
  { rowCount, width, terms, values }: Design,
  weights: Float64Array,
  working: Float64Array,
  times: 1 | -1,
  only: { readonly groups: Uint8Array; readonly group: number } | null,
): void {
  const k = right.length;
  const own = new Int32Array(width);
  const entries = new Float64Array(width);
  for (let row = 0; row < rowCount; row++) {
    if (only !== null && only.groups[row] !== only.group) continue;
    let count = 0;
    for (let at = row * width; at < (row + 1) * width; at++) {
      if (terms[at] < 0) continue;
      own[count] = terms[at];
      entries[count++] = values[at];
    }
    const weight = times * weights[row];
    // The entries of a row are in ascending order of terms, so that the lower triangle is filled.
    for (let a = 0; a < count; a++) {
      const part = weight * entries[a];
      right[own[a]] += part * working[row];
      const line = own[a] * k;
      for (let b = 0; b <= a; b++) matrix[line + own[b]] += part * entries[b];
    }
  }
}

/**
 * Cholesky's decomposition in place of `matrix`, leaving out terms that depend on earlier ones. `whole` is the diagonal that
 * rows were taken from: what is left of a term by rounding alone counts as nothing.
 */
function solveNormal({ matrix: lower, right }: Normal, whole: Float64Array | null): Solved {
  const k = right.length;
  const kept = new Uint8Array(k);
  for (let j = 0; j < k; j++) {
    const own = lower[j * k + j];
    for (let i = 0; i < j; i++) {
      if (kept[i] === 0) {
        lower[j * k + i] = 0;
        continue;
      }
      let sum = lower[j * k + i];
      for (let t = 0; t < i; t++) sum -= lower[j * k + t] * lower[i * k + t];
      lower[j * k + i] = sum / lower[i * k + i];
    }
    let rest = own;
    for (let t = 0; t < j; t++) rest -= lower[j * k + t] ** 2;
    const least = dependent * (whole === null ? 0 : whole[j]);
    if (own > least && rest > dependent * own) {
      kept[j] = 1;
      lower[j * k + j] = Math.sqrt(rest);
    }
  }
  const at = [...kept.keys()].filter((term) => kept[term] === 1);
  return { solution: back(lower, at, right), lower, kept: at };
}

/** A regression without the rows of one group. */
export interface LeftOut {
  readonly rank: number;
  /** Row -> fitted mean, for the rows of the group too. */
  readonly fitted: Float64Array;
}

/**
 * Logistic fits that leave out one group of rows each, by one Newton step from `start`, the coefficients of the fit to all
 * rows; its error is of second order. `groups` row -> group, 0 .. groupCount - 1. The sums over all rows are taken once and
 * each group's are subtracted. Cost: rows x width^2 + groups x terms^3.
 */
export function leaveGroupsOut(
  design: Design,
  y: Float64Array,
  groups: Uint8Array,
  groupCount: number,
  start: Float64Array,
  cancel: Int32Array,
): readonly LeftOut[] {
  const { rowCount, termCount: k } = design;
  const linear = new Float64Array(rowCount);
  const weights = new Float64Array(rowCount);
  const working = new Float64Array(rowCount);
  linearOf(design, start, linear);
  workOn(linear, y, 'logistic', weights, working);
  const all = emptyNormal(design);
  addRows(all, design, weights, working, 1, null);
  const whole = Float64Array.from({ length: k }, (_, term) => all.matrix[term * k + term]);
  return Array.from({ length: groupCount }, (_, group) => {
    checkCancel(cancel);
    const rest = { matrix: all.matrix.slice(), right: all.right.slice() };
    addRows(rest, design, weights, working, -1, { groups, group });
    const { solution, kept } = solveNormal(rest, whole);
    linearOf(design, solution, linear);
    return { rank: kept.length, fitted: linear.map((value) => 1 / (1 + Math.exp(-value))) };
  });
}

/** Solves L L' b = r on the kept terms; 0 for the others. */
function back(lower: Float64Array, kept: readonly number[], right: Float64Array): Float64Array {
  const k = right.length;
  const forward = new Float64Array(k);
  for (const j of kept) {
    let sum = right[j];
    for (let t = 0; t < j; t++) sum -= lower[j * k + t] * forward[t];
    forward[j] = sum / lower[j * k + j];
  }
  const solution = new Float64Array(k);
  for (const j of [...kept].reverse()) {
    let sum = forward[j];
    for (let t = j + 1; t < k; t++) sum -= lower[t * k + j] * solution[t];
    solution[j] = sum / lower[j * k + j];
  }
  return solution;
}

/** Diagonal of the inverse of L L'; NaN for dropped terms. Cost: terms^3 / 6. */
function inverseDiagonal({ lower, kept }: Solved, k: number): Float64Array {
  const diagonal = new Float64Array(k).fill(NaN);
  for (const unit of kept) {
    // Column `unit` of the inverse of L; its squared length is the diagonal element.
    const column = new Float64Array(k);
    let squares = 0;
    for (const j of kept) {
      if (j < unit) continue;
      let sum = j === unit ? 1 : 0;
      for (let t = unit; t < j; t++) sum -= lower[j * k + t] * column[t];
      column[j] = sum / lower[j * k + j];
      squares += column[j] ** 2;
    }
    diagonal[unit] = squares;
  }
  return diagonal;
}
