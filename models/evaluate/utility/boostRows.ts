/** Fitting a booster on some rows and predicting others, as one task. */
import type { Task } from '../../run/task.ts';
import { type Booster, type BoosterInput, fitBooster, predict } from './boosting.ts';

export interface BoostPayload extends BoosterInput {
  readonly predicted: Int32Array;
}

export interface Boosted {
  /** As `predict` gives them, for `BoostPayload.predicted`. */
  readonly predictions: Float64Array;
  /** Feature -> share of the gain of all splits, summing to 1; all 0 when nothing was split. */
  readonly gains: Float64Array;
}

/** Features and target should lie in shared memory: one payload is posted for each fold. */
export const boostRows: Task<BoostPayload, Boosted> = {
  name: 'evaluate.boost',
  work: (payload, cancel) => {
    const booster = fitBooster(payload, cancel);
    return {
      predictions: predict(booster, payload.features, payload.predicted, cancel),
      gains: gainShares(booster),
    };
  },
};

/** Feature -> its share of the gain of all splits; all 0 when nothing was split. */
export function gainShares({ bins, rounds }: Booster): Float64Array {
  const gains = new Float64Array(bins.length);
  let total = 0;
  for (const { feature, gain } of rounds.flat()) {
    for (let node = 0; node < feature.length; node++) {
      if (feature[node] < 0) continue;
      gains[feature[node]] += gain[node];
      total += gain[node];
    }
  }
  return total > 0 ? gains.map((gain) => gain / total) : gains;
}
