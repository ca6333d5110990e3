/** Columns as a sortable table with the chosen one drawn and its pairs beside it; all pairs as a matrix and a table. */
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { PairFinding } from '../../../models/evaluate/evaluation.ts';
import type { Report } from '../../../models/report/report.ts';
import { measureOf } from '../../charts/finding.ts';
import { percent, visible } from '../../charts/format.ts';
import { Legend } from '../../charts/Legend.tsx';
import { ColumnsTable } from './ColumnsTable.tsx';
import { LiveColumnChart } from './LiveColumnChart.tsx';
import { PairExplorer } from './PairExplorer.tsx';

/** Pairs listed beside a column's chart. */
const listed = 6;

export function Explorer({ report }: { readonly report: Report }) {
  const { columns, pairs } = report.fidelity;
  const [picked, setPicked] = useState<string | null>(null);
  const [filter, setFilter] = useState<string | null>(null);
  const column = columns.find(({ name }) => name === picked) ?? columns[0];
  if (column === undefined) return <p className="quiet">No column was compared.</p>;
  const hasHoldout = column.chart !== null && column.chart.holdout !== null;
  return (
    <div className="explorer">
      <section aria-labelledby="explore-columns" className="explorer-columns">
        <div className="explorer-head">
          <h2 id="explore-columns">Columns</h2>
          <Legend marks={hasHoldout ? ['real', 'synthetic', 'holdout'] : ['real', 'synthetic']} />
        </div>
        <div className="explorer-split">
          <ColumnsTable columns={columns} selected={column.name} onSelect={setPicked} />
          <div className="explorer-chart">
            <LiveColumnChart key={column.name} column={column} />
            <PairsOf
              pairs={pairs.filter((pair) => pair.columns.includes(column.name))}
              name={column.name}
              onPick={setPicked}
              onAll={() => setFilter(column.name)}
            />
          </div>
        </div>
      </section>
      {pairs.length > 0 && (
        <PairExplorer pairs={pairs} filter={filter} onFilter={setFilter} onColumn={setPicked} />
      )}
    </div>
  );
}

interface PairsOfProps {
  /** Pairs of the column, worst first. */
  readonly pairs: readonly PairFinding[];
  readonly name: string;
  readonly onPick: (name: string) => void;
  readonly onAll: () => void;
}

function PairsOf({ pairs, name, onPick, onAll }: PairsOfProps) {
  if (pairs.length === 0) return null;
  return (
    <section className="panel pairs-of" aria-label={`Pairs of ${visible(name)}`}>
      <h3>Its pairs, worst first</h3>
      <ul>
        {pairs.slice(0, listed).map((pair) => {
          const other = pair.columns[0] === name ? pair.columns[1] : pair.columns[0];
          const [accuracy, trend] = [measureOf(pair.accuracy), measureOf(pair.trend)];
          return (
            <li key={other}>
              <Button className="link-button" onPress={() => onPick(other)}>
                with {visible(other)}
              </Button>
              <span className="quiet small">
                accuracy {accuracy === null ? 'not measured' : percent(accuracy.value)}, trend{' '}
                {trend === null ? 'not measured' : percent(trend.value)}
              </span>
            </li>
          );
        })}
      </ul>
      {pairs.length > listed && (
        <Button className="link-button" onPress={onAll}>
          Show all {pairs.length} in the matrix
        </Button>
      )}
    </section>
  );
}
