/** Entry of a worker thread: does the tasks of `tasks.ts` that `pool.ts` posts. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer } from './pool.ts';
import { Cancelled, Refused } from './run.ts';
import { tasks } from './tasks.ts';

const port = parentPort;
if (port === null) throw new Error('worker.ts runs only as a worker thread.');
const { cancel } = workerData as { cancel: Int32Array };

port.on('message', async ({ id, name, payload }: { id: number; name: string; payload: unknown }) => {
  try {
    const work = tasks.get(name);
    if (work === undefined) throw new Error(`No task is called ${name}; is it listed in tasks.ts?`);
    const result = await work(payload, cancel);
    port.postMessage({ id, result } satisfies Answer);
  } catch (error) {
    port.postMessage({ id, failure: plain(error) } satisfies Answer);
  }
});

function plain(error: unknown): Extract<Answer, { failure: unknown }>['failure'] {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  if (error instanceof Cancelled) return { kind: 'cancelled', code: '', message, stack };
  if (error instanceof Refused) return { kind: 'refused', code: error.code, message, stack };
  return { kind: 'bug', code: '', message, stack };
}
