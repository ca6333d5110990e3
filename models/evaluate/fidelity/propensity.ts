/**
 * Utility from propensity scores, as synthpop 1.9 prints it (`R/utility.syn.r`, `R/utility.tables.R`): how well a model
 * tells synthetic from training rows, held against what it would tell by chance. `pmseRatio`: a logistic regression on
 * the bins of every column (main effects, like accuracy.ts cuts them), pMSE over its expectation (k - 1)(1 - c)^2 c / N.
 * `specks`: Kolmogorov-Smirnov distance of its scores. `pmsePairs`: the mean over pairs of columns of S_pMSE of their
 * two-way table, VW / (cells - 1). As many rows of each table, at most 10,000. Both ratios are 1 for rows drawn from the
 * training table's own distribution and 2 for another sample of its population, which is what the reference shows.
 */
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { type Aligned, lengthOf, type Span } from '../align.ts';
import { jackknife, jackknifeGroups, jackknifeRows } from '../interval.ts';
import { type Measured, type Metric, finding, nothingToCompare, unmeasured } from '../metric.ts';
import { sampleRows } from '../privacy/sample.ts';
import { type Design, leaveGroupsOut, regress } from '../utility/glm.ts';
import { binColumn, binsPayload } from './bins.ts';
import type { Axis } from './overlap.ts';
import { chooseTuples, tupleCount } from './tuples.ts';

type Name = 'pmseRatio' | 'specks' | 'pmsePairs';

/** Rows of each table; ours: the ratio grows with the rows for one and the same model, so the size is part of the measure. */
const mostRows = 10_000;

/** Ours: fewer leave a regression on all bins without support. */
const leastRows = 30;

/** Pairs of columns; ours: all of 45 columns. */
const mostPairs = 990;

export const propensity: Metric<Name> = {
  name: 'propensity',
  range: [0, Infinity],
  better: 'lower',
  source: 'synthpop 1.9-2, R/utility.syn.r and R/utility.tables.R; Snoke et al., JRSS A 181 (2018), p. 663',
  measure: measurePropensity,
};

async function measurePropensity(aligned: Aligned, run: Run): Promise<Measured<Name, null>> {
  checkCancel(run.cancel);
  const { train, holdout, synthetic } = aligned;
  const rows = Math.min(lengthOf(train), lengthOf(synthetic), mostRows);
  const few = rows < leastRows ? `There are fewer than ${leastRows} rows in one of the tables.` : null;
  const nothing = nothingToCompare(aligned) ?? few;
  if (nothing !== null) {
    const none = unmeasured(nothing);
    return { findings: { pmseRatio: none, specks: none, pmsePairs: none }, details: null, note: null };
  }
  const axes = await Promise.all(
    aligned.columns.map((column) => run.pool.run(binColumn, binsPayload(aligned, column))),
  );
  const groups = jackknifeRows(aligned.rowCount, aligned.seed);
  const pairs = chooseTuples(axes.length, 2, mostPairs, aligned.seed);
  const held = Math.min(lengthOf(holdout), rows);
  const compare = (other: Span, size: number): Promise<Propensity> => {
    const draw = (span: Span): Int32Array =>
      sampleRows(span, size, [aligned.seed, 'evaluate', 'propensity', span.start]);
    return run.pool.run(propensities, {
      axes,
      pairs: pairs.columns,
      groups,
      real: draw(train),
      other: draw(other),
    });
  };
  const [own, reference] = await Promise.all([
    compare(synthetic, rows),
    held < leastRows ? null : compare(holdout, held),
  ]);
  const of = (name: Name, most: number): ReturnType<typeof finding> =>
    finding(
      {
        value: own[name][0],
        interval: jackknife(own[name][0], own[name].slice(1), [0, most]),
        reference: reference?.[name][0] ?? null,
        better: 'lower',
      },
      'All rows fall into one bin of every column.',
    );
  const notes = [
    rows < Math.max(lengthOf(train), lengthOf(synthetic))
      ? `Propensity scores compared ${rows.toLocaleString('en')} rows of each table, drawn at random.`
      : null,
    tupleCount(pairs) < pairs.possible ? `Two-way tables were a random ${mostPairs} of all pairs.` : null,
  ].filter((note) => note !== null);
  return {
    findings: {
      pmseRatio: of('pmseRatio', Infinity),
      specks: of('specks', 1),
      pmsePairs: of('pmsePairs', Infinity),
    },
    details: null,
    note: notes.length === 0 ? null : notes.join(' '),
  };
}

interface PropensityPayload {
  readonly axes: readonly Axis[];
  /** Two axes a pair. */
  readonly pairs: Int32Array;
  /** Row -> jackknife group. */
  readonly groups: Uint8Array;
  /** Rows, as many as in `other`. */
  readonly real: Int32Array;
  readonly other: Int32Array;
}

/** Each measure (element 0), and with one jackknife group left out (elements 1 ..). NaN where undefined. */
type Propensity = Readonly<Record<Name, Float64Array>>;

export const propensities: Task<PropensityPayload, Propensity> = {
  name: 'evaluate.propensity',
  work: ({ axes, pairs, groups, real, other }, cancel) => {
    const rows = Int32Array.from([...real, ...other]);
    const y = Float64Array.from(rows, (_, index) => (index < real.length ? 0 : 1));
    const design = designOf(axes, rows);
    const groupOf = Uint8Array.from(rows, (row) => groups[row]);
    const all = regress(design, y, 'logistic', cancel);
    const fits = [all, ...leaveGroupsOut(design, y, groupOf, jackknifeGroups, all.coefficients, cancel)];
    const pmseRatio = new Float64Array(fits.length);
    const specks = new Float64Array(fits.length);
    fits.forEach(({ fitted, rank }, slot) => {
      const kept = fitted.map((p, index) => (groupOf[index] === slot - 1 ? NaN : p));
      pmseRatio[slot] = ratioOf(kept, y, rank);
      specks[slot] = distanceOf(kept, y);
    });
    return { pmseRatio, specks, pmsePairs: pairTables(axes, pairs, groups, real, other, cancel) };
  },
};

/** Intercept and one term for each bin but a column's first. */
function designOf(axes: readonly Axis[], rows: Int32Array): Design {
  const width = axes.length + 1;
  const terms = new Int32Array(rows.length * width);
  let next = 1;
  axes.forEach(({ codes, size }, column) => {
    for (let index = 0; index < rows.length; index++) {
      const code = codes[rows[index]];
      terms[index * width + column + 1] = code === 0 ? -1 : next + code - 1;
    }
    next += size - 1;
  });
  return {
    rowCount: rows.length,
    width,
    terms,
    values: new Float64Array(terms.length).fill(1),
    termCount: next,
  };
}

/** Mean (p - c)^2 over (k - 1)(1 - c)^2 c / N; NaN entries are left out. Raab, Nowok & Dibben, arXiv 2109.12717, eq. 6. */
function ratioOf(p: Float64Array, y: Float64Array, rank: number): number {
  let count = 0;
  let ones = 0;
  for (let row = 0; row < p.length; row++) {
    if (Number.isNaN(p[row])) continue;
    count++;
    ones += y[row];
  }
  const c = ones / count;
  let squares = 0;
  for (const value of p) if (!Number.isNaN(value)) squares += (value - c) ** 2;
  const expected = ((rank - 1) * (1 - c) ** 2 * c) / count;
  return expected > 0 ? squares / count / expected : NaN;
}

/** sup |F0 - F1| of the scores. */
function distanceOf(p: Float64Array, y: Float64Array): number {
  const sides = [0, 1].map((side) =>
    p.filter((value, row) => y[row] === side && !Number.isNaN(value)).sort(),
  );
  const [a, b] = sides;
  let i = 0;
  let j = 0;
  let most = 0;
  while (i < a.length && j < b.length) {
    // Equal rows have equal scores but for the order of summation.
    const at = Math.min(a[i], b[j]) + 1e-12;
    while (i < a.length && a[i] <= at) i++;
    while (j < b.length && b[j] <= at) j++;
    most = Math.max(most, Math.abs(i / a.length - j / b.length));
  }
  return a.length === 0 || b.length === 0 ? NaN : most;
}

/** Mean over pairs of VW / (cells - 1), VW = sum (a - b)^2 / ((a + b) / 2) with b scaled to the size of a. */
function pairTables(
  axes: readonly Axis[],
  pairs: Int32Array,
  groups: Uint8Array,
  real: Int32Array,
  other: Int32Array,
  cancel: Int32Array,
): Float64Array {
  const slots = 1 + jackknifeGroups;
  const sums = new Float64Array(slots);
  const sizeOf = (rows: Int32Array): Float64Array => {
    const sizes = new Float64Array(slots).fill(rows.length);
    for (const row of rows) sizes[groups[row] + 1]--;
    return sizes;
  };
  const sizes = [sizeOf(real), sizeOf(other)];
  for (let pair = 0; pair < pairs.length; pair += 2) {
    checkCancel(cancel);
    const [a, b] = [axes[pairs[pair]], axes[pairs[pair + 1]]];
    const cells = a.size * b.size;
    const counts = [real, other].map((rows) => {
      const table = new Float64Array(cells * slots);
      for (const row of rows) {
        const cell = (a.codes[row] * b.size + b.codes[row]) * slots;
        table[cell]++;
        table[cell + 1 + groups[row]]++;
      }
      return table;
    });
    for (let slot = 0; slot < slots; slot++) sums[slot] += tableRatio(counts, sizes, cells, slot);
  }
  return sums.map((sum) => sum / (pairs.length / 2));
}

function tableRatio(
  [real, other]: Float64Array[],
  sizes: Float64Array[],
  cells: number,
  slot: number,
): number {
  const slots = 1 + jackknifeGroups;
  const scale = sizes[0][slot] / sizes[1][slot];
  let vw = 0;
  let used = 0;
  for (let cell = 0; cell < cells * slots; cell += slots) {
    const a = slot === 0 ? real[cell] : real[cell] - real[cell + slot];
    const b = scale * (slot === 0 ? other[cell] : other[cell] - other[cell + slot]);
    if (a + b === 0) continue;
    used++;
    vw += (2 * (a - b) ** 2) / (a + b);
  }
  return used > 1 ? vw / (used - 1) : 0;
}
