/**
 * Three readings of the nearest training and the nearest holdout row of each synthetic row, from one search.
 * DCR share: the share of synthetic rows whose nearest real row is a training row rather than a holdout row, ties half
 * (Platzer & Reutterer, Frontiers in Big Data 4:679939, 2021, section 3.2; mostlyai-qa 1.10.11 `_distances.py`:
 * calculate_dcr_share). NNDR share: the same for the ratio of nearest to second-nearest distance (mostlyai-qa `_distances.py`
 * compares one order statistic of it). Look-alikes: synthetic rows that stand at less than a fifth of the distance to one
 * row that they have to any second row, as a row with slightly changed numbers does.
 * Training and holdout rows are drawn down to equal numbers, so that a table that knows nothing of its training rows has
 * 0.5, 0.5, and as many look-alikes on both sides. A table that passes may still leak (arXiv 2505.01524).
 */
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { type Aligned, lengthOf } from '../align.ts';
import type { Finding } from '../evaluation.ts';
import { wilson } from '../interval.ts';
import { type Measured, type Metric, nothingToCompare, unmeasured } from '../metric.ts';
import { nearest, plant, pointsOf, type Tree } from './neighbours.ts';
import { sampleRows } from './sample.ts';
import { type Space, spaceOf } from './space.ts';

/** Synthetic rows that look for a neighbour. Ours: the interval is then at most 0.01 either way. */
const mostQueries = 10_000;

/** Rows of training and of holdout that are searched. Ours: bounds time and memory at any table size. */
const mostReferences = 50_000;

/** Fewer holdout rows say nothing. mostlyai-qa `reporting.py`: at least 10 holdout rows. */
const leastReferences = 10;

export interface DcrDetails {
  readonly queries: number;
  /** Rows of each reference, training and holdout alike. */
  readonly references: number;
  /** Synthetic rows that look like one training row, and like one holdout row. */
  readonly alike: readonly [train: number, holdout: number];
}

type Names = 'dcrShare' | 'nndr' | 'lookalikes';

/** Ratio of nearest to second-nearest distance under which a row looks like one row. Ours, tuned on `test/bench/leaks`. */
const alikeRatio = 0.2;

export const dcr: Metric<Names, DcrDetails> = {
  name: 'dcr',
  range: [0, 1],
  better: 'reference',
  source: 'Platzer & Reutterer 2021, section 3.2; distances in privacy/space.ts',
  measure: measureDcr,
};

async function measureDcr(aligned: Aligned, run: Run): Promise<Measured<Names, DcrDetails>> {
  const { train, holdout, synthetic, seed } = aligned;
  const references = Math.min(lengthOf(train), lengthOf(holdout), mostReferences);
  const nothing = nothingToCompare(aligned) ?? tooFew(lengthOf(train), lengthOf(holdout));
  if (nothing !== null) {
    return {
      findings: { dcrShare: unmeasured(nothing), nndr: unmeasured(nothing), lookalikes: unmeasured(nothing) },
      details: { queries: 0, references: 0, alike: [0, 0] },
      note: null,
    };
  }
  const space = spaceOf(aligned);
  const key = [seed, 'evaluate', 'dcr'];
  const [toTrain, toHoldout] = await Promise.all(
    [train, holdout].map((span, index) =>
      run.pool.run(plantTree, { space, rows: sampleRows(span, references, [...key, index]) }),
    ),
  );
  const queries = sampleRows(synthetic, mostQueries, [...key, 'queries']);
  const points = pointsOf(space, queries);
  const block = Math.max(1, Math.ceil(queries.length / (run.pool.threads * 8)));
  const parts: Promise<Nearer>[] = [];
  for (let start = 0; start < queries.length; start += block) {
    const end = Math.min(queries.length, start + block);
    parts.push(run.pool.run(countNearer, { toTrain, toHoldout, points, start, end }));
  }
  const done = await Promise.all(parts);
  const sum = (of: (part: Nearer) => number): number => done.reduce((total, part) => total + of(part), 0);
  const alike = [sum((part) => part.alikeTrain), sum((part) => part.alikeHoldout)] as const;
  const share = (count: number, reference: number): Finding => ({
    value: count / queries.length,
    interval: wilson(count, queries.length),
    reference,
    better: 'reference',
  });
  return {
    findings: {
      dcrShare: share(
        sum((part) => part.nearer),
        0.5,
      ),
      nndr: share(
        sum((part) => part.steeper),
        0.5,
      ),
      lookalikes: share(alike[0], alike[1] / queries.length),
    },
    details: { queries: queries.length, references, alike },
    note: `Distances: ${count(queries.length)} synthetic rows against ${count(references)} training and as many holdout rows.`,
  };
}

function count(rows: number): string {
  return rows.toLocaleString('en');
}

function tooFew(trainRows: number, holdoutRows: number): string | null {
  if (holdoutRows === 0)
    return 'There is no holdout: without rows the model never saw, a distance cannot be judged.';
  if (Math.min(trainRows, holdoutRows) < leastReferences) {
    return `Fewer than ${leastReferences} training or holdout rows are too few to judge distances.`;
  }
  return null;
}

interface PlantPayload {
  readonly space: Space;
  readonly rows: Int32Array;
}

/** `plant` on the pool. */
export const plantTree: Task<PlantPayload, Tree> = {
  name: 'evaluate.plant',
  work: ({ space, rows }, cancel) => plant(space, rows, cancel),
};

interface NearerPayload {
  readonly toTrain: Tree;
  readonly toHoldout: Tree;
  /** Query points, row by row. */
  readonly points: Float32Array;
  readonly start: number;
  readonly end: number;
}

/** Counts over a block of queries; ties count one half. */
export interface Nearer {
  /** Nearer to `toTrain`. */
  readonly nearer: number;
  /** With the smaller ratio of nearest to second-nearest distance in `toTrain`. */
  readonly steeper: number;
  readonly alikeTrain: number;
  readonly alikeHoldout: number;
}

/** How the points `start .. end - 1` stand to the two trees. */
export const countNearer: Task<NearerPayload, Nearer> = {
  name: 'evaluate.nearer',
  work: ({ toTrain, toHoldout, points, start, end }, cancel) => {
    const train = new Float64Array(2);
    const holdout = new Float64Array(2);
    let [nearer, steeper, alikeTrain, alikeHoldout] = [0, 0, 0, 0];
    for (let query = start; query < end; query++) {
      if (query % 64 === 0) checkCancel(cancel);
      nearest(toTrain, points, query * toTrain.width, train);
      nearest(toHoldout, points, query * toTrain.width, holdout);
      nearer += half(train[0], holdout[0]);
      const [a, b] = [ratio(train), ratio(holdout)];
      steeper += half(a, b);
      if (a < alikeRatio ** 2) alikeTrain++;
      if (b < alikeRatio ** 2) alikeHoldout++;
    }
    return { nearer, steeper, alikeTrain, alikeHoldout };
  },
};

/** 1 when `a` is smaller, one half when they are equal. */
function half(a: number, b: number): number {
  return a < b ? 1 : a === b ? 0.5 : 0;
}

/** Squared ratio of the first to the second distance; 1 where both are 0, for then no one row stands out. */
function ratio([first, second]: Float64Array): number {
  return second === 0 ? 1 : first / second;
}
