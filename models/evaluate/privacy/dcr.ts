/**
 * DCR share: the share of synthetic rows whose nearest real row is a training row rather than a holdout row, ties half
 * (Platzer & Reutterer, Frontiers in Big Data 4:679939, 2021, section 3.2; mostlyai-qa 1.10.11 `_distances.py`:
 * calculate_dcr_share). Training and holdout rows are drawn down to equal numbers, so that 0.5 is what a table has that
 * knows nothing of its training rows. A table that passes may still leak (arXiv 2505.01524): this is a smoke alarm.
 */
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { type Aligned, lengthOf } from '../align.ts';
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
}

export const dcr: Metric<'dcrShare', DcrDetails> = {
  name: 'dcr',
  range: [0, 1],
  better: 'reference',
  source: 'Platzer & Reutterer 2021, section 3.2; distances in privacy/space.ts',
  measure: measureDcr,
};

async function measureDcr(aligned: Aligned, run: Run): Promise<Measured<'dcrShare', DcrDetails>> {
  const { train, holdout, synthetic, seed } = aligned;
  const references = Math.min(lengthOf(train), lengthOf(holdout), mostReferences);
  const nothing = nothingToCompare(aligned) ?? tooFew(lengthOf(train), lengthOf(holdout));
  if (nothing !== null) {
    return {
      findings: { dcrShare: unmeasured(nothing) },
      details: { queries: 0, references: 0 },
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
  run.report('evaluate', 0.8, 'nearest records');
  const queries = sampleRows(synthetic, mostQueries, [...key, 'queries']);
  const points = pointsOf(space, queries);
  const block = Math.max(1, Math.ceil(queries.length / (run.pool.threads * 8)));
  const parts: Promise<number>[] = [];
  for (let start = 0; start < queries.length; start += block) {
    const end = Math.min(queries.length, start + block);
    parts.push(run.pool.run(countNearer, { toTrain, toHoldout, points, start, end }));
  }
  const nearer = (await Promise.all(parts)).reduce((sum, part) => sum + part, 0);
  return {
    findings: {
      dcrShare: {
        value: nearer / queries.length,
        interval: wilson(nearer, queries.length),
        reference: 0.5,
        better: 'reference',
      },
    },
    details: { queries: queries.length, references },
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

/** How many of the points `start .. end - 1` are nearer to `toTrain`; ties count one half. */
export const countNearer: Task<NearerPayload, number> = {
  name: 'evaluate.nearer',
  work: ({ toTrain, toHoldout, points, start, end }, cancel) => {
    const train = new Float64Array(1);
    const holdout = new Float64Array(1);
    let nearer = 0;
    for (let query = start; query < end; query++) {
      if (query % 64 === 0) checkCancel(cancel);
      nearest(toTrain, points, query * toTrain.width, train);
      nearest(toHoldout, points, query * toTrain.width, holdout);
      if (train[0] < holdout[0]) nearer += 1;
      else if (train[0] === holdout[0]) nearer += 0.5;
    }
    return nearer;
  },
};
