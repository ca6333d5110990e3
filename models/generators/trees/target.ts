/** What a tree is to predict, as a split search sees it in one node. */
import type { Chance } from './chance.ts';
import { classSearch, type NodeClasses } from './classSplit.ts';
import { rankSearch } from './rankSplit.ts';
import { coarseClasses } from './interaction.ts';
import type { NodeRows, SplitSearch } from './split.ts';

/** Most classes of a node that are told apart; rarer ones share the last. Ours: bounds the cost of a scan. */
const classLimit = 24;
/** Classes of a shape, and the equal steps of rank from which they are made up. Ours. */
const shapeClasses = 8;
const rankBuckets = 256;
/** Targets with an order and more codes than this are split by rank, the others by class. Ours. */
const rankedFrom = 32;

export interface Target {
  readonly searcher: SplitSearch;
  /** Gathers the node's target values; false when they are all equal and nothing is left to split. */
  enter(node: NodeRows): boolean;
  /** The entered node's rows in at most `coarseClasses` classes, for the search of pairs and triples; valid until the next call. */
  coarse(rowCount: number): Uint8Array;
  /** For ranks: the same node by classes of about equal counts, for splits that move the shape and not the mean. */
  readonly shape: Shape | null;
}

/** Search by classes of a node that has been entered as ranks. */
export interface Shape {
  readonly searcher: SplitSearch;
  /** Forms the classes of the entered node. */
  enter(rowCount: number): void;
}

export function targetOf(
  codes: Int32Array,
  size: number,
  ordered: boolean,
  leafRows: number,
  chance: Chance,
): Target {
  return ordered && size > rankedFrom
    ? ranked(codes, size, leafRows, chance)
    : classed(codes, size, leafRows, chance);
}

/** Mid-ranks over all rows with a code, scaled to 0 .. 1, so that heavy tails do not rule the splits. */
function ranked(codes: Int32Array, size: number, leafRows: number, chance: Chance): Target {
  const rankOf = midRanks(codes, size);
  const ranks = new Float64Array(codes.length);
  const halves = new Uint8Array(codes.length);
  return {
    searcher: rankSearch(ranks, leafRows, chance),
    enter: ({ rows, start, end }) => {
      let varied = false;
      const first = codes[rows[start]];
      for (let index = start; index < end; index++) {
        const code = codes[rows[index]];
        if (code !== first) varied = true;
        ranks[index - start] = rankOf[code];
      }
      return varied;
    },
    coarse: (rowCount) => {
      let sum = 0;
      for (let index = 0; index < rowCount; index++) sum += ranks[index];
      for (let index = 0; index < rowCount; index++) halves[index] = ranks[index] * rowCount > sum ? 1 : 0;
      return halves;
    },
    shape: shapeOf(ranks, leafRows, chance),
  };
}

function shapeOf(ranks: Float64Array, leafRows: number, chance: Chance): Shape {
  const classes: NodeClasses = { of: new Uint8Array(ranks.length), count: 0 };
  const counts = new Int32Array(rankBuckets);
  const classOf = new Uint8Array(rankBuckets);
  const bucketOf = (rank: number): number => Math.min(rankBuckets - 1, Math.floor(rank * rankBuckets));
  return {
    searcher: classSearch(classes, leafRows, shapeClasses, chance),
    enter: (rowCount) => {
      counts.fill(0);
      for (let index = 0; index < rowCount; index++) counts[bucketOf(ranks[index])]++;
      let left = rowCount;
      let filled = 0;
      let kind = 0;
      for (let bucket = 0; bucket < rankBuckets; bucket++) {
        const count = counts[bucket];
        if (filled > 0 && kind < shapeClasses - 1 && filled + count / 2 > left / (shapeClasses - kind)) {
          left -= filled;
          filled = 0;
          kind++;
        }
        classOf[bucket] = kind;
        filled += count;
      }
      classes.count = kind + 1;
      for (let index = 0; index < rowCount; index++) classes.of[index] = classOf[bucketOf(ranks[index])];
    },
  };
}

function midRanks(codes: Int32Array, size: number): Float64Array {
  const counts = new Uint32Array(size);
  let present = 0;
  for (let row = 0; row < codes.length; row++) {
    if (codes[row] < 0) continue;
    counts[codes[row]]++;
    present++;
  }
  const ranks = new Float64Array(size);
  let below = 0;
  for (let code = 0; code < size; code++) {
    ranks[code] = (below + counts[code] / 2) / present;
    below += counts[code];
  }
  return ranks;
}

function classed(codes: Int32Array, size: number, leafRows: number, chance: Chance): Target {
  const classes: NodeClasses = { of: new Uint8Array(codes.length), count: 0 };
  const coarse = new Uint8Array(codes.length);
  const counts = new Int32Array(size);
  const local = new Uint8Array(size);
  return {
    searcher: classSearch(classes, leafRows, classLimit, chance),
    enter: ({ rows, start, end }) => {
      const present: number[] = [];
      for (let index = start; index < end; index++) {
        const code = codes[rows[index]];
        if (counts[code]++ === 0) present.push(code);
      }
      if (present.length > classLimit) present.sort((a, b) => counts[b] - counts[a] || a - b);
      else present.sort((a, b) => a - b);
      present.forEach((code, rank) => {
        local[code] = Math.min(rank, classLimit - 1);
        counts[code] = 0;
      });
      classes.count = Math.min(present.length, classLimit);
      for (let index = start; index < end; index++) classes.of[index - start] = local[codes[rows[index]]];
      return present.length > 1;
    },
    coarse: (rowCount) => {
      for (let index = 0; index < rowCount; index++)
        coarse[index] = Math.min(classes.of[index], coarseClasses - 1);
      return coarse;
    },
    shape: null,
  };
}
