/** Bias: size, outcome and missing cells of every group before and after, and whether its distance to the others grew. */
import type { Change, GroupFinding, GroupVerdict } from '../../models/evaluate/drift/groups.ts';
import type { Report } from '../../models/report/report.ts';
import { GapTrack } from '../charts/GapTrack.tsx';
import { ChartFigure, LegendItem } from '../charts/ChartFigure.tsx';
import { count, countOf, percent, percentInterval, visible } from '../charts/format.ts';
import { VerdictBadge } from '../charts/VerdictBadge.tsx';

/** Groups shown. Ours: what a person reads. */
const shown = 40;

function Shares({ change }: { readonly change: Change | null }) {
  if (change === null) return <td className="number quiet">—</td>;
  return (
    <td className="number">
      <span className="change-line">
        {percent(change.before)} <span className="quiet">({percentInterval(change.beforeInterval)})</span>
      </span>
      <span className="change-line">
        <strong>{percent(change.after)}</strong>{' '}
        <span className="quiet">({percentInterval(change.afterInterval)})</span>
      </span>
    </td>
  );
}

function headline(groups: readonly GroupFinding[]): string {
  const of = (verdict: GroupVerdict) => groups.filter((group) => group.verdict === verdict).length;
  return `Of ${countOf(groups.length, 'group')}: amplified in ${count(of('amplified'))}, kept in ${count(of('kept'))}, reduced in ${count(of('reduced'))}, too small to say in ${count(of('too small to say'))}.`;
}

function Groups({ groups }: { readonly groups: readonly GroupFinding[] }) {
  const rows = groups.slice(0, shown);
  const outcome = groups.find((group) => group.outcome !== null)?.outcome ?? null;
  const most = Math.max(0.05, ...rows.flatMap(({ gap }) => gap?.map(Math.abs) ?? []));
  const said =
    outcome === null ? 'no outcome column' : `${visible(outcome.column)} = ${visible(outcome.level)}`;
  return (
    <ChartFigure
      title={`Groups before and after: ${said}`}
      axis="shares in %, real above synthetic, with 95% intervals; gap: outcome rate of the group minus that of everybody else, in points"
      summary={headline(groups)}
      legend={
        <ul className="chart-legend">
          <LegendItem mark={<circle className="gap-before" cx={12} cy={7} r={4.5} />} word="gap before" />
          <LegendItem mark={<circle className="gap-after" cx={12} cy={7} r={4.5} />} word="gap after" />
        </ul>
      }
    >
      <table className="track-table group-table">
        <thead>
          <tr>
            <th scope="col">Group</th>
            <th scope="col">Verdict</th>
            <th scope="col">Gap to everybody else</th>
            <th scope="col" className="number">
              Outcome rate
            </th>
            <th scope="col" className="number">
              Share of rows
            </th>
            <th scope="col" className="number">
              Missing cells
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((group) => (
            <tr key={JSON.stringify([group.column, group.level])}>
              <th scope="row">
                {visible(group.level)}
                <span className="track-says">{visible(group.column)}</span>
              </th>
              <td>
                <VerdictBadge verdict={group.verdict} />
              </td>
              <td className="track-cell">
                {group.gap === null ? (
                  <span className="quiet">—</span>
                ) : (
                  <GapTrack
                    name={`${visible(group.column)} ${visible(group.level)}`}
                    gap={group.gap}
                    most={most}
                    says={group.says}
                  />
                )}
              </td>
              <Shares change={group.outcome?.rate ?? null} />
              <Shares change={group.share} />
              <Shares change={group.missing} />
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < groups.length && (
        <p className="quiet">
          {countOf(groups.length - rows.length, 'more group')} in the report’s data file.
        </p>
      )}
    </ChartFigure>
  );
}

/** Groups with the verdict in words; amplified ones first. */
export function BiasSection({ report }: { readonly report: Report }) {
  const groups = report.groups;
  return (
    <section id="bias" className="report-section" aria-labelledby="bias-title">
      <h2 id="bias-title">Bias per group</h2>
      <p className="report-lead">
        A mean over the table hides what happens to a small group. For every group: its size, how often the
        outcome occurs in it, and how often its cells are missing, real and then synthetic. <b>Amplified</b>:
        the distance to everybody else grew or turned. <b>Reduced</b>: real differences are understated.
      </p>
      {groups.length === 0 ? (
        <p>No column has few enough values to form groups, so nothing can be said about bias.</p>
      ) : (
        <Groups groups={groups} />
      )}
    </section>
  );
}
