/** Entry of the engine's worker threads: the network goes first, then tasks are done as everywhere. */
import { refuseNetwork } from './noNetwork.ts';

refuseNetwork(() => {
  process.stderr.write('Understudy engine: a worker thread asked for the network and was refused.\n');
});

await import('../../models/run/worker.ts');
