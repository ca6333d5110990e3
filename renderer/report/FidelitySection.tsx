/** Fidelity: how close the synthetic table comes to the real one, each number beside what two real samples reach. */
import type { ColumnFinding, PairFinding } from '../../models/evaluate/evaluation.ts';
import type { Report } from '../../models/report/report.ts';
import { CoefficientRows } from '../charts/CoefficientRows.tsx';
import { ColumnChart } from '../charts/ColumnChart.tsx';
import { CorrelationMatrices } from '../charts/CorrelationMatrices.tsx';
import { count, countOf } from '../charts/format.ts';
import { Legend } from '../charts/Legend.tsx';
import { PairMatrix } from '../charts/PairMatrix.tsx';
import { TrackFigure } from '../charts/TrackTable.tsx';
import { UtilityBars } from '../charts/UtilityBars.tsx';
import { OtherNumbers } from './OtherNumbers.tsx';
import { PairTable } from './PairTable.tsx';
import { rowsAt } from './rows.ts';
import { SliceTable } from './SliceTable.tsx';

export interface FidelitySectionProps {
  readonly report: Report;
  /** Called with the pair pointed at in the matrix; without it the matrix only shows. */
  readonly onPair?: (pair: PairFinding) => void;
  readonly selectedPair?: readonly [string, string] | null;
}

/** Most charts drawn; the worst columns are among them. Ours: keeps the file of a very wide table to a few megabytes. */
export const maxCharts = 60;

/** Pairs in the table of the worst. */
const worstPairs = 12;

/** Most pairs listed in full. Ours: keeps the file small; the data file has them all. */
const mostPairs = 500;

/** Measures that share one axis: shares of agreement, higher is better. */
const agreement = [
  'fidelity.accuracy.overall',
  'fidelity.accuracy.univariate',
  'fidelity.accuracy.bivariate',
  'fidelity.accuracy.trivariate',
  'fidelity.shapes',
  'fidelity.trends',
  'fidelity.trendsDependent',
];

function Numbers({ report }: { readonly report: Report }) {
  return (
    <TrackFigure
      title="Agreement with the real table"
      axis="share, %; the axis does not start at 0"
      summary="Each measure beside the same measure between training and holdout rows."
      point="synthetic, with 95% interval where known"
      reference="ceiling"
      of="Measure"
      number="Value"
      unit="share"
      rows={rowsAt(report, agreement)}
    />
  );
}

function UtilityPart({ report }: { readonly report: Report }) {
  const { target, score, why, trainReal, trainSynthetic, regression } = report.utility;
  return (
    <>
      {target === null || score === null ? (
        <p>{'unmeasured' in trainSynthetic ? trainSynthetic.unmeasured : 'No column was predicted.'}</p>
      ) : (
        <UtilityBars {...{ target, score, trainReal, trainSynthetic }} />
      )}
      {why !== null && <p className="report-note">Why this column: {why}</p>}
      {regression.coefficients.length > 0 && <CoefficientRows regression={regression} />}
    </>
  );
}

function Columns({ columns }: { readonly columns: readonly ColumnFinding[] }) {
  const shown = columns.slice(0, maxCharts);
  const hasHoldout = shown.some((column) => column.chart !== null && column.chart.holdout !== null);
  return (
    <>
      <h3>Columns, worst first</h3>
      <p>
        Shares of rows, real against synthetic. Numbers at the bars are the real shares. Groups too small to
        show are added up under one label.
        {shown.length < columns.length &&
          ` The ${count(shown.length)} worst of ${countOf(columns.length, 'column')} are drawn.`}
      </p>
      <Legend marks={hasHoldout ? ['real', 'synthetic', 'holdout'] : ['real', 'synthetic']} />
      <div className="column-grid">
        {shown.map((column) => (
          <ColumnChart key={column.name} column={column} />
        ))}
      </div>
    </>
  );
}

function Pairs({ report, onPair, selectedPair = null }: FidelitySectionProps) {
  const { pairs } = report.fidelity;
  if (pairs.length === 0) return null;
  const live = onPair && { onSelect: onPair };
  return (
    <>
      <h3>Pairs, worst first</h3>
      <PairTable pairs={pairs.slice(0, worstPairs)} {...live} />
      {pairs.length > worstPairs && (
        <details className="chart-table">
          <summary>All pairs as a table</summary>
          <PairTable pairs={pairs.slice(0, mostPairs)} {...live} />
          {pairs.length > mostPairs && (
            <p>
              The {count(mostPairs)} worst of {countOf(pairs.length, 'pair')} are listed.
            </p>
          )}
        </details>
      )}
      <h3>All {countOf(pairs.length, 'pair')}</h3>
      <p>
        Each cell is one pair of columns, shaded by how far the synthetic table falls short of what two real
        samples reach. Pale is as good as real.
      </p>
      <div className="matrix-grid">
        <PairMatrix pairs={pairs} measure="accuracy" selected={selectedPair} {...live} />
        <PairMatrix pairs={pairs} measure="trend" selected={selectedPair} {...live} />
      </div>
    </>
  );
}

/** Agreement, other measures, utility; worst slices; every column's chart; correlations; pairs as table and heat map. */
export function FidelitySection(props: FidelitySectionProps) {
  const { report } = props;
  const { slices, correlations } = report.fidelity;
  return (
    <section id="fidelity" className="report-section" aria-labelledby="fidelity-title">
      <h2 id="fidelity-title">Fidelity</h2>
      <p className="report-lead">
        Two samples of the same real people never agree completely. The <b>ceiling</b> is how far they do,
        here training against holdout rows. The synthetic table should come close to it. A good model can lie
        a little above it (its table carries one sampling error, not two); a number clearly above is a sign of
        copying, not of quality.
      </p>
      <Numbers report={report} />
      <OtherNumbers report={report} />
      <UtilityPart report={report} />
      {slices.length > 0 && <SliceTable slices={slices} />}
      <Columns columns={report.fidelity.columns} />
      {correlations.columns.length > 1 && <CorrelationMatrices {...correlations} />}
      <Pairs {...props} />
    </section>
  );
}
