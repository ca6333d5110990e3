/** The main job without a window: the command line on a made-up sample table, or on the file that was named. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { inProject } from './place.mjs';
import { say, stop } from './talk.mjs';

/**
 * Runs `understudy synthesize` into a fresh folder under `understudy-demo/`. The sample is made up, so the demo itself
 * signs for it; a table of the person's own is not released without a reviewer, only its report is written.
 * @param {string} folder where the person is
 * @param {string | undefined} file a table of the person's own; the first sample by default
 * @returns {Promise<number>} the exit code of the command line
 */
export async function runDemo(folder, file) {
  say('There is no display here, so the same journey is made on the command line.');
  const built = await build(['cli']).catch((error) => stop(error.message));
  if (built.length > 0) say('Built the command line.');
  const out = freshFolder(join(folder, 'understudy-demo'));
  const source = file ?? (await writeSample(out));
  const review =
    file === undefined ? ['--reviewer', 'Understudy demo', '--purpose', 'trying a made-up sample'] : [];
  const args = ['synthesize', source, '--out', join(out, 'release'), '--seed', '1', ...review];
  let exitCode = await runUnderstudy(args);
  if (exitCode === gateNotMet && file === undefined) {
    say('Checks that did not pass need a reason; for a made-up sample there is one.');
    exitCode = await runUnderstudy([...args, ...acceptances(join(out, 'release', 'report.json'))]);
  }
  const report = join(out, 'release', 'report.html');
  if (existsSync(report)) say(`The report is ${report}`);
  return exitCode;
}

const gateNotMet = 4;

/** A reason for each check that stopped the release. @param {string} report @returns {string[]} */
export function acceptances(report) {
  /** @type {{ checks: { id: string, status: string }[] }} */
  const { checks } = JSON.parse(readFileSync(report, 'utf8'));
  return checks
    .filter(({ status }) => status === 'fail' || status === 'unmeasured')
    .flatMap(({ id }) => ['--accept', `${id}=the sample is made up, nobody is in it`]);
}

/** The first `run-N` that does not exist yet, made. @param {string} parent @returns {string} */
export function freshFolder(parent) {
  mkdirSync(parent, { recursive: true });
  for (let number = 1; ; number++) {
    const folder = join(parent, `run-${number}`);
    if (existsSync(folder)) continue;
    mkdirSync(folder);
    return folder;
  }
}

/** @param {string} folder @returns {Promise<string>} the path of the sample */
async function writeSample(folder) {
  const { samples } = await import(pathToFileURL(inProject('dist', 'cli', 'samples.js')).href);
  const path = join(folder, samples[0].name);
  writeFileSync(path, samples[0].bytes());
  return path;
}

/** @param {readonly string[]} args @returns {Promise<number>} */
function runUnderstudy(args) {
  say(`understudy ${args.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ')}`);
  return new Promise((resolve, reject) => {
    const program = inProject('dist', 'cli', 'understudy.js');
    const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 130));
  });
}
