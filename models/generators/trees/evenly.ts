/**
 * Places in a node's donors that fill it evenly: each alone is uniform on [0, 1), and among those that one node gave, any two
 * halves of a dyadic interval (down to 1/32) have nearly as many. What is drawn from a node then has the node's law with
 * little of the chance that independent draws add, as systematic resampling does (Kitagawa, Journal of Computational and
 * Graphical Statistics 5(1), 1996, p. 10), but one row after the other, without knowing how many will come.
 *
 * Each half is an urn of as many lots for the left as for the right side, drawn without replacement and filled again when
 * it is empty. The order of lots is chance of this part alone, so that rows of two parts are not paired by it; large urns in
 * large nodes keep that so where two parts draw all their rows in the same order. Ours.
 */
import type { Random } from '../../num/random.ts';

/** Halvings of the interval. */
const levels = 5;
/** Nodes of at least so many donors have urns of `manyLots` lots a side, the others of one. */
const largeNode = 256;
const manyLots = 8;

/** Lots that are left, two a half interval: those of `node` begin at `node * 2 ** (levels + 1)`. */
export type Lots = Uint8Array;

export function lotsFor(nodes: number): Lots {
  return new Uint8Array(nodes << (levels + 1));
}

/** The next place in `node`, which has `size` donors. */
export function nextPlace(lots: Lots, node: number, size: number, random: Random): number {
  const base = node << (levels + 1);
  const full = size < largeNode ? 1 : manyLots;
  let interval = 1;
  for (let level = 0; level < levels; level++) {
    const at = base + 2 * interval;
    if (lots[at] + lots[at + 1] === 0) lots[at] = lots[at + 1] = full;
    const toLeft = lots[at + 1] === 0 || (lots[at] > 0 && random.below(lots[at] + lots[at + 1]) < lots[at]);
    lots[toLeft ? at : at + 1]--;
    interval = 2 * interval + (toLeft ? 0 : 1);
  }
  return (interval - (1 << levels) + random.uniform()) / (1 << levels);
}
