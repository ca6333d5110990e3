/** Turns whatever was thrown into what may cross to the window. */
import { Cancelled, Refused } from '../../models/run/run.ts';
import type { Failure } from './contract.ts';

/** Carries a failure that came from another process through code that throws. */
export class Failed extends Error {
  override readonly name = 'Failed';
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** A bug's own message never crosses: it could hold a cell value. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failed) return error.failure;
  if (error instanceof Cancelled) return { kind: 'cancelled', code: 'cancelled', message: error.message };
  if (error instanceof Refused) return { kind: 'refused', code: error.code, message: error.message };
  return {
    kind: 'bug',
    code: 'bug',
    message:
      'Something in Understudy itself went wrong, and this step was not finished. Nothing was written. Try again; if it ' +
      'happens again, report it with what you did before.',
  };
}

/** Where a bug happened, for the log: error name and places in the code, without the message, which could hold data. */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'a value that is no error';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join('\n');
}
