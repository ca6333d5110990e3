/** How much may be learned: the two presets, a setting between them, and what the choice costs on this table. */
import { Button, Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import type { Preset } from '../../../models/recipe.ts';
import { useUnderstudy } from '../../context.ts';
import { RadioCards } from '../../parts/RadioCards.tsx';
import type { Settings } from '../../state.ts';
import { FrontierChart } from './FrontierChart.tsx';

const presetCards: readonly { readonly id: Preset; readonly title: string; readonly says: string }[] = [
  {
    id: 'balanced',
    title: 'Balanced',
    says: 'Learns finer patterns. For colleagues who work under the same rules as you.',
  },
  {
    id: 'private',
    title: 'Private',
    says: 'Learns coarser patterns, and so remembers less of any one person. For recipients outside.',
  },
];

export interface StrengthPanelProps {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
}

export function StrengthPanel({ settings, change }: StrengthPanelProps) {
  const strength = settings.strength ?? (settings.preset === 'private' ? 1 : 0);
  return (
    <section className="panel" aria-labelledby="preset-title">
      <h2 id="preset-title">How much may be learned</h2>
      <RadioCards
        label="How much may be learned"
        value={settings.preset}
        cards={presetCards}
        onChange={(preset) => change({ preset, strength: null })}
      />
      {settings.generator === 'trees' ? (
        <>
          <Slider
            className="strength"
            value={strength}
            minValue={0}
            maxValue={1}
            step={0.05}
            onChange={(value) => {
              const next = Array.isArray(value) ? (value[0] ?? 0) : value;
              change(atStrength(next));
            }}
          >
            <Label className="field-label">Between the two</Label>
            <SliderOutput className="quiet small">{() => strengthSays(strength)}</SliderOutput>
            <SliderTrack className="strength-track">
              <SliderThumb className="strength-thumb" aria-label="Between balanced and private" />
            </SliderTrack>
          </Slider>
          <TradeOff strength={strength} />
        </>
      ) : null}
    </section>
  );
}

/** The ends are the presets themselves; between them the nearer preset is named. */
function atStrength(strength: number): Pick<Settings, 'preset' | 'strength'> {
  const preset = strength < 0.5 ? 'balanced' : 'private';
  return { preset, strength: strength === 0 || strength === 1 ? null : strength };
}

function strengthSays(strength: number): string {
  if (strength === 0) return 'Balanced';
  return strength === 1 ? 'Private' : `${Math.round(strength * 100)} % of the way to private`;
}

function TradeOff({ strength }: { readonly strength: number }) {
  const { state, act } = useUnderstudy();
  const { frontier, work } = state;
  const measuring = work.state !== 'idle' && work.what === 'measure';
  if (measuring) {
    const newest = work.progress.find(({ stage }) => stage === 'fit');
    return (
      <div className="trade-wait">
        <span role="status">
          {work.state === 'stopping' ? 'Stopping…' : `Measuring… ${Math.round((newest?.share ?? 0) * 100)} %`}
        </span>
        <Button
          className="button"
          isDisabled={work.state === 'stopping'}
          onPress={() => void act.cancel()}
          data-testid="measure-cancel"
        >
          Cancel
        </Button>
      </div>
    );
  }
  return (
    <>
      {frontier === null ? null : <FrontierChart frontier={frontier} strength={strength} />}
      <div className="trade-wait">
        <Button
          className="button"
          isDisabled={work.state !== 'idle'}
          onPress={() => void act.measureFrontier()}
          data-testid="measure-frontier"
        >
          {frontier === null ? 'Measure the trade-off on this table' : 'Measure again'}
        </Button>
        {frontier === null ? (
          <span className="quiet small">A few quick fits show what each position gives and costs here.</span>
        ) : null}
      </div>
    </>
  );
}
