/** Finds two or three predictors that tell something only together, where no single one does. */
import { chanceOf } from './chance.ts';
import { xLogX } from './classSplit.ts';
import type { Predictor } from './grow.ts';
import { medianCut, onesIn, type Sample, sampleOf, sidesOf } from './sides.ts';
import type { NodeRows, Split } from './split.ts';

/** Nodes with fewer rows are not searched for pairs: with four cells of a pair their counts say too little. Ours. */
const fewestRows = 256;
/** The same for triples. */
const fewestForTriples = 512;
/** Target classes told apart. */
export const coarseClasses = 4;
/**
 * Rate at which a node is split on a pair, and on a triple, when there is nothing to find: both bounds grow with the number
 * searched (`chance.ts`), as many as 435 pairs and 4,060 triples of 30 predictors. Ours.
 */
export const falseRate = 0.01;
/**
 * A single predictor that gains this many nats beyond its bound is no chance find and is taken without looking further: the
 * margins of the presets lie below zero, where a predictor of noise is often split on. Ours.
 */
const certainGain = 10;

/** A predictor cut at the node's median. */
interface Half {
  readonly predictor: number;
  readonly cut: number;
  readonly sides: Int32Array;
  /** Class -> rows right of the cut. */
  readonly right: readonly number[];
  /** Nats that it gains by itself. */
  readonly alone: number;
}

interface Found {
  readonly half: Half;
  /** Nats over the sample. */
  readonly gain: number;
  readonly bound: number;
}

/** True when the best split by a single predictor leaves room for chance and the node is large enough to search. */
export function isDoubtful(best: Split, rowCount: number): boolean {
  return best.gain < certainGain && rowCount >= fewestRows;
}

/**
 * Looks for two predictors, each cut at the node's median, whose joint information on the target exceeds the sum of their
 * own; where there are none, for three whose parity (an odd or even number of them right of the cut) tells something: what
 * eight cells can say beyond pairs. A split on the first of them goes into `best` if it gains more; the others then show in
 * the children. True when it does. Cost: rows x predictors, and 128 words a pair or triple.
 *
 * @param coarse class 0 .. `coarseClasses - 1` of the node's i-th row.
 */
export function searchTogether(
  node: NodeRows,
  predictors: readonly Predictor[],
  coarse: Uint8Array,
  leafRows: number,
  best: Split,
): boolean {
  const total = node.end - node.start;
  const sample = sampleOf(node, coarse, coarseClasses);
  if (sample.classRows.length < 2) return false;
  const halves = predictors.flatMap(({ bins }, predictor): Half[] => {
    const cut = medianCut(node, bins, leafRows);
    if (cut === null) return [];
    const sides = sidesOf(sample, bins, cut);
    const right = countOnes(sample, sides);
    return [{ predictor, cut, sides, right, alone: gainOf(sample, [right]) }];
  });
  const found =
    searchPairs(sample, halves) ?? (total < fewestForTriples ? null : searchTriples(sample, halves));
  if (found === null) return false;
  const gain = (found.gain * total) / sample.taken - found.bound;
  if (gain <= best.gain) return false;
  const { predictor, cut } = found.half;
  best.predictor = predictor;
  best.gain = gain;
  cutAt(best, cut, predictors[predictor].ordered);
  return true;
}

/** The pair that gains most beyond its two predictors; twice that is chi-squared with classes - 1 degrees of freedom by chance. */
function searchPairs(sample: Sample, halves: readonly Half[]): Found | null {
  const { classRows } = sample;
  const bound = boundOf((halves.length * (halves.length - 1)) / 2, classRows.length - 1);
  let best: Found | null = null;
  const both = new Int32Array(sample.rows.length / 32);
  for (let a = 0; a < halves.length; a++) {
    const one = halves[a];
    for (let b = a + 1; b < halves.length; b++) {
      const other = halves[b];
      for (let word = 0; word < both.length; word++) both[word] = one.sides[word] & other.sides[word];
      const rightOfBoth = countOnes(sample, both);
      const cells = [
        rightOfBoth,
        one.right.map((count, k) => count - rightOfBoth[k]),
        other.right.map((count, k) => count - rightOfBoth[k]),
      ];
      const gain = gainOf(sample, cells) - one.alone - other.alone;
      if (gain > (best?.gain ?? bound)) best = { half: one, gain, bound };
    }
  }
  return best;
}

/** The triple whose parity gains most; twice that is chi-squared with classes - 1 degrees of freedom by chance. */
function searchTriples(sample: Sample, halves: readonly Half[]): Found | null {
  const { wordEnds, classRows } = sample;
  const count = halves.length;
  const bound = boundOf((count * (count - 1) * (count - 2)) / 6, classRows.length - 1);
  let best: Found | null = null;
  const parity = new Int32Array(sample.rows.length / 32);
  const odd = classRows.map(() => 0);
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      for (let word = 0; word < parity.length; word++)
        parity[word] = halves[a].sides[word] ^ halves[b].sides[word];
      for (let c = b + 1; c < count; c++) {
        const third = halves[c].sides;
        let word = 0;
        for (let k = 0; k < odd.length; k++) {
          let ones = 0;
          for (; word < wordEnds[k]; word++) ones += onesIn(parity[word] ^ third[word]);
          odd[k] = ones;
        }
        const gain = gainOf(sample, [odd]);
        if (gain > (best?.gain ?? bound)) best = { half: halves[a], gain, bound };
      }
    }
  }
  return best;
}

function boundOf(tries: number, freedom: number): number {
  return chanceOf(tries, -Math.log(falseRate))(true, 2, freedom);
}

function cutAt(best: Split, cut: number, ordered: boolean): void {
  best.threshold = ordered ? cut : -1;
  best.left.fill(0);
  for (let bin = 0; bin <= cut; bin++) best.left[bin >> 5] |= 1 << (bin & 31);
}

/** Class -> bits set. */
function countOnes({ wordEnds }: Sample, bits: Int32Array): number[] {
  let word = 0;
  return wordEnds.map((end) => {
    let ones = 0;
    for (; word < end; word++) ones += onesIn(bits[word]);
    return ones;
  });
}

/**
 * Mutual information, in nats over all rows of the sample, of the cells with the class.
 * @param cells for each cell but the last its rows of each class; the last has the rest.
 */
function gainOf({ classRows, taken }: Sample, cells: readonly (readonly number[])[]): number {
  let sum = xLogX(taken);
  let restRows = taken;
  for (const cell of cells) {
    let rows = 0;
    for (const count of cell) {
      rows += count;
      sum += xLogX(count);
    }
    restRows -= rows;
    sum -= xLogX(rows);
  }
  sum -= xLogX(restRows);
  for (let k = 0; k < classRows.length; k++) {
    let rest = classRows[k];
    sum -= xLogX(rest);
    for (const cell of cells) rest -= cell[k];
    sum += xLogX(rest);
  }
  return sum;
}
