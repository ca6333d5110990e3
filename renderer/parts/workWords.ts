/** What the window says while main works: the parts of each kind of work, what is being done in them, and how long. */
import type { Progress, Stage } from '../../models/run/run.ts';
import type { Work, WorkFile, WorkName } from '../state.ts';
import { formatBytes, formatRemaining } from './format.ts';

/** One part of a piece of work, as its line names it. */
export interface Part {
  readonly stage: Stage;
  readonly label: string;
}

const readFile: Part = { stage: 'read', label: 'Read the file' };
const readColumns: Part = { stage: 'prepare', label: 'Understand the columns' };

/** The parts in the order in which they are done. @param holdoutFile whether a second file is read first */
export function partsOf(what: WorkName, holdoutFile = false): readonly Part[] {
  switch (what) {
    case 'read':
    case 'reread':
      return [readFile, readColumns];
    case 'measure':
      return [{ stage: 'fit', label: 'Try positions' }];
    case 'generate':
      return [
        ...(holdoutFile ? [{ stage: 'read', label: 'Read the holdout file' } as const] : []),
        { stage: 'prepare', label: 'Protect rare and extreme values' },
        { stage: 'fit', label: 'Learn the columns' },
        { stage: 'sample', label: 'Draw synthetic rows' },
        { stage: 'evaluate', label: 'Compare and attack' },
      ];
    case 'save':
      return [{ stage: 'sample', label: 'Write the rows' }];
    default:
      return what satisfies never;
  }
}

/** What the evaluation is at, for a person; keys are the words that `models/evaluate` reports. */
const measuring: Readonly<Record<string, string>> = {
  columns: 'columns one by one',
  'pairs of columns': 'columns two by two',
  'triples of columns': 'columns three by three',
  'shapes of columns': 'the shape of each column',
  'trends of pairs': 'which columns go together',
  charts: 'charts',
  detection: 'can a classifier tell real rows from synthetic ones?',
  utility: 'does a model learned from synthetic rows predict real ones?',
  'propensity scores': 'can a regression tell them apart?',
  'two-way tables': 'cross tables',
  distances: 'how far distributions lie apart',
  'where rows lie': 'are all kinds of real rows covered?',
  slices: 'groups of rows that came out worst',
  correlations: 'correlations',
  regression: 'would a regression come to the same result?',
  copies: 'are real rows copied?',
  'nearest records': 'how near synthetic rows come to real ones',
  'membership attacks': 'can somebody tell who was in the table?',
  'attacks by outsiders': 'can somebody single out, link or infer?',
  'rare values': 'do rare values come through?',
  groups: 'groups',
};

/** What a stage is at, in the user's words; null when there is nothing to say. @param file read by this work */
export function detailOf({ stage, share, detail }: Progress, file: WorkFile | null): string | null {
  if (stage === 'evaluate') return detail === undefined ? null : (measuring[detail] ?? detail);
  if (stage !== 'read' || file === null || file.bytes === null) return detail ?? null;
  const whole = formatBytes(file.bytes);
  return share >= 1 ? whole : `${formatBytes(Math.round(share * file.bytes))} of ${whole}`;
}

/** Share of a part, 0 to 1: a part is done as soon as a later one has reported. */
export function shareOf(work: Work, parts: readonly Part[], stage: Stage): number {
  if (work.state === 'idle') return 0;
  const later = parts.slice(parts.findIndex((part) => part.stage === stage) + 1);
  if (work.progress.some((progress) => later.some((part) => part.stage === progress.stage))) return 1;
  return work.progress.find((progress) => progress.stage === stage)?.share ?? 0;
}

/** The part that is under way: the last that reported, the first before anything did. */
export function partNow(work: Work, parts: readonly Part[]): Part | undefined {
  const newest = work.state === 'idle' ? undefined : work.progress.at(-1);
  return parts.find(({ stage }) => stage === newest?.stage) ?? parts[0];
}

/** Below this a time that has passed is not worth a word. Ours. */
const worthSayingMs = 2_000;

/** How long it has been and may still be, e.g. `12 s so far, 10 to 20 s left`; empty at the very beginning. */
export function timeSays(elapsedMs: number, newest: Progress | undefined): string {
  const seconds = Math.floor(elapsedMs / 1000);
  const spent =
    elapsedMs < worthSayingMs
      ? null
      : seconds < 120
        ? `${seconds} s so far`
        : `${Math.floor(seconds / 60)} min ${seconds % 60} s so far`;
  const left = newest?.remainingMs === undefined ? null : `${formatRemaining(newest.remainingMs)} left`;
  return [spent, left].filter((part) => part !== null).join(', ');
}
