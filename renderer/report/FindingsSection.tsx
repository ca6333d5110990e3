/** Findings on one page: the worst with its meaning and number, what to do, then every other check in a line or two. */
import type { Check } from '../../models/evaluate/evaluation.ts';
import type { Report } from '../../models/report/report.ts';
import { CheckBadge } from '../charts/CheckBadge.tsx';
import { count } from '../charts/format.ts';
import { RowName, RowTable, type TableColumn } from '../charts/RowTable.tsx';
import { attackBehind } from './attackBehind.ts';
import { adviceOn, stepsFor } from './advice.ts';
import { FindingNumber, FindingTrack } from './FindingNumber.tsx';
import { checkName, headline, listed, worstFirst } from './words.ts';

export interface FindingsSectionProps {
  readonly report: Report;
}

/** Which attack the number is of, and of how many it is the largest. */
function chosen(report: Report, { measure, secret }: Check): { readonly says?: string } {
  const words = attackBehind(report, measure, secret)?.chosen ?? null;
  return words === null ? {} : { says: words };
}

function Lead({ report, check }: FindingsSectionProps & { readonly check: Check }) {
  const { says } = chosen(report, check);
  return (
    <div className={`finding finding-${check.status}`}>
      <div className="finding-words">
        <p className="finding-head">
          <CheckBadge status={check.status} />{' '}
          {check.status === 'unmeasured' ? 'First open question' : 'Worst finding'}: {checkName(check)}
        </p>
        <p className="finding-says">{check.says}</p>
        {says !== undefined && <p>{says}</p>}
        <p>{adviceOn(report, check).means}</p>
      </div>
      <div className="finding-number">
        <FindingTrack report={report} check={check} />
        <p>
          <FindingNumber report={report} check={check} />
        </p>
        <p>Limit: {check.threshold}.</p>
      </div>
    </div>
  );
}

function Steps({ report, open }: FindingsSectionProps & { readonly open: readonly Check[] }) {
  return (
    <div className="finding-steps">
      <h3>What to do</h3>
      <ol>
        {stepsFor(report, open).map(({ act, checks }) => (
          <li key={act}>
            {act}{' '}
            <span className="quiet">
              For: {checks.map((check) => checkName(check).toLowerCase()).join(', ')}.
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function columnsOf(report: Report): readonly TableColumn<Check>[] {
  return [
    {
      head: 'Check',
      cell: (check) => (
        <RowName name={checkName(check)} says={<CheckBadge status={check.status} look="plain" />} />
      ),
    },
    {
      head: 'Finding',
      cell: (check) => <RowName {...{ name: check.says, ...chosen(report, check) }} />,
    },
    {
      head: 'On its scale',
      look: 'drawing',
      cell: (check) => <FindingTrack {...{ report, check }} />,
    },
    {
      head: 'Number (95% interval) and reference',
      look: 'quiet',
      cell: (check) => <FindingNumber {...{ report, check }} />,
    },
  ];
}

function Others({ report, checks }: FindingsSectionProps & { readonly checks: readonly Check[] }) {
  return (
    <div className="report-table-room">
      <RowTable
        className="report-table finding-table"
        rows={checks}
        rowClass={({ status }) => `finding-row finding-${status}`}
        columns={columnsOf(report)}
      />
    </div>
  );
}

/** What the page leaves open: sample sizes, and what no check covers. */
function Cover({ report }: FindingsSectionProps) {
  const { train, holdout, synthetic } = report.compared;
  const { known, secrets } = report.privacy.roles;
  return (
    <p className="finding-cover">
      <b>What this rests on.</b> {count(train)} training, {count(holdout)} unseen and {count(synthetic)}{' '}
      synthetic rows, one row taken as one person. To link and to infer, the attacker was taken to know{' '}
      {listed(known, 'every column but the secret')} and to be after {listed(secrets, 'no column')}.{' '}
      <b>Not measured:</b> people with several rows, attackers who hold other tables or know the model,
      analyses other than those listed. A passed check found nothing beyond its limit at these sizes; other
      tests may. No proof that nobody can be recognised, no legal opinion, no single grade: decide for this
      purpose and this recipient.
    </p>
  );
}

/** One screen and one page of A4: lead, steps, table, what it rests on. */
export function FindingsSection({ report }: FindingsSectionProps) {
  const checks = worstFirst(report.checks);
  const open = checks.filter(({ status }) => status !== 'pass');
  const [lead] = open;
  const others = checks.filter((check) => check !== lead);
  return (
    <section id="findings" className="report-section findings" aria-labelledby="findings-title">
      <div className="findings-head">
        <h2 id="findings-title">Findings</h2>
        <p className="report-lead">{headline(report.checks)}</p>
      </div>
      {lead !== undefined && <Lead report={report} check={lead} />}
      {open.length === 0 && checks.length > 0 && (
        <p>
          For sharing: no check objects. That is what was found at the sample sizes given below, not that
          nothing can be learned about anybody; a named person still decides for this purpose and this
          recipient.
        </p>
      )}
      {open.length > 0 && <Steps report={report} open={open} />}
      {others.length > 0 && <Others report={report} checks={others} />}
      <Cover report={report} />
    </section>
  );
}
