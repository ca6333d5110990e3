/** The measured trade-off: accuracy against the strongest membership attack, one point for each position of the slider. */
import { max, mean, min } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Frontier, FrontierPoint } from '../../../models/generators/frontier.ts';
import { count, percent, percentTick, points } from '../../charts/format.ts';

const width = 460;
const height = 220;
const edge = { top: 26, right: 20, bottom: 40, left: 54 };

/** One measured position. */
export interface Spot {
  readonly strength: number;
  readonly attack: number;
  readonly interval: readonly [number, number] | null;
  /** What the strongest attack reaches by chance on average; null when not known. */
  readonly chance: number | null;
  readonly accuracy: number;
}

export interface FrontierChartProps {
  readonly frontier: Frontier;
  /** The position that is chosen, 0 to 1. */
  readonly strength: number;
}

export function FrontierChart({ frontier, strength }: FrontierChartProps) {
  const spots = frontier.points.flatMap(spotOf);
  const basis = `Quick fits of ${count(frontier.trainRows)} rows, held against ${count(frontier.holdoutRows)} that they never saw.`;
  return (
    <figure className="frontier">
      <figcaption>
        <strong>Fidelity against leakage on this table</strong>
        <p className="quiet small">
          {basis}
          {frontier.sampled ? ' A part of the table was used; with all rows leakage is mostly lower.' : ''}
        </p>
      </figcaption>
      {spots.length === 0 ? (
        <p>Nothing could be measured: {unmeasuredIn(frontier)}</p>
      ) : (
        <>
          <Drawing spots={spots} strength={strength} />
          <Numbers spots={spots} />
          <p className="frontier-says">{verdict(spots)}</p>
        </>
      )}
    </figure>
  );
}

function spotOf({ strength, accuracy, worstAttack }: FrontierPoint): Spot[] {
  if ('unmeasured' in accuracy || 'unmeasured' in worstAttack) return [];
  const { value: attack, interval, reference: chance } = worstAttack;
  return [{ strength, attack, interval, chance, accuracy: accuracy.value }];
}

function unmeasuredIn({ points }: Frontier): string {
  const found = points.flatMap(({ accuracy, worstAttack }) => [worstAttack, accuracy]);
  const first = found.find((finding) => 'unmeasured' in finding);
  return first !== undefined && 'unmeasured' in first
    ? first.unmeasured
    : 'there are no rows to hold against.';
}

function Drawing({ spots, strength }: { readonly spots: readonly Spot[]; readonly strength: number }) {
  // Nearly the same at each position: it depends on the numbers of rows, which are.
  const chance = mean(spots, (spot) => spot.chance) ?? 0.5;
  const attacks = [chance, ...spots.flatMap(({ attack, interval }) => [attack, ...(interval ?? [])])];
  const across = scaleLinear()
    .domain([min(attacks) ?? 0.5, max(attacks) ?? 0.6])
    .nice(4)
    .range([edge.left, width - edge.right]);
  const accuracies = spots.map(({ accuracy }) => accuracy);
  const down = scaleLinear()
    .domain([(min(accuracies) ?? 0) - 0.002, (max(accuracies) ?? 1) + 0.002])
    .nice(4)
    .range([height - edge.bottom, edge.top]);
  const nearest = spots.toSorted(
    (one, other) => Math.abs(one.strength - strength) - Math.abs(other.strength - strength),
  )[0];
  const line = spots.map(({ attack, accuracy }) => `${across(attack)},${down(accuracy)}`).join(' ');
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby="frontier-title frontier-desc">
      <title id="frontier-title">Accuracy against the strongest membership attack</title>
      <desc id="frontier-desc">{`${count(spots.length)} positions of the slider; the table below has the numbers.`}</desc>
      {down.ticks(4).map((tick) => (
        <g key={tick}>
          <path className="chart-grid" d={`M${edge.left} ${down(tick)}H${width - edge.right}`} />
          <text className="chart-tick" x={edge.left - 6} y={down(tick) + 3} textAnchor="end">
            {percentTick(tick)}
          </text>
        </g>
      ))}
      {across.ticks(5).map((tick) => (
        <text
          key={tick}
          className="chart-tick"
          x={across(tick)}
          y={height - edge.bottom + 14}
          textAnchor="middle"
        >
          {tick.toFixed(2)}
        </text>
      ))}
      <path className="chart-line-holdout" d={`M${across(chance)} ${edge.top}V${height - edge.bottom}`} />
      <text className="chart-tick" x={across(chance) + 4} y={edge.top + 8}>
        by chance
      </text>
      <path className="chart-axis" d={`M${edge.left} ${height - edge.bottom}H${width - edge.right}`} />
      <polyline className="frontier-line" points={line} />
      {spots.map((spot) => (
        <g key={spot.strength} className="frontier-spot" data-chosen={spot === nearest ? '' : undefined}>
          {spot.interval === null ? null : (
            <path
              className="frontier-interval"
              d={`M${across(spot.interval[0])} ${down(spot.accuracy)}H${across(spot.interval[1])}`}
            />
          )}
          <circle cx={across(spot.attack)} cy={down(spot.accuracy)} r={spot === nearest ? 6 : 4} />
          <title>{`${nameOf(spot.strength)}: accuracy ${percent(spot.accuracy)}, attack ${spot.attack.toFixed(3)}`}</title>
        </g>
      ))}
      <text className="chart-axis-title" x={width - edge.right} y={height - 6} textAnchor="end">
        strongest membership attack, AUC (lower is better) →
      </text>
      <text className="chart-axis-title" x={4} y={edge.top - 12}>
        accuracy ↑
      </text>
    </svg>
  );
}

function Numbers({ spots }: { readonly spots: readonly Spot[] }) {
  return (
    <table className="plain-table frontier-table">
      <thead>
        <tr>
          <th scope="col">Position</th>
          <th scope="col" className="number">
            Accuracy
          </th>
          <th scope="col" className="number">
            Strongest attack (95 %)
          </th>
        </tr>
      </thead>
      <tbody>
        {spots.map(({ strength, accuracy, attack, interval }) => (
          <tr key={strength}>
            <td>{nameOf(strength)}</td>
            <td className="number">{percent(accuracy)}</td>
            <td className="number">
              {attack.toFixed(3)}
              {interval === null ? '' : ` (${interval[0].toFixed(3)} to ${interval[1].toFixed(3)})`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whether the ends of the slider can be told apart by their intervals, in words. */
export function verdict(spots: readonly Spot[]): string {
  const first = spots[0];
  const last = spots.at(-1);
  if (first === undefined || last === undefined || first === last) return '';
  const cost = first.accuracy - last.accuracy;
  const costs = cost > 0 ? `costs ${points(cost)} of accuracy` : 'costs no accuracy';
  if (first.interval === null || last.interval === null)
    return `Private ${costs} here; how sure the attack's difference is, is not known.`;
  const apart = last.interval[1] < first.interval[0] || first.interval[1] < last.interval[0];
  if (!apart)
    return `Private ${costs} here. The attack's intervals overlap: these fits do not show that one position leaks less than another.`;
  const less = last.attack < first.attack;
  return `Private ${costs} here, and the strongest attack is ${less ? 'weaker' : 'stronger'} than under Balanced.`;
}

function nameOf(strength: number): string {
  if (strength === 0) return 'Balanced';
  return strength === 1 ? 'Private' : `${Math.round(strength * 100)} %`;
}
