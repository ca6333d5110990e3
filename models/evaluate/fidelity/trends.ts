/**
 * Column Pair Trends of SDMetrics 0.32.0 (`.../_properties/column_pair_trends.py`): CorrelationSimilarity for two
 * numbers, ContingencySimilarity otherwise, with numbers cut into ten bins of equal width **for each table by itself**
 * (so one clipped extreme moves every bin). `trends` is the mean over all pairs, the property's own default;
 * `trendsDependent` only takes pairs that depend on each other in the training rows, as QualityReport does by default.
 * Not reproduced: QualityReport compares 50,000 random rows of larger tables; here all rows are compared.
 */
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import type { Aligned, AlignedColumn, Span } from '../align.ts';
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
import { association, pearson } from './dependence.ts';
import { equalWidthCodes, equalWidthSize } from './equalWidth.ts';
import {
  type Axis,
  type Comparison,
  overlap,
  overlapAt,
  overlapWidth,
  type Scratch,
  scratch,
} from './overlap.ts';
import { chooseTuples, tupleCount } from './tuples.ts';

/** QualityReport's defaults: DEFAULT_REAL_CORRELATION_THRESHOLD and DEFAULT_REAL_ASSOCIATION_THRESHOLD. */
const leastCorrelation = 0.5;
const leastAssociation = 0.3;

/** Pairs beyond this are sampled, as in accuracy.ts. */
const mostPairs = 44_850;

type Name = 'trends' | 'trendsDependent';

export interface TrendsDetails {
  readonly pairs: readonly { readonly columns: readonly [number, number]; readonly trend: Finding }[];
}

export const trends: Metric<Name, TrendsDetails> = {
  name: 'trends',
  range: [0, 1],
  better: 'higher',
  source: 'SDMetrics 0.32.0, CorrelationSimilarity and ContingencySimilarity',
  measure: measureTrends,
};

async function measureTrends(aligned: Aligned, run: Run): Promise<Measured<Name, TrendsDetails>> {
  const nothing =
    aligned.columns.length === 1 ? 'There is only one modelled column.' : nothingToCompare(aligned);
  if (nothing !== null) {
    const none = unmeasured(nothing);
    return { findings: { trends: none, trendsDependent: none }, details: { pairs: [] }, note: null };
  }
  const { train, holdout, synthetic } = aligned;
  const rows = { train, holdout, synthetic, groups: jackknifeRows(aligned.rowCount, aligned.seed) };
  const columns = aligned.columns.map((column) => trendColumn(column, rows));
  const tuples = chooseTuples(columns.length, 2, mostPairs, aligned.seed);
  const count = tupleCount(tuples);
  const block = Math.max(1, Math.ceil(count / (run.pool.threads * 4)));
  const parts: Promise<readonly Trend[]>[] = [];
  for (let start = 0; start < count; start += block) {
    const pairs = tuples.columns.slice(start * 2, Math.min(count, start + block) * 2);
    parts.push(run.pool.run(trendsOfPairs, { columns, pairs, rows }));
  }
  const each = (await Promise.all(parts)).flat();
  return {
    findings: {
      trends: summarise(each, 'No pair of columns has a defined trend.'),
      trendsDependent: summarise(
        each.filter(({ dependent }) => dependent),
        'No pair of columns depends on each other strongly enough in the training rows.',
      ),
    },
    details: {
      pairs: each.map(({ value, reference, leftOut }, pair) => ({
        columns: [tuples.columns[pair * 2], tuples.columns[pair * 2 + 1]] as const,
        trend: finding(
          { value, reference, interval: jackknife(value, leftOut, [0, 1]), better: 'higher' },
          'The correlation is not defined: one of the columns is constant or has too few values.',
        ),
      })),
    },
    note:
      count < tuples.possible
        ? `Trends were measured on ${count.toLocaleString('en')} of ${tuples.possible.toLocaleString('en')} pairs of columns, drawn at random.`
        : null,
  };
}

function summarise(each: readonly Trend[], why: string): Finding {
  const value = meanOfDefined(each.map((trend) => trend.value));
  const leftOut = Array.from({ length: jackknifeGroups }, (_, group) =>
    meanOfDefined(each.map((trend) => trend.leftOut[group])),
  );
  const reference = meanOfDefined(each.map((trend) => trend.reference));
  return finding({ value, reference, interval: jackknife(value, leftOut, [0, 1]), better: 'higher' }, why);
}

/** A column as pairs need it. */
interface TrendColumn {
  readonly axis: Axis;
  /** Null for categories. */
  readonly values: Float64Array | null;
}

function trendColumn(column: AlignedColumn, rows: Comparison): TrendColumn {
  if (column.form === 'number') {
    const codes = equalWidthCodes(column.values, [rows.train, rows.holdout, rows.synthetic]);
    return { axis: { codes, size: equalWidthSize }, values: column.values };
  }
  const missing = column.levels.length;
  const codes = new Int32Array(new SharedArrayBuffer(column.codes.length * 4));
  for (let row = 0; row < codes.length; row++)
    codes[row] = column.codes[row] < 0 ? missing : column.codes[row];
  return { axis: { codes, size: missing + 1 }, values: null };
}

interface Trend {
  /** NaN where undefined. */
  readonly value: number;
  readonly reference: number;
  readonly leftOut: Float64Array;
  readonly dependent: boolean;
}

interface TrendsPayload {
  readonly columns: readonly TrendColumn[];
  /** Two column indexes a pair. */
  readonly pairs: Int32Array;
  readonly rows: Comparison;
}

export const trendsOfPairs: Task<TrendsPayload, readonly Trend[]> = {
  name: 'evaluate.trends',
  work: ({ columns, pairs, rows }, cancel) => {
    const memory = scratch();
    return Array.from({ length: pairs.length / 2 }, (_, pair) => {
      checkCancel(cancel);
      return trendOf(columns[pairs[pair * 2]], columns[pairs[pair * 2 + 1]], rows, memory);
    });
  },
};

function trendOf(a: TrendColumn, b: TrendColumn, rows: Comparison, memory: Scratch): Trend {
  if (a.values !== null && b.values !== null) return correlationSimilarity(a.values, b.values, rows);
  const out = new Float64Array(overlapWidth);
  overlap([a.axis, b.axis], rows, memory, out, 0);
  return {
    value: out[overlapAt.synthetic],
    reference: out[overlapAt.holdout],
    leftOut: out.slice(overlapAt.leftOut),
    dependent: association(a.axis, b.axis, rows.train) > leastAssociation,
  };
}

function correlationSimilarity(x: Float64Array, y: Float64Array, rows: Comparison): Trend {
  const of = (span: Span): Float64Array => pearson(x, y, span, rows.groups);
  const train = of(rows.train);
  const synthetic = of(rows.synthetic);
  const similarity = train.map((r, slot) => 1 - Math.abs(r - synthetic[slot]) / 2);
  return {
    value: similarity[0],
    reference: 1 - Math.abs(train[0] - of(rows.holdout)[0]) / 2,
    leftOut: similarity.slice(1),
    dependent: Math.abs(train[0]) > leastCorrelation,
  };
}
