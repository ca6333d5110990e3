/** What a column's chart draws, decided before anything is drawn: which bins, in which order, under which names. */
import { max, range, sum } from 'd3-array';
import type { ColumnChart as ColumnChartShares } from '../../models/evaluate/evaluation.ts';
import { percent, points, shorten, visible } from './format.ts';

/** One category or bin. */
export interface Bin {
  readonly name: string;
  readonly real: number;
  readonly synthetic: number;
  /** Null when there is no holdout. */
  readonly holdout: number | null;
}

/** Most categories drawn; the rest are added up into one bar. Ours: as many as stay readable on a card. */
export const maxBars = 21;

function binAt(chart: ColumnChartShares, index: number): Bin {
  const { form, labels, real, synthetic, holdout } = chart;
  const name =
    form === 'bars' ? visible(labels[index] ?? '') : `${labels[index] ?? ''} to ${labels[index + 1] ?? ''}`;
  return {
    name,
    real: real[index] ?? 0,
    synthetic: synthetic[index] ?? 0,
    holdout: holdout?.[index] ?? null,
  };
}

/** Every bin of the chart, in its own order. */
export function allBins(chart: ColumnChartShares): readonly Bin[] {
  return range(chart.real.length).map((index) => binAt(chart, index));
}

/**
 * The bars of a category chart: at most `maxBars`, in the chart's order; the smallest are added up into a last bar.
 */
export function shownBars(chart: ColumnChartShares): readonly Bin[] {
  const bins = allBins(chart);
  if (bins.length <= maxBars) return bins;
  const ranked = [...bins.keys()].sort((a, b) => weight(bins[b]) - weight(bins[a]) || a - b);
  const kept = new Set(ranked.slice(0, maxBars - 1));
  const rest = bins.filter((_, index) => !kept.has(index));
  const restBin: Bin = {
    name: `${rest.length} more values`,
    real: sum(rest, (bin) => bin.real),
    synthetic: sum(rest, (bin) => bin.synthetic),
    holdout: chart.holdout === null ? null : sum(rest, (bin) => bin.holdout ?? 0),
  };
  return [...bins.filter((_, index) => kept.has(index)), restBin];
}

function weight(bin: Bin): number {
  return Math.max(bin.real, bin.synthetic);
}

/** The largest share of the bins, real, synthetic or holdout. */
export function largestShare(bins: readonly Bin[]): number {
  return max(bins, (bin) => Math.max(bin.real, bin.synthetic, bin.holdout ?? 0)) ?? 0;
}

/**
 * True when the bins of a histogram are equally wide to one part in a thousand: then the axis is the value itself.
 * Else (bins with equal numbers of rows) each bin gets the same room and its edges are written, since a bar as wide as
 * its bin would need a height that is no share.
 */
export function evenlySpaced(edges: readonly number[]): boolean {
  if (edges.length < 2) return false;
  const step = (edges[edges.length - 1] - edges[0]) / (edges.length - 1);
  if (!(step > 0)) return false;
  return edges.every((edge, index) => Math.abs(edge - (edges[0] + index * step)) <= step * 1e-3);
}

/** The chart in two sentences, for screen readers: what is drawn, and where the two differ most. */
export function chartSummary(chart: ColumnChartShares): string {
  const bins = allBins(chart);
  if (bins.length === 0) return 'No values.';
  const widest = bins.reduce((worst, bin) => (gap(bin) > gap(worst) ? bin : worst));
  const what = chart.form === 'bars' ? 'values' : 'bins';
  return (
    `Shares of rows over ${bins.length} ${what}, real against synthetic. Largest difference: ` +
    `${shorten(widest.name, 60)}, ${percent(widest.real)} of the real rows and ${percent(widest.synthetic)} of the ` +
    `synthetic rows (${points(widest.real - widest.synthetic)}). ${missingWords(chart)}`
  );
}

function gap(bin: Bin): number {
  return Math.abs(bin.real - bin.synthetic);
}

/** The missing shares as a sentence. */
export function missingWords({ missing }: ColumnChartShares): string {
  if (missing.real === 0 && missing.synthetic === 0) return 'No missing values.';
  return `Missing: ${percent(missing.real)} real, ${percent(missing.synthetic)} synthetic.`;
}
