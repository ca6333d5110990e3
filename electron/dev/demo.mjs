/** The main job without a window: the command line on a made-up sample table, or on the file that was named. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
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
  say(`understudy ${args.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ')}`);
  const exitCode = await runUnderstudy(args);
  const report = join(out, 'release', 'report.html');
  if (existsSync(report)) say(`The report is ${report}`);
  return exitCode;
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
  return new Promise((resolve, reject) => {
    const program = inProject('dist', 'cli', 'understudy.js');
    const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 130));
  });
}
