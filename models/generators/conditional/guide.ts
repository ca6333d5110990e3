/**
 * What a chain needs to draw under a condition: for each limited part the donors that may be drawn, and an upper bound of
 * the chance that a row will meet the limit, at every node of its tree.
 */
import type { Tree } from '../trees/model.ts';
import type { Chain } from './chain.ts';
import type { Limit, Stratum } from './demand.ts';

/** One limited part. */
export interface Guided {
  readonly limit: Limit;
  /** Node -> share of its donors that are allowed. */
  readonly share: Float64Array;
  /** Node -> the chance that a draw which reached it, and by smoothing may rise from it, is allowed. */
  readonly chance: Float64Array;
  /** Node -> the largest chance of any leaf below it. */
  readonly bound: Float64Array;
  /** Node -> its parent; -1 at the root. */
  readonly parent: Int32Array;
  /** Node -> first of its allowed donors; `end` is exclusive. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly donors: Int32Array;
}

export interface Guide {
  /** By part; null for parts without a limit. */
  readonly parts: readonly (Guided | null)[];
  /** Limited parts in drawing order. */
  readonly limited: readonly number[];
  /**
   * Bound before anything is drawn, one a limited part. It is 1, and not looked ahead, where a row may meet the limit
   * otherwise than by its tree: by a copy, or by a missing cell that is allowed.
   */
  readonly first: Float64Array;
  /** 1 where the bound follows the tree. */
  readonly follows: Uint8Array;
}

/** Cost: the donors of the limited parts. */
export function guideOf(chain: Chain, stratum: Stratum): Guide {
  const limits = pushBack(chain, stratum.limits);
  const parts = chain.parts.map(({ tree }, part) => {
    const limit = limits.get(part);
    return limit === undefined ? null : guided(tree, limit, chain.smoothing);
  });
  const limited = chain.order.filter((part) => parts[part] !== null);
  const follows = Uint8Array.from(limited, (part) => {
    const { copy, missingPart } = chain.parts[part];
    return copy === null && (missingPart < 0 || limits.has(missingPart)) ? 1 : 0;
  });
  const first = Float64Array.from(limited, (part, index) =>
    follows[index] === 1 ? (parts[part]?.bound[0] ?? 0) : 1,
  );
  return { parts, limited, first, follows };
}

/** A part that another determines is met or missed when that one is drawn, so its limit is one on that part too. */
function pushBack(chain: Chain, given: readonly Limit[]): ReadonlyMap<number, Limit> {
  const limits = new Map(given.map((limit) => [limit.part, limit]));
  for (const part of chain.order.toReversed()) {
    const limit = limits.get(part);
    const copy = chain.parts[part].copy;
    if (limit === undefined || copy === null) continue;
    const before = limits.get(copy.from);
    const allowed = Uint8Array.from(copy.map, (code, source) => {
      const kept = before === undefined || before.allowed[source] === 1;
      return kept && (code < 0 || limit.allowed[code] === 1) ? 1 : 0;
    });
    limits.set(copy.from, { part: copy.from, allowed, low: 1, high: 0 });
    const missing = chain.parts[copy.from].missingPart;
    if (missing < 0 || copy.whereMissing < 0 || limit.allowed[copy.whereMissing] === 1) continue;
    const present = limits.get(missing)?.allowed[0] ?? 1;
    limits.set(missing, { part: missing, allowed: Uint8Array.of(present, 0), low: 1, high: 0 });
  }
  return limits;
}

/** The chance follows the smoothing of `trees/sample.ts`: a leaf of several codes gives way to the nodes above it. */
function guided(tree: Tree, limit: Limit, smoothing: number): Guided {
  const nodes = tree.feature.length;
  const before = new Int32Array(tree.donors.length + 1);
  const donors = tree.donors.filter((code, index) => {
    const allowed = limit.allowed[code] === 1;
    before[index + 1] = before[index] + (allowed ? 1 : 0);
    return allowed;
  });
  const start = tree.from.map((donor) => before[donor]);
  const end = tree.end.map((donor) => before[donor]);
  const share = new Float64Array(nodes);
  const chance = new Float64Array(nodes);
  const parent = new Int32Array(nodes).fill(-1);
  for (let node = 0; node < nodes; node++) {
    const rows = tree.end[node] - tree.from[node];
    share[node] = rows === 0 ? 0 : (end[node] - start[node]) / rows;
    const stay = parent[node] < 0 ? 1 : stayChance(tree, node, smoothing);
    chance[node] = stay * share[node] + (stay === 1 ? 0 : (1 - stay) * chance[parent[node]]);
    if (tree.feature[node] >= 0) parent.fill(node, tree.left[node], tree.left[node] + 2);
  }
  const bound = chance.slice();
  // Children come after their parent, so one pass from the last node to the first sees them before it.
  for (let node = nodes - 1; node >= 0; node--) {
    const left = tree.left[node];
    if (tree.feature[node] >= 0) bound[node] = Math.max(bound[left], bound[left + 1]);
  }
  return { limit, share, chance, bound, parent, start, end, donors };
}

/** The chance that a draw which has come to `node` from below, or to a leaf, is made from its donors. */
export function stayChance({ feature, from, end, donors }: Tree, node: number, smoothing: number): number {
  if (smoothing === 0) return 1;
  if (feature[node] < 0 && donors[from[node]] === donors[end[node] - 1]) return 1;
  const rows = end[node] - from[node];
  return rows / (rows + smoothing);
}
