/** Method: what each number is, where its definition comes from, how many rows it rests on, and what it cannot say. */
import type { Report } from '../../models/report/report.ts';
import { measureOf, standing } from '../charts/finding.ts';
import { count, percent } from '../charts/format.ts';

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
];

const limits: readonly string[] = [
  'One row is taken to be one person. Where several rows belong to one person, leakage is larger than these numbers say.',
  'The numbers were computed on the private data, so this report itself tells something about it. Small groups are added up before they are shown.',
  'Generating again until the numbers look good is a selection made on private data; the intervals do not cover it. Keep the first result or say how often it was repeated.',
  'An interval covers the sampling of the rows compared, not the choice of model, seed or settings.',
  'Fidelity is measured on shares and pairs, and triples drawn at random; it does not show that a particular analysis gives the same answer.',
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
      <dl className="report-facts">
        {rows.map(([name, finding]) => {
          const measure = measureOf(finding);
          return (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {measure === null
                  ? 'not measured'
                  : `${percent(measure.value)}, ${standing(measure, 'maximum')}`}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

/** Definitions with sources, sample sizes, limits. */
export function MethodSection({ report }: { readonly report: Report }) {
  return (
    <section id="method" className="report-section" aria-labelledby="method-title">
      <h2 id="method-title">Method</h2>
      <h3>Definitions</h3>
      <dl className="method-list">
        {definitions.map(([name, definition, source]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {definition} <span className="quiet">Source: {source}.</span>
            </dd>
          </div>
        ))}
      </dl>
      <Pooled report={report} />
      <Samples report={report} />
      <h3>Limits</h3>
      <ul className="report-list">
        {limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
    </section>
  );
}
