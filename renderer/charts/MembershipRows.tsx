/** Membership attacks as points with intervals against 0.5, with what each finds at few false alarms and among the isolated. */
import type { MembershipAttack } from '../../models/evaluate/privacy/membership.ts';
import { measureOf } from './finding.ts';
import { count, percent } from './format.ts';
import { NumberCell, TrackFigure, type TrackRow, type TrackTableProps } from './TrackTable.tsx';
import { written } from './unit.ts';

function summaryOf(attacks: readonly MembershipAttack[]): string {
  const measured = attacks.flatMap(({ name, auc }) => {
    const measure = measureOf(auc);
    return measure === null ? [] : [{ name, measure }];
  });
  if (measured.length === 0) return 'No attack could be made, which counts as not passed.';
  const worst = measured.reduce((a, b) => (b.measure.value > a.measure.value ? b : a));
  const above = measured.filter(({ measure }) => measure.interval !== null && measure.interval[0] > 0.5);
  return `Strongest: ${worst.name}, right in ${percent(worst.measure.value)} of the pairs of a training and an unseen row (AUC ${written(worst.measure.value, 'decimal')}). The intervals of ${count(above.length)} of ${count(measured.length)} attacks lie above guessing.`;
}

type AttackRow = TrackRow & Pick<MembershipAttack, 'hits' | 'outliers'>;

const more: NonNullable<TrackTableProps<AttackRow>['more']> = [
  { head: 'Found at 1% false alarms', cell: ({ hits }) => <NumberCell finding={hits} unit="share" /> },
  {
    head: 'AUC, 5% most isolated',
    cell: ({ outliers }) => <NumberCell finding={outliers} unit="decimal" />,
  },
];

/** One row an attack, in the order given. */
export function MembershipRows({ attacks }: { readonly attacks: readonly MembershipAttack[] }) {
  return (
    <TrackFigure
      title="Membership: was a known person among the training rows?"
      axis="AUC: how often a training row scores above an unseen one; 0.5 is guessing, 1 is certainty"
      summary={summaryOf(attacks)}
      point="attack, with 95% interval"
      reference="guessing"
      of="Attack"
      number="AUC"
      unit="decimal"
      from={[0.45, 0.55]}
      rows={attacks.map(({ name, by, auc, ...others }) => ({
        name,
        says: by,
        finding: auc,
        reference: 'guessing' as const,
        ...others,
      }))}
      more={more}
    />
  );
}
