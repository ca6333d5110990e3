/** The protocol of measures. Conforming: accuracy, shapes, trends (fidelity/), copies, dcr (privacy/). */
import type { Run } from '../run/run.ts';
import type { Aligned } from './align.ts';
import type { Finding, Measure, Unmeasured } from './evaluation.ts';

export interface Metric<Names extends string, Details = null> {
  readonly name: string;
  /** Smallest and largest value a finding can have, both inclusive. */
  readonly range: readonly [low: number, high: number];
  readonly better: Measure['better'];
  /** Where the definition stands: package and version, or paper and page. */
  readonly source: string;
  /**
   * Takes the measure. Never throws because of what the tables hold: too little data is an `Unmeasured` finding.
   * Results do not depend on the number of threads.
   */
  readonly measure: (aligned: Aligned, run: Run) => Promise<Measured<Names, Details>>;
}

export interface Measured<Names extends string, Details> {
  readonly findings: Readonly<Record<Names, Finding>>;
  readonly details: Details;
  /** What was left out or sampled, as a sentence; null when everything was compared. */
  readonly note: string | null;
}

/** A result that could not be had; `why` is a sentence for a person. */
export function unmeasured(why: string): Unmeasured {
  return { unmeasured: why };
}

/** Why nothing can be compared, or null when there is something: no modelled columns, no training or synthetic rows. */
export function nothingToCompare(aligned: Aligned): string | null {
  if (aligned.columns.length === 0) return 'The table has no modelled column.';
  if (aligned.train.end === aligned.train.start) return 'The training table has no rows.';
  if (aligned.synthetic.end === aligned.synthetic.start) return 'The synthetic table has no rows.';
  return null;
}

/** A finding from a number that may be undefined (NaN). */
export function finding(
  measure: Omit<Measure, 'reference' | 'interval'> & {
    readonly reference: number | null;
    readonly interval: readonly [number, number] | null;
  },
  why: string,
): Finding {
  return Number.isFinite(measure.value)
    ? { ...measure, reference: finiteOrNull(measure.reference), interval: measure.interval }
    : unmeasured(why);
}

function finiteOrNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** Mean of the defined numbers; NaN when there are none. */
export function meanOfDefined(values: ArrayLike<number>): number {
  let sum = 0;
  let count = 0;
  for (let index = 0; index < values.length; index++) {
    if (Number.isNaN(values[index])) continue;
    sum += values[index];
    count++;
  }
  return count === 0 ? NaN : sum / count;
}
