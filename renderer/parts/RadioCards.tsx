/** A choice between a few things that need a sentence each. */
import { Radio, RadioGroup } from 'react-aria-components';

export interface RadioCardsProps<Id extends string> {
  readonly label: string;
  readonly value: Id;
  readonly cards: readonly { readonly id: Id; readonly title: string; readonly says: string }[];
  readonly onChange: (value: Id) => void;
}

export function RadioCards<Id extends string>({ label, value, cards, onChange }: RadioCardsProps<Id>) {
  return (
    <RadioGroup
      className="radio-cards"
      aria-label={label}
      value={value}
      onChange={(picked) => {
        const next = cards.find(({ id }) => id === picked);
        if (next !== undefined) onChange(next.id);
      }}
    >
      {cards.map(({ id, title, says }) => (
        <Radio key={id} value={id} className="radio-card" data-testid={`choice-${id}`}>
          <span className="radio-mark" aria-hidden="true" />
          <span>
            <strong>{title}</strong>
            <span className="quiet">{says}</span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
