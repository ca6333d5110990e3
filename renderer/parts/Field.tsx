/** Fields for a line of text, several lines, or a number, each with its label and a line of help. */
import {
  FieldError,
  Group,
  Input,
  Label,
  NumberField,
  Text,
  TextArea,
  TextField,
} from 'react-aria-components';

interface FieldProps {
  readonly label: string;
  readonly says?: string;
  readonly testId?: string;
}

export interface LineFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
  /** True for more than one line. */
  readonly long?: boolean;
  readonly placeholder?: string;
}

export function LineField({
  label,
  says,
  testId,
  value,
  onChange,
  required = false,
  long = false,
  placeholder,
}: LineFieldProps) {
  const input = {
    className: 'input',
    'data-testid': testId,
    ...(placeholder === undefined ? {} : { placeholder }),
  };
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      isRequired={required}
      validationBehavior="aria"
    >
      <Label className="field-label">
        {label}
        {required ? null : <span className="quiet"> (optional)</span>}
      </Label>
      {long ? <TextArea rows={2} {...input} /> : <Input {...input} />}
      {says === undefined ? null : (
        <Text slot="description" className="field-says">
          {says}
        </Text>
      )}
    </TextField>
  );
}

export interface CountFieldProps extends FieldProps {
  /** NaN shows an empty field. */
  readonly value: number;
  /** NaN when the field was emptied. */
  readonly onChange: (value: number) => void;
  readonly min: number;
  readonly max: number;
  readonly format?: Intl.NumberFormatOptions;
  readonly step?: number;
  readonly placeholder?: string;
}

export function CountField({
  label,
  says,
  testId,
  value,
  onChange,
  min,
  max,
  format,
  step,
  placeholder,
}: CountFieldProps) {
  return (
    <NumberField
      className="field"
      value={value}
      onChange={onChange}
      minValue={min}
      maxValue={max}
      {...(format === undefined ? {} : { formatOptions: format })}
      {...(step === undefined ? {} : { step })}
    >
      <Label className="field-label">{label}</Label>
      <Group className="field-group">
        <Input
          className="input"
          data-testid={testId}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
      </Group>
      {says === undefined ? null : (
        <Text slot="description" className="field-says">
          {says}
        </Text>
      )}
      <FieldError className="field-error" />
    </NumberField>
  );
}
