/**
 * Scores of predictions on rows that were not fitted: AUC, macro AUC, R2, each with what every row contributes to its
 * error, so that intervals of scores and of differences of scores on the same rows come from one place.
 */

/** A score and its influence function: row -> how much the score moves with that row's weight; mean 0. */
export interface Score {
  /** NaN when undefined. */
  readonly value: number;
  readonly influence: Float64Array;
}

/** Two-sided 95 % point of the standard normal. */
const z = 1.959963984540054;

/**
 * Area under the ROC curve of `scores` for rows with `positive` 1 against 0: P(s+ > s-) + P(s+ = s-) / 2, 0 to 1.
 * The influence of a positive row is (F0(s) - A) / p, of a negative one (1 - F1(s) - A) / (1 - p), whose mean square over
 * n is the variance of DeLong, DeLong & Clarke-Pearson, Biometrics 44 (1988), p. 838. Cost: one sort.
 */
export function aucOf(scores: Float64Array, positive: ArrayLike<number>): Score {
  const n = scores.length;
  const influence = new Float64Array(n);
  let positives = 0;
  for (let row = 0; row < n; row++) positives += positive[row];
  const negatives = n - positives;
  if (positives === 0 || negatives === 0) return { value: NaN, influence };
  const order = Array.from({ length: n }, (_, row) => row).sort((a, b) => scores[a] - scores[b] || a - b);
  let positivesBelow = 0;
  let negativesBelow = 0;
  let sum = 0;
  for (let start = 0; start < n;) {
    let end = start;
    let tiedPositives = 0;
    for (; end < n && scores[order[end]] === scores[order[start]]; end++)
      tiedPositives += positive[order[end]];
    const tiedNegatives = end - start - tiedPositives;
    const below = (negativesBelow + tiedNegatives / 2) / negatives;
    const above = 1 - (positivesBelow + tiedPositives / 2) / positives;
    sum += tiedPositives * below;
    for (let at = start; at < end; at++) influence[order[at]] = positive[order[at]] === 1 ? below : above;
    positivesBelow += tiedPositives;
    negativesBelow += tiedNegatives;
    start = end;
  }
  const value = sum / positives;
  for (let row = 0; row < n; row++) {
    influence[row] = ((influence[row] - value) * n) / (positive[row] === 1 ? positives : negatives);
  }
  return { value, influence };
}

/** Rows of a class below which its AUC is left out of the macro average. Ours: one row would move the mean as much as all others. */
const leastOfClass = 10;

/**
 * Mean over the classes with at least ten rows of the AUC of that class against the rest (scikit-learn: roc_auc_score
 * with multi_class "ovr", average "macro", but for the small classes). @param probabilities row by row, one a class
 */
export function macroAucOf(probabilities: Float64Array, target: ArrayLike<number>, classes: number): Score {
  const n = probabilities.length / classes;
  const influence = new Float64Array(n);
  let sum = 0;
  let defined = 0;
  for (let label = 0; label < classes; label++) {
    const positive = Uint8Array.from({ length: n }, (_, row) => (target[row] === label ? 1 : 0));
    if (positive.reduce((sum, one) => sum + one, 0) < leastOfClass) continue;
    const score = aucOf(
      Float64Array.from({ length: n }, (_, row) => probabilities[row * classes + label]),
      positive,
    );
    if (Number.isNaN(score.value)) continue;
    defined++;
    sum += score.value;
    for (let row = 0; row < n; row++) influence[row] += score.influence[row];
  }
  return { value: defined === 0 ? NaN : sum / defined, influence: influence.map((part) => part / defined) };
}

/** 1 - sum (y - f)^2 / sum (y - mean y)^2, at most 1; NaN when `target` is constant. */
export function r2Of(predictions: Float64Array, target: ArrayLike<number>): Score {
  const n = predictions.length;
  const influence = new Float64Array(n);
  let mean = 0;
  for (let row = 0; row < n; row++) mean += target[row] / n;
  let error = 0;
  let spread = 0;
  for (let row = 0; row < n; row++) {
    error += (target[row] - predictions[row]) ** 2 / n;
    spread += (target[row] - mean) ** 2 / n;
  }
  if (!(spread > 0)) return { value: NaN, influence };
  const lost = error / spread;
  for (let row = 0; row < n; row++) {
    influence[row] = (lost * (target[row] - mean) ** 2 - (target[row] - predictions[row]) ** 2) / spread;
  }
  return { value: 1 - lost, influence };
}

/** Standard error from an influence function: sqrt(mean square / n). */
export function standardError(influence: Float64Array): number {
  let squares = 0;
  for (const part of influence) squares += part * part;
  return Math.sqrt(squares) / influence.length;
}

/** 95 % interval value -/+ 1.96 standard errors, cut to `range`; null when undefined. */
export function normalInterval(
  value: number,
  error: number,
  range: readonly [low: number, high: number],
): readonly [low: number, high: number] | null {
  if (!Number.isFinite(value) || !Number.isFinite(error)) return null;
  return [Math.max(range[0], value - z * error), Math.min(range[1], value + z * error)];
}
