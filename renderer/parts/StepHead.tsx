/** The head of a step: its title, one sentence, and what can be done. */
import type { ReactNode } from 'react';

export interface StepHeadProps {
  readonly title: string;
  readonly says?: ReactNode;
  readonly actions?: ReactNode;
}

export function StepHead({ title, says, actions }: StepHeadProps) {
  return (
    <div className="step-head">
      <div className="step-head-text">
        <h1>{title}</h1>
        {says === undefined ? null : <p className="quiet">{says}</p>}
      </div>
      {actions === undefined ? null : <div className="step-actions">{actions}</div>}
    </div>
  );
}
