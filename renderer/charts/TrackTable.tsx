/** Measures under one axis, one a row: a table whose middle column is the drawing, so that it is chart and table at once. */
import type { ReactNode } from 'react';
import type { Finding } from '../../models/evaluate/evaluation.ts';
import { CheckBadge } from './CheckBadge.tsx';
import { ChartFigure } from './ChartFigure.tsx';
import { type Domain, domainOf } from './domain.ts';
import { measureOf, type ReferenceName, referenceWords, standing } from './finding.ts';
import { RowName, RowTable, type TableColumn } from './RowTable.tsx';
import { Track, TrackAxis } from './Track.tsx';
import { type Unit, written, writtenInterval } from './unit.ts';

/** One measure of the table. */
export interface TrackRow {
  readonly name: string;
  readonly says?: string;
  readonly finding: Finding;
  readonly reference: ReferenceName;
}

export interface TrackTableProps<Row extends TrackRow> {
  readonly rows: readonly Row[];
  readonly domain: Domain;
  readonly unit: Unit;
  /** Head of the column of names. */
  readonly of: string;
  /** Head of the column of numbers. */
  readonly number: string;
  /** More columns after the number. */
  readonly more?: readonly { readonly head: string; readonly cell: (row: Row) => ReactNode }[];
  /** The last words of a row, under "Beside"; default: how the finding stands to its reference. */
  readonly beside?: (row: Row) => string;
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

/** Why a row's finding was not taken, as the cell that stands for all others; null when it was. */
export function whyNot({ finding }: Pick<TrackRow, 'finding'>): ReactNode {
  if (!('unmeasured' in finding)) return null;
  return (
    <>
      <CheckBadge status="unmeasured" look="plain" /> {finding.unmeasured}
    </>
  );
}

/** A finding on its axis; nothing when it was not taken. */
export function TrackCell({
  row: { name, finding, reference },
  domain,
  unit,
  bare = false,
}: {
  readonly row: TrackRow;
  readonly domain: Domain;
  readonly unit: Unit;
  readonly bare?: boolean;
}) {
  const measure = measureOf(finding);
  return measure && <Track label={name} {...{ measure, reference, domain, unit, bare }} />;
}

/** How the finding of a row stands to its reference; empty when it was not taken. */
export function standingOf({ finding, reference }: TrackRow, unit: Unit): string {
  const measure = measureOf(finding);
  return measure === null ? '' : standing(measure, reference, unit);
}

function columnsOf<Row extends TrackRow>({
  domain,
  unit,
  of,
  number,
  more = [],
  beside = (row) => standingOf(row, unit),
}: Omit<TrackTableProps<Row>, 'rows'>): readonly TableColumn<Row>[] {
  return [
    { head: of, cell: ({ name, says }) => <RowName name={name} says={says} /> },
    {
      head: <TrackAxis domain={domain} unit={unit} />,
      look: 'axis',
      cell: (row) => <TrackCell {...{ row, domain, unit }} bare />,
    },
    {
      head: number,
      look: 'number',
      cell: ({ finding }) => <NumberCell finding={finding} unit={unit} />,
    },
    ...more.map(({ head, cell }) => ({ head, cell, look: 'number' as const })),
    { head: 'Beside', look: 'quiet', cell: beside },
  ];
}

/** The rows in the order given. The control or ceiling is a tick, and its number stands in the last words of a row. */
export function TrackTable<Row extends TrackRow>({ rows, ...look }: TrackTableProps<Row>) {
  return <RowTable className="track-table" rows={rows} instead={whyNot} columns={columnsOf(look)} />;
}

export interface TrackFigureProps<Row extends TrackRow> extends Omit<TrackTableProps<Row>, 'domain'> {
  readonly title: string;
  /** What the axis counts, with its unit. */
  readonly axis: string;
  readonly summary: string;
  /** What a point stands for. */
  readonly point: string;
  readonly reference: ReferenceName;
  /** Numbers the axis always shows. */
  readonly from?: readonly number[];
}

/** A table of measures as a figure: title, axis, summary, key, and an axis that holds every row. */
export function TrackFigure<Row extends TrackRow>(props: TrackFigureProps<Row>) {
  const { title, axis, summary, point, reference, from, ...table } = props;
  const findings = table.rows.map(({ finding }) => finding);
  return (
    <ChartFigure {...{ title, axis, summary }} legend={<TrackLegend {...{ point, reference }} />}>
      <TrackTable {...table} domain={domainOf(findings, from)} />
    </ChartFigure>
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
