/** Fidelity: how close the synthetic table comes to the real one, each number beside what two real samples reach. */
import type { ColumnFinding, PairFinding } from '../../models/evaluate/evaluation.ts';
import type { Report } from '../../models/report/report.ts';
import { ColumnChart } from '../charts/ColumnChart.tsx';
import { count, countOf } from '../charts/format.ts';
import { Legend } from '../charts/Legend.tsx';
import { domainOf, MeasureBar } from '../charts/MeasureBar.tsx';
import { PairMatrix } from '../charts/PairMatrix.tsx';
import { PairTable } from './PairTable.tsx';

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

function Numbers({ report }: { readonly report: Report }) {
  const { accuracy, shapes, trends, trendsDependent } = report.fidelity;
  const rows = [
    ['Accuracy overall', 'mean of the three below', accuracy.overall],
    ['Single columns', 'accuracy of the shares of values or bins', accuracy.univariate],
    ['Pairs of columns', 'accuracy of the shares of value pairs', accuracy.bivariate],
    ['Triples of columns', 'accuracy of the shares of value triples', accuracy.trivariate],
    ['Column shapes', 'SDMetrics, mean over columns', shapes],
    ['Trends between pairs', 'SDMetrics, mean over all pairs', trends],
    ['Trends of dependent pairs', 'SDMetrics, pairs that depend on each other', trendsDependent],
  ] as const;
  const domain = domainOf(rows.map(([, , finding]) => finding));
  return (
    <div className="measure-list">
      <ul className="chart-legend">
        <li>
          <svg aria-hidden="true" width={24} height={12} viewBox="0 0 24 12">
            <path className="measure-whisker" d="M1 6H23M1 2v8M23 2v8" />
            <circle className="measure-point" cx={12} cy={6} r={4.5} />
          </svg>
          synthetic, with 95% interval where known
        </li>
        <li>
          <svg aria-hidden="true" width={8} height={14} viewBox="0 0 8 14">
            <path className="measure-reference" d="M4 0v14" />
          </svg>
          ceiling: two real samples
        </li>
      </ul>
      {rows.map(([label, says, finding]) => (
        <MeasureBar key={label} {...{ label, says, finding, domain }} reference="ceiling" />
      ))}
    </div>
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

/** Accuracy, shapes and trends; every column's chart; pairs as table and heat map. */
export function FidelitySection(props: FidelitySectionProps) {
  const { report } = props;
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
      <Columns columns={report.fidelity.columns} />
      <Pairs {...props} />
    </section>
  );
}
