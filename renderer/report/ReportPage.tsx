/** The whole report on one page, in the order in which it is read. */
import type { Report } from '../../models/report/report.ts';
import { count, countOf, visible } from '../charts/format.ts';
import { BiasSection } from './BiasSection.tsx';
import { DecisionSection } from './DecisionSection.tsx';
import { FidelitySection } from './FidelitySection.tsx';
import { FindingsSection } from './FindingsSection.tsx';
import { MadeSection } from './MadeSection.tsx';
import { MethodSection } from './MethodSection.tsx';
import { PrivacySection } from './PrivacySection.tsx';
import { RareSection } from './RareSection.tsx';
import { generatorWords } from './words.ts';

const contents = [
  ['findings', 'Findings'],
  ['fidelity', 'Fidelity'],
  ['privacy', 'Privacy'],
  ['rare', 'Rare values'],
  ['bias', 'Bias'],
  ['made', 'Table'],
  ['method', 'Method'],
  ['decision', 'Decision'],
] as const;

/** Title, contents and all sections; `FindingsSection` and the others can be shown alone. */
export function ReportPage({ report }: { readonly report: Report }) {
  const { table, software, made, decision } = report;
  return (
    <main className="report">
      <header className="report-head">
        <p className="report-kind">Synthetic table report</p>
        <h1>{visible(table.name)}</h1>
        <p>
          {countOf(table.syntheticRows, 'synthetic row')} standing in for {countOf(table.rows, 'real row')},{' '}
          {countOf(table.columns.length, 'column')}
          {made !== null &&
            `; made by ${generatorWords(made.generator)}, preset ${made.preset}, seed ${made.seed}`}
          .{' '}
          {decision === null
            ? 'Not reviewed.'
            : `Reviewed by ${decision.reviewer}; purpose: ${decision.purpose}`}
        </p>
        <nav aria-label="Contents">
          <ul>
            {contents.map(([id, title]) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <FindingsSection report={report} />
      <FidelitySection report={report} />
      <PrivacySection report={report} />
      <RareSection report={report} />
      <BiasSection report={report} />
      <MadeSection report={report} />
      <MethodSection report={report} />
      <DecisionSection report={report} />
      <footer className="report-foot">
        Made offline with {software.name} {software.version}. Report format {count(report.version)}.
      </footer>
    </main>
  );
}
