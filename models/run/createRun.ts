/** Makes the `Run` that long functions take: counts progress, estimates the time that is left, notices a cancel. */
import { Cancelled, type Progress, type Run, type Stage, stages } from './run.ts';
import { inlinePool } from './pool.ts';
import type { Pool } from './task.ts';

/** Rough shares of the whole time on adult (24,421 x 15, two threads); only the estimate depends on them. Ours, measured. */
const weights: Record<Stage, number> = {
  read: 0.12,
  prepare: 0.08,
  fit: 0.2,
  sample: 0.1,
  evaluate: 0.45,
  write: 0.05,
};

/** No estimate is shown before this share of the work is done: it would jump about. */
const firstEstimate = 0.05;

export interface RunOptions {
  readonly pool: Pool;
  readonly cancel: Int32Array;
  /** The stages this run will go through, in order; the estimate covers these. */
  readonly stages?: readonly Stage[];
  readonly onProgress?: (progress: Progress) => void;
  /** Milliseconds from any origin. */
  readonly clockMs?: () => number;
}

export function createRun(options: RunOptions): Run {
  const { pool, cancel, onProgress } = options;
  const clockMs = options.clockMs ?? (() => performance.now());
  const planned = options.stages ?? stages;
  const total = planned.reduce((sum, stage) => sum + weights[stage], 0);
  const startMs = clockMs();

  const remaining = (stage: Stage, share: number): Progress['remainingMs'] => {
    const before = planned
      .slice(0, planned.indexOf(stage))
      .reduce((sum, earlier) => sum + weights[earlier], 0);
    const done = (before + weights[stage] * share) / total;
    if (done < firstEstimate || done >= 1) return undefined;
    const leftMs = ((clockMs() - startMs) * (1 - done)) / done;
    return [leftMs * 0.7, leftMs * 1.5];
  };

  return {
    pool,
    cancel,
    report: (stage, share, detail) => {
      if (Atomics.load(cancel, 0) !== 0) throw new Cancelled();
      if (onProgress === undefined) return;
      const remainingMs = remaining(stage, share);
      onProgress({
        stage,
        share,
        ...(detail === undefined ? {} : { detail }),
        ...(remainingMs === undefined ? {} : { remainingMs }),
      });
    },
  };
}

/** A cancel flag that is not set. */
export function createCancel(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4));
}

/** A run that reports to nobody and works in line, for tests and for tiny tables. */
export function quietRun(): Run {
  const cancel = createCancel();
  return createRun({ pool: inlinePool(cancel), cancel });
}
