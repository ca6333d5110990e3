/** Pairs of columns as a table, in the order given: accuracy and trend, each with its standing to two real samples. */
import type { Finding, PairFinding } from '../../models/evaluate/evaluation.ts';
import { measureOf, standing } from '../charts/finding.ts';
import { percent, visible } from '../charts/format.ts';

export interface PairTableProps {
  readonly pairs: readonly PairFinding[];
  /** Makes the names of a pair a button that hands the pair over. */
  readonly onSelect?: (pair: PairFinding) => void;
}

function Cells({ finding }: { readonly finding: Finding }) {
  const measure = measureOf(finding);
  if (measure === null) {
    return (
      <>
        <td className="number">not measured</td>
        <td>{'unmeasured' in finding ? finding.unmeasured : ''}</td>
      </>
    );
  }
  return (
    <>
      <td className="number">{percent(measure.value)}</td>
      <td className="quiet">{standing(measure, 'ceiling')}</td>
    </>
  );
}

/** A table that scrolls sideways in a narrow window rather than squeezing its numbers. */
export function PairTable({ pairs, onSelect }: PairTableProps) {
  return (
    <div className="report-table-room">
      <table className="report-table">
        <thead>
          <tr>
            <th scope="col">Pair</th>
            <th scope="col" colSpan={2}>
              Accuracy
            </th>
            <th scope="col" colSpan={2}>
              Trend
            </th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => {
            const names = pair.columns.map(visible).join(' and ');
            return (
              <tr key={JSON.stringify(pair.columns)}>
                <th scope="row">
                  {onSelect === undefined ? (
                    names
                  ) : (
                    <button type="button" className="pair-button" onClick={() => onSelect(pair)}>
                      {names}
                    </button>
                  )}
                </th>
                <Cells finding={pair.accuracy} />
                <Cells finding={pair.trend} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
