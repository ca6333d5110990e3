/** Rare patterns: which survive, and the ledger of what became of the rest and what that costs. No values are named. */
import type { RarePattern } from '../../models/evaluate/privacy/ledger.ts';
import type { Report } from '../../models/report/report.ts';
import { ChartFigure, LegendItem } from '../charts/ChartFigure.tsx';
import { domainOf } from '../charts/domain.ts';
import { count, countOf, percent, visible } from '../charts/format.ts';
import { FateBar } from '../charts/FateBar.tsx';
import { TrackLegend, TrackTable } from '../charts/TrackTable.tsx';
import { rowsAt } from './rows.ts';

const fates = [
  ['kept', 'in the synthetic table'],
  ['merged', 'merged into a common category'],
  ['protected', 'replaced by near numbers'],
  ['dropped', 'absent'],
] as const;

/** Rows of the ledger shown; the rest is counted. Ours: one page. */
const shown = 24;

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
      <table className="track-table ledger-table">
        <thead>
          <tr>
            <th scope="col">Where</th>
            <th scope="col">What became of them</th>
            {['Patterns', 'Kept', 'Control', 'Merged', 'Near', 'Absent', 'Cost, rows'].map((head) => (
              <th key={head} scope="col" className="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((pattern, index) => (
            <tr key={index}>
              <th scope="row">
                {pattern.columns.map(visible).join(' and ')}
                <span className="track-says">{pattern.what}</span>
              </th>
              <td className="track-cell">
                <FateBar pattern={pattern} />
              </td>
              {[
                pattern.patterns,
                pattern.kept,
                pattern.control,
                pattern.merged,
                pattern.protected,
                pattern.dropped,
              ].map((number, place) => (
                <td key={place} className="number">
                  {count(number)}
                </td>
              ))}
              <td className="number">{percent(pattern.cost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="quiet">{countOf(more, 'more line')} in the report’s data file.</p>}
    </ChartFigure>
  );
}

/** Survival of rare values, pairs, extremes and exact numbers; then the ledger. */
export function RareSection({ report }: { readonly report: Report }) {
  const rows = rowsAt(report, [
    'privacy.rareValues',
    'privacy.rarePairs',
    'privacy.extremes',
    'privacy.exactNumbers',
  ]);
  const patterns = report.privacy.rarePatterns;
  return (
    <section id="rare" className="report-section" aria-labelledby="rare-title">
      <h2 id="rare-title">Rare values and combinations</h2>
      <p className="report-lead">
        A value that few people have can point to them. Protecting it costs the analyst what was rare. This
        page says which of the two happened, column by column; a fresh sample of real rows, the <b>control</b>
        , shows how many rare values would be there by chance.
      </p>
      <ChartFigure
        title="Rare patterns that stand in the synthetic table"
        axis="share of the rare patterns of the training rows, %"
        summary="At the control is best: above it rare people are carried over, below it rare facts are lost."
        legend={<TrackLegend point="synthetic, with 95% interval" reference="control" />}
      >
        <TrackTable
          of="Pattern"
          number="Share"
          unit="share"
          domain={domainOf(
            rows.map(({ finding }) => finding),
            [0],
          )}
          rows={rows}
        />
      </ChartFigure>
      {patterns.length > 0 && <Ledger patterns={patterns} />}
    </section>
  );
}
