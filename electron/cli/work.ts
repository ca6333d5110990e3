/** The engine's surroundings on the command line: worker threads, the cancel key, progress. */
import { availableParallelism } from 'node:os';
import { createCancel, createRun } from '../../models/run/createRun.ts';
import { workerPool } from '../../models/run/pool.ts';
import type { Run, Stage } from '../../models/run/run.ts';
import type { Talk } from './talk.ts';

/** More threads than this gain little: the longest column's fit bounds the whole. Ours. */
const mostThreads = 8;

/** Runs `work` with a pool that is closed on every way out; an interrupt asks it to stop, a second one ends at once. */
export async function withRun<Result>(
  options: { readonly threads: number | undefined; readonly talk: Talk; readonly stages: readonly Stage[] },
  work: (run: Run) => Promise<Result>,
): Promise<Result> {
  const cancel = createCancel();
  const threads = options.threads ?? Math.min(mostThreads, availableParallelism());
  const pool = workerPool(new URL('worker.js', import.meta.url), threads, cancel);
  const interrupt = (): void => {
    if (Atomics.exchange(cancel, 0, 1) === 1) process.exit(130);
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    const { talk, stages } = options;
    return await work(createRun({ pool, cancel, stages, onProgress: talk.progress }));
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    options.talk.clear();
    await pool.close();
  }
}
