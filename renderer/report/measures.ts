/** What people call each measure, what it is counted in and held against, and where it stands in the report. */
import type { ReferenceName } from '../charts/finding.ts';
import type { Unit } from '../charts/unit.ts';
import type { Finding } from '../../models/evaluate/evaluation.ts';
import type { Report } from '../../models/report/report.ts';
import { attackBehind } from './attackBehind.ts';

/** How a measure is shown. */
export interface MeasureWords {
  readonly name: string;
  /** What is measured, in half a sentence. */
  readonly says: string;
  readonly unit: Unit;
  readonly reference: ReferenceName;
}

/** A measure as findings show it. */
export interface NamedMeasure extends MeasureWords {
  readonly area: 'fidelity' | 'privacy';
  /** Null when the report has no finding at that path. */
  readonly finding: Finding | null;
}

type Entry = readonly [path: string, name: string, says: string, unit?: Unit, reference?: ReferenceName];

/** By path; the reference is the ceiling in fidelity and the control in privacy unless an entry says otherwise. */
const entries: readonly Entry[] = [
  ['fidelity.accuracy.univariate', 'Single columns', 'accuracy of the shares of values or bins'],
  ['fidelity.accuracy.bivariate', 'Pairs of columns', 'accuracy of the shares of value pairs'],
  ['fidelity.accuracy.trivariate', 'Triples of columns', 'accuracy of the shares of value triples'],
  ['fidelity.accuracy.overall', 'Accuracy overall', 'mean over single columns, pairs and triples'],
  ['fidelity.shapes', 'Column shapes', 'SDMetrics, mean over columns'],
  ['fidelity.trends', 'Trends between pairs', 'SDMetrics, mean over all pairs'],
  ['fidelity.trendsDependent', 'Trends of dependent pairs', 'SDMetrics, pairs that depend on each other'],
  ['fidelity.detection', 'Detection', 'AUC of a classifier that tells synthetic from real rows', 'decimal'],
  ['fidelity.pmse.ratio', 'pMSE ratio', 'propensity scores against chance (synthpop)', 'ratio'],
  ['fidelity.pmse.pairs', 'pMSE ratio, two-way tables', 'mean over pairs (synthpop)', 'ratio'],
  ['fidelity.pmse.specks', 'SPECKS', 'Kolmogorov–Smirnov distance of propensity scores', 'decimal'],
  ['fidelity.kMarginal', 'k-marginal score', 'SDNist, out of 1000, pairs of columns', 'thousand'],
  ['fidelity.coverage', 'Coverage', 'real value pairs that occur in the synthetic table'],
  ['fidelity.invented', 'Invented pairs', 'synthetic value pairs that no real row has'],
  [
    'fidelity.distances.distance',
    'Distance of columns',
    'Kolmogorov–Smirnov or total variation, mean',
    'decimal',
  ],
  [
    'fidelity.distances.wasserstein',
    'Wasserstein distance',
    'over the width from 1st to 99th percentile, mean',
    'decimal',
  ],
  ['fidelity.distances.missingness', 'Missing cells', 'difference of the shares, mean over columns'],
  ['fidelity.distances.tails', 'Tail mass', 'values outside the real 1st to 99th percentile'],
  ['fidelity.alphaPrecision', 'α-precision', 'do synthetic rows lie where real ones lie', 'decimal'],
  ['fidelity.betaRecall', 'β-recall', 'are real rows reached by synthetic ones', 'decimal'],
  ['fidelity.outliers', 'Outlying rows', 'synthetic rows farther out than 99% of real rows'],
  ['fidelity.correlations.difference', 'Difference of correlations', 'mean over pairs', 'decimal'],
  [
    'fidelity.slicesFound.worse',
    'Worse slices',
    'slices that differ by more than another sample would',
    'share',
    'sample',
  ],
  [
    'utility.regression.overlap',
    'Overlap of intervals',
    'coefficients of one regression, mean (synthpop compare)',
  ],
  ['utility.trainReal', 'Taught on real rows', 'score on rows kept out', 'decimal', 'guessing'],
  ['utility.trainSynthetic', 'Taught on synthetic rows', 'score on the same rows', 'decimal', 'real'],
  ['privacy.copies', 'Copies', 'synthetic rows that equal a training row'],
  ['privacy.nearCopies', 'Near copies', 'that do so in all columns but at most one'],
  ['privacy.lookalikes', 'Look-alikes', 'that lie closer to one training row than two people usually do'],
  [
    'privacy.dcrShare',
    'Nearness to training rows',
    'nearer to training than to unseen rows',
    'share',
    'even',
  ],
  ['privacy.nndr', 'Nearest-neighbour ratio', 'the same by nearest over second-nearest', 'share', 'even'],
  [
    'privacy.membership.max',
    'Membership',
    'pairs of a training and an unseen row told apart by the strongest of six attacks',
    'share',
    'chance',
  ],
  ['privacy.membership.hits', 'Members found', 'training rows found at 1% false alarms', 'share', 'chance'],
  [
    'privacy.membership.outliers',
    'Membership of isolated rows',
    'the same among the 5% most isolated rows',
    'share',
    'chance',
  ],
  ['privacy.singlingOut', 'Singling out', 'success beyond the control', 'share', 'nothing'],
  ['privacy.linkability', 'Linkability', 'success beyond the control', 'share', 'nothing'],
  ['privacy.inference', 'Inference', 'success beyond the control', 'share', 'nothing'],
  ['privacy.disclosure.repU', 'Replicated uniques (repU)', 'unique people whose key is unique again'],
  ['privacy.disclosure.DiSCO', 'Disclosed in synthetic, correct in original (DiSCO)', 'worst target'],
  ['privacy.rareValues', 'Rare values', 'values of at most five training rows that are there'],
  [
    'privacy.inflatedCategory',
    'Inflated rare category',
    'synthetic rows with one rare category of few training rows',
  ],
  ['privacy.rarePairs', 'Rare pairs of values', 'pairs of at most five training rows that are there'],
  ['privacy.extremes', 'Extremes', 'smallest and largest values that are there'],
  ['privacy.exactNumbers', 'Exact numbers', 'finely measured numbers that are there to the last digit'],
  ['privacy.identifiers', 'Identifiers', 'cells written anew that equal a real one'],
];

const known: ReadonlyMap<string, Entry> = new Map(entries.map((entry) => [entry[0], entry]));

/** The words for a path; a measure that is not known here goes by the last part of its path. */
export function wordsOf(path: string): MeasureWords {
  const [, name, says, unit, reference] = known.get(path) ?? [path, lastWords(path), ''];
  return {
    name,
    says,
    unit: unit ?? 'share',
    reference: reference ?? (areaOf(path) === 'privacy' ? 'control' : 'ceiling'),
  };
}

/** `fidelity.worstSlice` -> `worst slice`. */
function lastWords(path: string): string {
  const last = path.slice(path.lastIndexOf('.') + 1);
  return last.replace(
    /([a-z])([A-Z])/g,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  );
}

/** True for a measured or unmeasured finding, of whatever is found in a report. */
export function isFinding(value: unknown): value is Finding {
  if (typeof value !== 'object' || value === null) return false;
  return 'unmeasured' in value || ('value' in value && 'better' in value && 'reference' in value);
}

/** A property of an object of unknown shape; inherited ones do not count. */
export function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}

/** What stands at a path of the report; undefined when nothing does. */
export function valueAt(report: Report, path: string): unknown {
  return path.split('.').reduce<unknown>(own, report);
}

/** The finding at a path; null when the report has none there. */
export function findingAt(report: Report, path: string): Finding | null {
  const found = valueAt(report, path);
  return isFinding(found) ? found : null;
}

/** The part of the report that a path belongs to. */
export function areaOf(path: string): 'fidelity' | 'privacy' {
  return path.startsWith('privacy') ? 'privacy' : 'fidelity';
}

/**
 * Looks a check's path up, e.g. `privacy.dcrShare`. `privacy.inference` is a list of attacks, one a secret: its finding
 * is that of the check's `secret`, else the largest risk, else an unmeasured one; `attackBehind` says of which secret.
 */
export function namedMeasure(report: Report, path: string, secret?: string): NamedMeasure {
  const finding = findingAt(report, path) ?? attackBehind(report, path, secret)?.attack.risk ?? null;
  return { ...wordsOf(path), area: areaOf(path), finding };
}
