/** Rules that the table seems to obey, with their support; those that are switched on hold in every synthetic row. */
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { RuleFinding } from '../../../models/rules/checkRules.ts';
import type { Rule } from '../../../models/rules/rule.ts';
import { sameRule } from '../../asks.ts';
import { count, countOf } from '../../charts/format.ts';
import { useUnderstudy } from '../../context.ts';
import { AdvancedPanel } from '../../parts/AdvancedPanel.tsx';
import { Toggle } from '../../parts/Toggle.tsx';
import { ruleSays } from './ruleSays.ts';

export function RulesPanel() {
  const { state, dispatch, act } = useUnderstudy();
  const { rules: found, asks } = state;
  const set = (rules: readonly Rule[]): void => dispatch({ type: 'asks', change: { rules } });
  const [looking, setLooking] = useState(false);
  const look = (): void => {
    if (found !== null || looking) return;
    setLooking(true);
    void act.findRules().finally(() => setLooking(false));
  };
  return (
    <AdvancedPanel
      title="Rules that every row obeys"
      set={asks.rules.length === 0 ? null : countOf(asks.rules.length, 'rule')}
      testId="rules"
      onOpen={look}
    >
      <p className="quiet">
        These hold in the table. Without them the model keeps them as far as it has learned them; switched on,
        they hold in every row.
      </p>
      {found === null ? (
        <div className="rules-wait">
          <p className="quiet" role="status">
            {looking ? 'Looking for rules…' : 'Not looked for since the columns were last changed.'}
          </p>
          {looking ? null : (
            <Button className="button" onPress={look} data-testid="find-rules">
              Look for rules
            </Button>
          )}
        </div>
      ) : (
        <Found found={found} chosen={asks.rules} set={set} />
      )}
    </AdvancedPanel>
  );
}

interface FoundProps {
  readonly found: readonly RuleFinding[];
  readonly chosen: readonly Rule[];
  readonly set: (rules: readonly Rule[]) => void;
}

function Found({ found, chosen, set }: FoundProps) {
  if (found.length === 0) return <p>No rule was found that holds in nearly every row.</p>;
  const without = (rule: Rule): Rule[] => chosen.filter((other) => !sameRule(rule, other));
  return (
    <>
      <ul className="rules-list">
        {found.map((finding, index) => {
          const { rule, exceptions } = finding;
          const on = chosen.find((other) => sameRule(rule, other));
          return (
            <li key={index} data-testid={`rule-${index}`}>
              <Toggle
                label={ruleSays(rule)}
                isOn={on !== undefined}
                onChange={(isOn) => set(isOn ? [...chosen, rule] : without(rule))}
              >
                <span className="rule-says">{ruleSays(rule)}</span>
              </Toggle>
              <p className="rule-support quiet small">{supportSays(finding)}</p>
              {on !== undefined && exceptions > 0 ? (
                <Toggle
                  label="Hold it in every synthetic row all the same"
                  isOn={on.always === true}
                  onChange={(always) => set([...without(rule), always ? { ...rule, always } : rule])}
                >
                  <span className="small">
                    Hold it in every synthetic row all the same. Otherwise it is only reported.
                  </span>
                </Toggle>
              ) : null}
            </li>
          );
        })}
      </ul>
      <div className="rules-foot">
        <Button
          className="button"
          onPress={() => set(found.filter(({ exceptions }) => exceptions === 0).map(({ rule }) => rule))}
        >
          Switch on all without exceptions
        </Button>
        <Button
          className="button"
          data-variant="quiet"
          isDisabled={chosen.length === 0}
          onPress={() => set([])}
        >
          Switch all off
        </Button>
      </div>
    </>
  );
}

function supportSays({ rows, exceptions }: RuleFinding): string {
  return exceptions === 0
    ? `Holds in all ${countOf(rows, 'row')} that have these cells.`
    : `${countOf(exceptions, 'row')} of ${count(rows)} break${exceptions === 1 ? 's' : ''} it.`;
}
