/** The words for an engine that ended when it should not have. */
import type { Failure } from '../ipc/contract.ts';
import { type EngineCall, exitCodes } from './messages.ts';

export interface Ended {
  readonly exitCode: number;
  /** The long call under way; null when there was none. */
  readonly during: EngineCall | null;
  /** True when the table is opened again without being asked. */
  readonly reopens: boolean;
}

/** The failure of work that a person stopped. */
export const stoppedFailure: Failure = {
  kind: 'cancelled',
  code: 'cancelled',
  message: 'The work was stopped.',
};

const doing: Record<EngineCall, string> = {
  open: 'while it read the file',
  rows: 'while it showed rows',
  correct: 'while it applied a correction',
  study: 'while it looked at the columns',
  metadata: 'while it read a schema',
  support: 'while it counted rows',
  rules: 'while it looked for rules',
  frontier: 'while it measured the trade-off',
  generate: 'while it generated the synthetic table',
  resultRows: 'while it showed rows',
  closestRows: 'while it looked for the closest rows',
  gate: 'while it checked the review',
  release: 'while it saved the release',
  saveReport: 'while it saved the report',
  probe: 'while it tried the network',
};

/** What happened, what is on the disk, what to do next. */
export function crashFailure({ exitCode, during, reopens }: Ended): Failure {
  const outOfMemory = exitCode === exitCodes.outOfMemory;
  const when = during === null ? 'while nothing was under way' : doing[during];
  const cause = outOfMemory ? 'it ran out of memory' : 'it was ended from outside or failed';
  const next = reopens
    ? 'The file is being opened again with your corrections; results have to be generated again.'
    : 'The file must be opened again.';
  const advice = outOfMemory ? ' Close other programs or use fewer rows before you try again.' : '';
  return {
    kind: 'crashed',
    code: outOfMemory ? 'out-of-memory' : 'engine-ended',
    message: `The engine stopped ${when}: ${cause}. No unfinished file was left on the disk. ${next}${advice}`,
  };
}
