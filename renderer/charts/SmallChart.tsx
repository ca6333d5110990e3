/** A distribution the size of a word, for column cards and grid headers. */
import { max } from 'd3-array';
import { percent, shorten, visible } from './format.ts';

/** What a small chart draws; the shape that the columns step gets over the contract. */
export interface SmallDistribution {
  readonly form: 'bars' | 'histogram';
  /** Category labels, or bin edges (one more than `shares`) for a histogram. */
  readonly labels: readonly string[];
  /** 0 to 1; need not sum to 1. */
  readonly shares: readonly number[];
}

export interface SmallChartProps {
  readonly chart: SmallDistribution;
  /** What is drawn, for the text alternative: the column's name. */
  readonly label: string;
  /** Pixels; default 120 by 32. The drawing scales with its box. */
  readonly width?: number;
  readonly height?: number;
}

function nameOfBar({ form, labels }: SmallDistribution, index: number): string {
  if (form === 'bars') return visible(labels[index] ?? '');
  return `${labels[index] ?? ''} to ${labels[index + 1] ?? ''}`;
}

function summary(chart: SmallDistribution): string {
  const { shares, form } = chart;
  if (shares.length === 0) return 'No values.';
  const top = shares.indexOf(max(shares) ?? 0);
  const parts = form === 'bars' ? 'values' : 'bins';
  return `${shares.length} ${parts}; the largest is ${shorten(nameOfBar(chart, top), 40)} with ${percent(shares[top])}.`;
}

/** Bars from the same base line; each has its label and share as a tooltip. */
export function SmallChart({ chart, label, width = 120, height = 32 }: SmallChartProps) {
  const { form, shares } = chart;
  const top = Math.max(max(shares) ?? 0, Number.MIN_VALUE);
  const step = width / Math.max(shares.length, 1);
  const gap = form === 'bars' ? Math.min(2, step * 0.25) : Math.min(0.5, step * 0.1);
  return (
    <svg className="small-chart" role="img" viewBox={`0 0 ${width} ${height}`} width={width} height={height}>
      <title>{`Distribution of ${label}`}</title>
      <desc>{summary(chart)}</desc>
      {shares.map((share, index) => {
        const tall = share > 0 ? Math.max(1, (share / top) * (height - 1)) : 0;
        const place = { x: round(index * step), y: round(height - 1 - tall) };
        return (
          <rect
            key={index}
            className="chart-fill-real"
            {...place}
            width={round(Math.max(step - gap, 0.5))}
            height={round(tall)}
          >
            <title>{`${nameOfBar(chart, index)}: ${percent(share)}`}</title>
          </rect>
        );
      })}
      <path className="chart-axis" d={`M0 ${height - 0.5}H${width}`} />
    </svg>
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
