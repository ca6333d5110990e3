/** Heavy work by name, on worker threads or in line; the two give the same results. */
import { Worker } from 'node:worker_threads';
import { Cancelled, Refused } from './run.ts';
import type { Pool } from './task.ts';

/** Does each task in the calling thread; for tests and for tables too small to be worth a thread. */
export function inlinePool(cancel: Int32Array): Pool {
  return {
    threads: 1,
    run: async (task, payload) => task.work(payload, cancel),
    close: async () => {},
  };
}

interface Waiting {
  readonly message: { id: number; name: string; payload: unknown };
  readonly resolve: (result: never) => void;
  readonly reject: (reason: Error) => void;
}

/** What a worker answers; errors travel as plain data because classes do not survive the clone. */
export type Answer =
  | { readonly id: number; readonly result: unknown }
  | {
      readonly id: number;
      readonly failure: {
        kind: 'cancelled' | 'refused' | 'bug';
        code: string;
        message: string;
        stack: string;
      };
    };

/**
 * `threads` workers started from `workerFile` (the bundle of `worker.ts`); tasks are handed out in call order, one at a
 * time to each worker.
 */
export function workerPool(workerFile: URL | string, threads: number, cancel: Int32Array): Pool {
  const queue: Waiting[] = [];
  const busy = new Map<Worker, Waiting>();
  const idle: Worker[] = [];
  const all: Worker[] = [];
  let nextId = 0;
  let closed = false;

  const fail = (worker: Worker, reason: Error): void => {
    busy.get(worker)?.reject(reason);
    busy.delete(worker);
    all.splice(all.indexOf(worker), 1);
    if (all.length === 0) while (queue.length > 0) queue.shift()?.reject(reason);
  };

  const start = (): Worker => {
    const worker = new Worker(workerFile, { workerData: { cancel } });
    worker.unref();
    worker.on('message', (answer: Answer) => {
      const waiting = busy.get(worker);
      busy.delete(worker);
      idle.push(worker);
      worker.unref();
      if (waiting !== undefined) {
        if ('result' in answer) waiting.resolve(answer.result as never);
        else waiting.reject(revive(answer.failure));
      }
      next();
    });
    worker.on('error', (error: Error) => fail(worker, error));
    worker.on('exit', (code) => {
      if (!closed) fail(worker, new Error(`A worker thread ended with code ${code}.`));
    });
    all.push(worker);
    return worker;
  };

  const next = (): void => {
    while (queue.length > 0) {
      const worker = idle.pop() ?? (all.length < threads ? start() : undefined);
      if (worker === undefined) return;
      const waiting = queue.shift() as Waiting;
      busy.set(worker, waiting);
      worker.ref();
      worker.postMessage(waiting.message);
    }
  };

  return {
    threads,
    run: ({ name }, payload) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new Error('The worker pool is closed.'));
          return;
        }
        queue.push({ message: { id: nextId++, name, payload }, resolve, reject });
        next();
      }),
    close: async () => {
      closed = true;
      await Promise.all(all.map((worker) => worker.terminate()));
    },
  };
}

function revive(failure: Extract<Answer, { failure: unknown }>['failure']): Error {
  if (failure.kind === 'cancelled') return new Cancelled();
  if (failure.kind === 'refused') return new Refused(failure.code, failure.message);
  const error = new Error(failure.message);
  error.stack = failure.stack;
  return error;
}
