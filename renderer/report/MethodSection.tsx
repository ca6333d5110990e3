/** Method: what each number is, where its definition comes from, how many rows it rests on, and what it cannot say. */
import type { Check } from '../../models/evaluate/evaluation.ts';
import type { Report } from '../../models/report/report.ts';
import { CheckBadge } from '../charts/CheckBadge.tsx';
import { measureOf, standing } from '../charts/finding.ts';
import { count, percent } from '../charts/format.ts';
import { RowTable, type TableColumn } from '../charts/RowTable.tsx';
import { Facts } from './Facts.tsx';
import { checkName } from './words.ts';

const definitions: readonly (readonly [name: string, definition: string, source: string])[] = [
  [
    'Accuracy (columns, pairs, triples)',
    'One minus half the summed differences of shares, over values or ten bins a column, mean over columns, pairs or triples. 100% is equal.',
    'mostly-ai/mostlyai-qa, mostlyai/qa/_accuracy.py',
  ],
  [
    'Column shapes',
    'Mean over columns of one minus the Kolmogorov–Smirnov distance (numbers, dates) or one minus the total variation distance (categories).',
    'sdv-dev/SDMetrics, reports/single_table',
  ],
  [
    'Trends between pairs',
    'Mean over pairs of one minus half the difference of correlations (numbers) or one minus the total variation distance of the two-way table (else).',
    'sdv-dev/SDMetrics, column_pairs/statistical',
  ],
  [
    'Ceiling',
    'The same measure taken between training and holdout rows, two samples of real people.',
    'after mostlyai-qa; taken on the holdout itself',
  ],
  [
    'Copies of real rows',
    'Share of synthetic rows that equal a training row on all modelled columns. Control: the same share among holdout rows.',
    'identical match share of mostlyai-qa, on exact values',
  ],
  [
    'Nearness to training rows (DCR share)',
    'Share of synthetic rows whose closest real row is a training row rather than a holdout row, ties half, with as many rows of either. 50% is expected of a model that did not memorise.',
    'mostly-ai/mostlyai-qa, mostlyai/qa/_distances.py',
  ],
  [
    'Near copies, look-alikes',
    'Share of synthetic rows that equal a training row in all columns but at most one; share that lie closer to one training row than two people usually do. Control: the same among holdout rows.',
    'ours',
  ],
  [
    'Membership attacks',
    'Six attacks score training and holdout rows by what the synthetic table shows of them. AUC: how often a training row gets the higher score. Found at 1% false alarms: training rows above the score that 1% of the holdout rows exceed. By chance: what the strongest of six reaches when it is drawn anew who counts as a training row, 9,999 times.',
    'DOMIAS (arXiv 2302.12580), Carlini et al. (arXiv 2112.03570) and others, listed in the code',
  ],
  [
    'Singling out, linkability, inference',
    'Attacks by somebody who holds the synthetic table and some facts. Risk = (attack − control) / (1 − control): the share of what could still be gained over the control; cut at 0. No conclusion where guessing does as well as the attack. Of several attacks the largest risk decides; its interval is that of a single one.',
    'statice/anonymeter 1.1 (arXiv 2211.10459)',
  ],
  [
    'Attribute disclosure (repU, DiSCO)',
    'repU: people with unique keys whose keys are unique in the synthetic table too. DiSCO: people whose keys lead to one value of a secret in the synthetic table, and to the right one.',
    'synthpop 1.9, disclosure()',
  ],
  [
    'Rare patterns',
    'Values and pairs that at most five training rows carry, numbers written to the last digit, and extremes: the share that stands in the synthetic table. Control: the share in as many holdout rows.',
    'ours',
  ],
  [
    'Detection',
    'A gradient-boosted classifier is taught to tell synthetic from training rows, five folds; its AUC on rows it has not seen. 0.5 is indistinguishable.',
    'C2ST, Lopez-Paz and Oquab (arXiv 1610.06545)',
  ],
  [
    'pMSE ratio, SPECKS',
    'Spread of propensity scores over its expectation by chance; Kolmogorov–Smirnov distance of the scores.',
    'synthpop 1.9, utility.gen(); Raab et al. (arXiv 2109.12717)',
  ],
  [
    'Utility (TSTR, TRTR)',
    'A model of one column is taught on synthetic rows and another on as many real rows; both are scored on the holdout.',
    'Esteban et al. (arXiv 1706.02633)',
  ],
  [
    'Worst slices',
    'In every part of one column and of two together: mean total variation of the other columns, beside that of holdout rows. Marked as worse when the share of false discoveries stays at 5%.',
    'ours; Benjamini and Hochberg, JRSS B 57 (1995)',
  ],
  [
    'Bias per group',
    'Size, outcome rate and missing cells of each group, real and synthetic. Amplified or reduced: the distance to everybody else changed by more than 2 points and more than its 95% error.',
    'ours; intervals after Wilson',
  ],
];

const limits: readonly string[] = [
  'One row is taken to be one person. Where several rows belong to one person, leakage is larger than these numbers say.',
  'The numbers were computed on the private data, so this report itself tells something about it. Small groups are added up before they are shown.',
  'Generating again until the numbers look good is a selection made on private data; the intervals do not cover it. Keep the first result or say how often it was repeated.',
  'An interval covers the sampling of the rows compared, not the choice of model, seed or settings.',
  'Fidelity is measured on shares and pairs, and triples drawn at random; it does not show that a particular analysis gives the same answer.',
  'Small groups: a share of few rows is banded or left out, extremes are drawn in, and no value that fewer than five people have is named.',
  'The tests are attacks that were tried. A stronger or better-informed attacker may learn more.',
];

function Samples({ report }: { readonly report: Report }) {
  const { train, holdout, synthetic, note } = report.compared;
  return (
    <>
      <h3>Rows compared</h3>
      <p>
        {count(train)} training, {count(holdout)} holdout and {count(synthetic)} synthetic rows.{' '}
        {note ?? 'All rows were used; no sample was taken.'}
      </p>
    </>
  );
}

function Pooled({ report }: { readonly report: Report }) {
  const { overall, univariate, bivariate, trivariate } = report.fidelity.accuracyPooled;
  const rows = [
    ['Overall', overall],
    ['Single columns', univariate],
    ['Pairs of columns', bivariate],
    ['Triples of columns', trivariate],
  ] as const;
  return (
    <>
      <h3>Accuracy as mostlyai-qa prints it</h3>
      <p>
        For comparison with reports of that package: against training and holdout rows together. Its maximum
        stands in place of the two real samples.
      </p>
      <Facts
        facts={rows.map(([name, finding]) => {
          const measure = measureOf(finding);
          return [
            name,
            measure === null ? 'not measured' : `${percent(measure.value)}, ${standing(measure, 'maximum')}`,
          ];
        })}
      />
    </>
  );
}

const limitColumns: readonly TableColumn<Check>[] = [
  { head: 'Check', cell: checkName },
  { head: 'Passes at', cell: ({ threshold }) => threshold },
  { head: 'Result', cell: ({ status }) => <CheckBadge status={status} look="plain" /> },
];

/** Where every check passes; the page of findings has room for the worst only. */
function Limits({ report }: { readonly report: Report }) {
  if (report.checks.length === 0) return null;
  return (
    <>
      <h3>Checks and their limits</h3>
      <div className="report-table-room">
        <RowTable className="report-table" rows={report.checks} columns={limitColumns} />
      </div>
    </>
  );
}

/** Definitions with sources, limits of the checks, sample sizes, what the numbers cannot say. */
export function MethodSection({ report }: { readonly report: Report }) {
  return (
    <section id="method" className="report-section" aria-labelledby="method-title">
      <h2 id="method-title">Method</h2>
      <h3>Definitions</h3>
      <Facts
        look="method"
        facts={definitions.map(([name, definition, source]) => [
          name,
          <>
            {definition} <span className="quiet">Source: {source}.</span>
          </>,
        ])}
      />
      <Limits report={report} />
      <Pooled report={report} />
      <Samples report={report} />
      <h3>What the numbers cannot say</h3>
      <ul className="report-list">
        {limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
    </section>
  );
}
