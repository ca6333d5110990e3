/** Two overlaid histograms: the real one filled, the synthetic one as a step line, the holdout dotted. */
import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import type { ColumnChart as ColumnChartShares } from '../../models/evaluate/evaluation.ts';
import { allBins, chartSummary, evenlySpaced, largestShare } from './columnBins.ts';
import { percentTick, shorten } from './format.ts';
import { chartHeight, chartWidth, pixel } from './frame.ts';
import { binWords, type DrawingProps } from './pointing.ts';

const left = 46;
const right = 12;
const top = 8;
const bottom = 40;
const base = chartHeight - bottom;

/**
 * Edge indexes to write: every n-th, n the least at which their texts fit, and always the last. The end texts are set
 * inwards, so neighbours need half a text more.
 */
function writtenEdges(labels: readonly string[]): readonly number[] {
  const last = labels.length - 1;
  if (last < 1) return [];
  const longest = Math.max(...labels.map((label) => Math.min(label.length, 11)));
  const room = Math.max(1, Math.floor((chartWidth - left - right) / (longest * 6.4 * 1.5 + 6)));
  const step = Math.ceil(last / room);
  const even = Array.from({ length: Math.ceil(last / step) }, (_, index) => index * step);
  return [...even.filter((edge) => edge === 0 || last - edge >= step), last];
}

/** Where bin edges stand: at their values when bins are equally wide, else at equal distances. */
function edgePlaces(chart: ColumnChartShares): readonly number[] {
  const bins = chart.real.length;
  const edges = chart.edges;
  const even = edges !== null && edges.length === bins + 1 && evenlySpaced(edges);
  const values = even ? edges : Array.from({ length: bins + 1 }, (_, index) => index);
  const x = scaleLinear([values[0], values[bins]], [left, chartWidth - right]);
  return values.map((value) => pixel(x(value)));
}

function ShareAxis({ y, most }: { readonly y: (share: number) => number; readonly most: number }) {
  const ticks = scaleLinear([0, most], [0, 1]).ticks(3);
  return (
    <g>
      {ticks.map((tick) => (
        <g key={tick}>
          <path className="chart-grid" d={`M${left} ${pixel(y(tick))}H${chartWidth - right}`} />
          <text
            className="chart-tick"
            x={left - 6}
            y={pixel(y(tick))}
            textAnchor="end"
            dominantBaseline="central"
          >
            {percentTick(tick)}
          </text>
        </g>
      ))}
    </g>
  );
}

function ValueAxis({
  labels,
  places,
  even,
}: {
  readonly labels: readonly string[];
  readonly places: readonly number[];
  readonly even: boolean;
}) {
  const written = writtenEdges(labels);
  return (
    <g>
      <path className="chart-axis" d={`M${left} ${base}H${chartWidth - right}`} />
      {written.map((edge, index) => (
        <g key={edge}>
          <path className="chart-axis" d={`M${places[edge]} ${base}v4`} />
          <text
            className="chart-tick"
            x={places[edge]}
            y={base + 15}
            textAnchor={index === 0 ? 'start' : index === written.length - 1 ? 'end' : 'middle'}
          >
            <title>{labels[edge]}</title>
            {shorten(labels[edge], 11)}
          </text>
        </g>
      ))}
      <text className="chart-axis-title" x={chartWidth - right} y={chartHeight - 5} textAnchor="end">
        {even ? 'value' : 'bin edges, not to scale'}
      </text>
      <text className="chart-axis-title" x={left} y={chartHeight - 5}>
        share of rows
      </text>
    </g>
  );
}

/** The drawing alone; `ColumnChart` adds title, missing values and table. */
export function ColumnHistogram({ name, chart, pointing }: DrawingProps) {
  const bins = allBins(chart);
  const places = edgePlaces(chart);
  const most = Math.max(largestShare(bins), 1e-9);
  const scale = scaleLinear([0, most], [base, top]);
  const y = (share: number) => pixel(scale(share));
  const corners = (shares: readonly number[]) => [...shares, shares[shares.length - 1] ?? 0];
  const place = (_: number, index: number) => places[index];
  const steps = line<number>(place, y).curve(curveStepAfter);
  const filled = area<number>(place, base, y).curve(curveStepAfter);
  const even = chart.edges !== null && evenlySpaced(chart.edges);
  return (
    <svg className="column-chart-svg" role="img" viewBox={`0 0 ${chartWidth} ${chartHeight}`}>
      <title>{`${name}: shares of rows by bin, real and synthetic`}</title>
      <desc>{chartSummary(chart)}</desc>
      <ShareAxis y={y} most={most} />
      <path className="chart-area-real" d={filled(corners(chart.real)) ?? ''} />
      <path className="chart-line-real" d={steps(corners(chart.real)) ?? ''} />
      {chart.holdout !== null && (
        <path className="chart-line-holdout" d={steps(corners(chart.holdout)) ?? ''} />
      )}
      <path className="chart-line-synthetic" d={steps(corners(chart.synthetic)) ?? ''} />
      <ValueAxis labels={chart.labels} places={places} even={even} />
      {bins.map((bin, index) => (
        <rect
          key={index}
          className={pointing?.pointed === index ? 'chart-hit chart-pointed' : 'chart-hit'}
          onPointerEnter={pointing && (() => pointing.onPoint(index))}
          x={places[index]}
          y={top}
          width={pixel(places[index + 1] - places[index])}
          height={base - top}
        >
          <title>{binWords(bin)}</title>
        </rect>
      ))}
    </svg>
  );
}
