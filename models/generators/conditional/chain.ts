/** Any model of this version as one chain of trees, so that one sampler serves them all. */
import type { AnyModel } from '../index.ts';
import type { TreesModel, TreesPart } from '../trees/model.ts';

/** The parts of a chain with their drawing order. */
export type Chain = Pick<TreesModel, 'order' | 'parts' | 'smoothing'>;

/** `trees` as it is; each part of `independent` as a tree that is one leaf. */
export function chainOf(model: AnyModel): Chain {
  switch (model.generator) {
    case 'trees':
      return model;
    case 'independent':
      return {
        smoothing: 0,
        order: model.parts.map((_, part) => part),
        parts: model.parts.map(({ donors, smooth, missingPart }) => leaf(donors, smooth, missingPart)),
      };
    default:
      return model satisfies never;
  }
}

function leaf(donors: Int32Array, smooth: TreesPart['smooth'], missingPart: number): TreesPart {
  const one = (value: number): Int32Array => Int32Array.of(value);
  let size = smooth?.indexOf.length ?? 0;
  for (let index = 0; index < donors.length; index++) size = Math.max(size, donors[index] + 1);
  const tree = {
    feature: one(-1),
    threshold: one(-1),
    mask: one(-1),
    masks: new Uint32Array(0),
    left: one(0),
    from: one(0),
    end: one(donors.length),
    donors,
  };
  return { tree, copy: null, smooth, missingPart, binOf: new Uint8Array(size + 1) };
}
