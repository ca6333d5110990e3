/** Attribute disclosure as synthpop counts it: replicated uniques, and what known columns give away of each secret. */
import type { Report } from '../../models/report/report.ts';
import { percent, visible } from '../charts/format.ts';
import { TrackFigure } from '../charts/TrackTable.tsx';
import { wordsOf } from './measures.ts';

/** One row for the keys, one for each target. */
export function DisclosureTable({ report }: { readonly report: Report }) {
  const { disclosure } = report.privacy;
  const { repU, targets, keys } = disclosure;
  const rows = [
    { ...wordsOf('privacy.disclosure.repU'), finding: repU, original: null, strong: false },
    ...targets.map(({ target, disco, original, checkOneWay, checkTwoWay }) => ({
      name: visible(target),
      says: 'disclosed in synthetic, correct in original (DiSCO)',
      reference: 'control' as const,
      finding: disco,
      original,
      strong: checkOneWay || checkTwoWay > 0,
    })),
  ];
  const strong = rows.filter((row) => row.strong).map(({ name }) => name);
  return (
    <TrackFigure
      title="Attribute disclosure: people whose keys lead to one value, and the right one"
      axis="share of training rows, %"
      summary={`Keys: ${keys.length === 0 ? 'none' : keys.map(visible).join(', ')}. ${
        strong.length === 0
          ? ''
          : `For ${strong.join(', ')} most of it comes from one common value: a general relation rather than facts about single people.`
      }`}
      point="training rows disclosed, with 95% interval"
      reference="control"
      of="Unique keys, then secrets"
      number="Disclosed"
      unit="share"
      from={[0]}
      rows={rows}
      more={[
        {
          head: 'In the real table itself',
          cell: ({ original }) => (original === null ? '' : percent(original)),
        },
      ]}
    />
  );
}
