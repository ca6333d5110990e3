/**
 * Worst slice first: in every part of one column, and of two columns together, how far the other columns' distributions
 * are from the training rows', against what the holdout rows of the same slice show.
 *
 * Loss of a slice = mean over the other columns of the total variation between training and synthetic rows, less the same
 * for holdout rows scaled to the synthetic table's sampling error (without a holdout: less the expected sampling error).
 * p = the smallest p-value of the chi-square tests of the other columns and of the slice's own size, times their number
 * (Bonferroni); q = Benjamini & Hochberg, JRSS B 57 (1995), p. 293, over all slices that are large enough to say. Ours.
 * Slices that hold the very same training rows (columns that repeat each other, such as a code and its name) are one: the one
 * of fewer columns, the first in table order, stands for all, whatever their losses.
 *
 * Not for small groups: a slice with fewer than `leastRows` training rows is "too small to say", one with fewer than ten
 * is not shown at all.
 */
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { type Aligned, lengthOf, type Span } from '../align.ts';
import { type Measured, type Metric, finding, nothingToCompare, unmeasured } from '../metric.ts';
import { wilson } from '../interval.ts';
import { chiSquareTail } from './chiSquare.ts';
import { floor, type SliceAxis, sliceAxis } from './sliceAxes.ts';
import { subsetOf } from './subset.ts';
import { chooseTuples, tupleCount } from './tuples.ts';

export interface SliceFinding {
  /** One or two columns, and the part of each. */
  readonly columns: readonly string[];
  readonly parts: readonly string[];
  /** Share of the rows; of a random part of them when `note` says so. */
  readonly realShare: number;
  readonly syntheticShare: number;
  /** Mean total variation of the other columns in the slice, 0 to 1: synthetic against training rows. */
  readonly distance: number;
  /** What sampling alone would cost there: from the holdout, or expected; null when there are too few holdout rows. */
  readonly reference: number | null;
  /** `distance` - `reference`, or less the expected sampling error where there is no reference. */
  readonly loss: number;
  /** Share of false discoveries among slices that are at least as extreme (Benjamini-Hochberg); null when too small. */
  readonly q: number | null;
  /** The column whose distribution differs most; null when it is the slice's size. */
  readonly worstColumn: string | null;
  readonly verdict: 'worse' | 'as another sample' | 'too small to say';
}

export interface SlicesDetails {
  /** Those found worse first, by loss; then the rest, by loss; at most `mostShown`. */
  readonly slices: readonly SliceFinding[];
  readonly tested: number;
  readonly tooSmall: number;
}

/** Rows of each table, pairs of columns, and cells that are counted; ours: about a second on two threads. */
const mostRows = 20_000;
const mostVisits = 2.5e8;

/** Ours: a share of one half is then known to -/+ 0.1. */
const leastRows = 100;

/** Ours: a page. */
const mostShown = 50;

/** Accepted share of false discoveries; the usual one. */
const level = 0.05;

/** Loss below which a slice is not called worse, however certain: it would not change a use of the table. Ours. */
const leastLoss = 0.02;

export const slices: Metric<'worseSlices', SlicesDetails> = {
  name: 'slices',
  range: [0, 1],
  better: 'lower',
  source: 'Ours; false discovery rate: Benjamini & Hochberg 1995, p. 293',
  measure: measureSlices,
};

async function measureSlices(whole: Aligned, run: Run): Promise<Measured<'worseSlices', SlicesDetails>> {
  checkCancel(run.cancel);
  const nothing = whole.columns.length === 1 ? 'There is only one modelled column.' : nothingToCompare(whole);
  const none = { slices: [], tested: 0, tooSmall: 0 };
  if (nothing !== null) {
    return { findings: { worseSlices: unmeasured(nothing) }, details: none, note: null };
  }
  const { aligned, sampled } = subsetOf(whole, mostRows, 'slices');
  const { train, holdout, synthetic, columns, rowCount, seed } = aligned;
  const axes = columns.map((column) => sliceAxis(column, train));
  const most = Math.max(1, Math.floor(mostVisits / (rowCount * columns.length)));
  const one = chooseTuples(columns.length, 1, most, seed);
  const two = chooseTuples(columns.length, 2, most, seed);
  const keys = [one, two].flatMap(({ order, columns: flat }) =>
    Array.from({ length: flat.length / order }, (_, at) =>
      Array.from(flat.slice(at * order, (at + 1) * order)),
    ),
  );
  const block = Math.max(1, Math.ceil(keys.length / (run.pool.threads * 4)));
  const tasks: Promise<readonly Slice[]>[] = [];
  for (let start = 0; start < keys.length; start += block) {
    tasks.push(
      run.pool.run(sliceColumns, { axes, keys: keys.slice(start, start + block), train, holdout, synthetic }),
    );
  }
  const each = distinctSlices((await Promise.all(tasks)).flat());
  const judged = each.filter(({ p }) => p !== null);
  const q = falseDiscovery(judged.map(({ p }) => p ?? 1));
  const qOf = new Map(judged.map((slice, index) => [slice, q[index]]));
  const found = each.map((slice) => describe(slice, qOf.get(slice) ?? null, aligned, axes));
  const rank = { worse: 0, 'as another sample': 1, 'too small to say': 2 } as const;
  const ordered = found.sort((a, b) => rank[a.verdict] - rank[b.verdict] || b.loss - a.loss);
  const worse = found.filter(({ verdict }) => verdict === 'worse').length;
  return {
    findings: {
      worseSlices: finding(
        {
          value: worse / judged.length,
          interval: judged.length === 0 ? null : wilson(worse, judged.length),
          reference: lengthOf(holdout) === 0 ? null : 0,
          better: 'lower',
        },
        `No slice has ${leastRows} training rows.`,
      ),
    },
    details: {
      slices: ordered.slice(0, mostShown),
      tested: judged.length,
      tooSmall: each.length - judged.length,
    },
    note: noteOf(sampled, tupleCount(two) < two.possible ? tupleCount(two) : null),
  };
}

function noteOf(sampled: boolean, pairs: number | null): string | null {
  const notes = [
    sampled ? `Slices hold at most ${mostRows.toLocaleString('en')} random rows of each table.` : null,
    pairs === null
      ? null
      : `Slices of two columns are ${pairs.toLocaleString('en')} random pairs of columns.`,
  ].filter((note) => note !== null);
  return notes.length === 0 ? null : notes.join(' ');
}

/** The first of those that hold the same training rows; single columns stand before pairs. */
function distinctSlices(all: readonly Slice[]): readonly Slice[] {
  const seen = new Set<string>();
  return all.filter(({ held }) => {
    const known = seen.has(held);
    seen.add(held);
    return !known;
  });
}

/** A slice as it is counted: numbers only. */
interface Slice {
  /** Names the set of training rows: their number and the sum of a random-looking number each. */
  readonly held: string;
  readonly columns: readonly number[];
  readonly codes: readonly number[];
  readonly realShare: number;
  readonly syntheticShare: number;
  readonly distance: number;
  readonly reference: number | null;
  readonly loss: number;
  /** Null when too small to say. */
  readonly p: number | null;
  /** -1: the slice's size. */
  readonly worst: number;
}

interface SlicesPayload {
  readonly axes: readonly SliceAxis[];
  /** One or two columns each. */
  readonly keys: readonly (readonly number[])[];
  readonly train: Span;
  readonly holdout: Span;
  readonly synthetic: Span;
}

export const sliceColumns: Task<SlicesPayload, readonly Slice[]> = {
  name: 'evaluate.slices',
  work: (payload, cancel) => {
    const count = counter(payload);
    return payload.keys.flatMap((columns) => {
      checkCancel(cancel);
      return slicesOf(columns, payload, count);
    });
  },
};

/** Rows of each span by the cells of columns, a flat table with the first column outermost. */
type Count = (columns: readonly number[]) => readonly Uint32Array[];

/** Counts of three columns serve all three pairs of them, so each is taken once. `columns` must ascend. */
function counter({ axes, train, synthetic, holdout }: SlicesPayload): Count {
  const known = new Map<string, readonly Uint32Array[]>();
  const take = (columns: readonly number[]): readonly Uint32Array[] => {
    const used = columns.map((column) => axes[column]);
    return [train, synthetic, holdout].map((span) => countCells(used, span));
  };
  return (columns) => {
    const key = columns.join(' ');
    const found = known.get(key) ?? take(columns);
    known.set(key, found);
    return found;
  };
}

/** Rows of `span` by the cells of two or three axes, the first outermost. */
function countCells([a, b, c]: readonly SliceAxis[], { start, end }: Span): Uint32Array {
  const [first, second, third] = [a.codes, b.codes, (c ?? b).codes];
  const size = c?.size ?? 1;
  const wide = b.size * size;
  const counts = new Uint32Array(a.size * wide);
  if (size === 1) {
    for (let row = start; row < end; row++) counts[first[row] * wide + second[row]]++;
    return counts;
  }
  for (let row = start; row < end; row++) counts[first[row] * wide + second[row] * size + third[row]]++;
  return counts;
}

/** `counts` of the ascending columns `from`, as a flat table of the columns `to`. */
function rearranged(
  counts: Uint32Array,
  from: readonly number[],
  to: readonly number[],
  axes: readonly SliceAxis[],
): Uint32Array {
  const steps = from.map((_, place) =>
    from.slice(place + 1).reduce((step, next) => step * axes[next].size, 1),
  );
  const out = new Uint32Array(counts.length);
  const at = to.map(() => 0);
  const step = to.map((column) => steps[from.indexOf(column)]);
  let source = 0;
  for (let index = 0; index < out.length; index++) {
    out[index] = counts[source];
    // Counts up like an odometer, the last column fastest.
    for (let place = to.length - 1; place >= 0; place--) {
      source += step[place];
      if (++at[place] < axes[to[place]].size) break;
      source -= step[place] * axes[to[place]].size;
      at[place] = 0;
    }
  }
  return out;
}

function slicesOf(
  columns: readonly number[],
  { axes, train, holdout, synthetic }: SlicesPayload,
  count: Count,
): Slice[] {
  const [a, b] = columns.map((column) => axes[column]);
  const cells = a.size * (b?.size ?? 1);
  const spans = [train, synthetic, holdout];
  const cellOf = spans.map(({ start, end }) => {
    const out = new Int32Array(end - start);
    for (let row = start; row < end; row++) {
      out[row - start] = b === undefined ? a.codes[row] : a.codes[row] * b.size + b.codes[row];
    }
    return out;
  });
  const sizes = cellOf.map((codes) => countsOf(codes, cells));
  const others = axes.map((_, column) => column).filter((column) => !columns.includes(column));
  const tables = others.map((column) => {
    const wanted = [...columns, column];
    const ascending = wanted.toSorted((x, y) => x - y);
    return count(ascending).map((counts) => rearranged(counts, ascending, wanted, axes));
  });
  const totals = spans.map(lengthOf);
  const sums = sumsOf(cellOf[0], cells);
  const found: Slice[] = [];
  for (let cell = 0; cell < cells; cell++) {
    if (sizes[0][cell] < floor || sizes[0][cell] === totals[0]) continue;
    const codes = b === undefined ? [cell] : [Math.floor(cell / b.size), cell % b.size];
    const held = `${sizes[0][cell]} ${sums[cell]}`;
    found.push({ held, columns, codes, ...judge(cell, sizes, totals, others, tables, axes) });
  }
  return found;
}

/**
 * Cell -> sum of its positions' words, each below 2^32 and well mixed, so that two sets of up to 20,000 positions have equal
 * sums by chance less than once in a billion. (Steps of the finaliser of MurmurHash3, A. Appleby, public domain.)
 */
function sumsOf(cellOf: Int32Array, cells: number): Float64Array {
  const sums = new Float64Array(cells);
  for (let position = 0; position < cellOf.length; position++) {
    let word = Math.imul(position + 0x9e3779b9, 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    sums[cellOf[position]] += (word ^ (word >>> 16)) >>> 0;
  }
  return sums;
}

function countsOf(codes: Int32Array, cells: number): Uint32Array {
  const counts = new Uint32Array(cells);
  for (let index = 0; index < codes.length; index++) counts[codes[index]]++;
  return counts;
}

function judge(
  cell: number,
  sizes: readonly Uint32Array[],
  totals: readonly number[],
  others: readonly number[],
  tables: readonly (readonly Uint32Array[])[],
  axes: readonly SliceAxis[],
): Omit<Slice, 'held' | 'columns' | 'codes'> {
  const [n, m, h] = sizes.map((counts) => counts[cell]);
  const own = homogeneity(Uint32Array.of(n, totals[0] - n), Uint32Array.of(m, totals[1] - m));
  let least = own.p;
  let worst = -1;
  let distance = 0;
  let held = 0;
  let expected = 0;
  others.forEach((column, index) => {
    const { size } = axes[column];
    const [real, made, kept] = tables[index].map((counts) => counts.subarray(cell * size, (cell + 1) * size));
    const test = homogeneity(real, made);
    if (test.p < least || (test.p === least && worst < 0 && test.p < own.p)) {
      least = test.p;
      worst = column;
    }
    distance += m === 0 ? 1 : variation(real, made, n, m);
    held += h === 0 ? 0 : variation(real, kept, n, h);
    expected += expectedVariation(real, n, Math.max(1, m));
  });
  const count = Math.max(1, others.length);
  // A holdout of another size has another sampling error; sqrt(1/n + 1/m) is the scale of both.
  const scale = Math.sqrt((1 / n + 1 / Math.max(1, m)) / (1 / n + 1 / Math.max(1, h)));
  const reference = h < floor ? null : (held / count) * scale;
  const isLarge = n >= leastRows;
  return {
    realShare: n / totals[0],
    syntheticShare: m / totals[1],
    distance: distance / count,
    reference,
    loss: distance / count - (reference ?? expected / count),
    p: isLarge ? Math.min(1, least * (others.length + 1)) : null,
    worst,
  };
}

function variation(a: Uint32Array, b: Uint32Array, n: number, m: number): number {
  let sum = 0;
  for (let code = 0; code < a.length; code++) sum += Math.abs(a[code] / n - b[code] / m);
  return sum / 2;
}

/** 1/2 sum sqrt(2/pi p (1 - p) (1/n + 1/m)): accuracy.ts takes the same expectation. */
function expectedVariation(a: Uint32Array, n: number, m: number): number {
  let sum = 0;
  for (const count of a) sum += Math.sqrt((count / n) * (1 - count / n));
  return (Math.sqrt((2 / Math.PI) * (1 / n + 1 / m)) * sum) / 2;
}

/** Chi-square test that two rows of counts come from one law; cells with an expectation below 5 are taken together. */
function homogeneity(a: Uint32Array, b: Uint32Array): { readonly p: number } {
  let n = 0;
  let m = 0;
  for (let code = 0; code < a.length; code++) {
    n += a[code];
    m += b[code];
  }
  if (n === 0 || m === 0) return { p: 1 };
  const smaller = Math.min(n, m) / (n + m);
  let chiSquare = 0;
  let cells = 0;
  let restA = 0;
  let restB = 0;
  const add = (x: number, y: number): void => {
    const both = x + y;
    if (both === 0) return;
    cells++;
    chiSquare += (x - (both * n) / (n + m)) ** 2 / ((both * n) / (n + m));
    chiSquare += (y - (both * m) / (n + m)) ** 2 / ((both * m) / (n + m));
  };
  for (let code = 0; code < a.length; code++) {
    if ((a[code] + b[code]) * smaller >= 5) add(a[code], b[code]);
    else {
      restA += a[code];
      restB += b[code];
    }
  }
  if ((restA + restB) * smaller >= 5) add(restA, restB);
  return { p: cells < 2 ? 1 : chiSquareTail(chiSquare, cells - 1) };
}

/** Benjamini-Hochberg: p-values as q-values, in their order. */
export function falseDiscovery(p: readonly number[]): number[] {
  const order = p.map((_, index) => index).sort((a, b) => p[b] - p[a] || b - a);
  const q = new Array<number>(p.length);
  let least = 1;
  order.forEach((index, rank) => {
    least = Math.min(least, (p[index] * p.length) / (p.length - rank));
    q[index] = least;
  });
  return q;
}

function describe(
  slice: Slice,
  q: number | null,
  { columns }: Aligned,
  axes: readonly SliceAxis[],
): SliceFinding {
  const isWorse = q !== null && q <= level && slice.loss >= leastLoss;
  return {
    columns: slice.columns.map((column) => columns[column].name),
    parts: slice.columns.map((column, index) => axes[column].labels[slice.codes[index]]),
    realShare: slice.realShare,
    syntheticShare: slice.syntheticShare,
    distance: slice.distance,
    reference: slice.reference,
    loss: slice.loss,
    q,
    worstColumn: slice.worst < 0 ? null : columns[slice.worst].name,
    verdict: q === null ? 'too small to say' : isWorse ? 'worse' : 'as another sample',
  };
}
