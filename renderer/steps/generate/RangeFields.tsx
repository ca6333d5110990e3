/** The two ends of a range, typed as values stand in the file. */
import type { ColumnView } from '../../../electron/ipc/contract.ts';
import type { Condition } from '../../asks.ts';
import { LineField } from '../../parts/Field.tsx';

export interface ConditionFieldProps {
  readonly view: ColumnView;
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
}

export function RangeFields({ view: { schema }, condition, onChange }: ConditionFieldProps) {
  const form = schema.pattern === undefined ? {} : { placeholder: schema.pattern };
  return (
    <div className="condition-range">
      <LineField
        label="From"
        required
        value={condition.low}
        onChange={(low) => onChange({ ...condition, low })}
        testId={`where-low-${schema.name}`}
        {...form}
      />
      <LineField
        label="To (inclusive)"
        required
        value={condition.high}
        onChange={(high) => onChange({ ...condition, high })}
        testId={`where-high-${schema.name}`}
        {...form}
      />
    </div>
  );
}
