/** Installs what package-lock.json asks for, and runs the tools that come with it. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inProject, projectFolder } from './place.mjs';
import { say, stop } from './talk.mjs';

/** The oldest Node that Vite and Vitest run on. */
export const oldestNode = '20.19.0';

/** @typedef {Record<string, { version?: string, optional?: boolean, dev?: boolean, peer?: boolean }>} LockedPackages */

/** A sentence when this Node is too old to go on, otherwise undefined. @param {string} version without a leading v */
export function nodeProblem(version) {
  if (!isOlder(version, oldestNode)) return undefined;
  return `Understudy needs Node ${oldestNode} or newer; this is Node ${version}. Install a current Node from your package manager, then run the command again.`;
}

/** True when `a` comes before `b`; both are three numbers with dots, what follows them is ignored. @param {string} a @param {string} b */
export function isOlder(a, b) {
  const [left, right] = [a, b].map((version) => version.split(/[.-]/).slice(0, 3).map(Number));
  const place = left.findIndex((number, index) => number !== right[index]);
  return place >= 0 && left[place] < right[place];
}

/**
 * The first package that the lockfile asks for and that is not installed in that version, or undefined.
 * Optional packages are skipped: which of them are installed depends on the platform.
 * @param {LockedPackages} wanted `packages` of package-lock.json
 * @param {LockedPackages} installed `packages` of node_modules/.package-lock.json
 */
export function firstMissing(wanted, installed) {
  return Object.keys(wanted).find(
    (path) =>
      path !== '' && wanted[path].optional !== true && installed[path]?.version !== wanted[path].version,
  );
}

/**
 * Stops the program when Node is too old; runs `npm ci` when something is missing and says so in one line on stderr.
 * @returns {boolean} true when something was installed
 */
export function installPackages() {
  const problem = nodeProblem(process.versions.node);
  if (problem !== undefined) stop(problem);
  const hidden = inProject('node_modules', '.package-lock.json');
  if (
    existsSync(hidden) &&
    firstMissing(lockedPackages(inProject('package-lock.json')), lockedPackages(hidden)) === undefined
  )
    return false;
  say('Installing the packages of package-lock.json with npm ci ...');
  const { status } = npmSync(['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0)
    stop(
      'npm ci failed; its message is above. Understudy needs an npm registry the first time it is started.',
    );
  return true;
}

/** @param {string} file @returns {LockedPackages} */
function lockedPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/**
 * How to run npm: the one that started this program, or the one on the PATH.
 * @param {readonly string[]} args
 * @returns {{ file: string, args: string[], shell: boolean }}
 */
export function npmCommand(args) {
  const started = process.env['npm_execpath'];
  return started !== undefined && /npm(-cli)?\.c?js$/.test(started)
    ? { file: process.execPath, args: [started, ...args], shell: false }
    : { file: 'npm', args: [...args], shell: process.platform === 'win32' };
}

/**
 * Runs npm in the project folder and waits for it.
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} options
 */
export function npmSync(args, options) {
  const npm = npmCommand(args);
  return spawnSync(npm.file, npm.args, { cwd: projectFolder, shell: npm.shell, ...options });
}

/** The script behind a package's command, e.g. `vitest`. @param {string} packageName @param {string} [command] */
export function commandFile(packageName, command = packageName) {
  const file = inProject('node_modules', packageName, 'package.json');
  const { bin } = JSON.parse(readFileSync(file, 'utf8'));
  return join(dirname(file), typeof bin === 'string' ? bin : bin[command]);
}

/**
 * Runs a package's command with this Node, in the project folder, and waits for it.
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, command?: string, stdio?: import('node:child_process').StdioOptions }} [options]
 * @returns {Promise<number>} the exit code; 1 when a signal ended it
 */
export function runCommand(
  packageName,
  args,
  { env = process.env, command = packageName, stdio = 'inherit' } = {},
) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [commandFile(packageName, command), ...args], {
      cwd: projectFolder,
      env,
      stdio,
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
