/** How likely a known cell is under a tree: what a candidate weighs in which the cells it depends on were drawn. */
import type { TreesPart } from '../trees/model.ts';

/** Chance, in rows, of a cell that no training row of the leaf has. Ours: rare, not impossible. */
const unseen = 0.5;
/** Bins, of 255, within which a number counts as like another: a leaf of 30 rows is too small for single bins. Ours. */
const nearBins = 8;

/** Share of a leaf's donors that are like a cell, 0 (exclusive) to 1; kept, because rows reach few leaves with the same cell. */
export function cellChanceOf({ tree, binOf, smooth }: TreesPart): (leaf: number, cell: number) => number {
  const reach = smooth === null ? 0 : nearBins;
  const kept = new Map<number, number>();
  // Before the map: the last answer of each leaf, since the candidates of a row ask for the same cell.
  const lastBin = new Int16Array(tree.feature.length).fill(-1);
  const last = new Float64Array(tree.feature.length);

  const count = (leaf: number, bin: number): number => {
    const [start, end] = [tree.left[leaf], tree.end[leaf]];
    let alike = 0;
    for (let index = start; index < end; index++)
      if (Math.abs(binOf[tree.donors[index] + 1] - bin) <= reach) alike++;
    return (alike + unseen) / (end - start + unseen);
  };

  return (leaf, cell) => {
    const bin = binOf[Math.floor(cell) + 1];
    if (lastBin[leaf] === bin) return last[leaf];
    const key = leaf * 256 + bin;
    const chance = kept.get(key) ?? count(leaf, bin);
    kept.set(key, chance);
    lastBin[leaf] = bin;
    last[leaf] = chance;
    return chance;
  };
}
