/**
 * What a column's chart shows: shares of the rows over the same categories or bins in training, synthetic and holdout
 * rows. No part of a chart stands for fewer than `floor` real rows, and no label is an extreme value that only a few
 * rows have, so that the report shows no single person.
 */
import { checkCancel } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import type { Aligned, AlignedColumn, AlignedNumber, Span } from '../align.ts';
import type { ColumnChart } from '../evaluation.ts';
import { firstNaN } from './bins.ts';
import { formatValue, niceStep } from './scale.ts';

/** Real rows below which a category or bin is merged. Ours: the usual least cell size of statistical offices. */
const floor = 10;

/** Categories with a bar of their own. Ours: what can be read on a page. */
const mostBars = 12;

/** Distinct numbers up to which each has a bar. */
const mostValues = 20;

/** Bins of a histogram. */
const mostBins = 20;

/** Share of the training rows from which one number counts as an atom that would hide the rest of a histogram. Ours. */
const atomShare = 0.2;

/** Share of the training rows beyond each end of the axis, counted in the outer bins. Ours. */
const tailShare = 0.01;

const otherLabel = 'other';

interface ChartPayload {
  readonly column: AlignedColumn;
  readonly train: Span;
  readonly holdout: Span;
  readonly synthetic: Span;
}

/** The chart of one column; null when the training rows have too few values to show any. */
export const chartOfColumn: Task<ChartPayload, ColumnChart | null> = {
  name: 'evaluate.chart',
  work: ({ column, train, holdout, synthetic }, cancel) => {
    checkCancel(cancel);
    const spans = { train, holdout, synthetic };
    return column.form === 'category'
      ? bars(column.codes, categoryBars(column.codes, column.levels, spans), spans)
      : numberChart(column, spans);
  },
};

/** The payload for a column of `aligned`. */
export function chartPayload({ train, holdout, synthetic }: Aligned, column: AlignedColumn): ChartPayload {
  return { column, train, holdout, synthetic };
}

type Spans = Pick<Aligned, 'train' | 'holdout' | 'synthetic'>;

/** Bars in order: code -> bar, where codes without a bar go to `rest` (the last bar) when there is one. */
interface Bars {
  readonly labels: readonly string[];
  readonly barOf: Int32Array;
}

function countsOf(codes: Int32Array, size: number, { start, end }: Span): Float64Array {
  const counts = new Float64Array(size);
  for (let row = start; row < end; row++) if (codes[row] >= 0) counts[codes[row]]++;
  return counts;
}

function categoryBars(codes: Int32Array, levels: readonly string[], spans: Spans): Bars {
  const train = countsOf(codes, levels.length, spans.train);
  const holdout = countsOf(codes, levels.length, spans.holdout);
  const ranked = [...train.keys()].sort((a, b) => train[b] - train[a] || (levels[a] < levels[b] ? -1 : 1));
  const kept = ranked.filter((code) => train[code] >= floor).slice(0, mostBars);
  return withRest(kept, levels, [train, holdout]);
}

/** Adds the bar of the rest; while that would show fewer than `floor` real rows, the last kept bar joins it. */
function withRest(kept: number[], labels: readonly string[], real: readonly Float64Array[]): Bars {
  const bar = [...kept];
  const restOf = (counts: Float64Array): number =>
    counts.reduce((sum, count) => sum + count, 0) - bar.reduce((sum, code) => sum + counts[code], 0);
  const tooSmall = (count: number): boolean => count > 0 && count < floor;
  while (bar.length > 0 && real.some((counts) => tooSmall(restOf(counts)))) bar.pop();
  const barOf = new Int32Array(labels.length).fill(bar.length);
  bar.forEach((code, index) => (barOf[code] = index));
  return { labels: [...bar.map((code) => labels[code]), otherLabel], barOf };
}

function bars(codes: Int32Array, { labels, barOf }: Bars, spans: Spans): ColumnChart | null {
  const of = (span: Span): { shares: number[]; missing: number } => {
    const rows = Math.max(1, span.end - span.start);
    const shares = new Array<number>(labels.length).fill(0);
    let missing = 0;
    for (let row = span.start; row < span.end; row++) {
      if (codes[row] < 0) missing++;
      else shares[barOf[codes[row]]]++;
    }
    return { shares: shares.map((count) => count / rows), missing: missing / rows };
  };
  const [train, synthetic, holdout] = [of(spans.train), of(spans.synthetic), of(spans.holdout)];
  const rest = labels.length - 1;
  const emptyRest = [train, synthetic, holdout].every(({ shares }) => shares[rest] === 0);
  const shown = <T>(values: readonly T[]): readonly T[] => (emptyRest ? values.slice(0, rest) : values);
  if (shown(labels).length === 0) return null;
  return {
    form: 'bars',
    labels: shown(labels),
    edges: null,
    real: shown(train.shares),
    synthetic: shown(synthetic.shares),
    holdout: spans.holdout.end > spans.holdout.start ? shown(holdout.shares) : null,
    missing: { real: train.missing, synthetic: synthetic.missing },
  };
}

function numberChart(column: AlignedNumber, spans: Spans): ColumnChart | null {
  const sorted = column.values.slice(spans.train.start, spans.train.end).sort();
  const present = sorted.subarray(0, firstNaN(sorted));
  if (present.length < floor) return null;
  const { distinct, atoms } = repeatsOf(present);
  if (distinct.length <= mostValues) return valueBars(column, distinct, spans);
  const edges = edgesOf(
    present.filter((value) => !atoms.includes(value)),
    column,
  );
  return atoms.length > 0 ? atomBars(column, atoms, edges, spans) : histogram(column, edges, spans);
}

/** Distinct values, of which no more than `mostValues` + 1 are listed, and the atoms among all; both ascending. */
function repeatsOf(sorted: Float64Array): { distinct: readonly number[]; atoms: readonly number[] } {
  const distinct: number[] = [];
  const atoms: number[] = [];
  for (let first = 0, next = 0; first < sorted.length; first = next) {
    const value = sorted[first];
    while (next < sorted.length && sorted[next] === value) next++;
    if (distinct.length <= mostValues) distinct.push(value);
    if (next - first >= atomShare * sorted.length) atoms.push(value);
  }
  return { distinct, atoms };
}

/** One bar a value, in order of value; rare values and those that the training rows lack are merged. */
function valueBars(
  { values, kind }: AlignedNumber,
  distinct: readonly number[],
  spans: Spans,
): ColumnChart | null {
  const codeOf = new Map(distinct.map((value, code) => [value, code]));
  const codes = Int32Array.from(values, (value) =>
    Number.isNaN(value) ? -1 : (codeOf.get(value) ?? distinct.length),
  );
  const real = [spans.train, spans.holdout].map((span) => countsOf(codes, distinct.length + 1, span));
  const labels = [...distinct.map((value) => formatValue(value, kind)), otherLabel];
  const frequent = distinct.map((_, code) => code).filter((code) => real[0][code] >= floor);
  const byCount = [...frequent].sort((a, b) => real[0][b] - real[0][a] || a - b);
  const { barOf } = withRest(byCount, labels, real);
  const kept = frequent.filter((code) => barOf[code] !== barOf[distinct.length]);
  return bars(codes, withRest(kept, labels, real), spans);
}

/** Ascending edges of at most `mostBins` bins, at round numbers; the outer edges leave `tailShare` on either side. */
function edgesOf(present: Float64Array, { kind }: AlignedNumber): readonly number[] {
  const tail = Math.max(floor, Math.ceil(present.length * tailShare));
  const low = present[Math.min(tail, present.length - 1)];
  const high = present[Math.max(0, present.length - 1 - tail)];
  const step = niceStep((high - low) / (mostBins - 2), kind);
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.floor(high / step) + 1);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

function binOf(edges: readonly number[], value: number): number {
  let bin = 0;
  while (bin < edges.length - 2 && edges[bin + 1] <= value) bin++;
  return bin;
}

/** Drops inner edges until no bin shows fewer than `floor` (but some) training or holdout rows. */
function widened(
  edges: readonly number[],
  values: Float64Array,
  isAtom: (value: number) => boolean,
  spans: Spans,
): number[] {
  const counts = [spans.train, spans.holdout].map(({ start, end }) => {
    const bins = new Array<number>(edges.length - 1).fill(0);
    for (let row = start; row < end; row++) {
      if (!Number.isNaN(values[row]) && !isAtom(values[row])) bins[binOf(edges, values[row])]++;
    }
    return bins;
  });
  const kept = [...edges];
  const small = (bin: number): boolean => counts.some((bins) => bins[bin] > 0 && bins[bin] < floor);
  for (let bin = 0; bin < kept.length - 1 && kept.length > 2;) {
    if (!small(bin)) {
      bin++;
      continue;
    }
    const into = bin === 0 ? 0 : bin - 1;
    for (const bins of counts) bins.splice(into, 2, bins[into] + bins[into + 1]);
    kept.splice(into + 1, 1);
    bin = into;
  }
  return kept;
}

function histogram(column: AlignedNumber, wanted: readonly number[], spans: Spans): ColumnChart | null {
  const edges = widened(wanted, column.values, () => false, spans);
  const codes = new Int32Array(column.values.length);
  for (let row = 0; row < codes.length; row++) {
    const value = column.values[row];
    codes[row] = Number.isNaN(value) ? -1 : binOf(edges, value);
  }
  const identity = {
    labels: [...edges.slice(1).map(String), otherLabel],
    barOf: Int32Array.from(edges.keys()),
  };
  const chart = bars(codes, identity, spans);
  if (chart === null) return null;
  const labels = edges.map((edge, index) => {
    if (index === 0) return `≤ ${formatValue(edge, column.kind)}`;
    return `${index === edges.length - 1 ? '≥ ' : ''}${formatValue(edge, column.kind)}`;
  });
  return { ...chart, form: 'histogram', labels, edges };
}

/** Atoms as bars of their own among the bins of the rest, in order of value. */
function atomBars(
  { values, kind }: AlignedNumber,
  atoms: readonly number[],
  wanted: readonly number[],
  spans: Spans,
): ColumnChart | null {
  const edges = widened(wanted, values, (value) => atoms.includes(value), spans);
  const label = (value: number): string => formatValue(value, kind);
  const parts = [
    ...atoms.map((value) => ({ at: value, order: 0, code: value, text: `= ${label(value)}` })),
    ...edges.slice(0, -1).map((edge, bin) => {
      const last = bin === edges.length - 2;
      const text =
        bin === 0
          ? `< ${label(edges[1])}`
          : last
            ? `≥ ${label(edge)}`
            : `${label(edge)} to ${label(edges[bin + 1])}`;
      return { at: edge, order: 1, code: bin, text: edges.length === 2 ? 'all others' : text };
    }),
  ].sort((a, b) => a.at - b.at || a.order - b.order);
  const place = (order: number, code: number): number =>
    parts.findIndex((part) => part.order === order && part.code === code);
  const atomPlace = new Map(atoms.map((value) => [value, place(0, value)]));
  const binPlace = edges.slice(0, -1).map((_, bin) => place(1, bin));
  const codes = Int32Array.from(values, (value) =>
    Number.isNaN(value) ? -1 : (atomPlace.get(value) ?? binPlace[binOf(edges, value)]),
  );
  const labels = [...parts.map(({ text }) => text), otherLabel];
  return bars(codes, { labels, barOf: Int32Array.from(labels.keys()) }, spans);
}
