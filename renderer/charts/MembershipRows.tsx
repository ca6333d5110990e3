/**
 * Membership attacks as points with intervals beside what the strongest of them reaches by chance, with what each finds at
 * few false alarms and among the isolated. Counts by the limits of the checks, so that the two cannot contradict each other.
 */
import type { Finding } from '../../models/evaluate/evaluation.ts';
import type { LabelTest } from '../../models/evaluate/privacy/labelTest.ts';
import type { MembershipAttack, MembershipDetails } from '../../models/evaluate/privacy/membership.ts';
import { measureOf } from './finding.ts';
import { count, percent } from './format.ts';
import { NumberCell, TrackFigure, type TrackRow, type TrackTableProps } from './TrackTable.tsx';
import { type Unit, written } from './unit.ts';

/** Two ways of adding up the same ranks differ by less; as in `models/evaluate/privacy/labelTest.ts`. */
const rounding = 1e-12;

/** `1 of 6 by AUC (limit 0.531)`; nothing where there is no limit. */
function beyond(findings: readonly Finding[], test: LabelTest | null, by: string, unit: Unit): string[] {
  if (test === null) return [];
  const values = findings.flatMap((finding) => measureOf(finding)?.value ?? []);
  const above = values.filter((value) => value - test.passes > rounding);
  return [`${count(above.length)} of ${count(values.length)} ${by} (limit ${written(test.passes, unit)})`];
}

function summaryOf({ attacks, tests }: MembershipDetails): string {
  const measured = attacks.flatMap(({ name, auc }) => {
    const measure = measureOf(auc);
    return measure === null ? [] : [{ name, value: measure.value }];
  });
  if (measured.length === 0) return 'No attack could be made, which counts as not passed.';
  const worst = measured.reduce((a, b) => (b.value > a.value ? b : a));
  const counts = [
    ...beyond(
      attacks.map(({ auc }) => auc),
      tests.max,
      'by AUC',
      'decimal',
    ),
    ...beyond(
      attacks.map(({ hits }) => hits),
      tests.hits,
      'by rows found',
      'share',
    ),
    ...beyond(
      attacks.map(({ outliers }) => outliers),
      tests.outliers,
      'among the isolated',
      'decimal',
    ),
  ];
  const byChance =
    tests.max === null ? '' : `; by chance the strongest of all reaches ${percent(tests.max.expected)}`;
  const more = counts.length === 0 ? '' : ` Attacks above what the checks let pass: ${counts.join(', ')}.`;
  return `Strongest: ${worst.name}, right in ${percent(worst.value)} of the pairs of a training and an unseen row (AUC ${written(worst.value, 'decimal')})${byChance}.${more}`;
}

type AttackRow = TrackRow & Pick<MembershipAttack, 'hits' | 'outliers' | 'chance'>;

const more: NonNullable<TrackTableProps<AttackRow>['more']> = [
  { head: 'Found at 1% false alarms', cell: ({ hits }) => <NumberCell finding={hits} unit="share" /> },
  {
    head: 'AUC, 5% most isolated',
    cell: ({ outliers }) => <NumberCell finding={outliers} unit="decimal" />,
  },
];

/** The attack's AUC beside what the strongest of all attacks reaches by chance, which is more than any one does. */
function besideChance(auc: Finding, test: LabelTest | null): Finding {
  const measure = measureOf(auc);
  return measure === null || test === null ? auc : { ...measure, reference: test.expected };
}

/** One row an attack, in the order given. */
export function MembershipRows({ attacks, tests }: MembershipDetails) {
  return (
    <TrackFigure
      title="Membership: was a known person among the training rows?"
      axis="AUC: how often a training row scores above an unseen one; 0.5 is guessing, 1 is certainty. Beside: tables of this size without a leak on which the strongest attack reaches as much"
      summary={summaryOf({ attacks, tests })}
      point="attack, with 95% interval"
      reference="chance"
      of="Attack"
      number="AUC"
      unit="decimal"
      from={[0.45, 0.55]}
      rows={attacks.map(({ name, by, auc, ...others }) => ({
        name,
        says: by,
        finding: besideChance(auc, tests.max),
        reference: 'chance' as const,
        ...others,
      }))}
      more={more}
      beside={({ chance }) => `${percent(chance)} by chance`}
    />
  );
}
