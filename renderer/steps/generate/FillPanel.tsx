/** Columns that are to have no empty cells in the stand-in. */
import { Checkbox, CheckboxGroup } from 'react-aria-components';
import type { TableView } from '../../../electron/ipc/contract.ts';
import { canFill, fillProblem } from '../../asks.ts';
import { countOf, percent } from '../../charts/format.ts';
import { useUnderstudy } from '../../context.ts';
import { AdvancedPanel } from '../../parts/AdvancedPanel.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Notice } from '../../parts/Notice.tsx';

export function FillPanel({ table }: { readonly table: TableView }) {
  const { state, dispatch } = useUnderstudy();
  const { fill } = state.asks;
  const problem = fillProblem(state.asks);
  const possible = table.columns.filter(canFill);
  const chosen = possible.filter(({ schema }) => fill.includes(schema.name)).length;
  return (
    <AdvancedPanel
      title="No empty cells in some columns"
      set={chosen === 0 ? null : countOf(chosen, 'column')}
      testId="fill"
    >
      <p className="quiet">
        Where the model would leave one of these cells empty, a value is drawn that fits the rest of the row.
        The report says so, and measures fidelity on the rows before they are filled: real rows have nothing
        to hold a filled cell against.
      </p>
      {possible.length === 0 ? (
        <p>No modelled column of this table has both empty cells and values.</p>
      ) : (
        <CheckboxGroup
          className="ticks"
          aria-label="No empty cells in"
          value={possible.filter(({ schema }) => fill.includes(schema.name)).map(({ schema }) => schema.name)}
          onChange={(names) => dispatch({ type: 'asks', change: { fill: names } })}
        >
          {possible.map(({ schema, missing }) => (
            <Checkbox
              key={schema.name}
              value={schema.name}
              className="tick"
              data-testid={`fill-${schema.name}`}
            >
              <span className="tick-box" aria-hidden="true">
                <Icon name="check" />
              </span>
              {schema.name}
              <span className="quiet small">{percent(missing / table.rowCount)} empty</span>
            </Checkbox>
          ))}
        </CheckboxGroup>
      )}
      {problem === null ? null : <Notice tone="warn" title={problem} />}
    </AdvancedPanel>
  );
}
