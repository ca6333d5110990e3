/** Reads findings for people: is it measured, how does it stand to its reference, said in words. Not for deciding checks. */
import type { Finding, Measure } from '../../models/evaluate/evaluation.ts';
import { leastDifference, type Unit, written, writtenDifference } from './unit.ts';

/** The measure, or null when it could not be taken. */
export function measureOf(finding: Finding): Measure | null {
  return 'unmeasured' in finding ? null : finding;
}

/**
 * What `reference` is called: two real samples for fidelity; rows the model never saw, an even split, or what the strongest
 * of several attacks reaches by chance for privacy; guessing or a model taught on real rows for utility.
 */
export type ReferenceName =
  'ceiling' | 'chance' | 'control' | 'even' | 'guessing' | 'maximum' | 'real' | 'sample' | 'nothing';

/** The reference in words, as it follows "below" or "above". */
export const referenceWords: Readonly<Record<ReferenceName, string>> = {
  ceiling: 'two real samples',
  chance: 'the average by chance',
  control: 'rows the model never saw',
  even: 'an even split',
  guessing: 'guessing',
  maximum: 'its maximum',
  real: 'the model taught on real rows',
  sample: 'another sample',
  nothing: 'the control',
};

/** The direction in words: which way is wanted. */
export function directionWords(better: Measure['better']): string {
  switch (better) {
    case 'higher':
      return 'Higher is better, up to the reference';
    case 'lower':
      return 'Lower is better';
    case 'reference':
      return 'Closest to the reference is best, neither more nor less';
    default:
      return better satisfies never;
  }
}

/**
 * How the value stands to its reference: `0.8 points below two real samples`, or `in line with …` when the interval spans it.
 * Beside `chance` the interval says nothing: a test of its own decides, and the words must not contradict it.
 */
export function standing(measure: Measure, name: ReferenceName, unit: Unit = 'share'): string {
  const { value, interval, reference } = measure;
  if (reference === null) return 'no reference: there was no holdout';
  const spans =
    name !== 'chance' && interval !== null && interval[0] <= reference && reference <= interval[1];
  const difference = value - reference;
  // A risk is what lies beyond the control already, and a share of what is possible rather than a number of points.
  if (name === 'nothing')
    return spans || value <= reference
      ? `in line with ${referenceWords[name]}`
      : `beyond ${referenceWords[name]}`;
  const words = `${referenceWords[name]} (${written(reference, unit)})`;
  if (spans || Math.abs(difference) < leastDifference(unit)) return `in line with ${words}`;
  return `${writtenDifference(difference, unit)} ${difference < 0 ? 'below' : 'above'} ${words}`;
}

/**
 * What is missing to the reference on the bad side, as a share, 0 or more; without a reference, what is missing to 1.
 * Null when unmeasured. Ranks and shades fidelity findings, where more is better up to the ceiling.
 */
export function shortfall(finding: Finding): number | null {
  const measure = measureOf(finding);
  if (measure === null) return null;
  return Math.max(0, (measure.reference ?? 1) - measure.value);
}
