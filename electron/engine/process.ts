/** Entry of the engine process and of its session thread; the network goes first in both. */
import { isMainThread, parentPort as sessionPort, Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { createCancel } from '../../models/run/createRun.ts';
import { control } from './control.ts';
import type { FromEngine, ToEngine } from './messages.ts';
import { refuseNetwork } from './noNetwork.ts';
import { serveSession, type SessionData } from './sessionThread.ts';

const logBug = (place: string): void => void process.stderr.write(`Understudy engine: ${place}\n`);

if (isMainThread) startControl();
else startSession();

function startControl(): void {
  const port = process.parentPort;
  let ownRefusals = 0;
  let sessionRefusals = 0;
  const send = (message: FromEngine): void => port.postMessage(message);
  const count = (): void => send({ kind: 'refused', count: ownRefusals + sessionRefusals });
  refuseNetwork(() => {
    ownRefusals++;
    count();
  });

  const cancel = createCancel();
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { cancel } satisfies SessionData });
  const take = control({
    cancel,
    send: (message) => {
      if (message.kind !== 'refused') return send(message);
      sessionRefusals = message.count;
      count();
    },
    exit: (code) => process.exit(code),
    session: {
      post: (message) => worker.postMessage(message),
      onMessage: (listener) => void worker.on('message', listener),
      onEnd: (listener) => {
        worker.on('error', (error: NodeJS.ErrnoException) =>
          listener(error.code === 'ERR_WORKER_OUT_OF_MEMORY'),
        );
        worker.on('exit', () => listener(false));
      },
    },
  });
  port.on('message', ({ data }: { data: ToEngine }) => take(data));
}

function startSession(): void {
  let refusals = 0;
  refuseNetwork(() => sessionPort?.postMessage({ kind: 'refused', count: ++refusals } satisfies FromEngine));
  serveSession(logBug);
}
