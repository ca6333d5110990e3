/**
 * Gradient boosting on histograms of ours, for two classes, several classes and numbers: the classifier of
 * `fidelity.detection`, of `utility` and of attacks that need one. Defaults are those of scikit-learn 1.9
 * `HistGradientBoosting*`. Missing values and categories are handled natively. Pure and deterministic; call it inside a
 * task. Source: Friedman, Annals of Statistics 29(5), 2001, p. 1189; trees in `boosterTree.ts`.
 */
import { randomStream } from '../../num/random.ts';
import { checkCancel } from '../../run/run.ts';
import { type Bins, binRows, binsOf, type Feature } from './boosterBins.ts';
import { baselineOf, gradientsOf, lossOf, type Outcome, predictionOf } from './boosterLoss.ts';
import { addTree, type Growth, growTree, nursery, rowByRow, type Tree } from './boosterTree.ts';

export type { Feature } from './boosterBins.ts';
export { featureOf } from './boosterBins.ts';
export type { Outcome } from './boosterLoss.ts';

export interface BoosterSettings extends Growth {
  /** Most rounds; a round has one tree, or one a class when there are more than two. */
  readonly rounds: number;
  /** Rows from which a tenth is set aside and rounds stop when it no longer gains; Infinity: never. */
  readonly stopFromRows: number;
}

/** scikit-learn's defaults: max_iter, max_leaf_nodes, min_samples_leaf, learning_rate, l2_regularization, early_stopping. */
export const boosterDefaults: BoosterSettings = {
  rounds: 100,
  leaves: 31,
  leastRows: 20,
  learningRate: 0.1,
  l2: 0,
  stopFromRows: 10_001,
};

/** scikit-learn: validation_fraction, n_iter_no_change, tol. */
const asideShare = 0.1;
const patience = 10;
const tolerance = 1e-7;

export interface BoosterInput {
  readonly features: readonly Feature[];
  readonly outcome: Outcome;
  /** Row -> class (0 .. classes - 1) or value; read at `rows` only, never NaN there. */
  readonly target: Float64Array | Uint8Array | Int32Array;
  /** Rows to fit on, at least one. */
  readonly rows: Int32Array;
  /** What differs from `boosterDefaults`. */
  readonly settings?: Partial<BoosterSettings>;
  /** Names the draw of the rows that are set aside. */
  readonly seed: number;
}

/** A fitted booster; plain data. */
export interface Booster {
  readonly outcome: Outcome;
  readonly bins: readonly Bins[];
  /** One raw prediction for two classes and numbers, one a class otherwise. */
  readonly baseline: readonly number[];
  /** Round -> one tree for each element of `baseline`. */
  readonly rounds: readonly (readonly Tree[])[];
}

/** Rows by their bins, with raw predictions that grow round by round. */
interface Sample {
  readonly bins: readonly Uint8Array[];
  readonly target: Float64Array;
  /** Class -> row -> raw prediction. */
  readonly raw: readonly Float64Array[];
}

/** Fits a booster. @throws Cancelled */
export function fitBooster(input: BoosterInput, cancel: Int32Array): Booster {
  const settings = { ...boosterDefaults, ...input.settings };
  const { features, outcome, seed } = input;
  const { fitted, aside } = setAside(input.rows, settings, seed);
  const bins = features.map((feature) => binsOf(feature, fitted));
  const baseline = baselineOf(outcome, input.target, fitted);
  const learnt = sampleOf(input, bins, fitted, baseline);
  const watched = sampleOf(input, bins, aside, baseline);
  const watchedRows = rowByRow(watched.bins, aside.length);
  const sizes = bins.map(({ size }) => size);
  const isCategory = bins.map(({ form }) => form === 'category');
  const room = nursery(learnt.bins, sizes, fitted.length);
  const gradients = new Float64Array(fitted.length);
  const hessians = new Float64Array(fitted.length);
  const ground = { bins: learnt.bins, sizes, isCategory, gradients, hessians };
  const rounds: (readonly Tree[])[] = [];
  const losses = aside.length > 0 ? [lossOf(outcome, watched.raw, watched.target)] : [];
  while (rounds.length < settings.rounds && !hasStalled(losses)) {
    // All trees of a round are grown on the predictions of the round before.
    const before = baseline.length === 1 ? learnt.raw : learnt.raw.map((raw) => raw.slice());
    const trees = baseline.map((_, output) => {
      checkCancel(cancel);
      gradientsOf(outcome, before, learnt.target, output, gradients, hessians);
      return growTree(ground, settings, room, learnt.raw[output]);
    });
    rounds.push(trees);
    if (trees.every(({ feature }) => feature[0] < 0)) break;
    if (aside.length > 0) {
      trees.forEach((tree, output) => addTree(tree, watchedRows, sizes, watched.raw[output]));
      losses.push(lossOf(outcome, watched.raw, watched.target));
    }
  }
  return { outcome, bins, baseline, rounds };
}

/**
 * Predictions for `rows`: the probability of class 1 for two classes, the value for numbers, and for more classes one
 * probability a class, row by row (length `rows.length * classes`). `features` are in the order of fitting. @throws Cancelled
 */
export function predict(
  { outcome, bins, baseline, rounds }: Booster,
  features: readonly Feature[],
  rows: Int32Array,
  cancel: Int32Array,
): Float64Array {
  const binned = rowByRow(
    features.map((feature, index) => binRows(feature, bins[index], rows)),
    rows.length,
  );
  const sizes = bins.map(({ size }) => size);
  const raw = baseline.map((start) => new Float64Array(rows.length).fill(start));
  for (const trees of rounds) {
    checkCancel(cancel);
    trees.forEach((tree, output) => addTree(tree, binned, sizes, raw[output]));
  }
  return predictionOf(outcome, raw);
}

function setAside(
  rows: Int32Array,
  { stopFromRows }: BoosterSettings,
  seed: number,
): { fitted: Int32Array; aside: Int32Array } {
  if (rows.length < stopFromRows) return { fitted: rows, aside: new Int32Array(0) };
  const random = randomStream([seed, 'booster', 'aside']);
  const isAside = Uint8Array.from(rows, () => (random.uniform() < asideShare ? 1 : 0));
  return {
    fitted: rows.filter((_, index) => isAside[index] === 0),
    aside: rows.filter((_, index) => isAside[index] === 1),
  };
}

function sampleOf(
  { features, target }: BoosterInput,
  bins: readonly Bins[],
  rows: Int32Array,
  baseline: readonly number[],
): Sample {
  return {
    bins: features.map((feature, index) => binRows(feature, bins[index], rows)),
    target: Float64Array.from(rows, (row) => target[row]),
    raw: baseline.map((start) => new Float64Array(rows.length).fill(start)),
  };
}

/** True when none of the last ten losses is below the one before them. */
function hasStalled(losses: readonly number[]): boolean {
  if (losses.length <= patience) return false;
  const reference = losses[losses.length - 1 - patience];
  return losses.slice(-patience).every((loss) => loss > reference - tolerance);
}
