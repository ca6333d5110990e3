/** Findings: every check, the worst first: the finding, what it means for sharing, then the number. */
import type { Check } from '../../models/evaluate/evaluation.ts';
import type { Report } from '../../models/report/report.ts';
import { CheckBadge } from '../charts/CheckBadge.tsx';
import { measureOf, standing } from '../charts/finding.ts';
import { percent, percentInterval } from '../charts/format.ts';
import { namedMeasure } from './measureNames.ts';
import { headline, sharingWords, worstFirst } from './words.ts';

export interface FindingsSectionProps {
  readonly report: Report;
}

function FindingNumber({ report, check }: { readonly report: Report; readonly check: Check }) {
  const named = namedMeasure(report, check.measure);
  const measure = named.finding === null ? null : measureOf(named.finding);
  return (
    <dl className="finding-number">
      <div>
        <dt>{named.name}</dt>
        <dd>
          {measure === null ? (
            'not measured'
          ) : (
            <>
              <strong>{percent(measure.value)}</strong>
              {measure.interval !== null && ` (95% interval ${percentInterval(measure.interval)})`},{' '}
              {standing(measure, named.reference)}
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>Passes when</dt>
        <dd>{check.threshold}</dd>
      </div>
    </dl>
  );
}

/** The list of findings under one sentence that counts them. */
export function FindingsSection({ report }: FindingsSectionProps) {
  return (
    <section id="findings" className="report-section" aria-labelledby="findings-title">
      <h2 id="findings-title">Findings</h2>
      <p className="report-lead">{headline(report.checks)}</p>
      <ol className="finding-list">
        {worstFirst(report.checks).map((check) => (
          <li key={check.id} className={`finding finding-${check.status}`}>
            <CheckBadge status={check.status} />
            <div className="finding-words">
              <p className="finding-says">{check.says}</p>
              <p className="finding-means">
                {sharingWords(check.status, namedMeasure(report, check.measure).area)}
              </p>
              <FindingNumber report={report} check={check} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
