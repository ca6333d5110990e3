/** A column's name that leads to its details in the columns step. */
import { Button } from 'react-aria-components';
import { useUnderstudy } from '../context.ts';

export function ColumnLink({ name }: { readonly name: string }) {
  const { dispatch } = useUnderstudy();
  return (
    <Button
      className="column-link"
      aria-label={`Go to the column ${name}`}
      onPress={() => {
        dispatch({ type: 'select', column: name });
        dispatch({ type: 'step', step: 'columns' });
      }}
    >
      {name}
    </Button>
  );
}
