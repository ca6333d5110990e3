/** Fits the trees, one task a part; they do not depend on each other. */
import type { Coded, Part } from '../../codec/codec.ts';
import type { Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { missingPartOf, smoothOf, sortedCodes } from '../draw.ts';
import { randomStream } from '../../num/random.ts';
import type { FitSettings } from '../generator.ts';
import { binPart, type Binned } from './bins.ts';
import { dependences } from './dependence.ts';
import { coinPart, joinTrees } from './coin.ts';
import { type Fold, growTree, type GrowSettings, type Predictor } from './grow.ts';
import { growSettingsOf, settingsOf } from './settings.ts';
import { settingsAt } from './strength.ts';
import { leafOnly, type Tree, type TreesModel, type TreesPart } from './model.ts';
import { drawOrder } from './order.ts';
import { outcomeOf } from './outcome.ts';
import { choosePredictorsTask, predictorLimit, sketchParts } from './predictors.ts';

interface TreePayload {
  readonly target: Pick<Part, 'codes' | 'size' | 'ordered'>;
  readonly predictors: readonly Predictor[];
  readonly settings: GrowSettings;
  readonly fold: Fold | null;
}

/** Grows the tree of one part; a worker may do it. */
export const growTreeTask: Task<TreePayload, Tree> = {
  name: 'trees.grow',
  work: ({ target, predictors, settings, fold }, cancel) =>
    growTree(target, predictors, settings, fold, cancel),
};

/** Bins one part; a worker may do it. */
export const binPartTask: Task<Part, Binned> = { name: 'trees.bin', work: binPart };

export async function fitTrees(
  coded: Coded,
  { preset, strength, seed, visitSequence }: FitSettings,
  run: Run,
): Promise<TreesModel> {
  const { parts } = coded;
  const settings = strength === undefined || strength === null ? settingsOf(preset) : settingsAt(strength);
  const learnt = learntColumns(parts, run);
  const copies = dependences(parts, settings.rowsPerLevel);
  const binned = await Promise.all(parts.map((part) => run.pool.run(binPartTask, part)));
  const sketch = sketchParts(binned);
  const order = drawOrder(parts, copies, visitSequence ?? [], outcomeOf(parts, copies, sketch));
  const folds = foldsOf(coded.rowCount, settings.trees, seed);
  const grow = async (part: number, place: number): Promise<Tree> => {
    let tree: Tree;
    if (copies[part] !== null) tree = leafOnly(sortedCodes(parts[part]));
    else {
      // One level predicts nothing.
      const earlier = Int32Array.from(order.slice(0, place).filter((index) => parts[index].size > 1));
      const chosen =
        earlier.length <= predictorLimit
          ? earlier
          : await run.pool.run(choosePredictorsTask, { sketch, target: part, candidates: earlier });
      const how = growSettingsOf(settings, coded.rowCount);
      const payload = payloadOf(parts[part], binned, chosen, how);
      // Without predictors all folds give the same leaf.
      const used = chosen.length === 0 ? [null] : folds;
      const trees = await Promise.all(used.map((fold) => run.pool.run(growTreeTask, { ...payload, fold })));
      tree = joinTrees(trees, parts.length, part);
    }
    learnt(part);
    return tree;
  };
  // The trees with most predictors take longest and start first, so that no thread is left with one at the end.
  const places = order.map((_, place) => order.length - 1 - place);
  const grown = await Promise.all(places.map((place) => grow(order[place], place)));
  const treeOf = new Map(places.map((place, index) => [order[place], grown[index]]));
  const fitted = (part: Part, index: number): TreesPart => ({
    tree: treeOf.get(index) ?? leafOnly(sortedCodes(part)),
    copy: copies[index],
    smooth: smoothOf(part),
    missingPart: missingPartOf(parts, index),
    binOf: binned[index].binOf,
  });
  return {
    generator: 'trees',
    smoothing: settings.smoothing,
    order: [parts.length, ...order],
    parts: [...parts.map(fitted), coinPart()],
  };
}

/** Reports the columns that are done, from none on; a column is done with the last of its parts. */
function learntColumns(parts: readonly Part[], run: Run): (part: number) => void {
  const left = new Map<number, number>();
  for (const { column } of parts) left.set(column, (left.get(column) ?? 0) + 1);
  const columns = left.size;
  let done = 0;
  const report = (): void =>
    run.report('fit', done / Math.max(1, parts.length), `${columns - left.size} of ${columns} columns`);
  report();
  return (part) => {
    const { column } = parts[part];
    const more = (left.get(column) ?? 1) - 1;
    if (more === 0) left.delete(column);
    else left.set(column, more);
    done++;
    report();
  };
}

function payloadOf(
  part: Part,
  binned: readonly Binned[],
  chosen: Int32Array,
  settings: GrowSettings,
): Omit<TreePayload, 'fold'> {
  const { codes, size, ordered } = part;
  const predictors = Array.from(chosen, (index) => ({
    part: index,
    bins: binned[index].bins,
    ordered: binned[index].ordered,
  }));
  return { target: { codes, size, ordered }, predictors, settings };
}

/** Each row in one of `count` folds at random; a single null for one tree grown on all rows. */
function foldsOf(rowCount: number, count: number, seed: number): readonly (Fold | null)[] {
  if (count === 1) return [null];
  const of = new Uint8Array(new SharedArrayBuffer(rowCount));
  const random = randomStream([seed, 'fit', 'folds']);
  for (let row = 0; row < rowCount; row++) of[row] = random.below(count);
  return Array.from({ length: count }, (_, index) => ({ of, index }));
}
