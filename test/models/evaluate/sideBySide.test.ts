/** Progress of measures that are taken side by side. */
import { describe, expect, test } from 'vitest';
import { sideBySide } from '../../../models/evaluate/sideBySide.ts';
import { createCancel, createRun } from '../../../models/run/createRun.ts';
import { inlinePool } from '../../../models/run/pool.ts';
import { Cancelled, type Progress, type Run } from '../../../models/run/run.ts';

function listening(): { run: Run; cancel: Int32Array; heard: Progress[] } {
  const cancel = createCancel();
  const heard: Progress[] = [];
  const run = createRun({
    pool: inlinePool(cancel),
    cancel,
    onProgress: (progress) => heard.push(progress),
    clockMs: () => 0,
  });
  return { run, cancel, heard };
}

describe('measures side by side', () => {
  test('the share grows by the weight of what is done, and the first that is open is named', async () => {
    const { run, heard } = listening();
    const follow = sideBySide(run, [0.2, 0.6], { first: 1, second: 2, third: 1 });
    await follow('second', Promise.resolve(2));
    await follow('first', Promise.resolve(1));
    await follow('third', Promise.resolve(3));
    // By hand: 0.2, then 2 and 3 of 4 parts of 0.4; the end is the next stage's to report.
    expect(heard.map(({ detail }) => detail)).toEqual(['first', 'first', 'third']);
    [0.2, 0.4, 0.5].forEach((share, index) => expect(heard[index].share).toBeCloseTo(share, 12));
  });

  test('a measure gives its result, and fails with its own reason', async () => {
    const follow = sideBySide(listening().run, [0, 1], { good: 1, bad: 1 });
    await expect(follow('good', Promise.resolve('found'))).resolves.toBe('found');
    await expect(follow('bad', Promise.reject(new RangeError('broken')))).rejects.toThrow('broken');
  });

  test('a cancel is noticed when the next measure ends', async () => {
    const { run, cancel } = listening();
    const follow = sideBySide(run, [0, 1], { one: 1, other: 1 });
    cancel[0] = 1;
    await expect(follow('one', Promise.resolve(1))).rejects.toThrow(Cancelled);
  });
});
