/**
 * Does the synthetic table lie where the real one does? Alaa et al., "How faithful is your synthetic data?", ICML 2022
 * (arXiv 2102.08921), sections 3 and 4, from the definition, with rows as points of `privacy/space.ts` (ranks and one-hot
 * categories), the Euclidean distance, and at most 2,000 rows of each table.
 *
 * `alphaPrecision`: 1 - 2 integral |P(a) - a| da, P(a) = share of synthetic rows inside the ball around the training mean
 * that holds a share a of the training rows. `betaRecall`: the same with R(b) = share of training rows whose nearest
 * synthetic row lies in the ball of b of the synthetic rows and is no farther than the nearest other training row.
 * `outliers`: share of synthetic rows farther from their nearest training row than 99 % of training rows are from theirs.
 */
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { type Aligned, lengthOf, type Span } from '../align.ts';
import type { Finding } from '../evaluation.ts';
import { wilson } from '../interval.ts';
import { type Measured, type Metric, finding, nothingToCompare, unmeasured } from '../metric.ts';
import { nearest, plant, pointsOf, type Tree } from '../privacy/neighbours.ts';
import { mismatch, type Space, spaceOf } from '../privacy/space.ts';
import { subsetOf } from './subset.ts';

type Name = 'alphaPrecision' | 'betaRecall' | 'outliers';

/** Rows of each table; ours: every row is compared with every other. */
const mostRows = 2_000;

/** Rows below which quantiles of distances say little; ours. */
const leastRows = 50;

/** Levels of a and b, as in Alaa's code. */
const levels = 30;

const outlierShare = 0.01;

export const support: Metric<Name> = {
  name: 'support',
  range: [0, 1],
  better: 'higher',
  source: 'Alaa et al., ICML 2022, arXiv 2102.08921, sections 3 and 4',
  measure: measureSupport,
};

async function measureSupport(whole: Aligned, run: Run): Promise<Measured<Name, null>> {
  checkCancel(run.cancel);
  const rows = Math.min(lengthOf(whole.train), lengthOf(whole.synthetic), mostRows);
  const few = rows < leastRows ? `There are fewer than ${leastRows} rows in one of the tables.` : null;
  const nothing = nothingToCompare(whole) ?? few;
  if (nothing !== null) {
    const none = unmeasured(nothing);
    return {
      findings: { alphaPrecision: none, betaRecall: none, outliers: none },
      details: null,
      note: null,
    };
  }
  const { aligned, sampled } = subsetOf(whole, rows, 'support');
  const space = spaceOf(aligned);
  const { train, holdout, synthetic } = aligned;
  const compare = (other: Span): Promise<Support> => run.pool.run(supportOf, { space, train, other });
  const [made, held] = await Promise.all([
    compare(synthetic),
    lengthOf(holdout) < leastRows ? null : compare(holdout),
  ]);
  const of = (name: Name): Finding =>
    finding(
      {
        value: made[name],
        interval: name === 'outliers' ? wilson(made.outliers * rows, rows) : made.intervals[name],
        reference: held?.[name] ?? null,
        better: name === 'outliers' ? 'reference' : 'higher',
      },
      'Distances between rows are not defined.',
    );
  return {
    findings: {
      alphaPrecision: of('alphaPrecision'),
      betaRecall: of('betaRecall'),
      outliers: of('outliers'),
    },
    details: null,
    note: sampled
      ? `Alpha-precision, beta-recall and outliers compared ${rows.toLocaleString('en')} random rows of each table.`
      : null,
  };
}

type Support = Readonly<Record<Name, number>> & {
  readonly intervals: Readonly<Record<'alphaPrecision' | 'betaRecall', readonly [number, number]>>;
};

interface SupportPayload {
  readonly space: Space;
  readonly train: Span;
  readonly other: Span;
}

export const supportOf: Task<SupportPayload, Support> = {
  name: 'evaluate.support',
  work: ({ space, train, other }, cancel) => {
    const realRadius = radii(space, train, train);
    const madeRadius = radii(space, train, other);
    const [trainTree, otherTree] = [train, other].map((span) => plant(space, rowsOf(span), cancel));
    // A row's nearest row of its own table is itself.
    const own = distances(trainTree, pointsOf(space, rowsOf(train)), 1, cancel);
    const toOther = nearestOf(space, train, other, otherTree, cancel);
    const back = distances(trainTree, pointsOf(space, rowsOf(other)), 0, cancel);
    const ownRadius = radii(space, other, other);
    const limit = quantile(own, 1 - outlierShare);
    // A training row is recalled at b when its nearest synthetic row is near enough and within the b-ball of those rows.
    const recalledAt = toOther.distance.map((distance, index) =>
      distance <= own[index] ? ownRadius[toOther.row[index] - other.start] : Infinity,
    );
    const precision = curveScore(realRadius, madeRadius);
    const recall = curveScore(ownRadius, recalledAt);
    return {
      alphaPrecision: precision.score,
      betaRecall: recall.score,
      outliers: back.reduce((sum, distance) => sum + (distance > limit ? 1 : 0), 0) / back.length,
      intervals: { alphaPrecision: precision.interval, betaRecall: recall.interval },
    };
  },
};

/** Squared distance of the rows of `span` from the mean of the rows of `centre`. */
function radii({ ranks, labels }: Space, centre: Span, span: Span): Float64Array {
  const out = new Float64Array(lengthOf(span));
  for (const rank of ranks) {
    let mean = 0;
    for (let row = centre.start; row < centre.end; row++) mean += rank[row] / lengthOf(centre);
    for (let row = span.start; row < span.end; row++) out[row - span.start] += (rank[row] - mean) ** 2;
  }
  for (const label of labels) {
    const shares = new Map<number, number>();
    for (let row = centre.start; row < centre.end; row++) {
      shares.set(label[row], (shares.get(label[row]) ?? 0) + 1 / lengthOf(centre));
    }
    let squares = 0;
    for (const share of shares.values()) squares += share * share;
    // |e_x - p|^2 with one-hot vectors e_x, weighted so that two different ones are `mismatch` apart.
    for (let row = span.start; row < span.end; row++) {
      out[row - span.start] += (mismatch / 2) * (1 - 2 * (shares.get(label[row]) ?? 0) + squares);
    }
  }
  return out;
}

interface Nearest {
  readonly row: Int32Array;
  /** Squared. */
  readonly distance: Float64Array;
}

/** Squared distance of each point to the nearest row of the tree but `skipped`. */
function distances(tree: Tree, points: Float32Array, skipped: number, cancel: Int32Array): Float64Array {
  const out = new Float64Array(points.length / tree.width);
  const best = new Float64Array(skipped + 1);
  for (let query = 0; query < out.length; query++) {
    if (query % 256 === 0) checkCancel(cancel);
    nearest(tree, points, query * tree.width, best);
    out[query] = best[skipped];
  }
  return out;
}

/** Nearest row of `among`, which `tree` holds, for each row of `from`; the first among equals. */
function nearestOf(space: Space, from: Span, among: Span, tree: Tree, cancel: Int32Array): Nearest {
  const [own, other] = [from, among].map((span) => pointsOf(space, rowsOf(span)));
  const distance = distances(tree, own, 0, cancel);
  const width = space.ranks.length + space.labels.length;
  const row = distance.map((least, query) => {
    if (query % 256 === 0) checkCancel(cancel);
    let index = 0;
    while (index < lengthOf(among) && !isWithin(own, query * width, other, index * width, space, least))
      index++;
    return among.start + index;
  });
  return { row: Int32Array.from(row), distance };
}

/** Is the squared distance of two points at most `least`? Sums in the order of `nearest`, so that equal is equal. */
function isWithin(
  own: Float32Array,
  at: number,
  other: Float32Array,
  to: number,
  { ranks, labels }: Space,
  least: number,
): boolean {
  // A local name: an imported one is slow in the loop below where a test runner rewrites modules.
  const penalty = mismatch;
  const width = ranks.length + labels.length;
  let squares = 0;
  for (let axis = ranks.length; axis < width && squares <= least; axis++)
    if (own[at + axis] !== other[to + axis]) squares += penalty;
  for (let axis = 0; axis < ranks.length && squares <= least; axis++) {
    const apart = own[at + axis] - other[to + axis];
    squares += apart * apart;
  }
  return squares <= least;
}

function rowsOf({ start, end }: Span): Int32Array {
  return Int32Array.from({ length: end - start }, (_, index) => start + index);
}

function quantile(values: Float64Array, share: number): number {
  const sorted = values.slice().sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/**
 * 1 - sum |P(a) - a| / sum a over `levels` levels, P(a) = share of `tested` within the a-quantile of `inner`. The interval
 * moves the whole curve by the Dvoretzky-Kiefer-Wolfowitz band (Massart, Ann. Probab. 18 (1990), p. 1269), so it is wide.
 */
function curveScore(
  inner: Float64Array,
  tested: Float64Array,
): { readonly score: number; readonly interval: readonly [number, number] } {
  const band = Math.sqrt(Math.log(2 / 0.05) / (2 * tested.length));
  const sorted = inner.slice().sort();
  let total = 0;
  let loss = 0;
  let least = 0;
  let most = 0;
  for (let level = 1; level <= levels; level++) {
    const a = level / levels;
    const radius = sorted[Math.ceil(a * sorted.length) - 1];
    let inside = 0;
    for (const value of tested) if (value <= radius) inside++;
    const gap = Math.abs(inside / tested.length - a);
    total += a;
    loss += gap;
    least += Math.max(0, gap - band);
    most += gap + band;
  }
  return {
    score: Math.max(0, 1 - loss / total),
    interval: [Math.max(0, 1 - most / total), Math.max(0, 1 - least / total)],
  };
}
