/** Names and what is known under them, as a list of two columns. */
import type { ReactNode } from 'react';

/** A name and its value. */
export type Fact = readonly [name: string, value: ReactNode];

/** `facts`: short names, quiet; `method`: definitions, whose names stand out. */
export function Facts({
  facts,
  look = 'facts',
}: {
  readonly facts: readonly Fact[];
  readonly look?: 'facts' | 'method';
}) {
  return (
    <dl className={look === 'facts' ? 'report-facts' : 'method-list'}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
