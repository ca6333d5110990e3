/** How the file was cut into cells, as chips; each opens what it can be changed to, and the grid follows. */
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Popover, Radio, RadioGroup } from 'react-aria-components';
import type { TableView } from '../../../electron/ipc/contract.ts';
import type { Dialect } from '../../../models/recipe.ts';
import { useUnderstudy } from '../../context.ts';
import { LineField } from '../../parts/Field.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { chips, type ChipView, shownValue } from './dialectParts.ts';

export function DialectChips({ table }: { readonly table: TableView }) {
  const { act, state } = useUnderstudy();
  const { dialect, detectedDialect, guesses } = table;
  const busy = state.work.state !== 'idle';
  const changed = chips.some(({ read }) => read(dialect) !== read(detectedDialect));
  return (
    <div className="chips" role="group" aria-label="How the file is read">
      {chips.map((chip) => (
        <Chip
          key={chip.part}
          chip={chip}
          dialect={dialect}
          detected={detectedDialect}
          guess={guesses.find(({ part }) => part === chip.part)?.says ?? null}
          busy={busy}
          onChange={(next) => void act.reread(next, table.ragged)}
        />
      ))}
      <span className="chip-note quiet">Decimal marks are set per column.</span>
      {changed ? (
        <Button
          className="button"
          data-variant="quiet"
          isDisabled={busy}
          onPress={() => void act.reread(null, table.ragged)}
        >
          <Icon name="reset" />
          Detect again
        </Button>
      ) : null}
    </div>
  );
}

interface ChipProps {
  readonly chip: ChipView;
  readonly dialect: Dialect;
  readonly detected: Dialect;
  /** Why the value is only a guess; null when it is certain. */
  readonly guess: string | null;
  readonly busy: boolean;
  readonly onChange: (dialect: Dialect) => void;
}

function Chip({ chip, dialect, detected, guess, busy, onChange }: ChipProps) {
  const changed = chip.read(dialect) !== chip.read(detected);
  const mark = changed ? 'changed' : guess === null ? 'certain' : 'guess';
  return (
    <DialogTrigger>
      <Button className="chip" data-mark={mark} data-testid={`chip-${chip.part}`} isDisabled={busy}>
        <span className="chip-label">{chip.label}</span>
        <span className="chip-value">{shownValue(chip, dialect)}</span>
        {mark === 'certain' ? null : <span className="chip-mark">{mark}</span>}
      </Button>
      <Popover className="popover">
        <Dialog className="chip-dialog">
          {({ close }) => (
            <>
              <Heading slot="title">{chip.label}</Heading>
              {guess === null ? null : <p className="chip-guess">A guess: {guess}</p>}
              {changed ? <p className="quiet small">Detected: {shownValue(chip, detected)}</p> : null}
              <ChipForm
                chip={chip}
                dialect={dialect}
                onApply={(next) => {
                  close();
                  onChange(next);
                }}
              />
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

interface ChipFormProps {
  readonly chip: ChipView;
  readonly dialect: Dialect;
  readonly onApply: (dialect: Dialect) => void;
}

function ChipForm({ chip, dialect, onApply }: ChipFormProps) {
  const [picked, setPicked] = useState(chip.read(dialect));
  const isOption = chip.options.some(({ id }) => id === picked);
  const [other, setOther] = useState(isOption ? '' : picked);
  const next = chip.write(dialect, other !== '' ? other : picked);
  return (
    <form
      className="chip-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (next !== null) onApply(next);
      }}
    >
      <RadioGroup
        className="radios"
        aria-label={chip.label}
        value={other !== '' ? null : picked}
        onChange={(value) => {
          setOther('');
          setPicked(value);
        }}
      >
        {chip.options.map(({ id, label }) => (
          <Radio key={id} value={id} className="radio">
            <span className="radio-mark" aria-hidden="true" />
            {label}
          </Radio>
        ))}
      </RadioGroup>
      {chip.other === null ? null : <LineField label={chip.other} value={other} onChange={setOther} />}
      <Button type="submit" className="button" data-variant="primary" isDisabled={next === null}>
        Read again
      </Button>
    </form>
  );
}
