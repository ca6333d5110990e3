/**
 * What every long function takes: where to report progress, how it learns of a cancel, and who does heavy work.
 * Reporting progress is where a cancel is noticed.
 */
import type { Pool } from './task.ts';

/** The stages that a person sees, in order. */
export const stages = ['read', 'prepare', 'fit', 'sample', 'evaluate', 'write'] as const;
export type Stage = (typeof stages)[number];

export interface Progress {
  readonly stage: Stage;
  /** Share of this stage that is done, 0 to 1. */
  readonly share: number;
  /** What is worked on, for a person: a column's name or a count. Never a cell value. */
  readonly detail?: string;
  /** Estimated milliseconds to the end of all stages as a range; absent until it can be told. */
  readonly remainingMs?: readonly [low: number, high: number];
}

/** Thrown when a person stopped the work; not an error. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
  constructor() {
    super('The work was stopped.');
  }
}

/**
 * An expected failure: the message says what is wrong, where, what was expected and what to do next, and never holds a
 * cell value.
 */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    /** A stable word for tests and scripts, e.g. `empty-file`. */
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export interface Run {
  /** Reports progress. @throws Cancelled when the work is to stop. */
  report(stage: Stage, share: number, detail?: string): void;
  /** Element 0 is set to 1 to ask for a stop; shared with the workers. */
  readonly cancel: Int32Array;
  readonly pool: Pool;
}

/** @throws Cancelled when `cancel` is set; for loops that have nothing to report. */
export function checkCancel(cancel: Int32Array): void {
  if (Atomics.load(cancel, 0) !== 0) throw new Cancelled();
}
