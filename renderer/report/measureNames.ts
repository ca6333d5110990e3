/** The measures a check can read: what people call them, and where they stand in the report. */
import type { ReferenceName } from '../charts/finding.ts';
import type { Finding } from '../../models/evaluate/evaluation.ts';
import type { Report } from '../../models/report/report.ts';

/** A measure as findings show it. */
export interface NamedMeasure {
  readonly name: string;
  readonly area: 'fidelity' | 'privacy';
  readonly reference: ReferenceName;
  readonly finding: Finding | null;
}

const names: Readonly<Record<string, string>> = {
  'fidelity.accuracy.univariate': 'Accuracy of single columns',
  'fidelity.accuracy.bivariate': 'Accuracy of pairs',
  'fidelity.accuracy.trivariate': 'Accuracy of triples',
  'fidelity.accuracy.overall': 'Accuracy overall',
  'fidelity.shapes': 'Column shapes',
  'fidelity.trends': 'Trends between pairs',
  'fidelity.trendsDependent': 'Trends of dependent pairs',
  'fidelity.columns': 'Worst column',
  'fidelity.pairs': 'Worst pair',
  'privacy.copies': 'Copies of real rows',
  'privacy.dcrShare': 'Nearness to training rows',
  'privacy.membership': 'Membership inference',
  'privacy.membership.max': 'Membership inference',
  'privacy.singlingOut': 'Singling out',
  'privacy.linkability': 'Linkability',
  'privacy.rareValues': 'Rare values',
  'privacy.nndr': 'Nearest-neighbour ratio',
};

function isFinding(value: unknown): value is Finding {
  return (
    typeof value === 'object' &&
    value !== null &&
    ('unmeasured' in value || ('value' in value && 'better' in value))
  );
}

function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}

/** Looks a check's path up (`privacy.dcrShare`); the path itself is the name of a measure that is not known here. */
export function namedMeasure(report: Report, path: string): NamedMeasure {
  const found = path.split('.').reduce<unknown>(own, report);
  const isPrivacy = path.startsWith('privacy');
  return {
    name: names[path] ?? path,
    area: isPrivacy ? 'privacy' : 'fidelity',
    reference: path === 'privacy.dcrShare' ? 'even' : isPrivacy ? 'control' : 'ceiling',
    finding: isFinding(found) ? found : null,
  };
}
