/** Split search for targets with an order: least squares on ranks. */
import type { Chance } from './chance.ts';
import { record, sortByScore, takePresent, type SplitSearch } from './split.ts';

/**
 * Gain = n/2 log(RSS / (RSS_left + RSS_right)), the log-likelihood ratio of two normal means against one, on the ranks
 * in `ranks` (by position in the node), less what `chance` finds without anything to find. Unordered bins are scanned in
 * order of their mean, which holds the best of all subsets (Breiman et al., Classification and Regression Trees, 1984,
 * section 4.2.2; Fisher 1958). Cost: rows + bins.
 */
export function rankSearch(ranks: Float64Array, leafRows: number, chance: Chance): SplitSearch {
  const counts = new Int32Array(256);
  const sums = new Float64Array(256);
  const score = new Float64Array(256);
  const present = new Int32Array(256);
  const bitmap = new Uint32Array(8);

  return {
    search: ({ rows, start, end }, bins, ordered, predictor, best) => {
      const total = end - start;
      let sum = 0;
      let squares = 0;
      for (let index = 0; index < total; index++) {
        const bin = bins[rows[start + index]];
        const rank = ranks[index];
        if (counts[bin]++ === 0) bitmap[bin >> 5] |= 1 << (bin & 31);
        sums[bin] += rank;
        sum += rank;
        squares += rank * rank;
      }
      const binCount = takePresent(bitmap, present);
      const residual = squares - (sum * sum) / total;
      if (!ordered) {
        for (let index = 0; index < binCount; index++)
          score[present[index]] = sums[present[index]] / counts[present[index]];
        sortByScore(present, binCount, score);
      }
      let leftRows = 0;
      let leftSum = 0;
      let bestBetween = 0;
      let bestCut = 0;
      for (let index = 0; index < binCount - 1; index++) {
        const bin = present[index];
        leftRows += counts[bin];
        leftSum += sums[bin];
        if (leftRows < leafRows) continue;
        const rightRows = total - leftRows;
        if (rightRows < leafRows) break;
        const difference = leftSum / leftRows - (sum - leftSum) / rightRows;
        const between = (difference * difference * leftRows * rightRows) / total;
        if (between > bestBetween) {
          bestBetween = between;
          bestCut = index + 1;
        }
      }
      for (let index = 0; index < binCount; index++) {
        counts[present[index]] = 0;
        sums[present[index]] = 0;
      }
      if (bestCut === 0) return;
      // A split that explains everything has an infinite likelihood ratio; the floor keeps gains comparable.
      const left = Math.max(residual - bestBetween, residual * 1e-9);
      const gain = (total / 2) * Math.log(residual / left);
      const beyond = gain - chance(ordered, binCount, 1);
      if (beyond > best.gain) record(best, beyond, predictor, ordered, present, bestCut);
    },
  };
}
