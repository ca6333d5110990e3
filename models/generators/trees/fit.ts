/** Fits the trees, one task a part; they do not depend on each other. */
import type { Coded, Part } from '../../codec/codec.ts';
import type { Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { missingPartOf, smoothOf, sortedCodes } from '../draw.ts';
import type { FitSettings } from '../generator.ts';
import { binPart, type Binned } from './bins.ts';
import { dependences } from './dependence.ts';
import { growTree, type Predictor } from './grow.ts';
import { settingsOf, type TreesSettings } from './settings.ts';
import { settingsAt } from './strength.ts';
import type { Tree, TreesModel } from './model.ts';
import { drawOrder } from './order.ts';
import { choosePredictorsTask, predictorLimit, sketchParts } from './predictors.ts';

interface TreePayload {
  readonly target: Pick<Part, 'codes' | 'size' | 'ordered'>;
  readonly predictors: readonly Predictor[];
  readonly settings: TreesSettings;
}

/** Grows the tree of one part; a worker may do it. */
export const growTreeTask: Task<TreePayload, Tree> = {
  name: 'trees.grow',
  work: ({ target, predictors, settings }, cancel) => growTree(target, predictors, settings, cancel),
};

/** Bins one part; a worker may do it. */
export const binPartTask: Task<Part, Binned> = { name: 'trees.bin', work: binPart };

export async function fitTrees(
  coded: Coded,
  { preset, strength }: FitSettings,
  run: Run,
): Promise<TreesModel> {
  const { parts } = coded;
  const settings = strength === undefined || strength === null ? settingsOf(preset) : settingsAt(strength);
  const copies = dependences(parts, settings.rowsPerLevel);
  const order = drawOrder(parts, copies);
  const binned = await Promise.all(parts.map((part) => run.pool.run(binPartTask, part)));
  const sketch = parts.length > predictorLimit ? sketchParts(binned) : null;
  let done = 0;
  const grow = async (part: number, place: number): Promise<Tree> => {
    let tree: Tree;
    if (copies[part] !== null) tree = leafOnly(sortedCodes(parts[part]));
    else {
      // One level predicts nothing.
      const earlier = Int32Array.from(order.slice(0, place).filter((index) => parts[index].size > 1));
      const chosen =
        sketch === null || earlier.length <= predictorLimit
          ? earlier
          : await run.pool.run(choosePredictorsTask, { sketch, target: part, candidates: earlier });
      tree = await run.pool.run(growTreeTask, payloadOf(parts[part], binned, chosen, settings));
    }
    run.report('fit', ++done / parts.length);
    return tree;
  };
  // The trees with most predictors take longest and start first, so that no thread is left with one at the end.
  const places = order.map((_, place) => order.length - 1 - place);
  const grown = await Promise.all(places.map((place) => grow(order[place], place)));
  const treeOf = new Map(places.map((place, index) => [order[place], grown[index]]));
  return {
    generator: 'trees',
    smoothing: settings.smoothing,
    order,
    parts: parts.map((part, index) => ({
      tree: treeOf.get(index) ?? leafOnly(sortedCodes(part)),
      copy: copies[index],
      smooth: smoothOf(part),
      missingPart: missingPartOf(parts, index),
      binOf: binned[index].binOf,
    })),
  };
}

function payloadOf(
  part: Part,
  binned: readonly Binned[],
  chosen: Int32Array,
  settings: TreesSettings,
): TreePayload {
  const { codes, size, ordered } = part;
  const predictors = Array.from(chosen, (index) => ({
    part: index,
    bins: binned[index].bins,
    ordered: binned[index].ordered,
  }));
  return { target: { codes, size, ordered }, predictors, settings };
}

/** A tree that is one leaf. */
function leafOnly(donors: Int32Array): Tree {
  const one = (value: number): Int32Array => new Int32Array(new SharedArrayBuffer(4)).fill(value);
  const masks = new Uint32Array(new SharedArrayBuffer(0));
  return {
    feature: one(-1),
    threshold: one(-1),
    mask: one(-1),
    masks,
    left: one(0),
    from: one(0),
    end: one(donors.length),
    donors,
  };
}
