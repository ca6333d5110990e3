/** Conditions that every synthetic row meets, and how many rows of the table support them. */
import { Button } from 'react-aria-components';
import type { ColumnView, TableView } from '../../../electron/ipc/contract.ts';
import { type Condition, conditionOn, isComplete } from '../../asks.ts';
import { countOf } from '../../charts/format.ts';
import { useUnderstudy } from '../../context.ts';
import { AdvancedPanel } from '../../parts/AdvancedPanel.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { RangeFields } from './RangeFields.tsx';
import { Support } from './Support.tsx';
import { ValuesField } from './ValuesField.tsx';

export function ConditionsPanel({ table }: { readonly table: TableView }) {
  const { state, dispatch } = useUnderstudy();
  const { conditions } = state.asks;
  const set = (next: readonly Condition[]): void => dispatch({ type: 'asks', change: { conditions: next } });
  const used = new Set(conditions.map(({ column }) => column));
  const free = table.columns.filter(({ schema }) => schema.treatment === 'model' && !used.has(schema.name));
  const complete = conditions.filter(isComplete).length;
  return (
    <AdvancedPanel
      title="Only rows that meet conditions"
      set={complete === 0 ? null : countOf(complete, 'condition')}
      testId="conditions"
    >
      <p className="quiet">
        Every synthetic row meets all of these. The other columns follow as the data have them under these
        conditions; the report compares with the real rows that meet them.
      </p>
      {conditions.map((condition) => {
        const view = table.columns.find(({ schema }) => schema.name === condition.column);
        return view === undefined ? null : (
          <ConditionRow
            key={condition.column}
            view={view}
            condition={condition}
            onChange={(next) => set(conditions.map((old) => (old === condition ? next : old)))}
            onRemove={() => set(conditions.filter((old) => old !== condition))}
          />
        );
      })}
      {free.length === 0 ? null : (
        <div className="add-column">
          <Choice
            key={conditions.length}
            label="Add a condition on"
            showLabel
            value=""
            placeholder="Choose a column"
            options={free.map(({ schema }) => ({ id: schema.name, label: schema.name }))}
            onChange={(name) => {
              const view = free.find(({ schema }) => schema.name === name);
              if (view !== undefined) set([...conditions, conditionOn(view)]);
            }}
            testId="add-condition"
          />
        </div>
      )}
      <Support conditions={conditions} table={table} />
    </AdvancedPanel>
  );
}

interface ConditionRowProps {
  readonly view: ColumnView;
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: () => void;
}

function ConditionRow({ view, condition, onChange, onRemove }: ConditionRowProps) {
  const { column, form } = condition;
  return (
    <div className="condition" role="group" aria-label={`Condition on ${column}`}>
      <strong className="condition-name">{column}</strong>
      {form === 'range' ? (
        <RangeFields view={view} condition={condition} onChange={onChange} />
      ) : (
        <ValuesField view={view} condition={condition} onChange={onChange} />
      )}
      <Button className="icon-button" aria-label={`Remove the condition on ${column}`} onPress={onRemove}>
        <Icon name="close" />
      </Button>
    </div>
  );
}
