/** Attribute disclosure as synthpop counts it: replicated uniques, and what known columns give away of each secret. */
import type { Report } from '../../models/report/report.ts';
import { ChartFigure } from '../charts/ChartFigure.tsx';
import { domainOf } from '../charts/domain.ts';
import { percent, visible } from '../charts/format.ts';
import { TrackLegend, TrackTable } from '../charts/TrackTable.tsx';
import { wordsOf } from './measures.ts';

/** One row for the keys, one for each target. */
export function DisclosureTable({ report }: { readonly report: Report }) {
  const { disclosure } = report.privacy;
  const { repU, targets, keys } = disclosure;
  const rows = [
    { ...wordsOf('privacy.disclosure.repU'), finding: repU, original: null, strong: false },
    ...targets.map(({ target, disco, original, checkOneWay, checkTwoWay }) => ({
      name: `${visible(target)}`,
      says: 'disclosed in synthetic, correct in original (DiSCO)',
      reference: 'control' as const,
      finding: disco,
      original,
      strong: checkOneWay || checkTwoWay > 0,
    })),
  ];
  const strong = rows.filter((row) => row.strong).map(({ name }) => name);
  return (
    <>
      <h3>Attribute disclosure</h3>
      <ChartFigure
        title="People whose keys lead to one value, and the right one"
        axis="share of training rows, %"
        summary={`Keys: ${keys.length === 0 ? 'none' : keys.map(visible).join(', ')}. ${
          strong.length === 0
            ? ''
            : `For ${strong.join(', ')} most of it comes from one common value: a general relation rather than facts about single people.`
        }`}
        legend={<TrackLegend point="training rows disclosed, with 95% interval" reference="control" />}
      >
        <TrackTable
          of="Unique keys, then secrets"
          number="Disclosed"
          unit="share"
          domain={domainOf(
            rows.map(({ finding }) => finding),
            [0],
          )}
          rows={rows}
          more={[
            {
              head: 'In the real table itself',
              cells: rows.map(({ original }) => (original === null ? '' : percent(original))),
            },
          ]}
        />
      </ChartFigure>
    </>
  );
}
