/** How the numbers of a column are written: marks, currency signs and units, and the minus. */
import { Input, Label, TextField } from 'react-aria-components';
import type { NumberFormat } from '../../../models/table/schema.ts';
import { Choice } from '../../parts/Choice.tsx';

const decimalMarks = [
  { id: '.', label: 'Point 1.5' },
  { id: ',', label: 'Comma 1,5' },
] as const;

const thousandsMarks = [
  { id: '', label: '1000' },
  { id: ',', label: '1,000' },
  { id: '.', label: '1.000' },
  { id: ' ', label: '1 000' },
  { id: "'", label: "1'000" },
  { id: '’', label: '1’000' },
  { id: '\u00a0', label: '1\u00a0000, no break' },
  { id: '\u202f', label: '1\u202f000, narrow' },
] as const;

const minuses = [
  { id: 'before', label: '−5' },
  { id: 'trailing', label: '5−' },
  { id: 'parentheses', label: '(5)' },
] as const;

/** Marks of the number, and what stands around its digits. */
export function NumberFields({
  number,
  onChange,
}: {
  readonly number: NumberFormat;
  readonly onChange: (number: NumberFormat) => void;
}) {
  return (
    <div className="details-pair">
      <Choice
        label="Decimal mark"
        showLabel
        value={number.decimalMark}
        options={decimalMarks}
        onChange={(decimalMark) => onChange({ ...number, decimalMark })}
      />
      <Choice
        label="Thousands mark"
        showLabel
        value={number.thousandsMark}
        options={thousandsMarks}
        onChange={(thousandsMark) => onChange({ ...number, thousandsMark })}
      />
      <AffixField
        label="Before the digits"
        value={number.prefix ?? ''}
        onChange={(text) => onChange(withAffix(number, 'prefix', text))}
      />
      <AffixField
        label="Behind the digits"
        value={number.suffix ?? ''}
        onChange={(text) => onChange(withAffix(number, 'suffix', text))}
      />
      <Choice
        label="Minus"
        showLabel
        value={number.negative ?? 'before'}
        options={minuses}
        onChange={(negative) => onChange(withMinus(number, negative))}
      />
    </div>
  );
}

function withAffix(number: NumberFormat, part: 'prefix' | 'suffix', text: string): NumberFormat {
  const { [part]: _, ...rest } = number;
  return text.trim() === '' ? rest : { ...rest, [part]: text };
}

function withMinus(
  { negative: _, ...rest }: NumberFormat,
  chosen: 'before' | 'trailing' | 'parentheses',
): NumberFormat {
  return chosen === 'before' ? rest : { ...rest, negative: chosen };
}

function AffixField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  return (
    <TextField
      key={value}
      className="field"
      defaultValue={value}
      onBlur={(event) => {
        const next = event.target instanceof HTMLInputElement ? event.target.value : '';
        if (next !== value) onChange(next);
      }}
    >
      <Label className="field-label">{label}</Label>
      <Input className="input mono" maxLength={20} placeholder="nothing" />
    </TextField>
  );
}
