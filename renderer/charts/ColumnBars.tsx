/** Paired horizontal bars, one pair a category; a tick marks the share among the rows kept out of training. */
import { scaleLinear } from 'd3-scale';
import { type Bin, chartSummary, largestShare, shownBars } from './columnBins.ts';
import { binWords, type DrawingProps } from './pointing.ts';
import { percent, shorten } from './format.ts';
import { chartHeight, chartWidth, pixel } from './frame.ts';

const left = 122;
const right = 44;
const leastRow = 14;
const mostRow = 40;

/** Height under the bars for the title of their axis. */
const titleRoom = 15;

interface PairProps {
  readonly bin: Bin;
  readonly y: number;
  readonly rowHeight: number;
  readonly x: (share: number) => number;
  readonly isPointed: boolean;
  readonly onPoint?: (() => void) | undefined;
}

function Pair({ bin, y, rowHeight, x, isPointed, onPoint }: PairProps) {
  const end = Math.max(x(bin.real), x(bin.synthetic), x(bin.holdout ?? 0));
  const barHeight = pixel((rowHeight - 6) / 2);
  return (
    <g onPointerEnter={onPoint}>
      <title>{binWords(bin)}</title>
      {onPoint !== undefined && (
        <rect
          className={isPointed ? 'chart-hit chart-pointed' : 'chart-hit'}
          x={0}
          y={y}
          width={chartWidth}
          height={rowHeight}
        />
      )}
      <text
        className="chart-label"
        x={left - 6}
        y={y + rowHeight / 2}
        textAnchor="end"
        dominantBaseline="central"
      >
        {shorten(bin.name, 16)}
      </text>
      <rect
        className="chart-fill-real"
        x={left}
        y={y + 2.5}
        width={pixel(x(bin.real) - left)}
        height={barHeight}
      />
      <rect
        className="chart-fill-synthetic"
        x={left}
        y={y + 3 + barHeight}
        width={pixel(x(bin.synthetic) - left)}
        height={barHeight}
      />
      {bin.holdout !== null && (
        <path className="chart-line-holdout" d={`M${pixel(x(bin.holdout))} ${y + 1}v${rowHeight - 2}`} />
      )}
      <text className="chart-tick" x={pixel(end + 5)} y={y + rowHeight / 2} dominantBaseline="central">
        {percent(bin.real)}
      </text>
    </g>
  );
}

/** The drawing alone; `ColumnChart` adds title, legend of missing values and table. The numbers are the real shares. */
export function ColumnBars({ name, chart, pointing }: DrawingProps) {
  const bars = shownBars(chart);
  const scale = scaleLinear([0, Math.max(largestShare(bars), 1e-9)], [left, chartWidth - right]);
  const rowHeight = Math.min(
    mostRow,
    Math.max(leastRow, Math.floor((chartHeight - 4 - titleRoom) / Math.max(bars.length, 1))),
  );
  const barsEnd = bars.length * rowHeight + 4;
  const height = Math.max(barsEnd + titleRoom, chartHeight);
  return (
    <svg className="column-chart-svg" role="img" viewBox={`0 0 ${chartWidth} ${height}`}>
      <title>{`${name}: shares of rows by value, real and synthetic`}</title>
      <desc>{chartSummary(chart)}</desc>
      {bars.map((bin, index) => (
        <Pair
          key={index}
          bin={bin}
          rowHeight={rowHeight}
          y={2 + index * rowHeight}
          x={(share) => scale(share)}
          isPointed={pointing?.pointed === index}
          onPoint={pointing && (() => pointing.onPoint(index))}
        />
      ))}
      <path className="chart-axis" d={`M${left} 0V${barsEnd}`} />
      <text className="chart-axis-title" x={left} y={barsEnd + 11}>
        share of rows; written: the real one
      </text>
    </svg>
  );
}
