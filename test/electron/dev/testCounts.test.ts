import { describe, expect, it } from 'vitest';
import { countsIn, lastLine, summary } from '../../../electron/dev/testCounts.mjs';

const report = JSON.stringify({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 });
const none = { passed: 0, failed: 0, skipped: 0 };

describe('countsIn', () => {
  it('reads the report of Vitest; skipped and to-do tests are both skipped', () => {
    expect(countsIn(report, 1)).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });

  it('counts a run that failed without a failed test as one failure', () => {
    expect(countsIn(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    const clean = JSON.stringify({
      numPassedTests: 3,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
    });
    expect(countsIn(clean, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
    expect(countsIn(clean, 0)).toEqual({ passed: 3, failed: 0, skipped: 0 });
  });
});

describe('lastLine', () => {
  it('sums over the steps', () => {
    const steps = [
      { name: 'lint', seconds: 1, counts: { ...none, failed: 1 } },
      { name: 'unit', seconds: 2, counts: { passed: 40, failed: 0, skipped: 0 } },
      { name: 'app', seconds: 3, counts: { passed: 2, failed: 1, skipped: 0 } },
    ];
    expect(lastLine(steps)).toBe('42 passed, 2 failed');
    expect(lastLine([])).toBe('0 passed, 0 failed');
  });
});

describe('summary', () => {
  it('has a line for each step with its verdict, time and tests', () => {
    const text = summary([
      { name: 'lint', seconds: 0.44, counts: none },
      { name: 'unit', seconds: 12.04, counts: { passed: 3, failed: 1, skipped: 0 } },
    ]);
    expect(text).toBe('lint    ok          0.4 s\nunit    FAILED     12.0 s  3 passed, 1 failed');
  });

  it('is loud about what was not tested', () => {
    const text = summary([
      { name: 'unit', seconds: 1, counts: { passed: 1, failed: 0, skipped: 2 } },
      { name: 'app', seconds: 1, counts: none, notRun: 'no Electron can be had here' },
    ]);
    expect(text).toContain('THE APP TESTS WERE NOT RUN: no Electron can be had here.');
    expect(text).toContain('SKIPPED unit tests: 2.');
    expect(text).not.toContain('app     ok');
  });
});
