/** Fidelity measures whose scales differ: one row each, with an axis of its own. */
import type { Finding } from '../../models/evaluate/evaluation.ts';
import type { Report } from '../../models/report/report.ts';
import { ChartFigure } from '../charts/ChartFigure.tsx';
import { type Domain, domainOf } from '../charts/domain.ts';
import { percent, visible } from '../charts/format.ts';
import { RowName, RowTable, type TableColumn } from '../charts/RowTable.tsx';
import { NumberCell, standingOf, TrackCell, TrackLegend, whyNot } from '../charts/TrackTable.tsx';
import { type MeasureWords, namedMeasure } from './measures.ts';

/**
 * Paths, and numbers their axis always shows: what two real samples and what a poor table reach. Ours: an axis that ends
 * at its interval makes a hair's breadth look like a gap.
 */
const measures: readonly (readonly [path: string, axis: Domain])[] = [
  ['fidelity.detection', [0.45, 0.7]],
  ['fidelity.pmse.ratio', [0, 5]],
  ['fidelity.pmse.pairs', [0, 5]],
  ['fidelity.pmse.specks', [0, 0.2]],
  ['fidelity.kMarginal', [900, 1000]],
  ['fidelity.coverage', [0.9, 1]],
  ['fidelity.invented', [0, 0.01]],
  ['fidelity.alphaPrecision', [0.8, 1]],
  ['fidelity.betaRecall', [0.4, 0.7]],
  ['fidelity.outliers', [0, 0.03]],
  ['fidelity.distances.distance', [0, 0.05]],
  ['fidelity.distances.wasserstein', [0, 0.02]],
  ['fidelity.distances.missingness', [0, 0.01]],
  ['fidelity.distances.tails', [0, 0.03]],
  ['fidelity.correlations.difference', [0, 0.05]],
  ['fidelity.slicesFound.worse', [0, 0.1]],
];

/** Columns the classifier goes by that are named. */
const named = 5;

function ends(unit: string): Domain {
  if (unit === 'thousand') return [0, 1000];
  return unit === 'ratio' ? [0, Infinity] : [0, 1];
}

/** A measure with the numbers its axis always shows. */
interface Row extends MeasureWords {
  readonly axis: Domain;
  readonly finding: Finding;
}

const columns: readonly TableColumn<Row>[] = [
  { head: 'Measure', cell: ({ name, says }) => <RowName name={name} says={says} /> },
  {
    head: 'On its scale',
    look: 'drawing',
    cell: ({ axis, unit, ...row }) => (
      <TrackCell row={row} unit={unit} domain={domainOf([row.finding], axis, ends(unit))} />
    ),
  },
  {
    head: 'Value',
    look: 'number',
    cell: ({ finding, unit }) => <NumberCell finding={finding} unit={unit} />,
  },
  { head: 'Beside', look: 'quiet', cell: (row) => standingOf(row, row.unit) },
];

/** All rows the report has; columns that give the table away are named below. */
export function OtherNumbers({ report }: { readonly report: Report }) {
  const rows = measures.flatMap(([path, axis]) => {
    const { finding, ...words } = namedMeasure(report, path);
    return finding === null ? [] : [{ axis, finding, ...words }];
  });
  const by = report.fidelity.detectionBy.slice(0, named);
  return (
    <>
      <ChartFigure
        title="Detection, propensity, coverage, distances: each on its own scale"
        axis="units as written at each axis"
        summary="A classifier that cannot tell the two tables apart has an AUC of 0.5. Other measures are best at the value of two real samples."
        legend={<TrackLegend point="synthetic, with 95% interval where known" reference="ceiling" />}
      >
        <RowTable className="track-table" rows={rows} instead={whyNot} columns={columns} />
      </ChartFigure>
      {by.length > 0 && (
        <p className="report-note">
          What the classifier goes by most:{' '}
          {by.map(({ column, share }) => `${visible(column)} (${percent(share)})`).join(', ')}.
        </p>
      )}
    </>
  );
}
