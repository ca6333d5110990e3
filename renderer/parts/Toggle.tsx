/** A switch; its label is always there for screen readers and shown when it is given as children. */
import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components';

export interface ToggleProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children?: ReactNode;
  readonly testId?: string;
}

export function Toggle({ label, isOn, onChange, children, testId }: ToggleProps) {
  return (
    <Switch
      className="toggle"
      data-testid={testId}
      isSelected={isOn}
      onChange={onChange}
      {...(children === undefined ? { 'aria-label': label } : {})}
    >
      <span className="toggle-track" aria-hidden="true">
        <span className="toggle-thumb" />
      </span>
      {children}
    </Switch>
  );
}
