/**
 * Accuracy of binned distributions of one, two and three columns: 1 - 1/2 sum |p - q| for each, averaged over columns,
 * pairs and triples; overall is the mean of the three (mostlyai-qa 1.10.11, `_accuracy.py` and `reporting.py`).
 *
 * Two comparisons are given. `univariate` .. `overall` hold the synthetic rows against the **training** rows, so that a
 * table which repeats its training rows stands out above the ceiling. `pooled*` hold them against training and holdout
 * rows together, which is what mostlyai-qa prints when it is given a holdout; there a leak hides.
 */
import type { Run } from '../../run/run.ts';
import { type Aligned, lengthOf } from '../align.ts';
import type { Finding } from '../evaluation.ts';
import { jackknife, jackknifeGroups, jackknifeRows } from '../interval.ts';
import {
  type Measured,
  type Metric,
  finding,
  meanOfDefined,
  nothingToCompare,
  unmeasured,
} from '../metric.ts';
import { binColumn, binsPayload } from './bins.ts';
import { type Axis, type Comparison, overlapAt, overlapWidth } from './overlap.ts';
import { chooseTuples, overlapsOf, tupleCount, type Tuples } from './tuples.ts';

/** `_common.py`: MAX_TRIVARIATES. */
const mostTriples = 10_000;

/** Pairs beyond this are sampled. Ours: the pairs of 300 columns, where mostlyai-qa cuts off (ACCURACY_MAX_COLUMNS). */
const mostPairs = 44_850;

/** Triples are sampled further when rows x triples exceeds this; ours: about ten seconds on two threads. */
const mostVisits = 6e9;

/** A holdout counts as being of the synthetic table's size within this share; ours. */
const sameSize = 0.1;

type Level = 'univariate' | 'bivariate' | 'trivariate' | 'overall';
type Name = Level | 'pooledUnivariate' | 'pooledBivariate' | 'pooledTrivariate' | 'pooledOverall';

export interface AccuracyDetails {
  /** Accuracy of each column, in column order. */
  readonly columns: readonly Finding[];
  /** Accuracy of each pair that was compared. */
  readonly pairs: readonly { readonly columns: readonly [number, number]; readonly accuracy: Finding }[];
  /** How the ceiling was had. */
  readonly ceiling: 'holdout' | 'expected';
}

export const accuracy: Metric<Name, AccuracyDetails> = {
  name: 'accuracy',
  range: [0, 1],
  better: 'higher',
  source: 'mostlyai-qa 1.10.11, mostlyai/qa/_accuracy.py',
  measure: measureAccuracy,
};

async function measureAccuracy(aligned: Aligned, run: Run): Promise<Measured<Name, AccuracyDetails>> {
  const ceiling = ceilingOf(aligned);
  const nothing = nothingToCompare(aligned);
  if (nothing !== null) return nothingMeasured(aligned, nothing, ceiling);
  run.report('evaluate', 0.02, 'columns');
  const axes = await Promise.all(
    aligned.columns.map((column) => run.pool.run(binColumn, binsPayload(aligned, column))),
  );
  const rows: Comparison = {
    train: aligned.train,
    holdout: aligned.holdout,
    synthetic: aligned.synthetic,
    groups: jackknifeRows(aligned.rowCount, aligned.seed),
  };
  const one = await level(1, Infinity, aligned, axes, rows, run);
  run.report('evaluate', 0.05, 'pairs of columns');
  const two = await level(2, mostPairs, aligned, axes, rows, run);
  run.report('evaluate', 0.08, 'triples of columns');
  const visits = Math.max(500, Math.floor(mostVisits / aligned.rowCount));
  const three = await level(3, Math.min(mostTriples, visits), aligned, axes, rows, run);
  const levels = [one, two, three];
  const at = ceiling === 'holdout' ? overlapAt.holdout : overlapAt.expected;
  return {
    findings: {
      univariate: summarise([one], overlapAt.synthetic, at),
      bivariate: summarise([two], overlapAt.synthetic, at),
      trivariate: summarise([three], overlapAt.synthetic, at),
      overall: summarise(levels, overlapAt.synthetic, at),
      pooledUnivariate: summarise([one], overlapAt.pooled, overlapAt.expectedPooled),
      pooledBivariate: summarise([two], overlapAt.pooled, overlapAt.expectedPooled),
      pooledTrivariate: summarise([three], overlapAt.pooled, overlapAt.expectedPooled),
      pooledOverall: summarise(levels, overlapAt.pooled, overlapAt.expectedPooled),
    },
    details: {
      columns: aligned.columns.map((_, column) => single(one.numbers, column, at)),
      pairs: Array.from({ length: tupleCount(two.tuples) }, (_, pair) => ({
        columns: [two.tuples.columns[pair * 2], two.tuples.columns[pair * 2 + 1]] as const,
        accuracy: single(two.numbers, pair, at),
      })),
      ceiling,
    },
    note: sampleNote([two, three]),
  };
}

/** Train against holdout where that is a comparison of the same sizes, else the expectation for two real samples. */
function ceilingOf({ holdout, synthetic }: Aligned): AccuracyDetails['ceiling'] {
  const gap = Math.abs(lengthOf(holdout) - lengthOf(synthetic));
  return lengthOf(holdout) > 0 && gap <= sameSize * lengthOf(synthetic) ? 'holdout' : 'expected';
}

interface LevelResult {
  readonly tuples: Tuples;
  /** `overlapWidth` numbers a tuple. */
  readonly numbers: Float64Array;
}

async function level(
  order: Tuples['order'],
  most: number,
  aligned: Aligned,
  axes: readonly Axis[],
  rows: Comparison,
  run: Run,
): Promise<LevelResult> {
  const tuples = chooseTuples(axes.length, order, most, aligned.seed);
  return { tuples, numbers: await overlapsOf(axes, tuples, rows, run) };
}

/** Mean over the levels of the mean over their tuples, at one position of the overlap's numbers; NaN levels are left out. */
function meanAt(levels: readonly LevelResult[], position: number): number {
  return meanOfDefined(
    levels.map(({ tuples, numbers }) =>
      meanOfDefined(
        Array.from({ length: tupleCount(tuples) }, (_, tuple) => numbers[tuple * overlapWidth + position]),
      ),
    ),
  );
}

function summarise(levels: readonly LevelResult[], value: number, reference: number): Finding {
  const estimate = meanAt(levels, value);
  const leftOut = Array.from({ length: jackknifeGroups }, (_, group) =>
    meanAt(levels, overlapAt.leftOut + group),
  );
  const interval = value === overlapAt.synthetic ? jackknife(estimate, leftOut, [0, 1]) : null;
  return finding(
    { value: estimate, interval, reference: meanAt(levels, reference), better: 'higher' },
    'There are too few columns for this measure.',
  );
}

function single(numbers: Float64Array, tuple: number, reference: number): Finding {
  const first = tuple * overlapWidth;
  const leftOut = numbers.subarray(first + overlapAt.leftOut, first + overlapWidth);
  const value = numbers[first + overlapAt.synthetic];
  return finding(
    {
      value,
      interval: jackknife(value, leftOut, [0, 1]),
      reference: numbers[first + reference],
      better: 'higher',
    },
    'There are no rows to compare.',
  );
}

function sampleNote(levels: readonly LevelResult[]): string | null {
  const sampled = levels.filter(({ tuples }) => tupleCount(tuples) < tuples.possible);
  if (sampled.length === 0) return null;
  const parts = sampled.map(
    ({ tuples }) =>
      `${tupleCount(tuples).toLocaleString('en')} of ${tuples.possible.toLocaleString('en')} ${tuples.order === 2 ? 'pairs' : 'triples'} of columns`,
  );
  return `Accuracy was measured on ${parts.join(' and ')}, drawn at random.`;
}

function nothingMeasured(
  aligned: Aligned,
  why: string,
  ceiling: AccuracyDetails['ceiling'],
): Measured<Name, AccuracyDetails> {
  const none = unmeasured(why);
  return {
    findings: {
      univariate: none,
      bivariate: none,
      trivariate: none,
      overall: none,
      pooledUnivariate: none,
      pooledBivariate: none,
      pooledTrivariate: none,
      pooledOverall: none,
    },
    details: { columns: aligned.columns.map(() => none), pairs: [], ceiling },
    note: null,
  };
}
