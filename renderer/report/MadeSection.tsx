/** The facts of the table and how the synthetic one was made. */
import { rollups } from 'd3-array';
import type { Report } from '../../models/report/report.ts';
import { count, visible } from '../charts/format.ts';
import { RowTable } from '../charts/RowTable.tsx';
import { type Fact, Facts } from './Facts.tsx';
import { holdoutWords, generatorWords } from './words.ts';

const treatmentWords = {
  model: 'learnt by the model',
  regenerate: 'written anew by format, no value taken over',
  drop: 'left out',
} as const;

function TableFacts({ report }: { readonly report: Report }) {
  const { table, made, software } = report;
  const kinds = rollups(
    table.columns,
    (columns) => columns.length,
    (column) => column.kind,
  );
  const facts: readonly Fact[] = [
    ['Real rows', `${count(table.rows)}, of which ${count(table.trainRows)} were used for training`],
    ['Holdout', holdoutWords(report)],
    ['Synthetic rows', count(table.syntheticRows)],
    [
      'Columns',
      `${count(table.columns.length)}: ${kinds.map(([kind, many]) => `${many} ${kind}`).join(', ')}`,
    ],
    ...(made === null
      ? ([['Made by', 'not known: the synthetic table was made elsewhere and only evaluated here']] as const)
      : ([
          ['Generator', `${generatorWords(made.generator)}, preset ${made.preset}, seed ${made.seed}`],
          ['Formal protection', made.guarantee],
        ] as const)),
    ['Software', `${software.name} ${software.version}`],
  ];
  return <Facts facts={facts} />;
}

function Treatments({ report }: { readonly report: Report }) {
  const special = report.table.columns.filter((column) => column.treatment !== 'model');
  if (special.length === 0) return null;
  return (
    <p>
      Not learnt by the model:{' '}
      {special.map((column) => `${visible(column.name)} (${treatmentWords[column.treatment]})`).join('; ')}.
    </p>
  );
}

function Protection({ report }: { readonly report: Report }) {
  if (report.made === null) return null;
  const { protection } = report.made;
  return (
    <>
      <h3>Value protection before training</h3>
      {protection.length === 0 ? (
        <p>Nothing was changed: no rare value was found in the columns that were learnt.</p>
      ) : (
        <div className="report-table-room">
          <RowTable
            className="report-table"
            rows={protection}
            columns={[
              { head: 'Column', cell: ({ column }) => visible(column) },
              { head: 'What was done', cell: ({ says }) => says },
              { head: 'Distinct values', look: 'number', cell: ({ values }) => count(values) },
              { head: 'Cells', look: 'number', cell: ({ cells }) => count(cells) },
            ]}
          />
        </div>
      )}
    </>
  );
}

/** Facts, treatments, value protection, and what reading the file turned up. */
export function MadeSection({ report }: { readonly report: Report }) {
  return (
    <section id="made" className="report-section" aria-labelledby="made-title">
      <h2 id="made-title">The table and how it was made</h2>
      <TableFacts report={report} />
      <Treatments report={report} />
      <Protection report={report} />
      {report.notes.length > 0 && (
        <>
          <h3>What reading the file turned up</h3>
          <ul className="report-list">
            {report.notes.map((note, index) => (
              <li key={index}>{note}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
