/** All checks with sentence, number and threshold, the worst first; what failed or was not measured asks for a reason. */
import type { Check } from '../../../models/evaluate/evaluation.ts';
import type { Report } from '../../../models/report/report.ts';
import { CheckBadge } from '../../charts/CheckBadge.tsx';
import { countOf } from '../../charts/format.ts';
import { useUnderstudy } from '../../context.ts';
import { LineField } from '../../parts/Field.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { adviceOn } from '../../report/advice.ts';
import { FindingNumber } from '../../report/FindingNumber.tsx';
import { checkName, headline, worstFirst } from '../../report/words.ts';
import { needsReason } from '../../review.ts';

export function ChecksToAnswer({ report }: { readonly report: Report }) {
  const checks = worstFirst(report.checks);
  const open = checks.filter(({ status }) => status !== 'pass');
  const passed = checks.filter(({ status }) => status === 'pass');
  return (
    <section className="checks" aria-labelledby="checks-title">
      <h2 id="checks-title">Checks</h2>
      {open.length === 0 && passed.length > 0 ? (
        <Notice
          tone="pass"
          title={`The ${countOf(passed.length, 'test')} listed in the report found nothing to answer for`}
        >
          This says what was tested, not that nothing can be learned from the table.
        </Notice>
      ) : (
        <p>
          {headline(report.checks)} What failed or could not be measured needs a reason why it is acceptable
          for this recipient.
        </p>
      )}
      {open.length > 0 && (
        <ul className="check-list">
          {open.map((check) => (
            <CheckToAnswer key={check.id} {...{ report, check }} />
          ))}
        </ul>
      )}
      {passed.length > 0 && <Passed checks={passed} />}
    </section>
  );
}

interface CheckProps {
  readonly report: Report;
  readonly check: Check;
}

function CheckToAnswer({ report, check }: CheckProps) {
  const { state, dispatch } = useUnderstudy();
  const { reasons } = state.draft;
  const { means, act } = adviceOn(report, check);
  return (
    <li className="panel check" data-status={check.status}>
      <div className="check-head">
        <CheckBadge status={check.status} />
        <strong>{checkName(check)}</strong>
      </div>
      <p>{check.says}</p>
      <p>{means}</p>
      <p>What to do: {act}</p>
      <p className="quiet small">
        <FindingNumber {...{ report, check }} /> Would pass at: {check.threshold}
      </p>
      <LineField
        label={needsReason(check) ? 'Acceptable because' : 'Remark'}
        required={needsReason(check)}
        long
        value={reasons[check.id] ?? ''}
        onChange={(reason) =>
          dispatch({ type: 'draft', change: { reasons: { ...reasons, [check.id]: reason } } })
        }
        testId={`accept-${check.id}`}
      />
    </li>
  );
}

function Passed({ checks }: { readonly checks: readonly Check[] }) {
  return (
    <details className="panel passed-checks">
      <summary>{countOf(checks.length, 'check')} passed</summary>
      <ul>
        {checks.map((check) => (
          <li key={check.id}>
            <CheckBadge status="pass" look="plain" word={checkName(check)} />
            <p>{check.says}</p>
            <p className="quiet small">Passes at: {check.threshold}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
