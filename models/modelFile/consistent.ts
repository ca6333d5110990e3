/** Whether the arrays of a saved model fit each other, so that no sampler reads past an end or walks in a circle. */
import type { Codec } from '../codec/codec.ts';
import type { Format } from '../codec/identifier.ts';
import { capacityOf } from '../codec/shape.ts';
import { type Chain, chainOf } from '../generators/conditional/chain.ts';
import type { Demand } from '../generators/conditional/demand.ts';
import type { Fitted } from '../generators/fit.ts';
import type { AnyModel } from '../generators/index.ts';
import type { Tree } from '../generators/trees/model.ts';
import type { Resolved } from '../rules/resolve.ts';

/** True when every index points into what it is an index of. Cost: one pass over the arrays. */
export function isConsistent({ model, codecs, demand, fill = [], rules }: Fitted): boolean {
  const chain = chainOf(model as AnyModel);
  return (
    chainFits(chain) &&
    codecs.every((codec) => codecFits(codec, chain) && placesFit(codec, codecs)) &&
    (demand === null || demandFits(demand, chain)) &&
    fill.every((at) => within(at, 0, codecs.length) && codecs[at].parts.length > 0) &&
    (rules === null || rulesFit(rules, codecs.length, chain))
  );
}

/** Formats without a list of taken places are larger by far (`codec/identifier.ts`). */
const fewestUnlisted = 2 ** 24;

const within = (value: number, low: number, end: number): boolean =>
  Number.isInteger(value) && value >= low && value < end;

/** Number of codes of a part. */
function sizeOf({ parts }: Chain, part: number): number {
  return parts[part].binOf.length - 1;
}

function chainFits(chain: Chain): boolean {
  const { order, parts } = chain;
  const place = new Map(order.map((part, index) => [part, index]));
  if (order.length !== parts.length || place.size !== parts.length) return false;
  return parts.every(({ tree, copy, smooth, missingPart }, part) => {
    const at = place.get(part);
    if (at === undefined || !within(missingPart, -1, parts.length)) return false;
    const size = sizeOf(chain, part);
    const isEarlier = (other: number): boolean => (place.get(other) ?? at) < at;
    const copyFits =
      copy === null ||
      (isEarlier(copy.from) &&
        copy.map.length === sizeOf(chain, copy.from) &&
        copy.map.every((code) => within(code, -1, size)) &&
        within(copy.whereMissing, -1, size));
    const smoothFits =
      smooth === null ||
      (smooth.codes.every((code, index) =>
        within(code, index === 0 ? 0 : smooth.codes[index - 1] + 1, size),
      ) &&
        smooth.indexOf.length === size &&
        smooth.values.length === size &&
        smooth.indexOf.every((rank) => within(rank, -1, smooth.codes.length)));
    return (
      copyFits && smoothFits && (missingPart < 0 || isEarlier(missingPart)) && treeFits(tree, size, isEarlier)
    );
  });
}

/** Deeper trees are not grown (`trees/grow.ts`), and a sampler keeps no longer way. */
const deepest = 60;

function treeFits(tree: Tree, size: number, isEarlier: (part: number) => boolean): boolean {
  const { feature, threshold, mask, masks, left, from, end, donors } = tree;
  const nodes = feature.length;
  if (nodes === 0 || [threshold, mask, left, from, end].some((array) => array.length !== nodes)) return false;
  if (!donors.every((code) => within(code, 0, size)) || from[0] !== 0 || end[0] !== donors.length)
    return false;
  const depth = new Uint8Array(nodes);
  return feature.every((part, node) => {
    // A node without donors would be drawn from for ever; only a part without any is one such leaf.
    const fewest = nodes === 1 ? 0 : 1;
    if (!within(from[node], 0, donors.length + 1)) return false;
    if (!within(end[node], from[node] + fewest, donors.length + 1)) return false;
    if (part === -1) return left[node] === from[node];
    const child = left[node];
    const fits =
      depth[node] < deepest &&
      isEarlier(part) &&
      within(child, node + 1, nodes - 1) &&
      within(mask[node], -1, masks.length / 8) &&
      from[child] === from[node] &&
      end[child] === from[child + 1] &&
      end[child + 1] === end[node];
    if (fits) depth.fill(depth[node] + 1, child, child + 2);
    return fits;
  });
}

function codecFits(codec: Codec, chain: Chain): boolean {
  if (!codec.parts.every((part) => within(part, 0, chain.parts.length))) return false;
  switch (codec.form) {
    case 'category': {
      const { dictionary, levels, missing, missingTexts, parts } = codec;
      const entries = dictionary.offsets.length - 1;
      const last = parts.at(-1);
      return (
        last !== undefined &&
        entries === levels + missingTexts.texts.length &&
        missing.length === entries &&
        dictionary.offsets[entries] === dictionary.bytes.length &&
        dictionary.offsets.every((offset, index) => index === 0 || offset >= dictionary.offsets[index - 1]) &&
        missingTexts.cumulative.length === missingTexts.texts.length &&
        sizeOf(chain, last) <= levels + 1
      );
    }
    case 'numeric': {
      const { values, missingTexts, parts } = codec;
      const last = parts.at(-1);
      return (
        last !== undefined &&
        sizeOf(chain, last) <= values.length &&
        values.every((value, code) => Number.isFinite(value) && (code === 0 || value > values[code - 1])) &&
        missingTexts.cumulative.length === missingTexts.texts.length
      );
    }
    case 'identifier': {
      const { making, parts } = codec;
      return parts.length === 0 && (making.by !== 'format' || making.formats.every(formatFits));
    }
    case 'dropped':
      return codec.parts.length === 0;
    default:
      return codec satisfies never;
  }
}

/** Room for at least one text, in an order that meets each rank once: a writer looks for a free one until it finds it. */
function formatFits({ shape, firstPlace, capacity, blocked, placing }: Format): boolean {
  const room = capacityOf(shape);
  const { size, multiplier, inverse } = placing;
  const isOrder = size === 1 || (BigInt(multiplier) * BigInt(inverse)) % BigInt(Math.max(1, size)) === 1n;
  const isBlocked =
    blocked === null
      ? capacity >= fewestUnlisted
      : blocked.length < capacity &&
        blocked.every((place, index) => within(place, index === 0 ? 0 : blocked[index - 1] + 1, capacity));
  return (
    capacity === room.capacity && firstPlace === room.firstPlace && size === capacity && isOrder && isBlocked
  );
}

/** Children follow their parents, so that the way down ends. */
function placesFit(codec: Codec, codecs: readonly Codec[]): boolean {
  if (codec.form !== 'numeric' || codec.places === undefined) return true;
  const { longitude, axis, at, left, box } = codec.places;
  return (
    within(longitude, 0, codecs.length) &&
    codecs[longitude].form === 'numeric' &&
    at.length === axis.length &&
    left.length === axis.length &&
    box.length === 4 * axis.length &&
    box.every(Number.isFinite) &&
    axis.every(
      (each, node) => each === -1 || (within(each, 0, 2) && within(left[node], node + 1, axis.length - 1)),
    )
  );
}

function demandFits({ strata }: Demand, chain: Chain): boolean {
  return strata.every(({ limits }) =>
    limits.every(
      ({ part, allowed }) =>
        within(part, 0, chain.parts.length) && allowed.length >= sizeOf(chain, part) && allowed.includes(1),
    ),
  );
}

function rulesFit({ ranges, orders, sums, combinations }: Resolved, codecs: number, chain: Chain): boolean {
  const all = [
    ...ranges.map(({ codec }) => codec),
    ...orders.flatMap((order) => order.codecs),
    ...sums.flatMap(({ total, of }) => [total, ...of]),
  ];
  return (
    all.every((codec) => within(codec, 0, codecs)) &&
    combinations.every(
      ({ parts, present, allowed }) =>
        parts.every((part) => within(part, 0, chain.parts.length)) &&
        present.length === parts.length &&
        allowed.length % parts.length === 0,
    )
  );
}
