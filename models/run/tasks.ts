/** Every task a worker can do, by name. */
import type { Task } from './task.ts';

const all: readonly Task<never, unknown>[] = [];

export const tasks: ReadonlyMap<string, (payload: unknown, cancel: Int32Array) => unknown> = new Map(
  all.map((task) => [task.name, task.work as (payload: unknown, cancel: Int32Array) => unknown]),
);
