/** What an applied schema changed, and what it says that could not be taken over. */
import { Button } from 'react-aria-components';
import { countOf } from '../../charts/format.ts';
import { useUnderstudy } from '../../context.ts';
import { ColumnLink } from '../../parts/ColumnLink.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Notice } from '../../parts/Notice.tsx';

const makers = { sdv: 'SDV metadata', frictionless: 'Frictionless schema' } as const;

export function AppliedSchema() {
  const { state, dispatch } = useUnderstudy();
  const { schema } = state;
  if (schema === null) return null;
  const changed = Object.keys(schema.columns);
  const { unmapped } = schema;
  return (
    <div data-testid="schema-applied" role="status">
      <Notice
        tone={unmapped.length === 0 ? 'pass' : 'info'}
        title={`${makers[schema.from]} “${schema.name}” applied to ${countOf(changed.length, 'column')}`}
        actions={
          <Button
            className="icon-button"
            aria-label="Close this message"
            onPress={() => dispatch({ type: 'schema', schema: null })}
          >
            <Icon name="close" />
          </Button>
        }
      >
        {changed.length === 0 ? (
          <p>It says the same as what was proposed, so nothing was changed.</p>
        ) : (
          <p>
            Changed, and undone like any correction:
            {changed.map((name) => (
              <ColumnLink key={name} name={name} />
            ))}
          </p>
        )}
        {unmapped.length === 0 ? null : (
          <details className="schema-unmapped">
            <summary>{countOf(unmapped.length, 'statement')} could not be taken over</summary>
            <ul>
              {unmapped.map((says, index) => (
                <li key={index}>{says}</li>
              ))}
            </ul>
          </details>
        )}
      </Notice>
    </div>
  );
}
