/**
 * Two-way tables on the cuts of SDNist 2 (`sdnist/metrics/kmarginal.py`, f048b1c): numbers at 20 percentiles of the
 * training rows, categories as they are. `kMarginal`: 1000 (1 - 1/2 sum |p - q|), the mean over pairs of columns. When
 * `groupBy` names a column, p and q are shares within each of its groups and the score is the plain mean over the groups that
 * training rows have, however small; a group without synthetic rows counts 500 (`_compute_score_grouped`). `coverage`: the share of the training rows' distinct cells of pairs
 * that some synthetic row has. `invented`: the share of the synthetic rows' cells that no training or holdout row has,
 * counted row by row (the reference takes holdout rows against training rows).
 */
import { randomStream } from '../../num/random.ts';
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { type Aligned, type AlignedColumn, lengthOf, type Span } from '../align.ts';
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
import { firstNaN } from './bins.ts';
import { type Axis, type Comparison, overlap, overlapAt, overlapWidth, scratch } from './overlap.ts';
import { subsetOf } from './subset.ts';

type Name = 'kMarginal' | 'coverage' | 'invented';

/** `kmarginal.py`: percentile bins; all pairs below 30 features, 200 random ones otherwise. */
const percentiles = 20;
const allPairsBelow = 30;
const randomPairs = 200;

/** Rows of each table; ours: the score moves by about 2 of 1000 beyond. */
const mostRows = 50_000;

/** The measure inside the groups of a column (of at most some hundred values), or over the whole table when null. */
export function marginalsBy(groupBy: string | null): Metric<Name> {
  return {
    name: 'marginals',
    range: [0, 1000],
    better: 'higher',
    source: 'SDNist 2, sdnist/metrics/kmarginal.py; coverage and invented cells: ours, on the same tables',
    measure: (aligned, run) => measureMarginals(aligned, groupBy, run),
  };
}

export const marginals = marginalsBy(null);

async function measureMarginals(
  whole: Aligned,
  groupBy: string | null,
  run: Run,
): Promise<Measured<Name, null>> {
  checkCancel(run.cancel);
  const group = groupBy === null ? -1 : whole.columns.findIndex(({ name }) => name === groupBy);
  const others = whole.columns.map((_, column) => column).filter((column) => column !== group);
  const nothing =
    nothingToCompare(whole) ??
    (groupBy !== null && group < 0 ? `There is no modelled column "${groupBy}" to group by.` : null) ??
    (others.length < 2 ? 'There are fewer than two columns to compare.' : null);
  if (nothing !== null) {
    const none = unmeasured(nothing);
    return { findings: { kMarginal: none, coverage: none, invented: none }, details: null, note: null };
  }
  const { aligned, sampled } = subsetOf(whole, mostRows, 'marginals');
  const { train, holdout, synthetic, rowCount, seed } = aligned;
  const plain = aligned.columns.map((column) => marginalAxis(column, train));
  const rows = { train, holdout, synthetic, groups: jackknifeRows(rowCount, seed) };
  const { axes, parts: within } = group < 0 ? { axes: plain, parts: [rows] } : apartBy(group, plain, rows);
  const pairs = pairsOf(others, seed);
  const block = Math.max(2, Math.ceil(pairs.length / 2 / (run.pool.threads * 4)) * 2);
  const parts: Promise<readonly Tables[]>[] = [];
  for (let start = 0; start < pairs.length; start += block) {
    const tuples = pairs.slice(start, start + block);
    parts.push(run.pool.run(marginalTables, { axes, pairs: tuples, within }));
  }
  const each = (await Promise.all(parts)).flat();
  const held = lengthOf(holdout) > 0;
  return {
    findings: {
      kMarginal: summarise(each, 'score', 'higher', held),
      coverage: summarise(each, 'coverage', 'higher', held),
      invented: summarise(each, 'invented', 'lower', held),
    },
    details: null,
    note: noteOf(sampled, pairs.length / 2 < (others.length * (others.length - 1)) / 2),
  };
}

function noteOf(rowsSampled: boolean, pairsSampled: boolean): string | null {
  const notes = [
    rowsSampled
      ? `k-marginal tables hold at most ${mostRows.toLocaleString('en')} random rows of each table.`
      : null,
    pairsSampled ? `k-marginal tables are ${randomPairs} random pairs of columns.` : null,
  ].filter((note) => note !== null);
  return notes.length === 0 ? null : notes.join(' ');
}

/** Codes with a cell of its own for missing values; over shared memory. */
function marginalAxis(column: AlignedColumn, train: Span): Axis {
  if (column.form === 'category') {
    const missing = column.levels.length;
    const codes = new Int32Array(new SharedArrayBuffer(column.codes.length * 4));
    for (let row = 0; row < codes.length; row++)
      codes[row] = column.codes[row] < 0 ? missing : column.codes[row];
    return { codes, size: missing + 1 };
  }
  const sorted = column.values.slice(train.start, train.end).sort();
  const present = sorted.subarray(0, firstNaN(sorted));
  const cuts: number[] = [];
  for (let cut = 1; cut < percentiles && present.length > 0; cut++) {
    const value = present[Math.round((cut / percentiles) * (present.length - 1))];
    if (cuts.length === 0 || value > cuts[cuts.length - 1]) cuts.push(value);
  }
  const codes = new Int32Array(new SharedArrayBuffer(column.values.length * 4));
  for (let row = 0; row < codes.length; row++) {
    const value = column.values[row];
    let bin = 0;
    while (bin < cuts.length && value > cuts[bin]) bin++;
    codes[row] = Number.isNaN(value) ? cuts.length + 1 : bin;
  }
  return { codes, size: cuts.length + 2 };
}

/** Two columns a pair: all pairs of few columns, else random ones. */
function pairsOf(columns: readonly number[], seed: number): Int32Array {
  const pairs: (readonly [number, number])[] = [];
  columns.forEach((a, index) => columns.slice(index + 1).forEach((b) => pairs.push([a, b])));
  if (columns.length >= allPairsBelow) {
    const random = randomStream([seed, 'evaluate', 'marginals']);
    for (let index = 0; index < randomPairs; index++) {
      const other = index + random.below(pairs.length - index);
      [pairs[index], pairs[other]] = [pairs[other], pairs[index]];
    }
    pairs.length = randomPairs;
  }
  return Int32Array.from(pairs.flat());
}

/** One measure of one pair: its value, its reference, and the value with each jackknife group left out. */
interface Part {
  readonly value: number;
  readonly reference: number;
  readonly leftOut: Float64Array;
}

type Tables = Readonly<Record<'score' | 'coverage' | 'invented', Part>>;

interface MarginalsPayload {
  readonly axes: readonly Axis[];
  readonly pairs: Int32Array;
  /** Rows of each group; the whole table when there is no grouping column. */
  readonly within: readonly Comparison[];
}

export const marginalTables: Task<MarginalsPayload, readonly Tables[]> = {
  name: 'evaluate.marginals',
  work: ({ axes, pairs, within }, cancel) => {
    const rows = whole(within);
    const memory = scratch();
    const out = new Float64Array(overlapWidth);
    return Array.from({ length: pairs.length / 2 }, (_, pair) => {
      checkCancel(cancel);
      const [a, b] = [axes[pairs[pair * 2]], axes[pairs[pair * 2 + 1]]];
      const each = within.map((part) => {
        overlap([a, b], part, memory, out, 0);
        return out.map((value) => 1000 * (Number.isNaN(value) ? absent : value));
      });
      const mean = (at: number): number => meanOfDefined(each.map((numbers) => numbers[at]));
      const score = {
        value: mean(overlapAt.synthetic),
        reference: mean(overlapAt.holdout),
        leftOut: Float64Array.from({ length: jackknifeGroups }, (_, left) => mean(overlapAt.leftOut + left)),
      };
      return { score, ...cellsOf(a, b, rows) };
    });
  },
};

/** What a group counts that one of the tables lacks: |p - 0| sums to 1. */
const absent = 0.5;

/** All groups together; they stand one after the other. */
function whole(within: readonly Comparison[]): Comparison {
  const all = (of: (rows: Comparison) => Span): Span => ({
    start: Math.min(...within.map((rows) => of(rows).start)),
    end: Math.max(...within.map((rows) => of(rows).end)),
  });
  return {
    train: all(({ train }) => train),
    holdout: all(({ holdout }) => holdout),
    synthetic: all(({ synthetic }) => synthetic),
    groups: within[0].groups,
  };
}

/** The same cells with the rows of each table in the order of the grouping column, and the rows of each group. */
function apartBy(
  group: number,
  axes: readonly Axis[],
  rows: Comparison,
): { readonly axes: readonly Axis[]; readonly parts: readonly Comparison[] } {
  const { codes, size } = axes[group];
  const order = new Int32Array(codes.length);
  const tables = (['train', 'holdout', 'synthetic'] as const).map((name) => {
    const { start, end } = rows[name];
    const spans: Span[] = [];
    let place = start;
    for (let level = 0; level < size; level++) {
      const from = place;
      for (let row = start; row < end; row++) if (codes[row] === level) order[place++] = row;
      spans.push({ start: from, end: place });
    }
    return spans;
  });
  const moved = <Cells extends Int32Array | Uint8Array>(from: Int32Array | Uint8Array, to: Cells): Cells => {
    for (let row = 0; row < order.length; row++) to[row] = from[order[row]];
    return to;
  };
  const groups = moved(rows.groups, new Uint8Array(new SharedArrayBuffer(order.length)));
  return {
    axes: axes.map(({ codes: own, size: cells }) => ({
      codes: moved(own, new Int32Array(new SharedArrayBuffer(order.length * 4))),
      size: cells,
    })),
    parts: Array.from({ length: size }, (_, level) => ({
      train: tables[0][level],
      holdout: tables[1][level],
      synthetic: tables[2][level],
      groups,
    })).filter(({ train }) => train.end > train.start),
  };
}

/** Bits of a cell: which tables have a row in it. */
const inTrain = 1;
const inHoldout = 2;
const inSynthetic = 4;

/** Cells that occur, without the grouping column. */
function cellsOf(a: Axis, b: Axis, rows: Comparison): Pick<Tables, 'coverage' | 'invented'> {
  const { cellOf, count } = numberCells(a, b, rows);
  const has = new Uint8Array(count);
  const mark = ({ start, end }: Span, bit: number): void => {
    for (let row = start; row < end; row++) has[cellOf(row)] |= bit;
  };
  mark(rows.train, inTrain);
  mark(rows.holdout, inHoldout);
  mark(rows.synthetic, inSynthetic);
  let [train, byHoldout, bySynthetic] = [0, 0, 0];
  for (let cell = 0; cell < count; cell++) {
    if ((has[cell] & inTrain) === 0) continue;
    train++;
    if ((has[cell] & inHoldout) !== 0) byHoldout++;
    if ((has[cell] & inSynthetic) !== 0) bySynthetic++;
  }
  const inventedBy = new Float64Array(jackknifeGroups);
  const rowsBy = new Float64Array(jackknifeGroups);
  for (let row = rows.synthetic.start; row < rows.synthetic.end; row++) {
    rowsBy[rows.groups[row]]++;
    if ((has[cellOf(row)] & (inTrain | inHoldout)) === 0) inventedBy[rows.groups[row]]++;
  }
  const [made, all] = [inventedBy, rowsBy].map((counts) => counts.reduce((sum, count) => sum + count, 0));
  let unseen = 0;
  for (let row = rows.holdout.start; row < rows.holdout.end; row++) {
    if ((has[cellOf(row)] & inTrain) === 0) unseen++;
  }
  return {
    coverage: { value: bySynthetic / train, reference: byHoldout / train, leftOut: none },
    invented: {
      value: made / all,
      reference: unseen / (rows.holdout.end - rows.holdout.start),
      leftOut: inventedBy.map((count, group) => (made - count) / (all - rowsBy[group])),
    },
  };
}

/** Cells up to which each has a place of its own; beyond, those that occur are numbered first. Ours: 4 MB. */
const mostPlaces = 2 ** 22;

/** Row -> number of its cell, below `count`. */
function numberCells(
  a: Axis,
  b: Axis,
  { train, holdout, synthetic }: Comparison,
): { readonly cellOf: (row: number) => number; readonly count: number } {
  const keyOf = (row: number): number => a.codes[row] * b.size + b.codes[row];
  if (a.size * b.size <= mostPlaces) return { cellOf: keyOf, count: a.size * b.size };
  const known = new Map<number, number>();
  const cells = new Int32Array(a.codes.length);
  for (const { start, end } of [train, holdout, synthetic]) {
    for (let row = start; row < end; row++) {
      const key = keyOf(row);
      const cell = known.get(key) ?? known.size;
      known.set(key, cell);
      cells[row] = cell;
    }
  }
  return { cellOf: (row) => cells[row], count: known.size };
}

/** The number of distinct cells shrinks with every row left out, so that a jackknife would not give its error. */
const none = new Float64Array(0);

function summarise(
  each: readonly Tables[],
  name: keyof Tables,
  better: 'higher' | 'lower',
  held: boolean,
): Finding {
  const value = meanOfDefined(each.map((tables) => tables[name].value));
  const leftOut = Array.from(each[0][name].leftOut, (_, group) =>
    meanOfDefined(each.map((tables) => tables[name].leftOut[group])),
  );
  const reference = held ? meanOfDefined(each.map((tables) => tables[name].reference)) : null;
  const most = name === 'score' ? 1000 : 1;
  return finding(
    { value, interval: jackknife(value, leftOut, [0, most]), reference, better },
    'No pair of columns could be compared.',
  );
}
