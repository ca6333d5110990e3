/**
 * Draws one row that meets a condition, from exactly the law that the model has under it.
 *
 * A limited part is drawn among the donors that meet its limit; the chance that an unlimited draw would have met it is the
 * row's weight w (importance sampling along the chain). Weights become exact rows by rejection: the row is kept with
 * probability w / U0, where U0 bounds w. The decision is not left to the end: after each part the bound U of what w can still
 * become is brought up to date by a look ahead down the trees of the limited parts to come, and the row is kept with
 * probability U / (U before). The product of these is w / U0 (a telescope), so the law is the same and hopeless rows end
 * early, mostly at their first part. Rejection control: Liu, Chen & Wong, JASA 93(443), 1998, p. 1022; the bounds from
 * trees are ours.
 */
import type { Random } from '../../num/random.ts';
import { drawCode } from '../draw.ts';
import { parentsOf, type Tree } from '../trees/model.ts';
import type { Chain } from './chain.ts';
import { type Guide, type Guided, stayChance } from './guide.ts';

/** Draws within a range before the nearer end of the range is taken. */
const rangeDraws = 16;

/** One attempt; true when `row` (one number a part, -1 where none applies) holds a row that meets the condition. */
export type Attempt = (row: Float64Array, random: Random) => boolean;

/** An attempt with its own scratch memory; its law is that of the chain under the guide's limits. */
export function attempts(chain: Chain, guide: Guide): Attempt {
  const bins = new Int32Array(chain.parts.length);
  const node = new Int32Array(guide.limited.length);
  const bounds = new Float64Array(guide.limited.length);
  const parents = chain.parts.map(({ tree }) => (chain.smoothing === 0 ? null : parentsOf(tree)));

  return (row, random) => {
    bins.fill(-1);
    node.fill(0);
    bounds.set(guide.first);
    let pending = 0;
    for (const part of chain.order) {
      const { tree, copy, smooth, missingPart, binOf } = chain.parts[part];
      const limited = guide.parts[part];
      const at = limited === null ? -1 : pending++;
      const applies = missingPart < 0 || row[missingPart] !== 1;
      row[part] = -1;
      if (applies && tree.donors.length > 0) {
        const source = copy === null ? -1 : row[copy.from];
        const known = copy === null ? -1 : source >= 0 ? copy.map[source] : copy.whereMissing;
        if (known >= 0) {
          if (limited !== null && limited.limit.allowed[known] !== 1) return false;
          row[part] = known;
        } else if (limited === null) {
          const reached = descend(tree, bins, 0);
          const above = parents[part];
          const leaf = above === null ? reached : rise(tree, above, reached, chain.smoothing, random);
          row[part] = drawCode(tree.donors, tree.left[leaf], tree.end[leaf], smooth, random);
        } else {
          const leaf = descend(tree, bins, node[at]);
          if (!kept(limited.bound[leaf], bounds[at], random)) return false;
          row[part] = drawWithin(
            limited,
            allowedLeaf(tree, limited, leaf, chain.smoothing, random),
            smooth,
            random,
          );
        }
      }
      bins[part] = binOf[Math.floor(row[part]) + 1];
      for (let later = pending; later < guide.limited.length; later++) {
        const next = guide.limited[later];
        const guided = guide.parts[next];
        if (guided === null || guide.follows[later] === 0) continue;
        node[later] = descend(chain.parts[next].tree, bins, node[later]);
        const bound = guided.bound[node[later]];
        if (!kept(bound, bounds[later], random)) return false;
        bounds[later] = bound;
      }
    }
    return true;
  };
}

/** True with probability `now / before`; draws nothing when it is certain. */
function kept(now: number, before: number, random: Random): boolean {
  if (now <= 0) return false;
  return now >= before || random.uniform() * before < now;
}

/** The node reached from `from` by the parts that are drawn; stops before a part that is not (bin -1). */
export function descend(
  { feature, threshold, mask, masks, left }: Tree,
  bins: Int32Array,
  from: number,
): number {
  let node = from;
  while (feature[node] >= 0) {
    const bin = bins[feature[node]];
    if (bin < 0) return node;
    const goesLeft =
      mask[node] < 0
        ? bin <= threshold[node]
        : ((masks[mask[node] * 8 + (bin >> 5)] >>> (bin & 31)) & 1) === 1;
    node = left[node] + (goesLeft ? 0 : 1);
  }
  return node;
}

/** The leaf that a draw is made from by the smoothing: the same law as in `trees/sample.ts`. */
export function rise(
  tree: Tree,
  parent: Int32Array,
  leaf: number,
  smoothing: number,
  random: Random,
): number {
  let node = leaf;
  while (parent[node] >= 0 && random.uniform() >= stayChance(tree, node, smoothing)) node = parent[node];
  return leafBelow(tree, tree.from, tree.end, node, random);
}

/** The same given that what is drawn is allowed: each node counts by its share of allowed donors. */
function allowedLeaf(tree: Tree, guided: Guided, leaf: number, smoothing: number, random: Random): number {
  const { chance, share, parent, start, end } = guided;
  let node = leaf;
  while (parent[node] >= 0) {
    const stay = stayChance(tree, node, smoothing);
    if (stay === 1 || random.uniform() * chance[node] < stay * share[node]) break;
    node = parent[node];
  }
  return leafBelow(tree, start, end, node, random);
}

/** A leaf under `top`, drawn by its share of the donors from `start` to `end`. */
function leafBelow(
  { feature, left }: Tree,
  start: Int32Array,
  end: Int32Array,
  top: number,
  random: Random,
): number {
  let node = top;
  while (feature[node] >= 0) {
    const at = start[node] + random.below(end[node] - start[node]);
    node = left[node] + (at < start[left[node] + 1] ? 0 : 1);
  }
  return node;
}

function drawWithin(
  { limit, start, end, donors }: Guided,
  leaf: number,
  smooth: Parameters<typeof drawCode>[3],
  random: Random,
): number {
  // Only whole codes are asked for: a position beside the code would be another value.
  if (smooth === null || limit.low > limit.high)
    return drawCode(donors, start[leaf], end[leaf], null, random);
  let position = -1;
  for (let draw = 0; draw < rangeDraws; draw++) {
    position = drawCode(donors, start[leaf], end[leaf], smooth, random);
    if (within(limit, position)) return position;
  }
  // No draw between the neighbours fell into the range: it is narrower than the gaps of the data. Its own end is taken.
  return Math.min(Math.max(position, limit.low), limit.high);
}

function within({ allowed, low, high }: Guided['limit'], position: number): boolean {
  if (Number.isInteger(position)) return allowed[position] === 1;
  return position >= low && position <= high;
}
