/** Finds a pair of predictors that tell something only together, where no single one does. */
import type { Predictor } from './grow.ts';
import type { NodeRows, Split } from './split.ts';

/** Nodes with fewer rows are not searched: with four cells of a pair their counts say too little. Ours. */
const fewestRows = 256;
/** Rows looked at, evenly spaced; bounds the cost of a node to pairs x 1,024. */
const sampleRows = 1024;
/** Target classes told apart. */
export const coarseClasses = 4;
/**
 * Nats of interaction that a pair must show. Twice that is chi-squared with at most 3 degrees of freedom when there is
 * none: 22 is exceeded with probability 7e-5, once in thirty nodes with the 435 pairs of 30 predictors. Ours.
 */
const leastGain = 11;

/**
 * Looks for two predictors, each cut at the node's median, whose joint information on the target exceeds the sum of
 * their own. Puts a split on the first of them into `best`: the second then shows in the children.
 *
 * @param coarse class 0 .. `coarseClasses - 1` of the node's i-th row.
 */
export function searchPairs(
  node: NodeRows,
  predictors: readonly Predictor[],
  coarse: Uint8Array,
  leafRows: number,
  best: Split,
): void {
  const total = node.end - node.start;
  if (total < fewestRows || predictors.length < 2) return;
  const taken = Math.min(total, sampleRows);
  const picks = Int32Array.from({ length: taken }, (_, index) => Math.floor((index * total) / taken));
  const classes = Uint8Array.from(picks, (pick) => coarse[pick]);
  const halves = predictors.flatMap(({ bins }, predictor) => {
    const cut = medianCut(node, bins, leafRows);
    if (cut === null) return [];
    const sides = Uint8Array.from(picks, (pick) => (bins[node.rows[node.start + pick]] <= cut ? 0 : 1));
    return [{ predictor, cut, sides, alone: gainOf(sides, null, classes) }];
  });
  let bestGain = leastGain;
  for (let a = 0; a < halves.length; a++) {
    for (let b = a + 1; b < halves.length; b++) {
      const gain = gainOf(halves[a].sides, halves[b].sides, classes) - halves[a].alone - halves[b].alone;
      if (gain <= bestGain) continue;
      bestGain = gain;
      const { predictor, cut } = halves[a];
      best.predictor = predictor;
      best.gain = gain;
      cutAt(best, cut, predictors[predictor].ordered);
    }
  }
}

/** The bin that splits the node most evenly, lower bins left; null when a side has fewer rows than a leaf. */
function medianCut({ rows, start, end }: NodeRows, bins: Uint8Array, leafRows: number): number | null {
  const counts = new Uint32Array(256);
  for (let index = start; index < end; index++) counts[bins[rows[index]]]++;
  let below = 0;
  let evenest = Infinity;
  let cut = -1;
  for (let bin = 0; bin < 255; bin++) {
    below += counts[bin];
    if (counts[bin] > 0 && Math.abs(2 * below - (end - start)) < evenest) {
      evenest = Math.abs(2 * below - (end - start));
      cut = bin;
    }
  }
  return evenest <= end - start - 2 * leafRows ? cut : null;
}

function cutAt(best: Split, cut: number, ordered: boolean): void {
  best.threshold = ordered ? cut : -1;
  best.left.fill(0);
  for (let bin = 0; bin <= cut; bin++) best.left[bin >> 5] |= 1 << (bin & 31);
}

/** Mutual information, in nats over all rows, of the cells (a, b) with the class. */
function gainOf(a: Uint8Array, b: Uint8Array | null, classes: Uint8Array): number {
  const cells = new Int32Array(4 * coarseClasses);
  for (let index = 0; index < a.length; index++) {
    const cell = b === null ? a[index] : a[index] * 2 + b[index];
    cells[cell * coarseClasses + classes[index]]++;
  }
  const ofClass = new Int32Array(coarseClasses);
  let sum = xLogX(a.length);
  for (let cell = 0; cell < 4; cell++) {
    let rows = 0;
    for (let k = 0; k < coarseClasses; k++) {
      const count = cells[cell * coarseClasses + k];
      rows += count;
      ofClass[k] += count;
      sum += xLogX(count);
    }
    sum -= xLogX(rows);
  }
  ofClass.forEach((count) => (sum -= xLogX(count)));
  return sum;
}

function xLogX(x: number): number {
  return x === 0 ? 0 : x * Math.log(x);
}
