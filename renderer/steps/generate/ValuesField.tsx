/** Which values of a category every row may have: the frequent ones to tick, others to type. */
import { useState } from 'react';
import { Button, Checkbox, CheckboxGroup, Input, TextField } from 'react-aria-components';
import { percent, visible } from '../../charts/format.ts';
import { Icon } from '../../parts/Icon.tsx';
import type { ConditionFieldProps } from './RangeFields.tsx';

/** Levels to tick; the last bar of a long column stands for all others and cannot be. */
const mostTicks = 24;

export function ValuesField({ view, condition, onChange }: ConditionFieldProps) {
  const { schema, chart, distinct, missing } = view;
  const levels = distinct > mostTicks ? chart.labels.slice(0, -1) : chart.labels;
  const typed = condition.values.filter((value) => value !== null && !levels.includes(value));
  const choices: readonly (string | null)[] = [...levels, ...typed, ...(missing > 0 ? [null] : [])];
  const [other, setOther] = useState('');
  const set = (values: readonly (string | null)[]): void => onChange({ ...condition, values });
  return (
    <div className="condition-values">
      <CheckboxGroup
        className="ticks"
        aria-label={`Values of ${schema.name}`}
        value={condition.values.map(keyOf)}
        onChange={(keys) => set(choices.filter((choice) => keys.includes(keyOf(choice))))}
      >
        {choices.map((choice) => {
          const share = choice === null ? undefined : chart.shares[levels.indexOf(choice)];
          return (
            <Checkbox key={keyOf(choice)} value={keyOf(choice)} className="tick">
              <span className="tick-box" aria-hidden="true">
                <Icon name="check" />
              </span>
              {choice === null ? <em>missing</em> : visible(choice)}
              {share === undefined ? null : <span className="quiet small">{percent(share)}</span>}
            </Checkbox>
          );
        })}
      </CheckboxGroup>
      {distinct > mostTicks ? (
        <form
          className="tokens-add"
          onSubmit={(event) => {
            event.preventDefault();
            if (other !== '' && !condition.values.includes(other)) set([...condition.values, other]);
            setOther('');
          }}
        >
          <TextField aria-label={`Another value of ${schema.name}`} value={other} onChange={setOther}>
            <Input className="input" placeholder="another value, as in the file" />
          </TextField>
          <Button type="submit" className="button" isDisabled={other === ''}>
            Add
          </Button>
        </form>
      ) : null}
    </div>
  );
}

/** A key that tells a missing cell from any text. */
function keyOf(value: string | null): string {
  return value === null ? 'missing' : `value:${value}`;
}
