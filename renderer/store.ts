/** Holds the window's state outside of React, so that actions always see the newest one. */
import { type Action, initialState, reduce, type State } from './state.ts';

export interface Store {
  readonly now: () => State;
  readonly dispatch: (action: Action) => void;
  /** Calls `listener` after each change; gives back what ends it. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A store in the initial state. */
export function createStore(): Store {
  let state = initialState;
  const listeners = new Set<() => void>();
  return {
    now: () => state,
    dispatch(action) {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      listeners.forEach((listener) => listener());
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
