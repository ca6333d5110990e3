/** A panel that stays closed until somebody needs it; its head says in a few words what is set inside. */
import type { ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { Icon } from './Icon.tsx';

export interface AdvancedPanelProps {
  readonly title: string;
  /** What is set, e.g. `2 conditions`; null when nothing is. */
  readonly set: string | null;
  readonly testId: string;
  readonly children: ReactNode;
  /** Called when it is opened. */
  readonly onOpen?: () => void;
}

export function AdvancedPanel({ title, set, testId, children, onOpen }: AdvancedPanelProps) {
  return (
    <Disclosure
      className="panel advanced"
      data-testid={testId}
      defaultExpanded={set !== null}
      onExpandedChange={(open) => {
        if (open) onOpen?.();
      }}
    >
      <Heading level={2} className="advanced-title">
        <Button slot="trigger" className="advanced-toggle" data-testid={`${testId}-toggle`}>
          <Icon name="chevron" />
          {title}
          <span className="advanced-set" data-set={set === null ? undefined : ''}>
            {set ?? 'none'}
          </span>
        </Button>
      </Heading>
      <DisclosurePanel className="advanced-panel">{children}</DisclosurePanel>
    </Disclosure>
  );
}
