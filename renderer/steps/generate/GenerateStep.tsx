/** Generate: how the synthetic table is to be made, and the making itself with its progress. */
import './generate.css';
import { Button } from 'react-aria-components';
import type { TableView } from '../../../electron/ipc/contract.ts';
import type { GeneratorName } from '../../../models/recipe.ts';
import { useUnderstudy } from '../../context.ts';
import { problemOf } from '../../asks.ts';
import type { Settings } from '../../state.ts';
import { Choice } from '../../parts/Choice.tsx';
import { CountField } from '../../parts/Field.tsx';
import { StepHead } from '../../parts/StepHead.tsx';
import { WorkPanel } from '../../parts/WorkPanel.tsx';
import { partsOf } from '../../parts/workWords.ts';
import { ConditionsPanel } from './ConditionsPanel.tsx';
import { FillPanel } from './FillPanel.tsx';
import { HoldoutField } from './HoldoutField.tsx';
import { OrderPanel } from './OrderPanel.tsx';
import { RebalancePanel } from './RebalancePanel.tsx';
import { RulesPanel } from './RulesPanel.tsx';
import { StrengthPanel } from './StrengthPanel.tsx';

const generators: readonly { readonly id: GeneratorName; readonly label: string; readonly says: string }[] = [
  {
    id: 'trees',
    label: 'Decision trees',
    says: 'Columns one after the other, each given those before it. The default.',
  },
  {
    id: 'independent',
    label: 'Each column on its own',
    says: 'No relation between columns is kept: the floor to compare with.',
  },
];

export function GenerateStep({ table }: { readonly table: TableView }) {
  const { state, act, dispatch } = useUnderstudy();
  const { work, settings, report, asks } = state;
  const running = work.state !== 'idle' && work.what === 'generate';
  const change = (part: Partial<Settings>): void => dispatch({ type: 'settings', change: part });
  return (
    <div className="step step-narrow">
      <StepHead
        title="Generate"
        says="No setting gives a formal guarantee. What the result gives away is measured afterwards and shown next to its reference."
        actions={
          <>
            <Button
              className="button"
              data-variant="primary"
              data-testid="generate-run"
              isDisabled={work.state !== 'idle' || problemOf(asks) !== null}
              onPress={() => void act.generate()}
            >
              {running ? 'Generating…' : report === null ? 'Generate' : 'Generate again'}
            </Button>
            <kbd className="kbd">Ctrl R</kbd>
          </>
        }
      />
      {running ? (
        <WorkPanel
          title={`Making a stand-in for ${table.name}`}
          parts={partsOf('generate', settings.holdout !== null)}
        />
      ) : (
        <SettingsForm table={table} settings={settings} change={change} />
      )}
    </div>
  );
}

interface SettingsFormProps {
  readonly table: TableView;
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
}

function SettingsForm({ table, settings, change }: SettingsFormProps) {
  return (
    <div className="generate-form">
      <StrengthPanel settings={settings} change={change} />
      <section className="panel" aria-labelledby="holdout-title">
        <h2 id="holdout-title">Rows that are kept out</h2>
        <p className="quiet">
          Rows that the model never sees are the measure of everything: how near two real samples are, and
          what an attack achieves on people who cannot have been remembered.
        </p>
        <HoldoutField table={table} settings={settings} change={change} />
      </section>
      <section className="panel" aria-labelledby="model-title">
        <h2 id="model-title">Model and size</h2>
        <div className="generate-grid">
          <Choice
            label="Generator"
            showLabel
            value={settings.generator}
            options={generators}
            onChange={(generator) =>
              change(generator === 'trees' ? { generator } : { generator, visitSequence: [] })
            }
            testId="generator"
          />
          <CountField
            label="Rows to write"
            says="Empty: as many as the model learned from."
            value={settings.rows ?? Number.NaN}
            onChange={(rows) => change({ rows: Number.isNaN(rows) ? null : rows })}
            min={1}
            max={100_000_000}
            placeholder="as many as learned from"
            testId="generate-rows"
          />
          <CountField
            label="Seed"
            says="The same table, settings and seed give the same bytes."
            value={settings.seed}
            onChange={(seed) => change({ seed: Number.isNaN(seed) ? 1 : seed })}
            min={0}
            max={4_294_967_295}
            format={{ useGrouping: false }}
            testId="generate-seed"
          />
        </div>
      </section>
      {settings.generator === 'trees' ? (
        <OrderPanel table={table} settings={settings} change={change} />
      ) : null}
      <ConditionsPanel table={table} />
      <RebalancePanel table={table} />
      <FillPanel table={table} />
      <RulesPanel />
    </div>
  );
}
