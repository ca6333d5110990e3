/** The window: its state, what reaches it from outside, and the frame around the six steps. */
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Bridge } from '../electron/ipc/contract.ts';
import { type Actions, actionsOver } from './actions.ts';
import { UnderstudyContext } from './context.ts';
import { NoticeBar } from './parts/Notice.tsx';
import { GeneratedDialog } from './parts/GeneratedDialog.tsx';
import { OfferedDialog } from './parts/OfferedDialog.tsx';
import { Rail } from './parts/Rail.tsx';
import { TopBar } from './parts/TopBar.tsx';
import type { State } from './state.ts';
import type { Store } from './store.ts';
import { StepPage } from './steps/StepPage.tsx';

/** Time without a change before a table is looked at, so that a row of quick corrections costs one look. Ours. */
const studyAfterMs = 300;

export interface AppProps {
  readonly bridge: Bridge;
  /** Lives outside of the window's parts, so that it outlives a fault in one of them. */
  readonly store: Store;
}

export function App({ bridge, store }: AppProps) {
  const { dispatch } = store;
  const state = useSyncExternalStore(store.subscribe, store.now);
  const act = useMemo(() => actionsOver(bridge, store.dispatch, store.now), [bridge, store]);
  useEvents(bridge, act, store);
  useShortcuts(act, dispatch);
  useFileDrop(bridge);
  useTheme(state.theme);
  useSentCorrections(state, act);
  useStudy(state, act);
  const understudy = useMemo(() => ({ state, dispatch, act }), [state, dispatch, act]);
  return (
    <UnderstudyContext value={understudy}>
      <div className="shell">
        <TopBar />
        <Rail />
        <main className="main" id="main" tabIndex={-1} aria-label="Step">
          <NoticeBar />
          <StepPage key={state.step} />
        </main>
        <OfferedDialog />
        <GeneratedDialog />
      </div>
    </UnderstudyContext>
  );
}

function useEvents(bridge: Bridge, act: Actions, { dispatch, now }: Store): void {
  useEffect(() => {
    const stops = [
      bridge.on('progress', (progress) => dispatch({ type: 'progress', progress })),
      bridge.on('refused', ({ count }) => dispatch({ type: 'refused', count })),
      bridge.on('engine.died', (failure) => {
        const { work } = now();
        const during = work.state !== 'idle' && work.what === 'generate' ? 'generate' : 'engine';
        dispatch({ type: 'failed', failure, during });
      }),
      bridge.on('file.offered', (file) => void act.offer(file)),
      bridge.on('command', (command) => {
        if (command === 'choose') void act.chooseTable();
        else if (command === 'run') void act.generate();
        else dispatch({ type: command });
      }),
    ];
    if (now().version === null) void act.start();
    return () => stops.forEach((stop) => stop());
  }, [bridge, act, dispatch, now]);
}

/** Undo, redo, open and generate by keyboard; text fields keep their own undo. */
function useShortcuts(act: Actions, dispatch: Store['dispatch']): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const inText = event.target instanceof Element && event.target.closest('input, textarea') !== null;
      const key = event.key.toLowerCase();
      if (key === 'z' && !inText) dispatch({ type: event.shiftKey ? 'redo' : 'undo' });
      else if (key === 'y' && !inText) dispatch({ type: 'redo' });
      else if (key === 'r') void act.generate();
      else if (key === 'o') void act.chooseTable();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [act, dispatch]);
}

/** A file dropped anywhere in the window goes to main, which offers it back as a handle. */
function useFileDrop(bridge: Bridge): void {
  useEffect(() => {
    const over = (event: DragEvent): void => event.preventDefault();
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) bridge.drop(file);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [bridge]);
}

function useTheme(theme: State['theme']): void {
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}

/** Corrections show at once and reach main right after; undo is sending an earlier state. */
function useSentCorrections({ table, corrections, sent, work }: State, act: Actions): void {
  const ready = table !== null && work.state === 'idle';
  useEffect(() => {
    if (ready && corrections.now !== sent) void act.sendCorrections(corrections.now);
  }, [ready, corrections.now, sent, act]);
}

/** A closer look at each table that is shown, once main has nothing else to do and knows the newest corrections. */
function useStudy({ table, studied, corrections, sent, work }: State, act: Actions): void {
  const due = work.state === 'idle' && corrections.now === sent && table !== studied ? table : null;
  useEffect(() => {
    if (due === null) return;
    const timer = setTimeout(() => void act.study(due), studyAfterMs);
    return () => clearTimeout(timer);
  }, [due, act]);
}
