/** The losses of a booster: log loss for classes, half the squared error for numbers. */

/** What is predicted. Two classes: `classes: 2`, a probability of class 1. */
export type Outcome = { readonly form: 'classes'; readonly classes: number } | { readonly form: 'number' };

/** A raw prediction to start from: log odds, log shares, or the mean. */
export function baselineOf(outcome: Outcome, target: ArrayLike<number>, rows: Int32Array): readonly number[] {
  if (outcome.form === 'number') {
    let sum = 0;
    for (const row of rows) sum += target[row];
    return [sum / rows.length];
  }
  const counts = new Float64Array(outcome.classes);
  for (const row of rows) counts[target[row]]++;
  const share = (count: number): number => Math.min(1 - 1e-7, Math.max(1e-7, count / rows.length));
  if (outcome.classes === 2) return [Math.log(share(counts[1]) / (1 - share(counts[1])))];
  return Array.from(counts, (count) => Math.log(share(count)));
}

/** Writes the first and second derivative of the loss by raw prediction `output`, for each position. */
export function gradientsOf(
  outcome: Outcome,
  raw: readonly Float64Array[],
  target: Float64Array,
  output: number,
  gradients: Float64Array,
  hessians: Float64Array,
): void {
  const own = raw[output];
  if (outcome.form === 'number') {
    for (let index = 0; index < own.length; index++) {
      gradients[index] = own[index] - target[index];
      hessians[index] = 1;
    }
  } else if (outcome.classes === 2) {
    for (let index = 0; index < own.length; index++) {
      const p = 1 / (1 + Math.exp(-own[index]));
      gradients[index] = p - target[index];
      hessians[index] = p * (1 - p);
    }
  } else {
    for (let index = 0; index < own.length; index++) {
      const p = Math.exp(own[index] - logSum(raw, index));
      gradients[index] = p - (target[index] === output ? 1 : 0);
      hessians[index] = p * (1 - p);
    }
  }
}

/** log sum over classes of exp(raw). */
function logSum(raw: readonly Float64Array[], index: number): number {
  let most = -Infinity;
  for (const values of raw) if (values[index] > most) most = values[index];
  let sum = 0;
  for (const values of raw) sum += Math.exp(values[index] - most);
  return most + Math.log(sum);
}

/** Mean loss. */
export function lossOf(outcome: Outcome, raw: readonly Float64Array[], target: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < target.length; index++) {
    const own = raw[0][index];
    if (outcome.form === 'number') sum += (own - target[index]) ** 2 / 2;
    else if (outcome.classes > 2) sum += logSum(raw, index) - raw[target[index]][index];
    else sum += Math.max(own, 0) - own * target[index] + Math.log1p(Math.exp(-Math.abs(own)));
  }
  return sum / target.length;
}

/** Raw predictions as probabilities or values, as `predict` gives them. */
export function predictionOf(outcome: Outcome, raw: readonly Float64Array[]): Float64Array {
  if (outcome.form === 'number') return raw[0];
  if (outcome.classes === 2) return raw[0].map((value) => 1 / (1 + Math.exp(-value)));
  const rows = raw[0].length;
  const out = new Float64Array(rows * outcome.classes);
  for (let row = 0; row < rows; row++) {
    const sum = logSum(raw, row);
    raw.forEach((values, output) => (out[row * outcome.classes + output] = Math.exp(values[row] - sum)));
  }
  return out;
}
