/** A unit of heavy work with a name, so that it can be asked for across a thread boundary. */

/**
 * `work` must be a pure function of its payload: no module state, no clock, no randomness but keys in the payload. It
 * looks at the cancel flag (`checkCancel`) at least every 50 ms of work.
 */
export interface Task<Payload, Result> {
  /** Unique, e.g. `trees.fitColumn`; every task is listed in `tasks.ts`. */
  readonly name: string;
  readonly work: (payload: Payload, cancel: Int32Array) => Result | Promise<Result>;
}

/** Does tasks on worker threads or in line; the two give the same results. */
export interface Pool {
  readonly threads: number;
  /**
   * Payloads and results are structured-cloned, SharedArrayBuffers in them are shared. Tasks start in call order.
   * @throws Cancelled, Refused or whatever the work throws.
   */
  run<Payload, Result>(task: Task<Payload, Result>, payload: Payload): Promise<Result>;
  close(): Promise<void>;
}
