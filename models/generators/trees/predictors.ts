/** Which earlier parts a tree looks at when there are many. */
import type { Predictor } from './grow.ts';

/** Most predictors of one tree. Ours: below it all are tried; the cost of a wide table then grows with its columns. */
export const predictorLimit = 30;
const sampleRows = 4096;
const classes = 16;

/**
 * The `predictorLimit` predictors with the highest mutual information with the target, both cut to 16 classes, over at
 * most 4,096 evenly spaced rows; in their old order. Cost: predictors x 4,096.
 */
export function choosePredictors(target: Uint8Array, candidates: readonly Predictor[]): readonly Predictor[] {
  if (candidates.length <= predictorLimit) return candidates;
  const rows = evenRows(target.length);
  const wanted = condense(target, rows);
  const scored = candidates.map(({ bins }, index) => ({
    index,
    score: information(condense(bins, rows), wanted),
  }));
  scored.sort((a, b) => b.score - a.score || a.index - b.index);
  const chosen = scored.slice(0, predictorLimit).map(({ index }) => index);
  return chosen.sort((a, b) => a - b).map((index) => candidates[index]);
}

function evenRows(rowCount: number): Int32Array {
  const count = Math.min(sampleRows, rowCount);
  return Int32Array.from({ length: count }, (_, index) => Math.floor((index * rowCount) / count));
}

/** Bins of the rows, cut into 16 classes of about equal counts. */
function condense(bins: Uint8Array, rows: Int32Array): Uint8Array {
  const counts = new Uint32Array(256);
  for (const row of rows) counts[bins[row]]++;
  const classOf = new Uint8Array(256);
  let below = 0;
  for (let bin = 0; bin < 256; bin++) {
    classOf[bin] = Math.min(classes - 1, Math.floor(((below + counts[bin] / 2) / rows.length) * classes));
    below += counts[bin];
  }
  return Uint8Array.from(rows, (row) => classOf[bins[row]]);
}

/** Mutual information in nats from counts. */
function information(a: Uint8Array, b: Uint8Array): number {
  const joint = new Uint32Array(classes * classes);
  const ofA = new Uint32Array(classes);
  const ofB = new Uint32Array(classes);
  for (let index = 0; index < a.length; index++) {
    joint[a[index] * classes + b[index]]++;
    ofA[a[index]]++;
    ofB[b[index]]++;
  }
  let sum = 0;
  joint.forEach((count, cell) => {
    if (count > 0)
      sum += count * Math.log((count * a.length) / (ofA[Math.floor(cell / classes)] * ofB[cell % classes]));
  });
  return sum / a.length;
}
