/** Several pieces of work that share one stage of what a person sees. */
import type { Run, Stage } from '../../models/run/run.ts';

/** A run whose reports of `stage`, 0 to 1, fill `[from, to]` of that stage; other stages pass as they are. */
export function portionOf(run: Run, stage: Stage, [from, to]: readonly [from: number, to: number]): Run {
  return {
    ...run,
    report: (reported, share, detail) =>
      run.report(reported, reported === stage ? from + (to - from) * share : share, detail),
  };
}

/**
 * A run for work that goes through `stage` several times: each turn fills its part of the stage. A turn begins when a share
 * falls back; turns beyond `turns` stay at the end.
 */
export function inTurns(run: Run, stage: Stage, turns: number): Run {
  let [turn, last] = [0, 0];
  return {
    ...run,
    report: (reported, share, detail) => {
      if (reported !== stage) return run.report(reported, share, detail);
      if (share < last) turn++;
      last = share;
      run.report(stage, Math.min(1, (turn + share) / turns), detail);
    },
  };
}
