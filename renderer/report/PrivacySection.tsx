/** Privacy: what was tested for leakage, beside its control, and what was not tested. */
import type { Finding, Measure } from '../../models/evaluate/evaluation.ts';
import type { Report } from '../../models/report/report.ts';
import { CheckBadge } from '../charts/CheckBadge.tsx';
import { directionWords, measureOf, type ReferenceName } from '../charts/finding.ts';
import { count } from '../charts/format.ts';
import { domainOf, MeasureBar } from '../charts/MeasureBar.tsx';
import { copiesWords, dcrShareWords } from './words.ts';

interface TestProps {
  readonly title: string;
  readonly label: string;
  readonly finding: Finding;
  readonly reference: ReferenceName;
  readonly words: (measure: Measure) => string;
}

function Test({ title, label, finding, reference, words }: TestProps) {
  const measure = measureOf(finding);
  return (
    <div className="privacy-test">
      <h3>{title}</h3>
      {measure === null ? (
        <p>This could not be measured, and counts as not passed.</p>
      ) : (
        <p>
          {words(measure)} {directionWords(measure.better)}.
        </p>
      )}
      <MeasureBar label={label} finding={finding} reference={reference} domain={domainOf([finding])} />
    </div>
  );
}

/** Questions a privacy officer will ask, by the field of the evaluation that would answer them. */
const questions: readonly (readonly [field: string, question: string])[] = [
  ['membership', 'Membership: could somebody tell that a known person was among the training rows?'],
  ['singlingOut', 'Singling out: does a combination of values point to one real person?'],
  ['linkability', 'Linkability: does the table help to join two sets of facts about one person?'],
  ['inference', 'Inference: can a sensitive value be guessed better for training rows than for others?'],
  [
    'disclosure',
    'Attribute disclosure: do known values lead to one and the right sensitive value (repU, DiSCO)?',
  ],
  ['rareValues', 'Rare values and rare combinations: which of them survive in the synthetic table?'],
  [
    'nndr',
    'Outliers: are isolated training rows imitated more closely than others (nearest-neighbour ratio)?',
  ],
];

function NotMeasured({ report }: { readonly report: Report }) {
  const open = questions.filter(([field]) => !Object.hasOwn(report.privacy, field));
  if (open.length === 0) return null;
  return (
    <div className="privacy-open">
      <h3>Not measured in this report</h3>
      <p>An open question is not a passed test. Weigh each one for this table and this recipient.</p>
      <ul>
        {open.map(([field, question]) => (
          <li key={field}>
            <CheckBadge status="unmeasured" look="plain" />
            <span>{question}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Copies and nearness in words and numbers, then the open questions. */
export function PrivacySection({ report }: { readonly report: Report }) {
  const { copies, dcrShare } = report.privacy;
  const { train, holdout, synthetic } = report.compared;
  return (
    <section id="privacy" className="report-section" aria-labelledby="privacy-title">
      <h2 id="privacy-title">Privacy</h2>
      <p className="report-lead">
        Each test is run on rows the model learnt from and on rows it never saw, the <b>control</b>. What
        differs between the two is what the table gives away about the people it was made from. Compared here:{' '}
        {count(synthetic)} synthetic, {count(train)} training and {count(holdout)} holdout rows.
      </p>
      <Test
        title="Copies of real rows"
        label="Synthetic rows that equal a training row"
        finding={copies}
        reference="control"
        words={copiesWords}
      />
      <Test
        title="Nearness to training rows"
        label="Synthetic rows nearer to training than to holdout"
        finding={dcrShare}
        reference="even"
        words={dcrShareWords}
      />
      <p className="report-note">
        Both tests look for copying. They say little about rare people: tables that pass them have still been
        open to membership inference (Yao et al., The DCR Delusion, arXiv 2505.01524). Passing them is needed,
        not enough.
      </p>
      <NotMeasured report={report} />
    </section>
  );
}
