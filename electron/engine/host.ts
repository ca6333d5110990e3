/**
 * Main's side of the engine: starts it, asks it, stops what it does, and goes on when it dies. Long calls run one after
 * the other; short ones are answered meanwhile.
 */
import type { Failure, Reply } from '../ipc/contract.ts';
import type { Progress } from '../../models/run/run.ts';
import { crashFailure, stoppedFailure } from './crash.ts';
import {
  type EngineCall,
  type EngineCalls,
  type FromEngine,
  givesWay,
  longCalls,
  type ToEngine,
  waitedFor,
} from './messages.ts';

/** A running engine process; `post` after its end does nothing. */
export interface EngineChild {
  post(message: ToEngine): void;
  kill(): void;
}

/** Starts an engine; the listeners are called until `onExit`, which is called once. */
export type StartEngine = (listeners: {
  readonly onMessage: (message: FromEngine) => void;
  readonly onExit: (exitCode: number) => void;
}) => EngineChild;

/** The long call that is or was last under way. */
export type Job =
  | { readonly state: 'none' }
  | { readonly state: 'queued' | 'running' | 'cancelling' | 'done' | 'cancelled'; readonly name: EngineCall }
  | { readonly state: 'failed' | 'crashed'; readonly name: EngineCall; readonly failure: Failure };

export interface HostOptions {
  readonly start: StartEngine;
  readonly onProgress: (progress: Progress) => void;
  readonly onDied: (failure: Failure) => void;
  /** Requests to the network refused by all engines since the app started. */
  readonly onRefused: (count: number) => void;
  /** Called before a crashed call is answered, to tidy up what it may have left on the disk. */
  readonly afterCrash: (name: EngineCall, request: EngineCalls[EngineCall][0]) => Promise<void>;
  /** From asking to killing; 2,000 by default. */
  readonly killAfterMs?: number;
}

export interface EngineHost {
  call<Name extends EngineCall>(
    name: Name,
    request: EngineCalls[Name][0],
  ): Promise<Reply<EngineCalls[Name][1]>>;
  /** Starts the engine, so that the first call need not wait for it; does nothing when there is one. */
  start(): void;
  /** Stops the long call under way and those that wait; answers at once. */
  cancel(): void;
  job(): Job;
  /** Ends the engine for good; what is under way is answered as cancelled. */
  stop(): void;
}

interface Pending {
  readonly id: number;
  readonly name: EngineCall;
  readonly request: EngineCalls[EngineCall][0];
  readonly settle: (reply: Reply<never>) => void;
}

/** What changes while a host lives; only the functions of this file touch it. */
interface State {
  readonly options: HostOptions;
  /** Posted and not answered. */
  readonly pending: Map<number, Pending>;
  /** Long calls that have not been posted. */
  readonly waiting: Pending[];
  child: EngineChild | null;
  /** The long call that was posted. */
  current: Pending | null;
  job: Job;
  killTimer: ReturnType<typeof setTimeout> | undefined;
  /** True between the kill of a stop that took too long and the end of the process. */
  killed: boolean;
  stopped: boolean;
  nextId: number;
  refusals: { earlier: number; now: number };
  /** What a new engine needs to stand where the old one stood. */
  lastOpen: EngineCalls['open'][0] | null;
  /** Settles when the table is open again after a crash. */
  restoring: Promise<void> | null;
}

/** An engine that is started at the first call and again after a crash. */
export function engineHost(options: HostOptions): EngineHost {
  const state: State = {
    options,
    pending: new Map(),
    waiting: [],
    child: null,
    current: null,
    job: { state: 'none' },
    killTimer: undefined,
    killed: false,
    stopped: false,
    nextId: 1,
    refusals: { earlier: 0, now: 0 },
    lastOpen: null,
    restoring: null,
  };
  return {
    call: async (name, request) => {
      if (state.stopped) return { ok: false, failure: stoppedFailure };
      const long = longCalls.includes(name);
      if (!long && state.restoring !== null) await state.restoring;
      return new Promise((resolve) => {
        const item: Pending = { id: state.nextId++, name, request, settle: resolve };
        if (long) queue(state, item);
        else post(state, item);
      });
    },
    start: () => {
      if (!state.stopped) ensureChild(state);
    },
    cancel: () => cancel(state),
    job: () => state.job,
    stop: () => stop(state),
  };
}

function queue(state: State, item: Pending): void {
  state.waiting.push(item);
  if (state.current === null) state.job = { state: 'queued', name: item.name };
  else if (givesWay(state.current.name, item.name)) askToStop(state, state.current);
  pump(state);
}

/** Posts the next long call when none is under way and the table of a crashed engine is back. */
function pump(state: State): void {
  if (state.current !== null || state.restoring !== null) return;
  state.current = state.waiting.shift() ?? null;
  if (state.current === null) return;
  state.job = { state: 'running', name: state.current.name };
  post(state, state.current);
}

function post(state: State, item: Pending): void {
  state.pending.set(item.id, item);
  ensureChild(state).post({ kind: 'call', id: item.id, name: item.name, request: item.request });
}

function ensureChild(state: State): EngineChild {
  state.child ??= state.options.start({
    onMessage: (message) => receive(state, message),
    onExit: (exitCode) => ended(state, exitCode),
  });
  return state.child;
}

function receive(state: State, message: FromEngine): void {
  const { options, refusals, pending } = state;
  switch (message.kind) {
    case 'progress':
      if (state.job.state === 'running' && waitedFor.includes(state.job.name))
        options.onProgress(message.progress);
      return;
    case 'refused':
      refusals.now = message.count;
      options.onRefused(refusals.earlier + refusals.now);
      return;
    case 'reply': {
      const item = pending.get(message.id);
      if (item === undefined) return;
      if (message.reply.ok) remember(state, item);
      settle(state, item, message.reply as Reply<never>);
      pump(state);
      return;
    }
    default:
      message satisfies never;
  }
}

function remember(state: State, { name, request }: Pending): void {
  if (name === 'open') state.lastOpen = request as EngineCalls['open'][0];
  if (name === 'correct' && state.lastOpen !== null) {
    state.lastOpen = { ...state.lastOpen, columns: (request as EngineCalls['correct'][0]).columns };
  }
}

function settle(state: State, item: Pending, reply: Reply<never>): void {
  state.pending.delete(item.id);
  if (item === state.current) {
    clearTimeout(state.killTimer);
    state.current = null;
    state.job = settledJob(item.name, reply);
  }
  item.settle(reply);
}

function settledJob(name: EngineCall, reply: Reply<never>): Job {
  if (reply.ok) return { state: 'done', name };
  const { failure } = reply;
  if (failure.kind === 'cancelled') return { state: 'cancelled', name };
  return { state: failure.kind === 'crashed' ? 'crashed' : 'failed', name, failure };
}

function cancel(state: State): void {
  const { waiting, current } = state;
  for (const item of waiting.splice(0)) {
    settle(state, item, { ok: false, failure: stoppedFailure });
    if (current === null) state.job = { state: 'cancelled', name: item.name };
  }
  if (current !== null) askToStop(state, current);
}

function askToStop(state: State, current: Pending): void {
  if (state.job.state !== 'running') return;
  state.job = { state: 'cancelling', name: current.name };
  state.child?.post({ kind: 'cancel', id: current.id });
  state.killTimer = setTimeout(() => {
    state.killed = true;
    state.child?.kill();
  }, state.options.killAfterMs ?? 2_000);
}

function stop(state: State): void {
  state.stopped = true;
  const open = [...state.pending.values(), ...state.waiting.splice(0)];
  for (const item of open) settle(state, item, { ok: false, failure: stoppedFailure });
  state.child?.kill();
  state.child = null;
}

/** The process is over: answers what it owed, says so unless it was meant, and starts the next one on the same table. */
function ended(state: State, exitCode: number): void {
  const { current, killed, refusals } = state;
  // A table on which two engines died one after the other is not tried a third time.
  const reopens = state.lastOpen !== null && state.restoring === null;
  const failure = killed
    ? stoppedFailure
    : crashFailure({ exitCode, during: current?.name ?? null, reopens });
  state.child = null;
  state.killed = false;
  refusals.earlier += refusals.now;
  refusals.now = 0;
  if (state.stopped) return;
  const lost = [...state.pending.values(), ...state.waiting.splice(0)];
  // Set before anything is answered: whoever is answered may call again at once and must wait for the table.
  if (reopens) state.restoring = restore(state);
  else state.lastOpen = null;
  // An engine that held nothing and owed nothing is missed by nobody; the next call starts another.
  const missed = reopens || lost.length > 0;
  if (!killed && missed) state.options.onDied(failure);
  for (const item of lost) void answerLost(state, item, failure);
}

async function answerLost(state: State, item: Pending, failure: Failure): Promise<void> {
  await state.options.afterCrash(item.name, item.request).catch(() => {});
  settle(state, item, { ok: false, failure });
  pump(state);
}

/** Opens the last table again in a new engine; calls made meanwhile wait for it. */
async function restore(state: State): Promise<void> {
  const request = state.lastOpen;
  // In a later turn: starting a process inside the exit event of another has crashed Electron (electron/electron#53923).
  await new Promise((resolve) => setTimeout(resolve, 0));
  if (request !== null && !state.stopped) {
    await new Promise<void>((resolve) => {
      post(state, { id: state.nextId++, name: 'open', request, settle: () => resolve() });
    });
  }
  state.restoring = null;
  pump(state);
}
