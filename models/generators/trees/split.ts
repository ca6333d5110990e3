/** The best split of a node's rows on one predictor, for a target of classes or of ranks. */

/** Gains are in nats of log-likelihood over the node's rows, beyond what chance finds (`chance.ts`). */
export interface Split {
  gain: number;
  predictor: number;
  /** Ordered predictor: the last bin that goes left; -1 when `left` says it. */
  threshold: number;
  /** Unordered predictor: bit per bin that goes left. */
  readonly left: Uint32Array;
}

/** A node's rows, gathered: `rows[start + i]` has class `classes[i]` or rank `ranks[i]`. */
export interface NodeRows {
  readonly rows: Int32Array;
  readonly start: number;
  readonly end: number;
}

export interface SplitSearch {
  /** Puts the best split of this predictor into `best` if it beats it. */
  search(node: NodeRows, bins: Uint8Array, ordered: boolean, predictor: number, best: Split): void;
}

/** Lists the bins that occur, ascending, from a bitmap that is emptied on the way. */
export function takePresent(bitmap: Uint32Array, present: Int32Array): number {
  let count = 0;
  for (let word = 0; word < 8; word++) {
    let bits = bitmap[word];
    bitmap[word] = 0;
    while (bits !== 0) {
      const low = bits & -bits;
      present[count++] = word * 32 + (31 - Math.clz32(low));
      bits ^= low;
    }
  }
  return count;
}

/** Sorts `present[0 .. count - 1]` by `score[bin]`, ties by bin. Insertion sort: nodes have few bins. */
export function sortByScore(present: Int32Array, count: number, score: Float64Array): void {
  for (let index = 1; index < count; index++) {
    const bin = present[index];
    let at = index - 1;
    while (
      at >= 0 &&
      (score[present[at]] > score[bin] || (score[present[at]] === score[bin] && present[at] > bin))
    ) {
      present[at + 1] = present[at];
      at--;
    }
    present[at + 1] = bin;
  }
}

/** Records that the first `cut` bins of `present` go left. */
export function record(
  best: Split,
  gain: number,
  predictor: number,
  ordered: boolean,
  present: Int32Array,
  cut: number,
): void {
  best.gain = gain;
  best.predictor = predictor;
  best.threshold = ordered ? present[cut - 1] : -1;
  if (ordered) return;
  best.left.fill(0);
  for (let index = 0; index < cut; index++) best.left[present[index] >> 5] |= 1 << (present[index] & 31);
}
