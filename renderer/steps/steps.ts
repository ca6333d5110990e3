/** The six steps: their order, what each needs, and where a person stands. */
import type { State } from '../state.ts';
import { toDo } from '../review.ts';

export const stepNames = ['open', 'columns', 'generate', 'results', 'review', 'save'] as const;
export type StepName = (typeof stepNames)[number];

export const stepWords: Readonly<Record<StepName, string>> = {
  open: 'Open',
  columns: 'Columns',
  generate: 'Generate',
  results: 'Results',
  review: 'Review',
  save: 'Save',
};

export interface StepView {
  readonly name: StepName;
  /** From 1. */
  readonly number: number;
  readonly state: 'done' | 'current' | 'ready' | 'blocked';
  /** Why it cannot be opened yet; null unless blocked. */
  readonly why: string | null;
}

/** The rail: one entry a step, in order. A step that is both done and current is current. */
export function stepViews(state: State): StepView[] {
  return stepNames.map((name, index) => {
    const why = blockedBecause(state, name);
    const done = isDone(state, name);
    return {
      name,
      number: index + 1,
      state: state.step === name ? 'current' : why !== null ? 'blocked' : done ? 'done' : 'ready',
      why,
    };
  });
}

/** Why a step cannot be opened yet, as a sentence; null when it can. Save opens before the review: it says what is missing. */
export function blockedBecause({ table, report }: State, step: StepName): string | null {
  switch (step) {
    case 'open':
      return null;
    case 'columns':
    case 'generate':
      return table === null ? 'Open a table first.' : null;
    case 'results':
    case 'review':
    case 'save':
      return report === null ? (table === null ? 'Open a table first.' : 'Generate first.') : null;
    default:
      return step satisfies never;
  }
}

function isDone(state: State, step: StepName): boolean {
  const { table, report, released } = state;
  switch (step) {
    case 'open':
      return table !== null;
    case 'columns':
    case 'generate':
      return report !== null && !state.stale;
    case 'results':
      return report !== null && state.pagesOpened.length > 0;
    case 'review':
      return report !== null && toDo(report, state.draft, state.pagesOpened).length === 0;
    case 'save':
      return released !== null;
    default:
      return step satisfies never;
  }
}
