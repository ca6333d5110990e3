/** A row of which some cells are known and others are being drawn, and what its trees say about each of its parts. */
import type { Codec } from '../../codec/codec.ts';
import type { Random } from '../../num/random.ts';
import { drawCode } from '../draw.ts';
import { parentsOf, type Tree, type TreesPart } from '../trees/model.ts';
import { cellChanceOf } from './cellChance.ts';
import type { Chain } from './chain.ts';
import { descend, rise } from './drawRow.ts';
import { type Root, rootsOf } from './roots.ts';

/** Weight of a row whose cell contradicts what another determines. Ours: below any leaf's, not impossible. */
const contradiction = 1e-6;

/** Scratch memory for one row after the other, with what is the same for all; lists by part. */
export interface PartialRow {
  /** The cells: codes and positions; -1 where a part does not apply or is not drawn yet. */
  readonly row: Float64Array;
  /** Of the cells, as predictors; -1 where a part is not drawn yet. */
  readonly bins: Int32Array;
  /** Nodes to which the known cells lead, one a tree of the part. */
  readonly starts: readonly Int32Array[];
  readonly parts: readonly TreesPart[];
  readonly smoothing: number;
  /** Codes from here on mean a missing cell. */
  readonly levels: readonly number[];
  readonly roots: readonly (readonly Root[])[];
  readonly parents: readonly Int32Array[];
  readonly chances: readonly ReturnType<typeof cellChanceOf>[];
  readonly presentCodes: readonly ReturnType<typeof presentCodeOf>[];
}

/** @param isCoin whether a part is of no column. */
export function partialRowOf(
  { parts, smoothing }: Chain,
  codecs: readonly Codec[],
  isCoin: (part: number) => boolean,
): PartialRow {
  const levels = levelsOf(parts.length, codecs);
  const parents = parts.map(({ tree }) => parentsOf(tree));
  const roots = parts.map(({ tree }) => rootsOf(parts, tree, isCoin));
  return {
    row: new Float64Array(parts.length),
    bins: new Int32Array(parts.length),
    starts: roots.map((some) => new Int32Array(some.length)),
    parts,
    smoothing,
    levels,
    roots,
    parents,
    chances: parts.map(cellChanceOf),
    presentCodes: parts.map(({ tree }, part) => presentCodeOf(tree, parents[part], levels[part])),
  };
}

/** Puts a cell into the row. */
export function put({ row, bins, parts }: PartialRow, part: number, code: number): void {
  row[part] = code;
  bins[part] = parts[part].binOf[Math.floor(code) + 1];
}

/** Whether the part has a value in this row: its cell is not missing. */
export function applies({ row, parts }: PartialRow, part: number): boolean {
  const { missingPart, tree } = parts[part];
  return (missingPart < 0 || row[missingPart] !== 1) && tree.donors.length > 0;
}

/** Sends the part as far down its trees as the cells that are there lead. */
export function begin({ bins, parts, roots, starts }: PartialRow, part: number): void {
  roots[part].forEach(({ node }, index) => (starts[part][index] = descend(parts[part].tree, bins, node)));
}

/** Draws the part from its law given the cells before it, never a missing cell. @param part begun. */
export function drawPart(state: PartialRow, part: number, random: Random): void {
  const { bins, levels, parents, parts, presentCodes, roots, smoothing, starts } = state;
  if (!applies(state, part)) return put(state, part, -1);
  const known = copied(state, part);
  if (known >= 0 && known < levels[part]) return put(state, part, known);
  const { tree, smooth } = parts[part];
  const reached = descend(tree, bins, starts[part][chosenRoot(roots[part], random)]);
  const leaf = rise(tree, parents[part], reached, smoothing, random);
  const code = drawCode(tree.donors, tree.left[leaf], tree.end[leaf], smooth, random);
  put(state, part, code < levels[part] ? code : presentCodes[part](leaf, random));
}

/** The chance of the cell that is there, given the cells before it: the mean over the trees of its part. @param part begun. */
export function chanceOf(state: PartialRow, part: number): number {
  const { row, bins, parts, roots, starts, chances } = state;
  const known = copied(state, part);
  if (known >= 0) return known === row[part] ? 1 : contradiction;
  const { tree } = parts[part];
  const [some, at, chance] = [roots[part], starts[part], chances[part]];
  let sum = 0;
  for (let index = 0; index < some.length; index++)
    sum += some[index].share * chance(descend(tree, bins, at[index]), row[part]);
  return sum;
}

/** False when the chance of the cell is the same whatever is drawn. @param part begun. */
export function isOpen({ row, parts, starts }: PartialRow, part: number): boolean {
  const { copy, tree } = parts[part];
  return row[part] >= 0 && (copy !== null || starts[part].some((node) => tree.feature[node] >= 0));
}

/** The code that another part determines; -1 when none does. */
function copied({ row, parts }: PartialRow, part: number): number {
  const { copy } = parts[part];
  if (copy === null) return -1;
  const source = row[copy.from];
  return source >= 0 ? copy.map[Math.floor(source)] : copy.whereMissing;
}

function chosenRoot(roots: readonly Root[], random: Random): number {
  let rest = roots.length === 1 ? 0 : random.uniform();
  for (let index = 0; index < roots.length - 1; index++) {
    rest -= roots[index].share;
    if (rest < 0) return index;
  }
  return roots.length - 1;
}

function levelsOf(count: number, codecs: readonly Codec[]): number[] {
  const levels = new Array<number>(count).fill(Infinity);
  for (const codec of codecs) {
    const value = codec.parts.at(-1);
    if (codec.form === 'category' && value !== undefined) levels[value] = codec.levels;
  }
  return levels;
}

/** Draws one of the donors that are no missing cells, at the nearest node upwards that has some; the last donor of all else. */
function presentCodeOf(
  tree: Tree,
  parent: Int32Array,
  levels: number,
): (leaf: number, random: Random) => number {
  let made: { readonly donors: Int32Array; readonly before: Int32Array } | null = null;
  return (leaf, random) => {
    made ??= presentDonors(tree, levels);
    const { donors, before } = made;
    for (let node = leaf; node >= 0; node = parent[node]) {
      const [start, end] = [before[tree.from[node]], before[tree.end[node]]];
      if (end > start) return donors[start + random.below(end - start)];
    }
    return tree.donors[tree.donors.length - 1];
  };
}

/** The donors that are no missing cells, and how many of them come before each donor. */
function presentDonors({ donors }: Tree, levels: number): { donors: Int32Array; before: Int32Array } {
  const before = new Int32Array(donors.length + 1);
  const kept = donors.filter((code, index) => {
    before[index + 1] = before[index] + (code < levels ? 1 : 0);
    return code < levels;
  });
  return { donors: kept, before };
}
