/** Attacks after anonymeter: how often each succeeds on training rows, on rows the model never saw, and by guessing. */
import type { Attack } from '../../models/evaluate/privacy/risk.ts';
import { BarTable } from './BarTable.tsx';
import { CheckBadge } from './CheckBadge.tsx';
import { ChartFigure, LegendItem } from './ChartFigure.tsx';
import { domainOf } from './domain.ts';
import { measureOf } from './finding.ts';
import { count, percent, percentInterval, visible } from './format.ts';

/** `singling out, one column` or, for inference, `inference of "income"`. */
export function attackName({ name, secret }: Attack): string {
  const words = name === '' ? 'attack' : `${name[0].toUpperCase()}${name.slice(1)}`;
  if (secret === null || name.includes(secret)) return words;
  return `${words} of ${visible(secret)}`;
}

/** The reason without the verdict, which the badge says. */
function whyNot(reason: string): string {
  const rest = reason.replace(/^No conclusion: /, '');
  return `${rest.slice(0, 1).toUpperCase()}${rest.slice(1)}`;
}

function Risk({ attack }: { readonly attack: Attack }) {
  const risk = measureOf(attack.risk);
  if (risk === null) {
    return (
      <span className="risk-none">
        <CheckBadge status="unmeasured" look="plain" word="No conclusion" />
        <span className="track-says">
          {'unmeasured' in attack.risk ? whyNot(attack.risk.unmeasured) : ''}
        </span>
      </span>
    );
  }
  return (
    <>
      <strong>{percent(risk.value)}</strong>
      {risk.interval !== null && <span className="track-interval">{percentInterval(risk.interval)}</span>}
    </>
  );
}

function wordsFor({ rates, risk }: Attack): string {
  if (rates === null) return 'The attack could not be made.';
  const said = `${percent(rates.attack)} of ${count(rates.attacks)} attacks on training rows succeed, ${percent(rates.control)} on rows the model never saw, ${percent(rates.baseline)} by guessing.`;
  const measure = measureOf(risk);
  return measure === null
    ? `${said} No conclusion.`
    : `${said} Beyond the control: ${percent(measure.value)}.`;
}

function summaryOf(attacks: readonly Attack[]): string {
  const concluded = attacks.filter(({ risk }) => measureOf(risk) !== null);
  const none = attacks.length - concluded.length;
  const open =
    none === 0
      ? ''
      : ` ${count(none)} of ${count(attacks.length)} allow no conclusion, which counts as not passed.`;
  if (concluded.length === 0) return `No attack allows a conclusion, which counts as not passed.`;
  const value = (attack: Attack): number => measureOf(attack.risk)?.value ?? 0;
  const worst = concluded.reduce((a, b) => (value(b) > value(a) ? b : a));
  return `Strongest: ${attackName(worst)}. Of what an attack could still gain over its control, it gains ${percent(value(worst))}.${open}`;
}

/** One row an attack; an attack without a conclusion is drawn as an outline. */
export function RiskBars({ attacks }: { readonly attacks: readonly Attack[] }) {
  const rates = attacks.flatMap((attack) => (attack.rates === null ? [] : [attack.rates]));
  const domain = domainOf(
    [],
    [0, ...rates.flatMap(({ attack, control, baseline }) => [attack, control, baseline])],
  );
  return (
    <ChartFigure
      title="Attacks by outsiders: singling out, linking, inferring"
      axis="share of attacks that succeed, %"
      summary={summaryOf(attacks)}
      legend={
        <ul className="chart-legend">
          <LegendItem
            mark={<rect className="chart-fill-synthetic" y={4} width={24} height={7} />}
            word="on training rows"
          />
          <LegendItem
            mark={<rect className="chart-fill-real" y={4} width={24} height={7} />}
            word="control: on rows the model never saw"
          />
          <LegendItem
            mark={<rect className="chart-fill-holdout" y={4} width={24} height={7} />}
            word="baseline: guessing"
          />
          <LegendItem
            mark={<rect className="bar-open" x={0.5} y={4} width={23} height={7} />}
            word="no conclusion"
          />
        </ul>
      }
    >
      <BarTable
        of="Attack"
        heads={['Training', 'Control', 'Guessing', 'Risk: beyond the control']}
        wordsFrom={3}
        domain={[0, domain[1]]}
        unit="share"
        rows={attacks.map((attack) => {
          const { rates: each } = attack;
          const isOpen = measureOf(attack.risk) === null;
          const cell = (value: number | undefined) => (value === undefined ? '' : percent(value));
          return {
            name: attackName(attack),
            ...(each !== null && { says: `${count(each.attacks)} attacks` }),
            words: wordsFor(attack),
            bars:
              each === null
                ? []
                : [
                    { mark: isOpen ? 'open' : 'synthetic', value: each.attack },
                    { mark: isOpen ? 'open' : 'real', value: each.control },
                    { mark: isOpen ? 'open' : 'holdout', value: each.baseline },
                  ],
            cells: [
              cell(each?.attack),
              cell(each?.control),
              cell(each?.baseline),
              <Risk key="risk" attack={attack} />,
            ],
          };
        })}
      />
    </ChartFigure>
  );
}
