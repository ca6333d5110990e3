/** Thin bars on a common axis, a group of them a row: a table whose middle column is the drawing. */
import type { ReactNode } from 'react';
import type { Domain } from './domain.ts';
import { pixel } from './frame.ts';
import { RowName, RowTable, type TableColumn } from './RowTable.tsx';
import { TrackAxis, trackScale, trackInset, trackWidth } from './Track.tsx';
import type { Unit } from './unit.ts';

/** Whose bar it is; sets the colour. `open` is an outline: a number without a conclusion. */
export type BarMark = 'real' | 'synthetic' | 'holdout' | 'open';

/** One bar, from the start of the axis to `value`. */
export interface Bar {
  readonly mark: BarMark;
  readonly value: number;
  readonly interval?: readonly [low: number, high: number] | null;
}

/** One row: a name, its bars, and the other cells. */
export interface BarRow {
  readonly name: string;
  readonly says?: string;
  /** None draws nothing: the cells say why. */
  readonly bars: readonly Bar[];
  /** The bars in words, for the text alternative. */
  readonly words: string;
  /** As many as there are heads. */
  readonly cells: readonly ReactNode[];
}

export interface BarTableProps {
  readonly rows: readonly BarRow[];
  readonly domain: Domain;
  readonly unit: Unit;
  readonly of: string;
  readonly heads: readonly string[];
  /** Aligns the cells of this head and after to the start. Default: none. */
  readonly wordsFrom?: number;
}

const thick = 7;
const gap = 2;

function Bars({ row, domain }: { readonly row: BarRow; readonly domain: Domain }) {
  const at = trackScale(domain);
  const height = row.bars.length * (thick + gap) + 6;
  return (
    <svg className="measure-track" role="img" viewBox={`0 0 ${trackWidth} ${height}`}>
      <title>{row.name}</title>
      <desc>{row.words}</desc>
      <path className="chart-axis" d={`M${trackInset} 0V${height}`} />
      {row.bars.map(({ mark, value, interval }, index) => {
        const y = 4 + index * (thick + gap);
        return (
          <g key={index}>
            <rect
              className={mark === 'open' ? 'bar-open' : `chart-fill-${mark}`}
              x={trackInset}
              y={y}
              width={pixel(Math.max(at(value) - trackInset, 0.5))}
              height={thick}
            />
            {interval && (
              <path className="bar-whisker" d={`M${at(interval[0])} ${y + thick / 2}H${at(interval[1])}`} />
            )}
          </g>
        );
      })}
    </svg>
  );
}

function columnsOf({
  domain,
  unit,
  of,
  heads,
  wordsFrom = heads.length,
}: Omit<BarTableProps, 'rows'>): readonly TableColumn<BarRow>[] {
  return [
    { head: of, cell: ({ name, says }) => <RowName name={name} says={says} /> },
    {
      head: <TrackAxis domain={domain} unit={unit} />,
      look: 'axis',
      cell: (row) => row.bars.length > 0 && <Bars row={row} domain={domain} />,
    },
    ...heads.map((head, index) => ({
      head,
      look: index < wordsFrom ? ('number' as const) : ('words' as const),
      cell: ({ cells }: BarRow) => cells[index],
    })),
  ];
}

/** The rows in the order given, under one axis. */
export function BarTable({ rows, ...look }: BarTableProps) {
  return <RowTable className="track-table" rows={rows} columns={columnsOf(look)} />;
}
