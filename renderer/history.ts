/** Undo and redo over immutable states: undoing is going back to an earlier value, never an inverse operation. */

export interface History<State> {
  /** Oldest first. */
  readonly past: readonly State[];
  readonly now: State;
  /** The next one to redo first. */
  readonly future: readonly State[];
}

/** Steps that are kept; older ones are forgotten. Ours: more than a sitting's worth, and a state is a small object. */
export const historyLimit = 200;

/** A history in which nothing has happened yet. */
export function historyOf<State>(now: State): History<State> {
  return { past: [], now, future: [] };
}

/** Makes `next` the present; what could be redone is gone. The same value again is not a step. */
export function pushed<State>(history: History<State>, next: State): History<State> {
  if (Object.is(history.now, next)) return history;
  return { past: [...history.past, history.now].slice(-historyLimit), now: next, future: [] };
}

/** One step back; the same history when there is none. */
export function undone<State>(history: History<State>): History<State> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future] };
}

/** One step forward; the same history when there is none. */
export function redone<State>(history: History<State>): History<State> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.now], now: next, future };
}
