/** Coefficients of one regression in both tables, with intervals; the pairs that overlap least first. */
import type { Coefficient, RegressionDetails } from '../../models/evaluate/utility/regression.ts';
import type { Finding } from '../../models/evaluate/evaluation.ts';
import { ChartFigure, LegendItem } from './ChartFigure.tsx';
import { type Domain, domainOf } from './domain.ts';
import { measureOf } from './finding.ts';
import { countOf, percent, visible } from './format.ts';
import { RowTable, type TableColumn } from './RowTable.tsx';
import { TrackAxis, trackScale, trackWidth } from './Track.tsx';
import { written, writtenInterval } from './unit.ts';

export interface CoefficientRowsProps {
  readonly regression: RegressionDetails & { readonly overlap: Finding };
}

/** Coefficients drawn. Ours: half a page. */
const shown = 12;

const kinds = ['real', 'synthetic'] as const;

/**
 * An interval this many times as wide as the middle one does not stretch the axis: where a term all but decides the outcome,
 * its standard error has no bound, and every other interval would shrink to a dot. Ours.
 */
const widest = 8;

type Estimated = Coefficient['real'];

function widthOf({ interval: [low, high] }: Estimated): number {
  return high - low;
}

/** Ends of an axis that holds all intervals but those beyond `widest`. */
export function coefficientDomain(coefficients: readonly Coefficient[]): Domain {
  const estimates = coefficients.flatMap(({ real, synthetic }) => [real, synthetic]);
  const widths = estimates.map(widthOf).toSorted((a, b) => a - b);
  const most = (widths[Math.floor(widths.length / 2)] ?? 0) * widest;
  const kept = estimates.filter((estimate) => widthOf(estimate) <= most);
  return domainOf([], [0, ...kept.flatMap(({ interval }) => interval)], [-Infinity, Infinity]);
}

interface EstimateMarkProps {
  readonly estimate: Estimated;
  readonly kind: (typeof kinds)[number];
  readonly y: number;
  readonly domain: Domain;
}

/** A point and its interval; what lies beyond the axis ends in an arrow head there, a point beyond it is left out. */
function EstimateMark({ estimate: { value, interval }, kind, y, domain }: EstimateMarkProps) {
  const at = trackScale(domain);
  const [low, high] = domain;
  const [left, right] = [at(interval[0]), at(interval[1])];
  return (
    <g>
      <path className={`chart-line-${kind}`} d={`M${left} ${y}H${right}`} />
      {interval[0] < low && <path className={`chart-fill-${kind}`} d={`M${left - 6} ${y}l7 -4v8z`} />}
      {interval[1] > high && <path className={`chart-fill-${kind}`} d={`M${right + 6} ${y}l-7 -4v8z`} />}
      {value >= low && value <= high && (
        <circle className={`chart-fill-${kind}`} cx={at(value)} cy={y} r={4} />
      )}
    </g>
  );
}

function Both({ coefficient, domain }: { readonly coefficient: Coefficient; readonly domain: Domain }) {
  const at = trackScale(domain);
  return (
    <svg className="measure-track" role="img" viewBox={`0 0 ${trackWidth} 30`}>
      <title>{coefficient.term}</title>
      <desc>{`Real ${written(coefficient.real.value, 'ratio')}, synthetic ${written(coefficient.synthetic.value, 'ratio')}; the intervals overlap by ${percent(coefficient.overlap)}.`}</desc>
      <path className="chart-grid" d={`M${at(0)} 0V30`} />
      {kinds.map((kind, index) => (
        <EstimateMark key={kind} estimate={coefficient[kind]} y={9 + index * 12} {...{ kind, domain }} />
      ))}
    </svg>
  );
}

function Estimate({ value, interval }: Estimated) {
  return (
    <>
      {written(value, 'ratio')}
      <span className="track-interval">{writtenInterval(interval, 'ratio')}</span>
    </>
  );
}

function columnsOf(domain: Domain): readonly TableColumn<Coefficient>[] {
  return [
    { head: 'Term', cell: ({ term }) => visible(term) },
    {
      head: <TrackAxis domain={domain} unit="ratio" />,
      look: 'axis',
      cell: (coefficient) => <Both {...{ coefficient, domain }} />,
    },
    ...kinds.map((kind) => ({
      head: kind === 'real' ? 'Real' : 'Synthetic',
      look: 'number' as const,
      cell: (coefficient: Coefficient) => <Estimate {...coefficient[kind]} />,
    })),
    { head: 'Overlap', look: 'number', cell: ({ overlap: share }) => percent(share) },
    {
      head: 'Difference, standard errors',
      look: 'number',
      cell: ({ standardisedDifference }) => written(standardisedDifference, 'ratio'),
    },
  ];
}

/** The summary names the mean overlap beside what two real samples reach. */
export function CoefficientRows({ regression }: CoefficientRowsProps) {
  const { coefficients, target, family, overlap } = regression;
  const rows = coefficients.toSorted((a, b) => a.overlap - b.overlap).slice(0, shown);
  const domain = coefficientDomain(rows);
  const mean = measureOf(overlap);
  const sample = mean?.reference ?? null;
  const beside = sample === null ? '' : `, ${percent(sample)} between two real samples`;
  return (
    <ChartFigure
      title={`Coefficients of a ${family ?? ''} regression of ${visible(target ?? '')}`}
      axis={family === 'logistic' ? 'log odds, 95% intervals' : 'standard units, 95% intervals'}
      summary={`${mean === null ? 'The overlap could not be measured.' : `The intervals overlap by ${percent(mean.value)} on average${beside}; below 0 they lie apart.`} Below: the ${countOf(rows.length, 'coefficient')} of ${coefficients.length} that agree least.`}
      legend={
        <ul className="chart-legend">
          {kinds.map((kind) => (
            <LegendItem
              key={kind}
              word={kind}
              mark={
                <>
                  <path className={`chart-line-${kind}`} d="M1 7H23" />
                  <circle className={`chart-fill-${kind}`} cx={12} cy={7} r={4} />
                </>
              }
            />
          ))}
        </ul>
      }
    >
      <RowTable className="track-table" rows={rows} columns={columnsOf(domain)} />
    </ChartFigure>
  );
}
