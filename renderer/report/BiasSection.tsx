/** Bias: size, outcome and missing cells of every group before and after, and whether its distance to the others grew. */
import type { ReactNode } from 'react';
import type { Change, GroupFinding, GroupVerdict } from '../../models/evaluate/drift/groups.ts';
import type { Report } from '../../models/report/report.ts';
import { GapTrack } from '../charts/GapTrack.tsx';
import { ChartFigure, LegendItem } from '../charts/ChartFigure.tsx';
import { count, countOf, percent, percentInterval, visible } from '../charts/format.ts';
import { RowName, RowTable, type TableColumn } from '../charts/RowTable.tsx';
import { VerdictBadge } from '../charts/VerdictBadge.tsx';

/** Groups shown. Ours: what a person reads. */
const shown = 40;

/** Real above synthetic; a dash where there is nothing to compare. */
function shares(change: Change | null): ReactNode {
  if (change === null) return <span className="quiet">—</span>;
  const { before, beforeInterval, after, afterInterval } = change;
  return (
    <>
      <span className="change-line">
        {percent(before)} <span className="quiet">({percentInterval(beforeInterval)})</span>
      </span>
      <span className="change-line">
        <strong>{percent(after)}</strong> <span className="quiet">({percentInterval(afterInterval)})</span>
      </span>
    </>
  );
}

function Gap({ group, most }: { readonly group: GroupFinding; readonly most: number }) {
  const { column, level, gap, says } = group;
  if (gap === null) return <span className="quiet">—</span>;
  return <GapTrack name={`${visible(column)} ${visible(level)}`} {...{ gap, most, says }} />;
}

function headline(groups: readonly GroupFinding[]): string {
  const of = (verdict: GroupVerdict) => groups.filter((group) => group.verdict === verdict).length;
  return `Of ${countOf(groups.length, 'group')}: amplified in ${count(of('amplified'))}, kept in ${count(of('kept'))}, reduced in ${count(of('reduced'))}, too small to say in ${count(of('too small to say'))}.`;
}

/** @param most both ends of the axis of gaps */
function columnsOf(most: number): readonly TableColumn<GroupFinding>[] {
  return [
    {
      head: 'Group',
      cell: ({ level, column }) => <RowName name={visible(level)} says={visible(column)} />,
    },
    { head: 'Verdict', cell: ({ verdict }) => <VerdictBadge verdict={verdict} /> },
    { head: 'Gap to everybody else', look: 'drawing', cell: (group) => <Gap {...{ group, most }} /> },
    { head: 'Outcome rate', look: 'number', cell: (group) => shares(group.outcome?.rate ?? null) },
    { head: 'Share of rows', look: 'number', cell: ({ share }) => shares(share) },
    { head: 'Missing cells', look: 'number', cell: ({ missing }) => shares(missing) },
  ];
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
      <RowTable className="track-table group-table" rows={rows} columns={columnsOf(most)} />
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
