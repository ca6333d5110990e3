/** The six steps at the left: where one is, what is done, and why a step is not open yet. */
import { Button } from 'react-aria-components';
import { useUnderstudy } from '../context.ts';
import { stepViews, stepWords } from '../steps/steps.ts';
import { Icon } from './Icon.tsx';

export function Rail() {
  const { state, dispatch } = useUnderstudy();
  return (
    <nav className="rail" aria-label="Steps">
      <ol>
        {stepViews(state).map(({ name, number, state: at, why }) => (
          <li key={name}>
            <Button
              className="rail-step"
              data-testid={`step-${name}`}
              data-state={at}
              aria-current={at === 'current' ? 'step' : 'false'}
              isDisabled={at === 'blocked'}
              onPress={() => dispatch({ type: 'step', step: name })}
            >
              <span className="rail-mark" aria-hidden="true">
                {at === 'done' ? <Icon name="check" /> : number}
              </span>
              <span className="rail-text">
                <span className="rail-name">{stepWords[name]}</span>
                {why === null ? null : <span className="rail-why">{why}</span>}
              </span>
              {at === 'done' ? <span className="visually-hidden">done</span> : null}
            </Button>
          </li>
        ))}
      </ol>
      <p className="rail-foot">
        Everything happens on this computer. A synthetic table is saved only after a named person has reviewed
        it.
      </p>
    </nav>
  );
}
