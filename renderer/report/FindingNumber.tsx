/** The number behind a check, as the page of findings shows it: value, interval, what it is held against, direction. */
import type { Check, Measure } from '../../models/evaluate/evaluation.ts';
import type { Report } from '../../models/report/report.ts';
import { type Domain, domainOf } from '../charts/domain.ts';
import { measureOf, standing } from '../charts/finding.ts';
import { SmallTrack } from '../charts/SmallTrack.tsx';
import { type Unit, written, writtenInterval } from '../charts/unit.ts';
import { attackBehind } from './attackBehind.ts';
import { namedMeasure } from './measures.ts';

export interface FindingNumberProps {
  readonly report: Report;
  readonly check: Check;
}

/** Which way is wanted, as short as a row has room for. */
const directions: Readonly<Record<Measure['better'], string>> = {
  higher: 'higher is better, up to that value',
  lower: 'lower is better',
  reference: 'equal to that is best',
};

/** Ends an axis may have: shares and areas end at 0 and 1. */
function ends(unit: Unit): Domain {
  return unit === 'share' || unit === 'decimal' ? [0, 1] : [0, Infinity];
}

/** The measure of a check; null when the check could not be made, even if some of its attacks were. */
function measured({ report, check }: FindingNumberProps) {
  const { name, finding, unit, reference } = namedMeasure(report, check.measure, check.secret);
  const measure = finding === null || check.status === 'unmeasured' ? null : measureOf(finding);
  return measure && { label: name, measure, unit, reference, domain: domainOf([measure], [], ends(unit)) };
}

/** The drawing; nothing without a number. */
export function FindingTrack(props: FindingNumberProps) {
  const given = measured(props);
  return given && <SmallTrack {...given} />;
}

/** The number in words; nothing without one. */
export function FindingNumber(props: FindingNumberProps) {
  const given = measured(props);
  if (given === null) return null;
  const { measure, unit, reference } = given;
  const rates = attackBehind(props.report, props.check.measure, props.check.secret)?.rates ?? null;
  return (
    <>
      <strong>{written(measure.value, unit)}</strong>
      {measure.interval !== null && ` (${writtenInterval(measure.interval, unit)})`},{' '}
      {standing(measure, reference, unit)}; {directions[measure.better]}.{rates !== null && ` ${rates}`}
    </>
  );
}
