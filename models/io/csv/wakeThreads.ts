/** Has the threads of a pool started before there is work for them. */
import type { Pool, Task } from '../../run/task.ts';

/** Does nothing, in a thread that may have to be started for it. */
export const wakeThread: Task<null, null> = { name: 'csv.wakeThread', work: () => null };

/** Starting a thread takes about as long as detecting a dialect, so the two are done at the same time. */
export function wakeThreads(pool: Pool): void {
  for (let thread = 0; thread < pool.threads; thread++) pool.run(wakeThread, null).catch(() => {});
}
