/** Adds up the steps of `npm test`. */

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ name: string, seconds: number, counts: Counts, notRun?: string }} Step */

/**
 * The counts in Vitest's JSON report. A run that failed without a failed test (a file that does not load, no report at
 * all) counts as one failure.
 * @param {string | undefined} report
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countsIn(report, exitCode) {
  /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number }} */
  const seen =
    report === undefined
      ? { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 }
      : JSON.parse(report);
  const failed = seen.numFailedTests === 0 && exitCode !== 0 ? 1 : seen.numFailedTests;
  return { passed: seen.numPassedTests, failed, skipped: seen.numPendingTests + seen.numTodoTests };
}

/** A line for each step, and one for each thing that was not tested. @param {readonly Step[]} steps */
export function summary(steps) {
  const lines = steps.map(({ name, seconds, counts: { passed, failed }, notRun }) => {
    const verdict = notRun !== undefined ? 'NOT RUN' : failed > 0 ? 'FAILED' : 'ok';
    const tests = passed + failed > 0 ? `${passed} passed, ${failed} failed` : '';
    return `${name.padEnd(8)}${verdict.padEnd(9)}${seconds.toFixed(1).padStart(6)} s  ${tests}`.trimEnd();
  });
  const gaps = steps.flatMap(({ name, counts, notRun }) => [
    ...(notRun !== undefined ? [`THE ${name.toUpperCase()} TESTS WERE NOT RUN: ${notRun}.`] : []),
    ...(counts.skipped > 0 ? [`SKIPPED ${name} tests: ${counts.skipped}.`] : []),
  ]);
  return [...lines, ...gaps].join('\n');
}

/** `N passed, N failed` over all steps. @param {readonly Step[]} steps */
export function lastLine(steps) {
  const total = (/** @type {'passed' | 'failed'} */ key) =>
    steps.reduce((sum, { counts }) => sum + counts[key], 0);
  return `${total('passed')} passed, ${total('failed')} failed`;
}
