import { describe, expect, it } from 'vitest';
import { createCancel, createRun } from '../../../models/run/createRun.ts';
import { inlinePool } from '../../../models/run/pool.ts';
import { Cancelled, checkCancel, type Progress } from '../../../models/run/run.ts';

function setUp(): {
  run: ReturnType<typeof createRun>;
  cancel: Int32Array;
  seen: Progress[];
  clock: { timeMs: number };
} {
  const cancel = createCancel();
  const seen: Progress[] = [];
  const clock = { timeMs: 1000 };
  const run = createRun({
    pool: inlinePool(cancel),
    cancel,
    onProgress: (progress) => seen.push(progress),
    clockMs: () => clock.timeMs,
  });
  return { run, cancel, seen, clock };
}

describe('createRun', () => {
  it('passes on stage, share and detail', () => {
    const { run, seen } = setUp();
    run.report('read', 0, '3 of 10 columns');
    expect(seen).toEqual([{ stage: 'read', share: 0, detail: '3 of 10 columns' }]);
  });

  it('gives a range for the time that is left, which holds the straight-line estimate', () => {
    const { run, seen, clock } = setUp();
    clock.timeMs += 1200;
    run.report('prepare', 0); // 12 % of the work by weight took 1.2 s, so 8.8 s are left on a straight line
    const [low, high] = seen[0].remainingMs ?? [NaN, NaN];
    expect(low).toBeLessThan(8800);
    expect(high).toBeGreaterThan(8800);
  });

  it('says nothing about the end before it can', () => {
    const { run, seen, clock } = setUp();
    clock.timeMs += 5;
    run.report('read', 0.1);
    expect(seen[0]).not.toHaveProperty('remainingMs');
  });

  it('notices a cancel where progress is reported', () => {
    const { run, cancel, seen } = setUp();
    Atomics.store(cancel, 0, 1);
    expect(() => run.report('fit', 0.5)).toThrow(Cancelled);
    expect(() => checkCancel(cancel)).toThrow(Cancelled);
    expect(seen).toEqual([]);
  });
});
