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

function Both({ coefficient, domain }: { readonly coefficient: Coefficient; readonly domain: Domain }) {
  const at = trackScale(domain);
  return (
    <svg className="measure-track" role="img" viewBox={`0 0 ${trackWidth} 30`}>
      <title>{coefficient.term}</title>
      <desc>{`Real ${written(coefficient.real.value, 'ratio')}, synthetic ${written(coefficient.synthetic.value, 'ratio')}; the intervals overlap by ${percent(coefficient.overlap)}.`}</desc>
      <path className="chart-grid" d={`M${at(0)} 0V30`} />
      {kinds.map((kind, index) => {
        const { value, interval } = coefficient[kind];
        const y = 9 + index * 12;
        return (
          <g key={kind}>
            <path className={`chart-line-${kind}`} d={`M${at(interval[0])} ${y}H${at(interval[1])}`} />
            <circle className={`chart-fill-${kind}`} cx={at(value)} cy={y} r={4} />
          </g>
        );
      })}
    </svg>
  );
}

function Estimate({ value, interval }: Coefficient['real']) {
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
  const domain = domainOf(
    [],
    [0, ...rows.flatMap(({ real, synthetic }) => [...real.interval, ...synthetic.interval])],
    [-Infinity, Infinity],
  );
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
