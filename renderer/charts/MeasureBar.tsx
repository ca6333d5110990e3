/** A measured number on an axis: a point with its interval, and a tick where the reference stands. */
import { scaleLinear } from 'd3-scale';
import type { Finding, Measure } from '../../models/evaluate/evaluation.ts';
import { CheckBadge } from './CheckBadge.tsx';
import { directionWords, measureOf, type ReferenceName, referenceWords, standing } from './finding.ts';
import { percent, percentInterval, percentTick } from './format.ts';

export interface MeasureBarProps {
  readonly label: string;
  /** What is measured, in half a sentence. */
  readonly says?: string;
  readonly finding: Finding;
  readonly reference: ReferenceName;
  /** Ends of the axis as shares; give one domain to bars that are to be compared. */
  readonly domain: readonly [low: number, high: number];
}

const width = 320;
const height = 46;
const inset = 26;
const middle = 19;

/**
 * A domain that holds every value, interval and reference of `findings`, widened to whole steps of 5 points (1 point
 * under a span of 4), within 0 and 1. A dot on an axis needs no zero, so the axis may start elsewhere: it is labelled.
 */
export function domainOf(findings: readonly Finding[]): readonly [low: number, high: number] {
  const values = findings.flatMap((finding) => {
    const measure = measureOf(finding);
    if (measure === null) return [];
    return [
      measure.value,
      ...(measure.interval ?? []),
      ...(measure.reference === null ? [] : [measure.reference]),
    ];
  });
  if (values.length === 0) return [0, 1];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const step = high - low < 0.002 ? 0.002 : high - low < 0.04 ? 0.01 : 0.05;
  const start = Math.max(0, Math.floor(low / step - 0.25) * step);
  const end = Math.min(1, Math.ceil(high / step + 0.25) * step);
  return start < end ? [tidy(start), tidy(end)] : [0, 1];
}

function tidy(value: number): number {
  return Number(value.toFixed(6));
}

function describe(measure: Measure, reference: ReferenceName): string {
  const interval =
    measure.interval === null
      ? 'No interval is known.'
      : `95% interval ${percentInterval(measure.interval)}.`;
  return `${percent(measure.value)}, ${standing(measure, reference)}. ${interval} ${directionWords(measure.better)}.`;
}

function Track({
  label,
  measure,
  reference,
  domain,
}: Omit<MeasureBarProps, 'finding' | 'says'> & { readonly measure: Measure }) {
  const x = scaleLinear([domain[0], domain[1]], [inset, width - inset]).clamp(true);
  const at = (value: number) => Math.round(x(value) * 100) / 100;
  const ticks = x.ticks(4);
  const { value, interval } = measure;
  return (
    <svg className="measure-track" role="img" viewBox={`0 0 ${width} ${height}`}>
      <title>{label}</title>
      <desc>{describe(measure, reference)}</desc>
      <path className="measure-rail" d={`M${inset} ${middle}H${width - inset}`} />
      {ticks.map((tick) => (
        <g key={tick}>
          <path className="chart-axis" d={`M${at(tick)} ${middle + 9}v4`} />
          <text className="chart-tick" x={at(tick)} y={height - 3} textAnchor="middle">
            {percentTick(tick)}
          </text>
        </g>
      ))}
      {measure.reference !== null && (
        <path className="measure-reference" d={`M${at(measure.reference)} ${middle - 13}v22`}>
          <title>{`${referenceWords[reference]}: ${percent(measure.reference)}`}</title>
        </path>
      )}
      {interval !== null && (
        <path
          className="measure-whisker"
          d={`M${at(interval[0])} ${middle}H${at(interval[1])}M${at(interval[0])} ${middle - 5}v10M${at(interval[1])} ${middle - 5}v10`}
        />
      )}
      <circle className="measure-point" cx={at(value)} cy={middle} r={5} />
    </svg>
  );
}

/** One row: name, axis, number with interval, and how it stands to the reference. Unmeasured shows the reason instead. */
export function MeasureBar({ label, says, finding, reference, domain }: MeasureBarProps) {
  const measure = measureOf(finding);
  return (
    <div className="measure-bar">
      <div className="measure-name">
        <strong>{label}</strong>
        {says !== undefined && <span>{says}</span>}
      </div>
      {measure === null ? (
        <p className="measure-none">
          <CheckBadge status="unmeasured" /> {'unmeasured' in finding ? finding.unmeasured : ''}
        </p>
      ) : (
        <>
          <Track label={label} measure={measure} reference={reference} domain={domain} />
          <div className="measure-number">
            <strong>{percent(measure.value)}</strong>
            {measure.interval !== null && (
              <span className="measure-interval">{percentInterval(measure.interval)}</span>
            )}
            <span>{standing(measure, reference)}</span>
          </div>
        </>
      )}
    </div>
  );
}
