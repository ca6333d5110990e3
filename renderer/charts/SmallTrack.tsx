/** A measure on a short axis of its own, for a row of a list: only the ends of the axis are written. */
import { scaleLinear } from 'd3-scale';
import type { Measure } from '../../models/evaluate/evaluation.ts';
import type { Domain } from './domain.ts';
import { type ReferenceName, referenceWords } from './finding.ts';
import { pixel } from './frame.ts';
import { describe, Marks } from './Track.tsx';
import { type Unit, written, writtenTick } from './unit.ts';

export interface SmallTrackProps {
  readonly label: string;
  readonly measure: Measure;
  readonly reference: ReferenceName;
  readonly domain: Domain;
  readonly unit: Unit;
}

const width = 148;
const height = 31;
const inset = 8;
const middle = 10;

/** Point, interval and reference; drawn one to one, so that the writing stays legible. */
export function SmallTrack({ label, measure, reference, domain, unit }: SmallTrackProps) {
  const scale = scaleLinear([domain[0], domain[1]], [inset, width - inset]).clamp(true);
  const at = (value: number) => pixel(scale(value));
  return (
    <svg className="small-track" role="img" viewBox={`0 0 ${width} ${height}`} width={width} height={height}>
      <title>{label}</title>
      <desc>{describe(measure, reference, unit)}</desc>
      <path className="measure-rail" d={`M${inset} ${middle}H${width - inset}`} />
      {domain.map((end, index) => (
        <text
          key={end}
          className="chart-tick"
          x={index === 0 ? 1 : width - 1}
          y={height - 2}
          textAnchor={index === 0 ? 'start' : 'end'}
        >
          {writtenTick(end, unit)}
        </text>
      ))}
      {measure.reference !== null && (
        <path className="measure-reference" d={`M${at(measure.reference)} ${middle - 9}v18`}>
          <title>{`${referenceWords[reference]}: ${written(measure.reference, unit)}`}</title>
        </path>
      )}
      <Marks measure={measure} at={at} y={middle} />
    </svg>
  );
}
