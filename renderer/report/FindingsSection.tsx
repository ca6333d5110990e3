/** Findings: what did not pass, the worst first, as finding, meaning for sharing and number; then what passed, as a table. */
import type { Check } from '../../models/evaluate/evaluation.ts';
import type { Report } from '../../models/report/report.ts';
import { CheckBadge } from '../charts/CheckBadge.tsx';
import { domainOf } from '../charts/domain.ts';
import { directionWords, measureOf, standing } from '../charts/finding.ts';
import { countOf } from '../charts/format.ts';
import { Track } from '../charts/Track.tsx';
import { written, writtenInterval } from '../charts/unit.ts';
import { namedMeasure } from './measures.ts';
import { headline, sharingWords, worstFirst } from './words.ts';

export interface FindingsSectionProps {
  readonly report: Report;
}

interface CheckProps {
  readonly report: Report;
  readonly check: Check;
}

function FindingNumber({ report, check }: CheckProps) {
  const { name, finding, unit, reference } = namedMeasure(report, check.measure);
  const measure = finding === null ? null : measureOf(finding);
  if (measure === null) return null;
  return (
    <div className="finding-number">
      <Track label={name} {...{ measure, reference, unit }} domain={domainOf([measure], [], ends(unit))} />
      <p>
        <strong>{written(measure.value, unit)}</strong>
        {measure.interval !== null && ` (95% interval ${writtenInterval(measure.interval, unit)})`},{' '}
        {standing(measure, reference, unit)}. {directionWords(measure.better)}.
      </p>
    </div>
  );
}

/** Ends an axis may have: shares and areas end at 0 and 1. */
function ends(unit: string): readonly [number, number] {
  return unit === 'share' || unit === 'decimal' ? [0, 1] : [0, Infinity];
}

function OpenFinding({ report, check }: CheckProps) {
  const { name, area } = namedMeasure(report, check.measure);
  return (
    <li className={`finding finding-${check.status}`}>
      <div className="finding-head">
        <CheckBadge status={check.status} />
        <span>{name}</span>
      </div>
      <div className="finding-words">
        <p className="finding-says">{check.says}</p>
        <p className="finding-means">{sharingWords(check.status, area)}</p>
        <p className="finding-passes">Passes at: {check.threshold}</p>
      </div>
      <FindingNumber report={report} check={check} />
    </li>
  );
}

function PassedFinding({ report, check }: CheckProps) {
  const { name, finding, unit, reference } = namedMeasure(report, check.measure);
  const measure = finding === null ? null : measureOf(finding);
  return (
    <tr className="finding-pass">
      <th scope="row">
        <CheckBadge status={check.status} look="plain" />
        <br />
        {name}
      </th>
      <td>{check.says}</td>
      <td className="number">
        {measure !== null && (
          <>
            <strong>{written(measure.value, unit)}</strong>
            {measure.reference !== null && (
              <span className="track-interval">{standing(measure, reference, unit)}</span>
            )}
          </>
        )}
      </td>
    </tr>
  );
}

/** One sentence that counts, the open checks as cards, the passed ones as a table. */
export function FindingsSection({ report }: FindingsSectionProps) {
  const checks = worstFirst(report.checks);
  const open = checks.filter(({ status }) => status !== 'pass');
  const passed = checks.filter(({ status }) => status === 'pass');
  return (
    <section id="findings" className="report-section" aria-labelledby="findings-title">
      <h2 id="findings-title">Findings</h2>
      <p className="report-lead">{headline(report.checks)}</p>
      {open.length > 0 && (
        <ol className="finding-list">
          {open.map((check) => (
            <OpenFinding key={check.id} {...{ report, check }} />
          ))}
        </ol>
      )}
      {passed.length > 0 && (
        <>
          <h3>{countOf(passed.length, 'check')} passed</h3>
          <p>
            A passed test found no leakage or loss beyond its limit at the sample sizes given. Other tests
            may.
          </p>
          <div className="report-table-room">
            <table className="report-table finding-table">
              <thead>
                <tr>
                  <th scope="col">Check</th>
                  <th scope="col">Finding</th>
                  <th scope="col" className="number">
                    Number
                  </th>
                </tr>
              </thead>
              <tbody>
                {passed.map((check) => (
                  <PassedFinding key={check.id} {...{ report, check }} />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}
