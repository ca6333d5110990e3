/** The selected column in full: what was found, why, and the settings that follow from its kind. */
import type { ReactNode } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import type { ColumnView } from '../../../electron/ipc/contract.ts';
import type { Kind } from '../../../models/table/schema.ts';
import { count } from '../../charts/format.ts';
import { Icon } from '../../parts/Icon.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { Toggle } from '../../parts/Toggle.tsx';
import { kindWords, questions, treatmentSays } from '../../words.ts';
import { GoesWith } from './GoesWith.tsx';
import { NumberFields } from './NumberFields.tsx';
import { sureness } from './sureness.ts';
import { LevelsField } from './LevelsField.tsx';
import { PartnerField } from './PartnerField.tsx';
import { PlaceChart } from './PlaceChart.tsx';
import { ProfileChart } from './ProfileChart.tsx';
import { TokensField } from './TokensField.tsx';
import { type ColumnControl, useColumn } from './useColumn.ts';

export function ColumnDetails({ view }: { readonly view: ColumnView }) {
  const control = useColumn(view);
  const { schema, isChanged, change, reset } = control;
  return (
    <aside className="details" aria-label={`Details of ${schema.name}`}>
      <div className="details-head">
        <h2>{schema.name}</h2>
        {isChanged ? (
          <Button className="button" data-variant="quiet" onPress={reset}>
            <Icon name="reset" />
            As proposed
          </Button>
        ) : null}
      </div>
      <div className="details-chart">
        <ProfileChart view={view} />
        {view.place === undefined ? null : <PlaceChart place={view.place} />}
      </div>
      <Warnings view={view} />
      {view.structural.map((says) => (
        <Notice key={says} tone="info" title="Empty by rule">
          {says}
        </Notice>
      ))}
      <dl className="facts">
        <Fact name="Proposed kind">
          {kindWords[view.proposed.kind]}, {sureness(view.confidence)}
        </Fact>
        <Fact name="Because">{view.evidence}</Fact>
        <Fact name="Distinct values">{count(view.distinct)}</Fact>
        <Fact name="Missing cells">{count(view.missing)}</Fact>
        <Fact name="Unreadable cells">{count(view.unreadable)}</Fact>
        <Fact name="Treatment">{treatmentSays[schema.treatment]}</Fact>
      </dl>
      <GoesWith view={view} />
      <div className="details-questions">
        <Toggle label={questions.known} isOn={schema.known} onChange={(known) => change({ known })}>
          {questions.known}
        </Toggle>
        <Toggle
          label={questions.sensitive}
          isOn={schema.sensitive}
          onChange={(sensitive) => change({ sensitive })}
        >
          {questions.sensitive}
        </Toggle>
      </div>
      <FormatFields key={schema.name} view={view} control={control} />
    </aside>
  );
}

function Warnings({ view }: { readonly view: ColumnView }) {
  const unreadable =
    view.unreadable > 0
      ? [`${count(view.unreadable)} cells cannot be read as the chosen kind and would count as missing.`]
      : [];
  return [...unreadable, ...view.warnings].map((says) => <Notice key={says} tone="warn" title={says} />);
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Missing tokens for every column; number format, pattern or levels where the kind has them. */
function FormatFields({ view, control }: { readonly view: ColumnView; readonly control: ColumnControl }) {
  const { schema, change } = control;
  const { number, pattern, levels } = schema;
  return (
    <div className="details-fields">
      <TokensField tokens={schema.missingTokens} onChange={(missingTokens) => change({ missingTokens })} />
      {number !== undefined && numberKinds.includes(schema.kind) ? (
        <NumberFields number={number} onChange={(next) => change({ number: next })} />
      ) : null}
      <PartnerField view={view} control={control} />
      {pattern !== undefined && isTimed(schema.kind) ? (
        <PatternField pattern={pattern} onChange={(next) => change({ pattern: next })} />
      ) : null}
      {schema.kind === 'ordinal' ? (
        <LevelsField
          levels={levels ?? view.schema.levels ?? []}
          onChange={(next) => change({ levels: next })}
        />
      ) : null}
    </div>
  );
}

const numberKinds: readonly Kind[] = ['integer', 'decimal', 'latitude', 'longitude'];

function isTimed(kind: ColumnView['schema']['kind']): boolean {
  return kind === 'date' || kind === 'datetime' || kind === 'time' || kind === 'duration';
}

function PatternField({
  pattern,
  onChange,
}: {
  readonly pattern: string;
  readonly onChange: (pattern: string) => void;
}) {
  return (
    <TextField
      className="field"
      defaultValue={pattern}
      onBlur={(event) => {
        const next = event.target instanceof HTMLInputElement ? event.target.value.trim() : '';
        if (next !== '' && next !== pattern) onChange(next);
      }}
    >
      <Label className="field-label">Pattern</Label>
      <Input className="input mono" />
      <span className="field-says">YYYY MM DD HH mm ss and the marks between them, as in DD/MM/YYYY.</span>
    </TextField>
  );
}
