/**
 * Main's side of the engine: starts it, asks it, stops what it does, and goes on when it dies. Long calls run one after
 * the other; short ones are answered meanwhile.
 */
import type { Failure, Reply } from '../ipc/contract.ts';
import type { Progress } from '../../models/run/run.ts';
import { type Ended, crashFailure, stoppedFailure } from './crash.ts';
import { type EngineCall, type EngineCalls, type FromEngine, longCalls, type ToEngine } from './messages.ts';

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

/** An engine that is started at the first call and again after a crash. */
export function engineHost(options: HostOptions): EngineHost {
  const { start, killAfterMs = 2_000 } = options;
  const pending = new Map<number, Pending>();
  const waiting: Pending[] = [];
  let child: EngineChild | null = null;
  let current: Pending | null = null;
  let job: Job = { state: 'none' };
  let killTimer: ReturnType<typeof setTimeout> | undefined;
  let killed = false;
  let stopped = false;
  let nextId = 1;
  let earlierRefusals = 0;
  let refusals = 0;
  let lastOpen: EngineCalls['open'][0] | null = null;
  let restoring: Promise<unknown> | null = null;

  const settle = (item: Pending, reply: Reply<never>): void => {
    pending.delete(item.id);
    if (item === current) {
      clearTimeout(killTimer);
      current = null;
      job = settledJob(item.name, reply);
    }
    item.settle(reply);
  };

  const post = (item: Pending): void => {
    pending.set(item.id, item);
    child ??= start({ onMessage: receive, onExit: ended });
    child.post({ kind: 'call', id: item.id, name: item.name, request: item.request });
  };

  const pump = (): void => {
    if (current !== null) return;
    current = waiting.shift() ?? null;
    if (current === null) return;
    job = { state: 'running', name: current.name };
    post(current);
  };

  const receive = (message: FromEngine): void => {
    switch (message.kind) {
      case 'progress':
        if (job.state === 'running') options.onProgress(message.progress);
        return;
      case 'refused':
        refusals = message.count;
        options.onRefused(earlierRefusals + refusals);
        return;
      case 'reply': {
        const item = pending.get(message.id);
        if (item === undefined) return;
        if (message.reply.ok) remember(item);
        settle(item, message.reply as Reply<never>);
        pump();
        return;
      }
      default:
        message satisfies never;
    }
  };

  /** What a new engine needs to stand where the old one stood. */
  const remember = ({ name, request }: Pending): void => {
    if (name === 'open') lastOpen = request as EngineCalls['open'][0];
    if (name === 'correct' && lastOpen !== null) {
      lastOpen = { ...lastOpen, columns: (request as EngineCalls['correct'][0]).columns };
    }
  };

  const ended = (exitCode: number): void => {
    const how: Ended = { exitCode, killed, during: current?.name ?? null, reopens: canReopen() };
    child = null;
    earlierRefusals += refusals;
    refusals = 0;
    killed = false;
    clearTimeout(killTimer);
    const failure = how.killed ? stoppedFailure : crashFailure(how);
    const lost = [...pending.values(), ...waiting.splice(0)];
    // Set before anything is answered: whoever is answered may call again at once and must wait for the table.
    if (!stopped && how.reopens) restoring = restore();
    else lastOpen = null;
    if (!stopped && !how.killed) options.onDied(failure);
    for (const item of lost) void answerLost(item, failure);
  };

  /** Once a crash: an engine that dies on the table it should open again is not tried a third time. */
  const canReopen = (): boolean => lastOpen !== null && restoring === null;

  const answerLost = async (item: Pending, failure: Failure): Promise<void> => {
    const crashed = item === current;
    if (crashed) {
      current = null;
      job =
        failure.kind === 'crashed'
          ? { state: 'crashed', name: item.name, failure }
          : { state: 'cancelled', name: item.name };
    }
    pending.delete(item.id);
    await options.afterCrash(item.name, item.request).catch(() => {});
    item.settle({ ok: false, failure });
    pump();
  };

  /** Opens the last table again in a new engine; calls made meanwhile wait for it. */
  const restore = async (): Promise<void> => {
    const request = lastOpen;
    if (request === null) return;
    await new Promise<void>((resolve) => {
      // In a later turn: starting a process inside the exit event of another has crashed Electron (#53923).
      setTimeout(() => {
        if (stopped) return resolve();
        post({ id: nextId++, name: 'open', request, settle: () => resolve() });
      }, 0);
    });
    restoring = null;
    pump();
  };

  return {
    call: async (name, request) => {
      if (stopped) return { ok: false, failure: stoppedFailure };
      if (restoring !== null) await restoring;
      return new Promise((resolve) => {
        const item: Pending = { id: nextId++, name, request, settle: resolve };
        if (!longCalls.includes(name)) return post(item);
        waiting.push(item);
        if (current === null) job = { state: 'queued', name };
        pump();
      });
    },
    cancel: () => {
      for (const item of waiting.splice(0)) item.settle({ ok: false, failure: stoppedFailure });
      if (current === null || job.state !== 'running') return;
      job = { state: 'cancelling', name: current.name };
      child?.post({ kind: 'cancel', id: current.id });
      killTimer = setTimeout(() => {
        killed = true;
        child?.kill();
      }, killAfterMs);
    },
    job: () => job,
    stop: () => {
      stopped = true;
      clearTimeout(killTimer);
      for (const item of [...pending.values(), ...waiting.splice(0)])
        settle(item, { ok: false, failure: stoppedFailure });
      child?.kill();
      child = null;
    },
  };
}

function settledJob(name: EngineCall, reply: Reply<never>): Job {
  if (reply.ok) return { state: 'done', name };
  if (reply.failure.kind === 'cancelled') return { state: 'cancelled', name };
  return { state: 'failed', name, failure: reply.failure };
}
