/** Goes to a row by its number. */
import { useState } from 'react';
import { Input, Label, NumberField } from 'react-aria-components';

export interface JumpFieldProps {
  readonly rowCount: number;
  /** Gets the row from 0. */
  readonly onJump: (row: number) => void;
}

export function JumpField({ rowCount, onJump }: JumpFieldProps) {
  const [number, setNumber] = useState(Number.NaN);
  return (
    <NumberField
      className="jump"
      value={number}
      minValue={1}
      maxValue={Math.max(1, rowCount)}
      onChange={(next) => {
        setNumber(next);
        if (!Number.isNaN(next)) onJump(next - 1);
      }}
    >
      <Label>Jump to row</Label>
      <Input className="input" placeholder="number, then Enter" />
    </NumberField>
  );
}
