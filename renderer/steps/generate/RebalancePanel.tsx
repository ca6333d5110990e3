/** Other shares for the levels of one category than the data have. */
import { Button } from 'react-aria-components';
import type { ColumnView, TableView } from '../../../electron/ipc/contract.ts';
import { canRebalance, type Rebalance, rebalanceProblem, totalPercent } from '../../asks.ts';
import { percent, visible } from '../../charts/format.ts';
import { useUnderstudy } from '../../context.ts';
import { AdvancedPanel } from '../../parts/AdvancedPanel.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { CountField } from '../../parts/Field.tsx';
import { Notice } from '../../parts/Notice.tsx';

const none = 'as in the data';

export function RebalancePanel({ table }: { readonly table: TableView }) {
  const { state, dispatch } = useUnderstudy();
  const { asks } = state;
  const { rebalance } = asks;
  const set = (next: Rebalance | null): void => dispatch({ type: 'asks', change: { rebalance: next } });
  const possible = table.columns.filter(canRebalance);
  const view = possible.find(({ schema }) => schema.name === rebalance?.column);
  const problem = rebalanceProblem(asks);
  return (
    <AdvancedPanel
      title="Other shares for one category"
      set={rebalance === null ? null : rebalance.column}
      testId="rebalance"
    >
      <p className="quiet">
        For example as many rows that left as rows that stayed. Within each level the rows are as the data
        have them; the report says that the table is balanced.
      </p>
      {possible.length === 0 ? (
        <p>No modelled category of this table has few enough levels.</p>
      ) : (
        <div className="add-column">
          <Choice
            label="Column"
            showLabel
            value={rebalance?.column ?? ''}
            placeholder={none}
            options={[
              { id: '', label: `None: ${none}` },
              ...possible.map(({ schema }) => ({ id: schema.name, label: schema.name })),
            ]}
            onChange={(name) => {
              const next = possible.find(({ schema }) => schema.name === name);
              set(next === undefined ? null : { column: name, percents: equal(next) });
            }}
            testId="rebalance-column"
          />
        </div>
      )}
      {rebalance === null || view === undefined ? null : (
        <Shares view={view} rebalance={rebalance} onChange={set} />
      )}
      {problem === null ? null : <Notice tone="warn" title={problem} />}
    </AdvancedPanel>
  );
}

interface SharesProps {
  readonly view: ColumnView;
  readonly rebalance: Rebalance;
  readonly onChange: (rebalance: Rebalance) => void;
}

function Shares({ view, rebalance, onChange }: SharesProps) {
  const { chart, schema } = view;
  return (
    <div className="shares">
      {chart.labels.map((level, index) => (
        <CountField
          key={level}
          label={visible(level)}
          says={`${percent(chart.shares[index] ?? 0)} in the data`}
          value={(rebalance.percents[level] ?? 0) / 100}
          onChange={(share) =>
            onChange({
              ...rebalance,
              percents: {
                ...rebalance.percents,
                [level]: Number.isNaN(share) ? 0 : Number((share * 100).toFixed(1)),
              },
            })
          }
          min={0}
          max={1}
          format={{ style: 'percent', maximumFractionDigits: 1 }}
          testId={`share-${level}`}
        />
      ))}
      <div className="shares-foot">
        <span>
          Together <strong>{Number(totalPercent(rebalance).toFixed(1))} %</strong>
        </span>
        <Button className="button" onPress={() => onChange({ column: schema.name, percents: equal(view) })}>
          Equal shares
        </Button>
      </div>
    </div>
  );
}

/** Equal percents with one decimal that add up to 100: the first levels get what rounding leaves. */
function equal({ chart }: ColumnView): Readonly<Record<string, number>> {
  const { labels } = chart;
  const tenths = Math.floor(1000 / labels.length);
  const left = 1000 - tenths * labels.length;
  return Object.fromEntries(labels.map((level, index) => [level, (tenths + (index < left ? 1 : 0)) / 10]));
}
