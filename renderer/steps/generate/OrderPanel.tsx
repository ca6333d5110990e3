/** Columns that are drawn before all others, in a person's order. */
import { Button } from 'react-aria-components';
import type { TableView } from '../../../electron/ipc/contract.ts';
import { countOf } from '../../charts/format.ts';
import { AdvancedPanel } from '../../parts/AdvancedPanel.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { Icon } from '../../parts/Icon.tsx';
import type { Settings } from '../../state.ts';
import { movedLevel } from '../columns/LevelsField.tsx';

export interface OrderPanelProps {
  readonly table: TableView;
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
}

export function OrderPanel({ table, settings: { visitSequence }, change }: OrderPanelProps) {
  const set = (names: readonly string[]): void => change({ visitSequence: names });
  const modelled = table.columns
    .filter(({ schema }) => schema.treatment === 'model')
    .map(({ schema }) => schema.name);
  const free = modelled.filter((name) => !visitSequence.includes(name));
  return (
    <AdvancedPanel
      title="Columns that are drawn first"
      set={visitSequence.length === 0 ? null : countOf(visitSequence.length, 'column')}
      testId="order"
    >
      <p className="quiet">
        Columns are drawn one after the other, each given those before it. Those listed here come first, in
        this order. A column that is to be predicted from the others keeps its relations best when it is drawn
        first. Without a list, the column of two or three values that the others tell most about comes first,
        the others as they stand in the file.
      </p>
      {visitSequence.length === 0 ? null : (
        <ol className="order-list" aria-label="Drawn first">
          {visitSequence.map((name, place) => (
            <li key={name} data-testid={`order-${name}`}>
              <span className="order-name">
                {name}
                {modelled.includes(name) ? null : (
                  <span className="quiet small"> is not modelled: take it out</span>
                )}
              </span>
              <Button
                className="icon-button"
                aria-label={`Draw ${name} earlier`}
                isDisabled={place === 0}
                onPress={() => set(movedLevel(visitSequence, place, -1))}
              >
                ↑
              </Button>
              <Button
                className="icon-button"
                aria-label={`Draw ${name} later`}
                isDisabled={place === visitSequence.length - 1}
                onPress={() => set(movedLevel(visitSequence, place, 1))}
              >
                ↓
              </Button>
              <Button
                className="icon-button"
                aria-label={`Take ${name} out of the list`}
                onPress={() => set(visitSequence.filter((other) => other !== name))}
              >
                <Icon name="close" />
              </Button>
            </li>
          ))}
        </ol>
      )}
      {free.length === 0 ? null : (
        <div className="add-column">
          <Choice
            key={visitSequence.length}
            label="Draw next"
            showLabel
            value=""
            placeholder="Choose a column"
            options={free.map((name) => ({ id: name, label: name }))}
            onChange={(name) => set([...visitSequence, name])}
            testId="add-order"
          />
        </div>
      )}
    </AdvancedPanel>
  );
}
