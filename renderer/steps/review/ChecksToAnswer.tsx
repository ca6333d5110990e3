/** Checks that did not pass, each with the reason why the reviewer accepts it all the same. */
import type { Check, CheckStatus } from '../../../models/evaluate/evaluation.ts';
import type { Report } from '../../../models/report/report.ts';
import { CheckBadge } from '../../charts/CheckBadge.tsx';
import { useUnderstudy } from '../../context.ts';
import { LineField } from '../../parts/Field.tsx';
import { countOf } from '../../charts/format.ts';
import { Notice } from '../../parts/Notice.tsx';
import { needsReason } from '../../review.ts';

const order: readonly CheckStatus[] = ['fail', 'unmeasured', 'warn', 'pass'];

export function ChecksToAnswer({ report }: { readonly report: Report }) {
  const open = report.checks
    .filter(({ status }) => status !== 'pass')
    .toSorted((one, other) => order.indexOf(one.status) - order.indexOf(other.status));
  const passed = report.checks.length - open.length;
  return (
    <section className="checks" aria-labelledby="checks-title">
      <h2 id="checks-title">Checks that did not pass</h2>
      {open.length === 0 ? (
        <Notice
          tone="pass"
          title={`The ${countOf(passed, 'test')} listed in the report found nothing to answer for`}
        >
          This says what was tested, not that nothing can be learned from the table.
        </Notice>
      ) : (
        <ul className="check-list">
          {open.map((check) => (
            <CheckToAnswer key={check.id} check={check} />
          ))}
        </ul>
      )}
      {open.length > 0 && passed > 0 ? (
        <p className="quiet">{countOf(passed, 'other check')} passed.</p>
      ) : null}
    </section>
  );
}

function CheckToAnswer({ check }: { readonly check: Check }) {
  const { state, dispatch } = useUnderstudy();
  const { reasons } = state.draft;
  return (
    <li className="panel check" data-status={check.status}>
      <div className="check-head">
        <CheckBadge status={check.status} />
        <code>{check.id}</code>
      </div>
      <p>{check.says}</p>
      <p className="quiet small">Would pass at: {check.threshold}</p>
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
