/** Which earlier parts a tree looks at when there are many. */
import { evenlySpaced } from '../../num/evenlySpaced.ts';
import type { Task } from '../../run/task.ts';
import type { Binned } from './bins.ts';

/** Most predictors of one tree. Ours: below it all are tried; the cost of a wide table then grows with its columns. */
export const predictorLimit = 30;
const sampleRows = 2048;
const classes = 16;

/** All parts cut to 16 classes over the same evenly spaced rows: part by part, `rows` bytes each. */
export interface Sketch {
  readonly rows: number;
  readonly classOf: Uint8Array;
}

/** Shared memory of parts x at most 2,048 bytes. */
export function sketchParts(binned: readonly Binned[]): Sketch {
  const picks = evenlySpaced(binned[0]?.bins.length ?? 0, sampleRows);
  const classOf = new Uint8Array(new SharedArrayBuffer(binned.length * picks.length));
  binned.forEach(({ bins }, part) => classOf.set(condense(bins, picks), part * picks.length));
  return { rows: picks.length, classOf };
}

interface ChoicePayload {
  readonly sketch: Sketch;
  readonly target: number;
  /** In drawing order. */
  readonly candidates: Int32Array;
}

/**
 * The `predictorLimit` candidates with the highest mutual information with the target, in their old order. Cost:
 * candidates x 2,048.
 */
export const choosePredictorsTask: Task<ChoicePayload, Int32Array> = {
  name: 'trees.choose',
  work: ({ sketch, target, candidates }) => {
    const wanted = rowOf(sketch, target);
    const scores = Float64Array.from(candidates, (part) => information(rowOf(sketch, part), wanted));
    const places = Int32Array.from(candidates.keys()).sort((a, b) => scores[b] - scores[a] || a - b);
    return places
      .slice(0, predictorLimit)
      .sort()
      .map((place) => candidates[place]);
  },
};

/**
 * Mutual information of two parts of the sketch in nats, less what chance adds on average to that of independent ones
 * (Miller 1955: a half per degree of freedom and row).
 */
export function informationIn(sketch: Sketch, part: number, other: number): number {
  const [a, b] = [rowOf(sketch, part), rowOf(sketch, other)];
  const freedom = (new Set(a).size - 1) * (new Set(b).size - 1);
  return information(a, b) - freedom / (2 * sketch.rows);
}

function rowOf({ rows, classOf }: Sketch, part: number): Uint8Array {
  return classOf.subarray(part * rows, (part + 1) * rows);
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
