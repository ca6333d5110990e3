/** One column in the list: its chart, its kind and treatment, the two questions, and what is odd about it. */
import { Button, type ButtonProps } from 'react-aria-components';
import type { ColumnView } from '../../../electron/ipc/contract.ts';
import { SmallChart } from '../../charts/SmallChart.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { count } from '../../charts/format.ts';
import { Icon } from '../../parts/Icon.tsx';
import { Toggle } from '../../parts/Toggle.tsx';
import { keysOf, kindWords, questions, treatmentSays, treatmentWords } from '../../words.ts';
import { sureness } from './sureness.ts';
import { useColumn } from './useColumn.ts';

const kindOptions = keysOf(kindWords).map((id) => ({ id, label: kindWords[id] }));
const treatmentOptions = keysOf(treatmentWords).map((id) => ({
  id,
  label: treatmentWords[id],
  says: treatmentSays[id],
}));

export interface ColumnRowProps {
  readonly view: ColumnView;
  readonly isSelected: boolean;
  /** Keys on the column's name: the list moves to another column. */
  readonly onNameKey: NonNullable<ButtonProps['onKeyDown']>;
}

export function ColumnRow({ view, isSelected, onNameKey }: ColumnRowProps) {
  const { schema, isChanged, change, reset, select } = useColumn(view);
  const { name } = schema;
  const warned = view.warnings.length + (view.unreadable > 0 ? 1 : 0);
  return (
    <div
      className="column-row column-cells"
      data-testid={`column-${name}`}
      data-selected={isSelected ? '' : undefined}
      data-dropped={schema.treatment === 'drop' ? '' : undefined}
      role="group"
      aria-label={name}
    >
      <SmallChart chart={view.chart} label={name} />
      <div className="column-what">
        <Button
          className="column-name"
          aria-pressed={isSelected}
          data-column-name={name}
          onPress={select}
          onKeyDown={onNameKey}
        >
          <span className="column-name-text">{name}</span>
          {warned > 0 ? (
            <span className="tag" data-tone="warn">
              <Icon name="warn" />
              {warned}
              <span className="visually-hidden">{warned === 1 ? 'warning' : 'warnings'}</span>
            </span>
          ) : null}
        </Button>
        <span className="column-evidence">
          {isChanged ? <span className="tag">changed</span> : null}
          {sureness(view.confidence)} · {view.evidence}
        </span>
      </div>
      <Choice
        label={`Kind of ${name}`}
        value={schema.kind}
        options={kindOptions}
        changed={schema.kind !== view.proposed.kind}
        onChange={(kind) => change({ kind })}
        testId={`kind-${name}`}
      />
      <Choice
        label={`Treatment of ${name}`}
        value={schema.treatment}
        options={treatmentOptions}
        changed={schema.treatment !== view.proposed.treatment}
        onChange={(treatment) => change({ treatment })}
        testId={`treatment-${name}`}
      />
      <Toggle
        label={`${name}: ${questions.known}`}
        isOn={schema.known}
        onChange={(known) => change({ known })}
        testId={`known-${name}`}
      />
      <Toggle
        label={`${name}: ${questions.sensitive}`}
        isOn={schema.sensitive}
        onChange={(sensitive) => change({ sensitive })}
        testId={`sensitive-${name}`}
      />
      <div className="column-counts">
        <span>{count(view.distinct)} distinct</span>
        <span className="quiet">
          {view.missing === 0 ? 'none missing' : `${count(view.missing)} missing`}
        </span>
      </div>
      <Button
        className="icon-button"
        aria-label={`${name}: back to what was proposed`}
        isDisabled={!isChanged}
        onPress={reset}
      >
        <Icon name="reset" />
      </Button>
    </div>
  );
}
