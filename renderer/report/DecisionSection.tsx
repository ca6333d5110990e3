/** The decision: who reviewed, for what, for whom, on what basis, and what was accepted although it did not pass. */
import type { Decision } from '../../models/release/decision.ts';
import type { Check } from '../../models/evaluate/evaluation.ts';
import type { Report } from '../../models/report/report.ts';
import { CheckBadge } from '../charts/CheckBadge.tsx';
import { RowTable, type TableColumn } from '../charts/RowTable.tsx';
import { Facts } from './Facts.tsx';
import { checkName, worstFirst } from './words.ts';

/** @param reasons by check */
function columnsOf(reasons: ReadonlyMap<string, string>): readonly TableColumn<Check>[] {
  return [
    { head: 'Check', cell: checkName },
    { head: 'Status', cell: ({ status }) => <CheckBadge status={status} look="plain" /> },
    { head: 'Accepted because', cell: ({ id }) => reasons.get(id) ?? 'not accepted' },
  ];
}

function Acceptances({ report, decision }: { readonly report: Report; readonly decision: Decision }) {
  const open: readonly Check[] = worstFirst(report.checks).filter((check) => check.status !== 'pass');
  if (open.length === 0) return <p>No check needed an acceptance.</p>;
  const reasons = new Map(decision.acceptances.map(({ check, reason }) => [check, reason]));
  return (
    <div className="report-table-room">
      <RowTable className="report-table" rows={open} columns={columnsOf(reasons)} />
    </div>
  );
}

function Decided({ report, decision }: { readonly report: Report; readonly decision: Decision }) {
  return (
    <>
      <Facts
        facts={[
          ['Reviewer', decision.reviewer],
          ['Purpose', decision.purpose],
          ['Recipient', decision.recipient ?? 'not stated'],
          ['Legal basis', decision.legalBasis ?? 'not stated'],
          ['Pages opened', decision.pagesOpened.length === 0 ? 'none' : decision.pagesOpened.join(', ')],
        ]}
      />
      <h3>Checks that did not pass</h3>
      <Acceptances report={report} decision={decision} />
    </>
  );
}

/** The decision block, or the plain statement that there is none. */
export function DecisionSection({ report }: { readonly report: Report }) {
  return (
    <section id="decision" className="report-section" aria-labelledby="decision-title">
      <h2 id="decision-title">Decision</h2>
      {report.decision === null ? (
        <p className="report-lead">
          <b>Not reviewed.</b> Nobody has decided on this table. The synthetic table has not been saved by
          this software and this report is no permission to share one.
        </p>
      ) : (
        <Decided report={report} decision={report.decision} />
      )}
    </section>
  );
}
