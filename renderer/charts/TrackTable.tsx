/** Measures under one axis, one a row: a table whose middle column is the drawing, so that it is chart and table at once. */
import type { ReactNode } from 'react';
import type { Finding } from '../../models/evaluate/evaluation.ts';
import { CheckBadge } from './CheckBadge.tsx';
import type { Domain } from './domain.ts';
import { measureOf, type ReferenceName, referenceWords, standing } from './finding.ts';
import { Track, TrackAxis } from './Track.tsx';
import { type Unit, written, writtenInterval } from './unit.ts';

/** One measure of the table. */
export interface TrackRow {
  readonly name: string;
  readonly says?: string;
  readonly finding: Finding;
  readonly reference: ReferenceName;
}

export interface TrackTableProps {
  readonly rows: readonly TrackRow[];
  readonly domain: Domain;
  readonly unit: Unit;
  /** Head of the column of names. */
  readonly of: string;
  /** Head of the column of numbers. */
  readonly number: string;
  /** More columns after the number: head, and a cell for each row. */
  readonly more?: readonly { readonly head: string; readonly cells: readonly ReactNode[] }[];
}

/** A number with its interval below it; unmeasured says so. */
export function NumberCell({ finding, unit }: { readonly finding: Finding; readonly unit: Unit }) {
  const measure = measureOf(finding);
  if (measure === null) return <span className="quiet">not measured</span>;
  return (
    <>
      <strong>{written(measure.value, unit)}</strong>
      {measure.interval !== null && (
        <span className="track-interval">{writtenInterval(measure.interval, unit)}</span>
      )}
    </>
  );
}

const none: NonNullable<TrackTableProps['more']> = [];

/** The rows in the order given. The control or ceiling is a tick, and its number stands in the last words of a row. */
export function TrackTable({ rows, domain, unit, of, number, more = none }: TrackTableProps) {
  const columns = 4 + more.length;
  return (
    <table className="track-table">
      <thead>
        <tr>
          <th scope="col">{of}</th>
          <td className="track-axis">
            <TrackAxis domain={domain} unit={unit} />
          </td>
          <th scope="col" className="number">
            {number}
          </th>
          {more.map(({ head }) => (
            <th key={head} scope="col" className="number">
              {head}
            </th>
          ))}
          <th scope="col">Beside</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, says, finding, reference }, index) => {
          const measure = measureOf(finding);
          return (
            <tr key={index}>
              <th scope="row">
                {name}
                {says !== undefined && <span className="track-says">{says}</span>}
              </th>
              {measure === null ? (
                <td colSpan={columns - 1} className="track-none">
                  <CheckBadge status="unmeasured" look="plain" />{' '}
                  {'unmeasured' in finding ? finding.unmeasured : ''}
                </td>
              ) : (
                <>
                  <td className="track-cell">
                    <Track label={name} {...{ measure, reference, domain, unit }} bare />
                  </td>
                  <td className="number">
                    <NumberCell finding={finding} unit={unit} />
                  </td>
                  {more.map(({ head, cells }) => (
                    <td key={head} className="number">
                      {cells[index]}
                    </td>
                  ))}
                  <td className="quiet">{standing(measure, reference, unit)}</td>
                </>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The key to a track: the point with its interval, and the tick of what it is held against. */
export function TrackLegend({
  point,
  reference,
}: {
  readonly point: string;
  readonly reference: ReferenceName;
}) {
  return (
    <ul className="chart-legend">
      <li>
        <svg aria-hidden="true" width={24} height={12} viewBox="0 0 24 12">
          <path className="measure-whisker" d="M1 6H23M1 2v8M23 2v8" />
          <circle className="measure-point" cx={12} cy={6} r={4.5} />
        </svg>
        {point}
      </li>
      <li>
        <svg aria-hidden="true" width={8} height={14} viewBox="0 0 8 14">
          <path className="measure-reference" d="M4 0v14" />
        </svg>
        {referenceWords[reference]}
      </li>
    </ul>
  );
}
