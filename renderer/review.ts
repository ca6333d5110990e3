/**
 * What a review still lacks, as the window shows it. For guidance only: the gate in main decides, with the pages it has
 * seen opened itself.
 */
import type { Check } from '../models/evaluate/evaluation.ts';
import type { Report } from '../models/report/report.ts';
import type { Decision, ReviewPage } from '../models/release/decision.ts';
import { checkName } from './report/words.ts';
import { keysOf, pageWords } from './words.ts';

/** The form of the review step, as typed. */
export interface Draft {
  readonly reviewer: string;
  readonly purpose: string;
  readonly recipient: string;
  readonly legalBasis: string;
  /** Check id -> why the reviewer accepts it. */
  readonly reasons: Readonly<Record<string, string>>;
}

export const emptyDraft: Draft = { reviewer: '', purpose: '', recipient: '', legalBasis: '', reasons: {} };

/** One thing to do before the table can be saved, as an imperative sentence without a full stop. */
export interface ToDo {
  readonly part: 'page' | 'check' | 'reviewer' | 'purpose';
  /** Page or check; empty for the form's fields. */
  readonly which: string;
  readonly says: string;
}

/** Failed and unmeasured checks need a reason; a warning may have one. */
export function needsReason({ status }: Check): boolean {
  return status === 'fail' || status === 'unmeasured';
}

/** What is missing, in the order in which the screen asks for it; empty when the review is complete. */
export function toDo(report: Report, draft: Draft, pagesOpened: readonly ReviewPage[]): ToDo[] {
  const pages = keysOf(pageWords)
    .filter((page) => !pagesOpened.includes(page))
    .map((page): ToDo => ({ part: 'page', which: page, says: `open the ${pageWords[page]} page` }));
  const checks = report.checks
    .filter((check) => needsReason(check) && (draft.reasons[check.id] ?? '').trim() === '')
    .map((check): ToDo => ({
      part: 'check',
      which: check.id,
      says: `say why “${checkName(check)}” is acceptable`,
    }));
  const fields: ToDo[] = [];
  if (draft.reviewer.trim() === '') fields.push({ part: 'reviewer', which: '', says: 'name the reviewer' });
  if (draft.purpose.trim() === '') fields.push({ part: 'purpose', which: '', says: 'state the purpose' });
  return [...pages, ...checks, ...fields];
}

/** The decision that is sent to main; empty optional fields are null, reasons only for checks of this report. */
export function decisionOf(report: Report, draft: Draft): Omit<Decision, 'pagesOpened'> {
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  return {
    reviewer: draft.reviewer.trim(),
    purpose: draft.purpose.trim(),
    recipient: orNull(draft.recipient),
    legalBasis: orNull(draft.legalBasis),
    acceptances: report.checks.flatMap(({ id, status }) => {
      const reason = (draft.reasons[id] ?? '').trim();
      return status === 'pass' || reason === '' ? [] : [{ check: id, reason }];
    }),
  };
}
