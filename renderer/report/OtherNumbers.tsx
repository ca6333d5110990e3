/** Fidelity measures whose scales differ: one row each, with an axis of its own. */
import type { Report } from '../../models/report/report.ts';
import { CheckBadge } from '../charts/CheckBadge.tsx';
import { ChartFigure } from '../charts/ChartFigure.tsx';
import { type Domain, domainOf } from '../charts/domain.ts';
import { measureOf, standing } from '../charts/finding.ts';
import { percent, visible } from '../charts/format.ts';
import { Track } from '../charts/Track.tsx';
import { NumberCell, TrackLegend } from '../charts/TrackTable.tsx';
import { namedMeasure } from './measures.ts';

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

/** All rows the report has; columns that give the table away are named below. */
export function OtherNumbers({ report }: { readonly report: Report }) {
  const rows = measures.flatMap(([path, axis]) => {
    const { finding, ...words } = namedMeasure(report, path);
    return finding === null ? [] : [{ path, axis, finding, ...words }];
  });
  const by = report.fidelity.detectionBy.slice(0, named);
  return (
    <>
      <h3>Detection, propensity, coverage, distances</h3>
      <ChartFigure
        title="Further measures, each on its own scale"
        axis="units as written at each axis"
        summary="A classifier that cannot tell the two tables apart has an AUC of 0.5. Other measures are best at the value of two real samples."
        legend={<TrackLegend point="synthetic, with 95% interval where known" reference="ceiling" />}
      >
        <table className="track-table">
          <thead>
            <tr>
              <th scope="col">Measure</th>
              <th scope="col">On its scale</th>
              <th scope="col" className="number">
                Value
              </th>
              <th scope="col">Beside</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ path, axis, finding, name, says, unit, reference }) => {
              const measure = measureOf(finding);
              return (
                <tr key={path}>
                  <th scope="row">
                    {name}
                    <span className="track-says">{says}</span>
                  </th>
                  {measure === null ? (
                    <td colSpan={3} className="track-none">
                      <CheckBadge status="unmeasured" look="plain" />{' '}
                      {'unmeasured' in finding ? finding.unmeasured : ''}
                    </td>
                  ) : (
                    <>
                      <td className="track-cell">
                        <Track
                          label={name}
                          {...{ measure, reference, unit }}
                          domain={domainOf([finding], axis, ends(unit))}
                        />
                      </td>
                      <td className="number">
                        <NumberCell finding={finding} unit={unit} />
                      </td>
                      <td className="quiet">{standing(measure, reference, unit)}</td>
                    </>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
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
