/** An axis with a point, its interval and a tick where the reference stands: the drawing that every measure shares. */
import { scaleLinear } from 'd3-scale';
import type { Measure } from '../../models/evaluate/evaluation.ts';
import { directionWords, type ReferenceName, referenceWords, standing } from './finding.ts';
import type { Domain } from './domain.ts';
import { pixel } from './frame.ts';
import { type Unit, written, writtenInterval, writtenTick } from './unit.ts';

export interface TrackProps {
  readonly label: string;
  readonly measure: Measure;
  readonly reference: ReferenceName;
  readonly domain: Domain;
  /** Default `share`. */
  readonly unit?: Unit;
  /** Leaves the axis out, for rows under a common one. Default false. */
  readonly bare?: boolean;
}

/** Width of every track in its own units. */
export const trackWidth = 320;

/** Room left and right of the axis for the texts of the end ticks. */
export const trackInset = 26;

const middle = 19;

/** Value to x, cut off at the ends of the axis. */
export function trackScale(domain: Domain): (value: number) => number {
  const scale = scaleLinear([domain[0], domain[1]], [trackInset, trackWidth - trackInset]).clamp(true);
  return (value) => pixel(scale(value));
}

/** Where ticks stand: about four, at round numbers. */
export function trackTicks(domain: Domain): readonly number[] {
  return scaleLinear([domain[0], domain[1]], [0, 1]).ticks(4);
}

/** Value, standing, interval and direction in sentences. */
export function describe(measure: Measure, reference: ReferenceName, unit: Unit): string {
  const interval =
    measure.interval === null
      ? 'No interval is known.'
      : `95% interval ${writtenInterval(measure.interval, unit)}.`;
  return `${written(measure.value, unit)}, ${standing(measure, reference, unit)}. ${interval} ${directionWords(measure.better)}.`;
}

/** The marks of one measure at height `y`: interval, reference, point. */
export function Marks({
  measure,
  at,
  y,
}: {
  readonly measure: Measure;
  readonly at: (value: number) => number;
  readonly y: number;
}) {
  const { value, interval } = measure;
  return (
    <>
      {interval !== null && (
        <path
          className="measure-whisker"
          d={`M${at(interval[0])} ${y}H${at(interval[1])}M${at(interval[0])} ${y - 4}v8M${at(interval[1])} ${y - 4}v8`}
        />
      )}
      <circle className="measure-point" cx={at(value)} cy={y} r={5} />
    </>
  );
}

/** One measure on its axis. */
export function Track({ label, measure, reference, domain, unit = 'share', bare = false }: TrackProps) {
  const at = trackScale(domain);
  const height = bare ? 30 : 46;
  const y = bare ? 15 : middle;
  return (
    <svg className="measure-track" role="img" viewBox={`0 0 ${trackWidth} ${height}`}>
      <title>{label}</title>
      <desc>{describe(measure, reference, unit)}</desc>
      <path className="measure-rail" d={`M${trackInset} ${y}H${trackWidth - trackInset}`} />
      {!bare &&
        trackTicks(domain).map((tick) => (
          <g key={tick}>
            <path className="chart-axis" d={`M${at(tick)} ${y + 9}v4`} />
            <text className="chart-tick" x={at(tick)} y={height - 3} textAnchor="middle">
              {writtenTick(tick, unit)}
            </text>
          </g>
        ))}
      {measure.reference !== null && (
        <path className="measure-reference" d={`M${at(measure.reference)} ${y - 12}v22`}>
          <title>{`${referenceWords[reference]}: ${written(measure.reference, unit)}`}</title>
        </path>
      )}
      <Marks measure={measure} at={at} y={y} />
    </svg>
  );
}

/** The common axis above rows of bare tracks; decoration, since every row also says its numbers. */
export function TrackAxis({ domain, unit = 'share' }: { readonly domain: Domain; readonly unit?: Unit }) {
  const at = trackScale(domain);
  return (
    <svg className="measure-track" aria-hidden="true" viewBox={`0 0 ${trackWidth} 20`}>
      {trackTicks(domain).map((tick) => (
        <g key={tick}>
          <text className="chart-tick" x={at(tick)} y={11} textAnchor="middle">
            {writtenTick(tick, unit)}
          </text>
          <path className="chart-axis" d={`M${at(tick)} 15v5`} />
        </g>
      ))}
    </svg>
  );
}
