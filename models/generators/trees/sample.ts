/** Draws rows part by part: down the tree to a leaf, then from its donors. */
import type { Sampled } from '../../codec/codec.ts';
import { randomStream, type Random } from '../../num/random.ts';
import { drawAt } from '../draw.ts';
import { blockRows, type Block } from '../generator.ts';
import { type Lots, lotsFor, nextPlace } from './evenly.ts';
import { leaves } from './leaves.ts';
import { parentsOf, type Tree, type TreesModel, type TreesPart } from './model.ts';

export function sampleTrees(model: TreesModel, seed: number, block: Block): Sampled {
  const rowCount = block.rowEnd - block.rowStart;
  const blockIndex = Math.floor(block.rowStart / blockRows);
  const sampled: Float64Array[] = model.parts.map(() => new Float64Array(0));
  const bins: Uint8Array[] = model.parts.map(() => new Uint8Array(0));
  const sequence = Int32Array.from({ length: rowCount }, (_, row) => row);
  const strata = strataOf(model);
  const rows = new Int32Array(rowCount);
  const leafOf = new Int32Array(rowCount);
  for (const part of model.order) {
    const trees = model.parts[part];
    const drawn = new Float64Array(rowCount).fill(-1);
    const open = openRows(trees, sampled, drawn, sequence, rows);
    if (open > 0) {
      leaves(trees.tree, bins, rows.slice(0, open), leafOf);
      const random = randomStream([seed, 'sample', part, blockIndex]);
      drawRows(trees, rows.subarray(0, open), leafOf, model.smoothing, random, drawn);
    }
    sampled[part] = drawn;
    bins[part] = binsOf(drawn, trees.binOf);
    if (strata.includes(part)) arrange(sequence, strata, bins);
  }
  return { rowCount, parts: sampled };
}

/** The first two columns' values that are drawn. */
function strataOf({ order, parts }: TreesModel): readonly number[] {
  const missing = new Set(parts.map(({ missingPart }) => missingPart));
  return order.filter((part) => part !== parts.length - 1 && !missing.has(part)).slice(0, 2);
}

/**
 * Puts rows that are alike in the strata beside each other, so that the even draws of `drawRows`, which go through the rows
 * in this sequence, are even within each stratum too (implicit stratification, as in systematic sampling from a sorted list:
 * Cochran, Sampling Techniques, 3rd ed., 1977, chapter 8). It changes no row's law, and not the order of rows in the file.
 */
function arrange(sequence: Int32Array, strata: readonly number[], bins: readonly Uint8Array[]): void {
  const drawn = strata.map((part) => bins[part]).filter(({ length }) => length > 0);
  const [first, second = first] = drawn;
  const key = Int32Array.from(sequence, (_, row) => first[row] * 256 + second[row]);
  sequence.sort((a, b) => key[a] - key[b] || a - b);
}

/** Fills in what another part determines; the rows that are left to draw go to the front of `rows`, in `sequence`. */
function openRows(
  { tree, copy, missingPart }: TreesPart,
  sampled: readonly Float64Array[],
  drawn: Float64Array,
  sequence: Int32Array,
  rows: Int32Array,
): number {
  if (tree.donors.length === 0) return 0;
  const missing = missingPart < 0 ? null : sampled[missingPart];
  const source = copy === null ? null : sampled[copy.from];
  let open = 0;
  for (const row of sequence) {
    if (missing !== null && missing[row] === 1) continue;
    const known =
      copy === null || source === null ? -1 : source[row] >= 0 ? copy.map[source[row]] : copy.whereMissing;
    if (known >= 0) drawn[row] = known;
    else rows[open++] = row;
  }
  return open;
}

/** Draws in the order of `rows`. */
function drawRows(
  { tree, smooth }: TreesPart,
  rows: Int32Array,
  leafOf: Int32Array,
  smoothing: number,
  random: Random,
  drawn: Float64Array,
): void {
  const { donors, from, end } = tree;
  const parents = smoothing === 0 ? null : parentsOf(tree);
  const lots = lotsFor(from.length);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index];
    let leaf = leafOf[row];
    // A leaf of one code is mostly a rule of the table (no husband is female), which smoothing would break.
    const isRule = donors[from[leaf]] === donors[end[leaf] - 1];
    const at =
      isRule && smooth === null
        ? from[leaf]
        : donorAt(tree, isRule ? null : parents, leaf, smoothing, lots, random);
    if (at < from[leaf] || at >= end[leaf]) leaf = leafAt(tree, at);
    drawn[row] = drawAt({ donors, start: from[leaf], end: end[leaf], at }, smooth, random);
  }
}

/** A donor of the leaf, or by the smoothing of a node above it. */
function donorAt(
  { from, end }: Tree,
  parents: Int32Array | null,
  leaf: number,
  smoothing: number,
  lots: Lots,
  random: Random,
): number {
  for (let node = leaf; ; node = parents[node]) {
    const size = end[node] - from[node];
    const extra = parents === null || parents[node] < 0 ? 0 : smoothing;
    const place = nextPlace(lots, node, size, random) * (size + extra);
    if (parents === null || place < size) return from[node] + Math.floor(place);
  }
}

/** The leaf that holds the donor. */
function leafAt({ feature, left, from }: Tree, donor: number): number {
  let node = 0;
  while (feature[node] >= 0) node = left[node] + (donor < from[left[node] + 1] ? 0 : 1);
  return node;
}

function binsOf(drawn: Float64Array, binOf: Uint8Array): Uint8Array {
  const bins = new Uint8Array(drawn.length);
  for (let row = 0; row < drawn.length; row++) bins[row] = binOf[Math.floor(drawn[row]) + 1];
  return bins;
}
