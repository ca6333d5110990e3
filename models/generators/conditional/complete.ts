/**
 * Draws cells that a row lacks, given the cells that it has.
 *
 * Sequential importance sampling along the chain: cells that are there are taken as they are and weigh a candidate by their
 * chance in the leaf they reach; cells that are wanted are drawn; one of `candidates` rows is taken by weight (sampling
 * importance resampling, Rubin 1988). The law is that of the model given the cells up to an error of order 1 / candidates.
 */
import type { Codec } from '../../codec/codec.ts';
import type { Random } from '../../num/random.ts';
import { drawCode } from '../draw.ts';
import { parentsOf, type Tree, type TreesPart } from '../trees/model.ts';
import type { Chain } from './chain.ts';
import { descend, rise } from './drawRow.ts';

/** Marks a part that is to be drawn; other parts hold a code, a position, or -1 where they do not apply. */
export const wanted = -2;
/** Marks a missingness that is decided and says nothing: the cell will be there. */
export const present = -3;

/** Rows drawn for each row to be completed. Ours: leaves an error of a few per cent of the distance to the marginal law. */
const candidates = 64;
/** Chance, in rows, of a cell that no training row of the leaf has. Ours: rare, not impossible. */
const unseen = 0.5;
/** Weight of a row whose cell contradicts what another determines. Ours: below any leaf's, not impossible. */
const contradiction = 1e-6;
/** Bins, of 255, within which a number counts as like another: a leaf of 30 rows is too small for single bins. Ours. */
const nearBins = 8;

/**
 * Gives `each` the candidates of one row with their weights; the row is overwritten by the next. One candidate suffices, and
 * comes alone, when no cell that is there comes after one that is wanted, unless `all` are asked for.
 */
export type Candidates = (
  cells: ArrayLike<number>,
  random: Random,
  each: (row: Float64Array, weight: number) => void,
  all?: boolean,
) => void;

/** With its own scratch memory. */
export function candidatesOf(chain: Chain, codecs: readonly Codec[]): Candidates {
  const { order, parts, smoothing } = chain;
  const levels = levelsOf(chain, codecs);
  const parents = parts.map(({ tree }) => parentsOf(tree));
  const chances = parts.map(chancesOf);
  const row = new Float64Array(parts.length);
  const bins = new Int32Array(parts.length);

  /** Settles one part; returns what its cell weighs. */
  const settle = (part: number, cell: number, random: Random): number => {
    const { tree, copy, smooth, missingPart, binOf } = parts[part];
    const applies = (missingPart < 0 || row[missingPart] !== 1) && tree.donors.length > 0;
    let weight = 1;
    row[part] = -1;
    if (cell === present) row[part] = 0;
    else if (applies) {
      const source = copy === null ? -1 : row[copy.from];
      const copied = copy === null ? -1 : source >= 0 ? copy.map[Math.floor(source)] : copy.whereMissing;
      if (cell === wanted) {
        if (copied >= 0 && copied < levels[part]) row[part] = copied;
        else {
          const leaf = rise(tree, parents[part], descend(tree, bins, 0), smoothing, random);
          const code = drawCode(tree.donors, tree.left[leaf], tree.end[leaf], smooth, random);
          row[part] =
            code < levels[part] ? code : presentCode(tree, parents[part], leaf, levels[part], random);
        }
      } else {
        row[part] = cell;
        if (copied >= 0) weight = copied === cell ? 1 : contradiction;
        else weight = chances[part](descend(tree, bins, 0), cell);
      }
    }
    bins[part] = binOf[Math.floor(row[part]) + 1];
    return weight;
  };

  return (cells, random, each, all = false) => {
    const found = order.findIndex((part) => cells[part] === wanted);
    const start = found < 0 ? order.length : found;
    bins.fill(-1);
    // What comes before the first wanted part is the same in all candidates and weighs nothing.
    for (let at = 0; at < start; at++) settle(order[at], cells[order[at]], random);
    const weighs = order.some((part, at) => at > start && cells[part] !== wanted && cells[part] !== present);
    const trials = all || weighs ? candidates : 1;
    for (let trial = 0; trial < trials; trial++) {
      let weight = 1;
      for (let at = start; at < order.length; at++) weight *= settle(order[at], cells[order[at]], random);
      each(row, weight);
    }
  };
}

/** One row by weight, -1 where a part does not apply; reservoir sampling: Chao, Biometrika 69(3), 1982, p. 653. */
export function completeRow(
  candidatesFor: Candidates,
  cells: ArrayLike<number>,
  random: Random,
): Float64Array {
  let chosen: Float64Array | null = null;
  let total = 0;
  candidatesFor(cells, random, (row, weight) => {
    total += weight;
    if (chosen === null || random.uniform() * total < weight) chosen = row.slice();
  });
  return chosen ?? new Float64Array(cells.length).fill(-1);
}

/** By part: codes from here on mean a missing cell. */
function levelsOf(chain: Chain, codecs: readonly Codec[]): number[] {
  const levels = chain.parts.map(() => Infinity);
  for (const codec of codecs) {
    const value = codec.parts.at(-1);
    if (codec.form === 'category' && value !== undefined) levels[value] = codec.levels;
  }
  return levels;
}

/** One of the donors that are no missing cells, at the nearest node upwards that has some; the last donor of all else. */
function presentCode(tree: Tree, parent: Int32Array, leaf: number, levels: number, random: Random): number {
  for (let node = leaf; node >= 0; node = parent[node]) {
    const codes = tree.donors.subarray(tree.from[node], tree.end[node]).filter((code) => code < levels);
    if (codes.length > 0) return codes[random.below(codes.length)];
  }
  return tree.donors[tree.donors.length - 1];
}

/** Share of a leaf's donors that are like a cell; kept, because candidates reach few leaves with the same cell. */
function chancesOf({ tree, binOf, smooth }: TreesPart): (leaf: number, cell: number) => number {
  const kept = new Map<number, number>();
  const reach = smooth === null ? 0 : nearBins;
  return (leaf, cell) => {
    const bin = binOf[Math.floor(cell) + 1];
    const key = leaf * 256 + bin;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const [start, end] = [tree.left[leaf], tree.end[leaf]];
    let alike = 0;
    for (let index = start; index < end; index++)
      if (Math.abs(binOf[tree.donors[index] + 1] - bin) <= reach) alike++;
    const chance = (alike + unseen) / (end - start + unseen);
    kept.set(key, chance);
    return chance;
  };
}
