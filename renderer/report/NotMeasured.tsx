/** The questions about leakage that the report leaves open. */
import type { Report } from '../../models/report/report.ts';
import { CheckBadge } from '../charts/CheckBadge.tsx';
import { measureOf } from '../charts/finding.ts';
import { findingAt, valueAt } from './measures.ts';

/** Questions a privacy officer will ask, by the path of the finding that would answer them. */
const questions: readonly (readonly [path: string, question: string])[] = [
  ['privacy.copies', 'Copies: does the table repeat rows of real people?'],
  ['privacy.dcrShare', 'Nearness: do synthetic rows lie nearer to the rows the model learnt from?'],
  [
    'privacy.membership.max',
    'Membership: could somebody tell that a known person was among the training rows?',
  ],
  ['privacy.singlingOut', 'Singling out: does a combination of values point to one real person?'],
  ['privacy.linkability', 'Linkability: does the table help to join two sets of facts about one person?'],
  [
    'privacy.inference',
    'Inference: can a sensitive value be guessed better for training rows than for others?',
  ],
  [
    'privacy.disclosure.DiSCO',
    'Attribute disclosure: do known values lead to one and the right sensitive value (repU, DiSCO)?',
  ],
  ['privacy.rareValues', 'Rare values and rare combinations: which of them stand in the synthetic table?'],
];

function isOpen(report: Report, path: string): boolean {
  const finding = findingAt(report, path);
  if (finding !== null) return measureOf(finding) === null;
  const list = valueAt(report, path);
  return !Array.isArray(list) || list.length === 0;
}

function whyOf(report: Report, path: string): string {
  const finding = findingAt(report, path);
  return finding !== null && 'unmeasured' in finding ? ` ${finding.unmeasured}` : '';
}

/** Nothing when every question has an answer. */
export function NotMeasured({ report }: { readonly report: Report }) {
  const open = questions.filter(([path]) => isOpen(report, path));
  if (open.length === 0) return null;
  return (
    <div className="privacy-open">
      <h3>Not measured in this report</h3>
      <p>An open question is not a passed test. Weigh each one for this table and this recipient.</p>
      <ul>
        {open.map(([path, question]) => (
          <li key={path}>
            <CheckBadge status="unmeasured" look="plain" />
            <span>
              {question}
              {whyOf(report, path)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
