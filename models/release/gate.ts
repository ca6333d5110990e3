/** The gate: whether a decision suffices to release what a report describes. The only place that can approve. */
import type { Check } from '../evaluate/evaluation.ts';
import type { Report } from '../report/report.ts';
import { Refused } from '../run/run.ts';
import { type Decision, type ReviewPage, reviewPages } from './decision.ts';

declare const approval: unique symbol;

/** A decision that passed the gate; only `approve` makes one, and only this type can be released. */
export type Approved = Decision & { readonly [approval]: true };

export interface Missing {
  readonly part: 'reviewer' | 'purpose' | 'page' | 'acceptance';
  /** The page or check concerned. */
  readonly which: ReviewPage | string | null;
  readonly says: string;
}

/** Everything that is still missing, in the order in which a person would fill it in; empty when the gate is met. */
export function missingFor(decision: Decision, checks: readonly Check[]): Missing[] {
  const missing: Missing[] = [];
  for (const page of reviewPages) {
    if (!decision.pagesOpened.includes(page)) {
      missing.push({ part: 'page', which: page, says: `the ${page} page of the report has not been opened` });
    }
  }
  for (const check of checks) {
    const accepted = decision.acceptances.some(
      ({ check: id, reason }) => id === check.id && reason.trim() !== '',
    );
    if (needsAcceptance(check) && !accepted) {
      missing.push({
        part: 'acceptance',
        which: check.id,
        says: `the check ${check.id} ${check.status === 'fail' ? 'failed' : 'is unmeasured'} and nobody has said why that is acceptable`,
      });
    }
  }
  if (decision.reviewer.trim() === '')
    missing.push({ part: 'reviewer', which: null, says: 'no reviewer is named' });
  if (decision.purpose.trim() === '')
    missing.push({ part: 'purpose', which: null, says: 'no purpose is given' });
  return missing;
}

/** Failed and unmeasured checks need a reason from the reviewer; warnings are shown but do not stop a release. */
export function needsAcceptance(check: Check): boolean {
  return check.status === 'fail' || check.status === 'unmeasured';
}

/** @throws Refused `gate-not-met` that lists what is missing; `unknown-check` for an acceptance of no existing check. */
export function approve(decision: Decision, report: Report): Approved {
  for (const { check } of decision.acceptances) {
    if (!report.checks.some(({ id }) => id === check)) {
      throw new Refused(
        'unknown-check',
        `There is no check called "${check}" to accept. The checks are: ${report.checks.map(({ id }) => id).join(', ')}.`,
      );
    }
  }
  const missing = missingFor(decision, report.checks);
  if (missing.length > 0) {
    throw new Refused(
      'gate-not-met',
      `The table is not released: ${missing.map(({ says }) => says).join('; ')}. Complete the review, then save again.`,
    );
  }
  return decision as Approved;
}
