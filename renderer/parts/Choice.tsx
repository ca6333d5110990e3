/** A select: a labelled button that opens a list. */
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
} from 'react-aria-components';
import { Icon } from './Icon.tsx';

export interface Option<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** A second line in the list. */
  readonly says?: string;
}

export interface ChoiceProps<Id extends string> {
  readonly label: string;
  /** Default: the label is only for screen readers. */
  readonly showLabel?: boolean;
  /** Shown while `value` is none of the options' ids. */
  readonly placeholder?: string;
  /** An id; any other text when nothing is chosen. */
  readonly value: Id | '';
  readonly options: readonly Option<Id>[];
  readonly onChange: (value: Id) => void;
  readonly testId?: string;
  /** Marks the value as changed by a person. */
  readonly changed?: boolean;
}

export function Choice<Id extends string>({
  label,
  showLabel,
  value,
  options,
  onChange,
  testId,
  changed,
  placeholder,
}: ChoiceProps<Id>) {
  return (
    <Select
      className="choice"
      data-changed={changed === true ? '' : undefined}
      {...(showLabel === true ? {} : { 'aria-label': label })}
      value={options.some(({ id }) => id === value) ? value : null}
      onChange={(key) => {
        const next = options.find(({ id }) => id === key);
        if (next !== undefined) onChange(next.id);
      }}
    >
      {showLabel === true ? <Label className="field-label">{label}</Label> : null}
      <Button className="choice-button" data-testid={testId}>
        <SelectValue>{() => options.find(({ id }) => id === value)?.label ?? placeholder}</SelectValue>
        <Icon name="chevron" />
      </Button>
      <Popover className="popover">
        <ListBox className="menu">
          {options.map((option) => (
            <ListBoxItem key={option.id} id={option.id} textValue={option.label} className="menu-item">
              <Text slot="label">{option.label}</Text>
              {option.says === undefined ? null : (
                <Text slot="description" className="menu-says">
                  {option.says}
                </Text>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
