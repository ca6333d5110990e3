/** How parts of the window reach its one state and its actions. */
import { createContext, useContext } from 'react';
import type { Actions } from './actions.ts';
import type { State } from './state.ts';
import type { Store } from './store.ts';

export interface Understudy {
  readonly state: State;
  readonly dispatch: Store['dispatch'];
  readonly act: Actions;
}

export const UnderstudyContext = createContext<Understudy | null>(null);

/** @throws Error outside of the provider. */
export function useUnderstudy(): Understudy {
  const understudy = useContext(UnderstudyContext);
  if (understudy === null) throw new Error('useUnderstudy needs the provider of App.tsx around it.');
  return understudy;
}
