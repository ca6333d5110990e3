/** The gap of one group to everybody else, before and after, on an axis around no gap. */
import { pixel } from './frame.ts';

export interface GapTrackProps {
  readonly name: string;
  /** Outcome rate inside minus outside, before and after; -1 to 1. */
  readonly gap: readonly [before: number, after: number];
  /** Both ends of the axis, so that rows can be compared; more than 0. */
  readonly most: number;
  readonly says: string;
}

const width = 200;
const height = 26;

/** An open dot before, a filled one after, and the way between them. The numbers stand below. */
export function GapTrack({ name, gap, most, says }: GapTrackProps) {
  const x = (value: number) => pixel(width / 2 + (value / most) * (width / 2 - 8));
  const [before, after] = gap;
  return (
    <>
      <svg className="measure-track" role="img" viewBox={`0 0 ${width} ${height}`}>
        <title>{`Gap of ${name}`}</title>
        <desc>{says}</desc>
        <path className="measure-rail" d={`M4 ${height / 2}H${width - 4}`} />
        <path className="chart-axis" d={`M${width / 2} 2V${height - 2}`} />
        <path className="gap-way" d={`M${x(before)} ${height / 2}H${x(after)}`} />
        <circle className="gap-before" cx={x(before)} cy={height / 2} r={4.5} />
        <circle className="gap-after" cx={x(after)} cy={height / 2} r={4.5} />
      </svg>
      <span className="gap-words">
        {signed(before)} → {signed(after)} points
      </span>
    </>
  );
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${(Math.abs(value) * 100).toFixed(1)}`;
}
