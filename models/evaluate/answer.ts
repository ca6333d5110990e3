/** The form that checks have in common: a question, its findings, and an answer in one sentence. */
import { type Check, type CheckStatus, type Finding, isMeasured, type Measure } from './evaluation.ts';

/** A check before it is answered: its name, what it reads, what would pass. */
export interface Question {
  readonly id: string;
  readonly threshold: string;
  /** Findings with the paths where a report has them; the first is the one that is named unless an answer names another. */
  readonly reads: readonly (readonly [measure: string, found: Finding])[];
}

/** What a measured finding can come to. */
export type Judged = Exclude<CheckStatus, 'unmeasured'>;

export interface Answer {
  readonly status: Judged;
  /** The finding, as the first half of a sentence. */
  readonly found: string;
  /** The second half for each status: what it means and what to do. */
  readonly meaning: Readonly<Record<Judged, string>>;
  /** Whole sentences that follow; null when there are none. */
  readonly after?: string | null;
  /** The measure that decided, where it is not the first. */
  readonly measure?: string;
}

/** Why findings that were measured still say nothing. */
export interface Blind {
  readonly unmeasured: string;
}

/**
 * The check that a question comes to. A finding that could not be taken, or an answer that says nothing, is unmeasured;
 * `judge` gets the findings in the order given, all of them measured.
 */
export function answered(
  { id, threshold, reads }: Question,
  judge: (...measures: Measure[]) => Answer | Blind,
): Check {
  const asked = { id, measure: reads[0][0], threshold };
  const measures: Measure[] = [];
  for (const [measure, found] of reads) {
    if (!isMeasured(found)) return unanswered({ ...asked, measure }, found);
    measures.push(found);
  }
  const answer = judge(...measures);
  if ('unmeasured' in answer) return unanswered(asked, answer);
  const { status, found, meaning, after = null, measure = asked.measure } = answer;
  const says = `${found}: ${meaning[status]}.${after === null ? '' : ` ${after}`}`;
  return { ...asked, measure, status, says };
}

function unanswered(asked: Pick<Check, 'id' | 'measure' | 'threshold'>, { unmeasured }: Blind): Check {
  const says = `Not measured, which counts as not passed. ${unmeasured}`;
  return { ...asked, status: 'unmeasured', says };
}

/** Not above the limit: pass; above it and surely so: fail; above it but not surely: warn. */
export function statusOf(isAbove: boolean, isSure: boolean): Judged {
  return !isAbove ? 'pass' : isSure ? 'fail' : 'warn';
}

const rank: Readonly<Record<CheckStatus, number>> = { fail: 3, warn: 2, unmeasured: 1, pass: 0 };

/** Above 0 when `a` is worse than `b`; what says nothing is worse than what passes. */
export function worseBy(a: CheckStatus, b: CheckStatus): number {
  return rank[a] - rank[b];
}
