/** Rare patterns: which survive, and the ledger of what became of the rest and what that costs. No values are named. */
import type { RarePattern } from '../../models/evaluate/privacy/ledger.ts';
import type { Report } from '../../models/report/report.ts';
import { ChartFigure, LegendItem } from '../charts/ChartFigure.tsx';
import { count, countOf, percent, visible } from '../charts/format.ts';
import { FateBar } from '../charts/FateBar.tsx';
import { RowName, RowTable, type TableColumn } from '../charts/RowTable.tsx';
import { TrackFigure } from '../charts/TrackTable.tsx';
import { rowsAt } from './rows.ts';

const fates = [
  ['kept', 'in the synthetic table'],
  ['merged', 'merged into a common category'],
  ['protected', 'replaced by near numbers'],
  ['dropped', 'absent'],
] as const;

const numbers = [
  ['Patterns', 'patterns'],
  ['Kept', 'kept'],
  ['Control', 'control'],
  ['Merged', 'merged'],
  ['Near', 'protected'],
  ['Absent', 'dropped'],
] as const;

/** Rows of the ledger shown; the rest is counted. Ours: one page. */
const shown = 24;

const ledgerColumns: readonly TableColumn<RarePattern>[] = [
  {
    head: 'Where',
    cell: ({ columns, what }) => <RowName name={columns.map(visible).join(' and ')} says={what} />,
  },
  { head: 'What became of them', look: 'drawing', cell: (pattern) => <FateBar pattern={pattern} /> },
  ...numbers.map(([head, key]) => ({
    head,
    look: 'number' as const,
    cell: (pattern: RarePattern) => count(pattern[key]),
  })),
  { head: 'Cost, rows', look: 'number', cell: ({ cost }) => percent(cost) },
];

function Ledger({ patterns }: { readonly patterns: readonly RarePattern[] }) {
  const rows = patterns.slice(0, shown);
  const more = patterns.length - rows.length;
  const beyond = patterns.filter(({ kept, control }) => kept > control).length;
  return (
    <ChartFigure
      title="Ledger of rare patterns"
      axis="patterns that at most five training rows carry"
      summary={`In ${count(beyond)} of ${countOf(patterns.length, 'line')} more patterns stand in the synthetic table than in as many rows the model never saw.`}
      legend={
        <ul className="chart-legend">
          {fates.map(([fate, word]) => (
            <LegendItem
              key={fate}
              mark={<rect className={`fate-${fate}`} y={3} width={24} height={8} />}
              word={word}
            />
          ))}
          <LegendItem
            mark={<path className="measure-reference" d="M12 1v12" />}
            word="control: in unseen rows"
          />
        </ul>
      }
    >
      <RowTable className="track-table ledger-table" rows={rows} columns={ledgerColumns} />
      {more > 0 && <p className="quiet">{countOf(more, 'more line')} in the report’s data file.</p>}
    </ChartFigure>
  );
}

/** Survival of rare values, pairs, extremes and exact numbers; then the ledger. */
export function RareSection({ report }: { readonly report: Report }) {
  const patterns = report.privacy.rarePatterns;
  return (
    <section id="rare" className="report-section" aria-labelledby="rare-title">
      <h2 id="rare-title">Rare values and combinations</h2>
      <p className="report-lead">
        A value that few people have can point to them. Protecting it costs the analyst what was rare. This
        page says which of the two happened, column by column; a fresh sample of real rows, the <b>control</b>
        , shows how many rare values would be there by chance.
      </p>
      <TrackFigure
        title="Rare patterns that stand in the synthetic table"
        axis="share of the rare patterns of the training rows, %"
        summary="At the control is best: above it rare people are carried over, below it rare facts are lost."
        point="synthetic, with 95% interval"
        reference="control"
        of="Pattern"
        number="Share"
        unit="share"
        from={[0]}
        rows={rowsAt(report, [
          'privacy.rareValues',
          'privacy.rarePairs',
          'privacy.extremes',
          'privacy.exactNumbers',
        ])}
      />
      {patterns.length > 0 && <Ledger patterns={patterns} />}
    </section>
  );
}
