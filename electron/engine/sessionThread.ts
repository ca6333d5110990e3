/** The thread that holds the session: answers calls, reports progress, owns the pool of workers. */
import { parentPort, type MessagePort, workerData } from 'node:worker_threads';
import { availableParallelism } from 'node:os';
import { wakeThreads } from '../../models/io/csv/wakeThreads.ts';
import { createRun } from '../../models/run/createRun.ts';
import { workerPool } from '../../models/run/pool.ts';
import { Cancelled, type Progress, type Run, type Stage } from '../../models/run/run.ts';
import type { Pool } from '../../models/run/task.ts';
import { renderReport } from '../../renderer/report/index.ts';
import { failureOf, placeOf } from '../ipc/failure.ts';
import { version } from '../version.ts';
import { type EngineCall, type EngineCalls, type FromEngine, longCalls, type ToEngine } from './messages.ts';
import { engineSession, type Session } from './session.ts';

/** More threads than this gain little: the longest column's fit bounds the whole. Ours. */
const mostThreads = 8;

/** Progress is sent at most this often, and always when a stage begins or ends; a person sees no more. */
const progressEveryMs = 50;

const stagesOf: Partial<Record<EngineCall, readonly Stage[]>> = {
  open: ['read', 'prepare'],
  study: ['prepare'],
  rules: ['prepare'],
  frontier: ['prepare', 'fit'],
  generate: ['prepare', 'fit', 'sample', 'evaluate'],
  closestRows: ['evaluate'],
  release: ['sample'],
};

export interface SessionData {
  readonly cancel: Int32Array;
}

/** Serves calls until the process ends. @param onBug is told where in the code a bug happened, without its message. */
export function serveSession(onBug: (place: string) => void): void {
  const port = parentPort;
  if (port === null) throw new Error('The session runs only as a worker thread.');
  const { cancel } = workerData as SessionData;
  const pool = renewablePool(new URL('worker.js', import.meta.url), cancel);
  wakeThreads(pool);
  const session = engineSession({
    version,
    renderHtml: renderReport,
    todayDays: () => Math.floor(Date.now() / 86_400_000),
  });
  const onProgress = throttled((progress) =>
    port.postMessage({ kind: 'progress', progress } satisfies FromEngine),
  );

  port.on('message', async (message: ToEngine) => {
    if (message.kind !== 'call') return;
    const stages = stagesOf[message.name];
    const run = createRun({ pool, cancel, onProgress, ...(stages === undefined ? {} : { stages }) });
    await reply(port, session, message, run, onBug);
    if (Atomics.load(cancel, 0) !== 0 && longCalls.includes(message.name)) await pool.renew();
  });
}

async function reply(
  port: MessagePort,
  session: Session,
  { id, name, request }: Extract<ToEngine, { kind: 'call' }>,
  run: Run,
  onBug: (place: string) => void,
): Promise<void> {
  // The pair of name and request comes from `host.ts`, whose `call` is typed by the same map.
  const work = session[name] as (request: unknown, run: Run) => Promise<EngineCalls[EngineCall][1]>;
  try {
    const value = await work(request, run);
    port.postMessage({ kind: 'reply', id, reply: { ok: true, value } } satisfies FromEngine);
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'bug') onBug(placeOf(error));
    port.postMessage({ kind: 'reply', id, reply: { ok: false, failure } } satisfies FromEngine);
  }
}

/** A pool whose workers can be replaced, so that what a stopped job had still queued does not compete with the next. */
function renewablePool(workerFile: URL, cancel: Int32Array): Pool & { renew(): Promise<void> } {
  const threads = Math.min(mostThreads, availableParallelism());
  let pool = workerPool(workerFile, threads, cancel);
  return {
    threads,
    run: (task, payload) =>
      Atomics.load(cancel, 0) === 0 ? pool.run(task, payload) : Promise.reject(new Cancelled()),
    close: () => pool.close(),
    renew: async () => {
      const before = pool;
      pool = workerPool(workerFile, threads, cancel);
      await before.close();
    },
  };
}

function throttled(send: (progress: Progress) => void): (progress: Progress) => void {
  let stage: Stage | null = null;
  let sentMs = 0;
  return (progress) => {
    const nowMs = performance.now();
    if (progress.stage === stage && progress.share < 1 && nowMs - sentMs < progressEveryMs) return;
    stage = progress.stage;
    sentMs = nowMs;
    send(progress);
  };
}
