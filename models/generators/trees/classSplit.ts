/** Split search for targets of classes: multinomial log-likelihood (entropy). */
import type { Chance } from './chance.ts';
import { record, sortByScore, takePresent, type SplitSearch } from './split.ts';

const table = Float64Array.from({ length: 16384 }, (_, x) => (x === 0 ? 0 : x * Math.log(x)));
/** x log x of a count, from a table where it is small; 0 at 0. */
export function xLogX(x: number): number {
  return x < 16384 ? table[x] : x * Math.log(x);
}

/** Classes of a node, renumbered 0 .. count - 1; `of[i]` is that of the node's i-th row. */
export interface NodeClasses {
  of: Uint8Array;
  count: number;
}

/**
 * Gain = n H(node) - n_left H(left) - n_right H(right) in nats, less what `chance` finds without anything to find.
 * Unordered bins are ordered along the first principal component of their class shares (Coppersmith, Hong & Hosking,
 * "Partitioning nominal attributes in decision trees", Data Mining and Knowledge Discovery 3, 1999, section 4), which for
 * two classes is the exact order by share. Cost: rows + bins x classes.
 */
export function classSearch(
  classes: NodeClasses,
  leafRows: number,
  classLimit: number,
  chance: Chance,
): SplitSearch {
  const cells = new Int32Array(256 * classLimit);
  const counts = new Int32Array(256);
  const score = new Float64Array(256);
  const present = new Int32Array(256);
  const bitmap = new Uint32Array(8);
  const all = new Int32Array(classLimit);
  const left = new Int32Array(classLimit);
  const axis = new Float64Array(classLimit);
  const next = new Float64Array(classLimit);

  const scoreBins = (binCount: number, total: number): void => {
    const { count } = classes;
    axis.fill(0);
    let major = 0;
    for (let k = 1; k < count; k++) if (all[k] > all[major]) major = k;
    axis[major] = 1;
    // Three power iterations on the weighted covariance of class shares; two classes need none.
    for (let turn = 0; turn < (count > 2 ? 4 : 1); turn++) {
      let mean = 0;
      for (let k = 0; k < count; k++) mean += (axis[k] * all[k]) / total;
      next.fill(0);
      for (let index = 0; index < binCount; index++) {
        const bin = present[index];
        const at = bin * count;
        let projection = 0;
        for (let k = 0; k < count; k++) projection += axis[k] * cells[at + k];
        projection = projection / counts[bin] - mean;
        score[bin] = projection;
        for (let k = 0; k < count; k++) next[k] += projection * cells[at + k];
      }
      let norm = 0;
      for (let k = 0; k < count; k++) norm += next[k] * next[k];
      if (norm === 0) break;
      norm = Math.sqrt(norm);
      for (let k = 0; k < count; k++) axis[k] = next[k] / norm;
    }
    sortByScore(present, binCount, score);
  };

  return {
    search: ({ rows, start, end }, bins, ordered, predictor, best) => {
      const { of, count } = classes;
      const total = end - start;
      for (let index = 0; index < total; index++) {
        const bin = bins[rows[start + index]];
        if (counts[bin]++ === 0) bitmap[bin >> 5] |= 1 << (bin & 31);
        cells[bin * count + of[index]]++;
      }
      const binCount = takePresent(bitmap, present);
      let whole = 0;
      for (let k = 0; k < count; k++) {
        let sum = 0;
        for (let index = 0; index < binCount; index++) sum += cells[present[index] * count + k];
        all[k] = sum;
        whole += xLogX(sum);
        left[k] = 0;
      }
      if (binCount > 1) {
        if (!ordered) scoreBins(binCount, total);
        const base = xLogX(total) - whole;
        let leftRows = 0;
        let leftSum = 0;
        let rightSum = whole;
        let bestGain = 0;
        let bestCut = 0;
        for (let index = 0; index < binCount - 1; index++) {
          const bin = present[index];
          const at = bin * count;
          leftRows += counts[bin];
          for (let k = 0; k < count; k++) {
            const moved = cells[at + k];
            if (moved === 0) continue;
            const before = left[k];
            const rest = all[k] - before;
            leftSum += xLogX(before + moved) - xLogX(before);
            rightSum += xLogX(rest - moved) - xLogX(rest);
            left[k] = before + moved;
          }
          if (leftRows < leafRows) continue;
          const rightRows = total - leftRows;
          if (rightRows < leafRows) break;
          const gain = base + leftSum - xLogX(leftRows) + rightSum - xLogX(rightRows);
          if (gain > bestGain) {
            bestGain = gain;
            bestCut = index + 1;
          }
        }
        const beyond = bestGain - chance(ordered, binCount, count - 1);
        if (bestCut > 0 && beyond > best.gain) record(best, beyond, predictor, ordered, present, bestCut);
      }
      for (const bin of present.subarray(0, binCount)) {
        counts[bin] = 0;
        cells.fill(0, bin * count, bin * count + count);
      }
    },
  };
}
