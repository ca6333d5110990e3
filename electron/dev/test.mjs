/**
 * `npm test`: everything that can be checked here, each step timed, all steps also after a failure. The last line on
 * stdout is `N passed, N failed`: the tests of Vitest, plus one failure for each other step that did not pass.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { hasDisplay, startXvfb } from './display.mjs';
import { haveLibraries } from './libraries.mjs';
import { installPackages, runCommand } from './packages.mjs';
import { findRuntime } from './runtime.mjs';
import { say } from './talk.mjs';
import { countsIn, lastLine, summary } from './testCounts.mjs';
import { checkTypes } from './types.mjs';

/** @typedef {import('./testCounts.mjs').Step} Step */
/** @typedef {{ counts: Step['counts'], notRun?: string }} Outcome */

const onCi = process.env['CI'] === 'true' || process.env['CI'] === '1';
const reports = mkdtempSync(join(tmpdir(), 'understudy-test-'));

/** In order; a later step may use what an earlier one built. @type {[string, () => Promise<Outcome>][]} */
const work = [
  ['format', async () => check(await runCommand('prettier', ['--check', '--log-level', 'warn', '.']))],
  ['lint', async () => check(await runCommand('oxlint', ['--deny-warnings']))],
  ['types', async () => check(await checkTypes())],
  ['unit', () => vitest('unit')],
  [
    'build',
    async () => {
      await build();
      return check(0);
    },
  ],
  ['flow', () => vitest('flow')],
  ['app', app],
];

installPackages();
/** @type {Step[]} */
const steps = [];
for (const [name, run] of work) {
  say(`\n== ${name}`);
  const startedMs = performance.now();
  const outcome = await run().catch((error) => {
    say(error instanceof Error ? error.message : String(error));
    return check(1);
  });
  steps.push({ name, seconds: (performance.now() - startedMs) / 1000, ...outcome });
}
rmSync(reports, { recursive: true, force: true });
process.stdout.write(`\n${summary(steps)}\n${lastLine(steps)}\n`);
process.exitCode = steps.some(({ counts }) => counts.failed > 0) ? 1 : 0;

/** A step without tests of its own: silent in the count when it passes. @param {number} exitCode @returns {Outcome} */
function check(exitCode) {
  return { counts: { passed: 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 } };
}

/** @param {'unit' | 'flow' | 'app'} project @param {NodeJS.ProcessEnv} [env] @returns {Promise<Outcome>} */
async function vitest(project, env = process.env) {
  const report = join(reports, `${project}.json`);
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const exitCode = await runCommand('vitest', args, { env });
  return { counts: countsIn(existsSync(report) ? readFileSync(report, 'utf8') : undefined, exitCode) };
}

/** @returns {Promise<Outcome>} */
async function app() {
  const needsXvfb = !hasDisplay();
  const { binary } = await findRuntime().catch((error) => {
    say(error.message);
    return { binary: undefined };
  });
  const ready = haveLibraries(binary, { needsXvfb, mayInstall: true });
  if (binary === undefined || !ready) {
    return {
      counts: { passed: 0, failed: onCi ? 1 : 0, skipped: 0 },
      notRun: binary === undefined ? 'no Electron can be had here' : 'system libraries are missing',
    };
  }
  const screen = needsXvfb ? await startXvfb() : undefined;
  try {
    const display = screen === undefined ? {} : { DISPLAY: screen.display };
    return await vitest('app', { ...process.env, ...display, UNDERSTUDY_ELECTRON: binary });
  } finally {
    screen?.stop();
  }
}
