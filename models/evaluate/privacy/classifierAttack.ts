/** The membership attack by a classifier: how synthetic does a booster, taught on synthetic and unseen real rows, find a row? */
import type { Task } from '../../run/task.ts';
import type { AlignedColumn } from '../align.ts';
import { featureOf, fitBooster, predict } from '../utility/boosting.ts';

/** Ours: half of the booster's usual rounds tell members apart as well, in half the time. */
const rounds = 50;

interface ClassifierPayload {
  readonly columns: readonly AlignedColumn[];
  readonly synthetic: Int32Array;
  /** Real rows that are neither members nor asked. */
  readonly reference: Int32Array;
  readonly asked: Int32Array;
  readonly seed: number;
}

/** For each asked row the probability that it is synthetic. */
export const scoreByClassifier: Task<ClassifierPayload, Float64Array> = {
  name: 'evaluate.classifierAttack',
  work: ({ columns, synthetic, reference, asked, seed }, cancel) => {
    const features = columns.map(featureOf);
    const rowCount =
      1 + [synthetic, reference].reduce((most, rows) => rows.reduce((a, b) => Math.max(a, b), most), 0);
    const target = new Uint8Array(rowCount);
    for (const row of synthetic) target[row] = 1;
    const rows = Int32Array.of(...synthetic, ...reference).sort();
    const outcome = { form: 'classes', classes: 2 } as const;
    const booster = fitBooster({ features, outcome, target, rows, settings: { rounds }, seed }, cancel);
    return predict(booster, features, asked, cancel);
  },
};
