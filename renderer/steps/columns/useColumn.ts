/** One column as the person wants it, and how it is changed. */
import type { ColumnView } from '../../../electron/ipc/contract.ts';
import type { ColumnSchema } from '../../../models/table/schema.ts';
import { useUnderstudy } from '../../context.ts';
import { corrected, type Correction, reset, schemaOf } from '../../corrections.ts';

export interface ColumnControl {
  readonly schema: ColumnSchema;
  readonly isChanged: boolean;
  readonly change: (change: Correction) => void;
  /** Back to what inference proposed. */
  readonly reset: () => void;
  /** Shows the column's details. */
  readonly select: () => void;
}

export function useColumn(view: ColumnView): ColumnControl {
  const { state, dispatch } = useUnderstudy();
  const { now } = state.corrections;
  const { name } = view.schema;
  return {
    schema: schemaOf(view, now),
    isChanged: name in now,
    change: (change) => dispatch({ type: 'correct', corrections: corrected(now, view, change) }),
    reset: () => dispatch({ type: 'correct', corrections: reset(now, name) }),
    select: () => dispatch({ type: 'select', column: name }),
  };
}
