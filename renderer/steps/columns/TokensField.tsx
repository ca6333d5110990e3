/** The cell texts that mean "no value" in a column, as tags that can be added and removed. */
import { useState } from 'react';
import { Button, Input, Label, Tag, TagGroup, TagList, TextField } from 'react-aria-components';
import { Icon } from '../../parts/Icon.tsx';

export interface TokensFieldProps {
  readonly tokens: readonly string[];
  readonly onChange: (tokens: readonly string[]) => void;
}

export function TokensField({ tokens, onChange }: TokensFieldProps) {
  const [typed, setTyped] = useState('');
  const add = (token: string): void => {
    if (!tokens.includes(token)) onChange([...tokens, token]);
    setTyped('');
  };
  return (
    <div className="tokens">
      <TagGroup
        selectionMode="none"
        onRemove={(keys) => onChange(tokens.filter((token) => !keys.has(keyOf(token))))}
      >
        <Label className="field-label">Texts that mean “no value”</Label>
        <TagList className="tag-list" renderEmptyState={() => <span className="quiet small">None</span>}>
          {tokens.map((token) => (
            <Tag
              key={keyOf(token)}
              id={keyOf(token)}
              textValue={token === '' ? 'empty cell' : token}
              className="tag"
            >
              {token === '' ? <em>empty cell</em> : <code>{token}</code>}
              <Button slot="remove" className="tag-remove">
                <Icon name="close" />
              </Button>
            </Tag>
          ))}
        </TagList>
      </TagGroup>
      <form
        className="tokens-add"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed !== '') add(typed);
        }}
      >
        <TextField aria-label="Another text that means no value" value={typed} onChange={setTyped}>
          <Input className="input mono" placeholder="e.g. NA" />
        </TextField>
        <Button type="submit" className="button" isDisabled={typed === ''}>
          Add
        </Button>
        {tokens.includes('') ? null : (
          <Button className="button" data-variant="quiet" onPress={() => add('')}>
            Empty cell
          </Button>
        )}
      </form>
    </div>
  );
}

/** A key that is never empty: the empty text is a token like any other. */
function keyOf(token: string): string {
  return `token:${token}`;
}
