/** Membership attacks as points with intervals against 0.5, with what each finds at few false alarms and among the isolated. */
import type { MembershipAttack } from '../../models/evaluate/privacy/membership.ts';
import { ChartFigure } from './ChartFigure.tsx';
import { domainOf } from './domain.ts';
import { measureOf } from './finding.ts';
import { count, percent } from './format.ts';
import { NumberCell, TrackLegend, TrackTable } from './TrackTable.tsx';
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

/** One row an attack, in the order given. */
export function MembershipRows({ attacks }: { readonly attacks: readonly MembershipAttack[] }) {
  const findings = attacks.map(({ auc }) => auc);
  return (
    <ChartFigure
      title="Membership: was a known person among the training rows?"
      axis="AUC, 0.5 is guessing, 1 is certainty; 95% intervals"
      summary={summaryOf(attacks)}
      legend={<TrackLegend point="attack, with 95% interval" reference="guessing" />}
    >
      <TrackTable
        of="Attack"
        number="AUC"
        unit="decimal"
        domain={domainOf(findings, [0.45, 0.55])}
        rows={attacks.map(({ name, by, auc }) => ({ name, says: by, finding: auc, reference: 'guessing' }))}
        more={[
          {
            head: 'Found at 1% false alarms',
            cells: attacks.map(({ hits, name }) => <NumberCell key={name} finding={hits} unit="share" />),
          },
          {
            head: 'AUC, 5% most isolated',
            cells: attacks.map(({ outliers, name }) => (
              <NumberCell key={name} finding={outliers} unit="decimal" />
            )),
          },
        ]}
      />
    </ChartFigure>
  );
}
