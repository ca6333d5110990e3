/** Dependence of every pair of columns, real and synthetic side by side, and where the two differ. */
import type { CorrelationsDetails, Matrix } from '../../models/evaluate/fidelity/correlations.ts';
import { ChartFigure } from './ChartFigure.tsx';
import { shorten, visible } from './format.ts';
import { RowTable } from './RowTable.tsx';
import { written } from './unit.ts';

const cell = 16;
const labelRoom = 104;

/** Differences are coloured as if they were this many times as large. Ours: else a difference that matters is pale. */
const sharper = 5;

/** Steps of the diverging scale: end of the class `corr-…` for a number from -1 to 1, 0 in the middle. */
export function correlationStep(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return 'none';
  const size = Math.abs(value);
  const step = size < 0.05 ? 0 : size < 0.15 ? 1 : size < 0.3 ? 2 : size < 0.5 ? 3 : 4;
  return step === 0 ? '0' : `${value < 0 ? 'minus' : 'plus'}-${step}`;
}

/** The matrix of differences, synthetic minus real; null where one is. */
export function difference(real: Matrix, synthetic: Matrix): Matrix {
  return real.map((row, a) =>
    row.map((value, b) => {
      const other = synthetic[a]?.[b] ?? null;
      return value === null || other === null ? null : other - value;
    }),
  );
}

interface MostDifferent {
  readonly a: number;
  readonly b: number;
  readonly by: number;
}

function mostDifferent(moved: Matrix): MostDifferent | null {
  let most: MostDifferent | null = null;
  moved.forEach((row, a) =>
    row.forEach((by, b) => {
      if (b < a && by !== null && (most === null || Math.abs(by) > Math.abs(most.by))) most = { a, b, by };
    }),
  );
  return most;
}

interface MatrixProps {
  readonly title: string;
  readonly columns: readonly string[];
  readonly values: Matrix;
  /** Row names are written beside the first matrix only. */
  readonly named: boolean;
  readonly says: string;
  /** Colours a number as if it were so many times as large; default 1. */
  readonly scale?: number;
}

function OneMatrix({ title, columns, values, named, says, scale = 1 }: MatrixProps) {
  const size = columns.length * cell;
  const left = named ? labelRoom : 4;
  return (
    <svg
      role="img"
      className="correlation-matrix"
      viewBox={`0 0 ${left + size + 4} ${size + 26}`}
      style={{ flexGrow: left + size + 4 }}
    >
      <title>{title}</title>
      <desc>{says}</desc>
      <text className="chart-label" x={left} y={12}>
        {title}
      </text>
      {columns.map((name, row) => (
        <g key={name}>
          {named && (
            <text
              className="chart-tick"
              x={left - 5}
              y={22 + row * cell + cell / 2}
              textAnchor="end"
              dominantBaseline="central"
            >
              <title>{name}</title>
              {shorten(visible(name), 16)}
            </text>
          )}
          {columns.map((other, column) =>
            row === column ? null : (
              <rect
                key={other}
                className={`corr-${correlationStep(scaled(values[row]?.[column] ?? null, scale))}`}
                x={left + column * cell + 0.5}
                y={22 + row * cell + 0.5}
                width={cell - 1}
                height={cell - 1}
              >
                {row > column && (
                  <title>{`${visible(name)} and ${visible(other)}: ${said(values[row]?.[column] ?? null)}`}</title>
                )}
              </rect>
            ),
          )}
        </g>
      ))}
    </svg>
  );
}

function scaled(value: number | null, by: number): number | null {
  return value === null ? null : value * by;
}

function said(value: number | null): string {
  return value === null ? 'not defined' : written(value, 'ratio');
}

const steps = ['minus-4', 'minus-3', 'minus-2', 'minus-1', '0', 'plus-1', 'plus-2', 'plus-3', 'plus-4'];
const words = ['below −0.5', '', '', '', '0', '', '', '', 'above 0.5'];

function Key() {
  return (
    <ul className="chart-legend correlation-key">
      {steps.map((step, index) => (
        <li key={step}>
          <svg aria-hidden="true" width={18} height={10} viewBox="0 0 18 10">
            <rect className={`corr-${step}`} width={18} height={10} />
          </svg>
          {words[index]}
        </li>
      ))}
    </ul>
  );
}

/** Three squares with one order of columns: real, synthetic, synthetic minus real. */
export function CorrelationMatrices({ columns, real, synthetic }: CorrelationsDetails) {
  const moved = difference(real, synthetic);
  const most = mostDifferent(moved);
  const says =
    most === null
      ? 'No pair could be compared.'
      : `Largest difference: ${visible(columns[most.b])} and ${visible(columns[most.a])}, real ${said(real[most.a][most.b])}, synthetic ${said(synthetic[most.a][most.b])}.`;
  return (
    <ChartFigure
      title="Correlations, real and synthetic"
      axis="Pearson’s correlation for two numbers (−1 to 1), Cramér’s V otherwise (0 to 1)"
      summary={says}
      legend={<Key />}
    >
      <div className="correlation-row">
        <OneMatrix title="Real" values={real} named {...{ columns, says }} />
        <OneMatrix title="Synthetic" values={synthetic} named={false} {...{ columns, says }} />
        <OneMatrix
          title={`Difference, colours ×${sharper}`}
          values={moved}
          named={false}
          scale={sharper}
          {...{ columns, says }}
        />
      </div>
      <MostDifferentTable {...{ columns, real, synthetic, moved }} />
    </ChartFigure>
  );
}

/** Rows of the table: the pairs that differ most. */
const listed = 10;

interface PairsProps {
  readonly columns: readonly string[];
  readonly real: Matrix;
  readonly synthetic: Matrix;
  readonly moved: Matrix;
}

function MostDifferentTable({ columns, real, synthetic, moved }: PairsProps) {
  const pairs = moved
    .flatMap((row, a) => row.slice(0, a).map((by, b) => ({ a, b, by })))
    .filter(({ by }) => by !== null)
    .sort((one, other) => Math.abs(other.by ?? 0) - Math.abs(one.by ?? 0))
    .slice(0, listed);
  return (
    <details className="chart-table chart-table-short">
      <summary>
        As a table<span className="visually-hidden">: correlations</span>
      </summary>
      <RowTable
        rows={pairs}
        columns={[
          {
            head: `The ${pairs.length} pairs that differ most`,
            cell: ({ a, b }) => `${visible(columns[b])} and ${visible(columns[a])}`,
          },
          { head: 'Real', cell: ({ a, b }) => said(real[a][b]) },
          { head: 'Synthetic', cell: ({ a, b }) => said(synthetic[a][b]) },
          { head: 'Difference', cell: ({ by }) => said(by) },
        ]}
      />
    </details>
  );
}
