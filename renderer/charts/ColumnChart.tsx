/** A column, real against synthetic: title with its numbers, the drawing, what is missing, and the same as a table. */
import type { ColumnFinding } from '../../models/evaluate/evaluation.ts';
import { ColumnBars } from './ColumnBars.tsx';
import { ColumnHistogram } from './ColumnHistogram.tsx';
import { allBins, type Bin, missingWords } from './columnBins.ts';
import { measureOf, standing } from './finding.ts';
import { percent, shorten, visible } from './format.ts';
import type { Pointing } from './pointing.ts';
import { RowTable } from './RowTable.tsx';

export interface ColumnChartProps {
  readonly column: ColumnFinding;
  /** Adds a table of the same numbers that a reader can unfold. Default true. */
  readonly asTable?: boolean;
  /** Lets a person point at bins; who gives it reads the bin out. Default: a picture. */
  readonly pointing?: Pointing | undefined;
}

/** Rows up to which the table is printed too. Ours: a card of that height leaves four on a page of A4. */
const printedRows = 10;

function ShareTable({ column }: { readonly column: ColumnFinding }) {
  const chart = column.chart;
  if (chart === null) return null;
  return (
    <details className={`chart-table${chart.real.length <= printedRows ? ' chart-table-short' : ''}`}>
      <summary>
        As a table<span className="visually-hidden">: {column.name}</span>
      </summary>
      <RowTable
        rows={allBins(chart)}
        columns={[
          { head: chart.form === 'bars' ? 'Value' : 'Bin', cell: ({ name }) => name },
          { head: 'Real', cell: ({ real }) => percent(real) },
          { head: 'Synthetic', cell: ({ synthetic }) => percent(synthetic) },
          ...(chart.holdout === null
            ? []
            : [{ head: 'Kept out', cell: ({ holdout }: Bin) => percent(holdout ?? 0) }]),
        ]}
      />
    </details>
  );
}

/** Draws one column's finding; a column without a chart says why in words. */
export function ColumnChart({ column, asTable = true, pointing }: ColumnChartProps) {
  const { name, kind, chart } = column;
  const shape = measureOf(column.shape);
  return (
    <figure className="column-chart">
      <figcaption>
        <span className="column-chart-name" title={name}>
          {shorten(visible(name), 30)} <span className="column-chart-kind">{kind}</span>
        </span>
        <span className="column-chart-shape" title={shape === null ? undefined : standing(shape, 'ceiling')}>
          {shape === null ? 'shape not measured' : `shape ${percent(shape.value)}`}
        </span>
      </figcaption>
      {chart === null ? (
        <p className="column-chart-none">
          No chart: the values of this column are regenerated or too few to show without showing single rows.
        </p>
      ) : (
        <>
          {chart.form === 'bars' ? (
            <ColumnBars {...{ name, chart, pointing }} />
          ) : (
            <ColumnHistogram {...{ name, chart, pointing }} />
          )}
          <p className="column-chart-missing">{missingWords(chart)}</p>
          {asTable && <ShareTable column={column} />}
        </>
      )}
    </figure>
  );
}
