/** `npm start [-- FILE]`: installs and builds what is missing, then opens the app; without a display, runs the command line. */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { build } from './build.mjs';
import { runDemo } from './demo.mjs';
import { hasDisplay } from './display.mjs';
import { haveLibraries, kernelSetting, sandboxProblem } from './libraries.mjs';
import { installPackages } from './packages.mjs';
import { callersFolder, projectFolder } from './place.mjs';
import { findRuntime } from './runtime.mjs';
import { say, stop } from './talk.mjs';

const folder = callersFolder('start');
const [named] = process.argv.slice(2);
const file = named === undefined ? undefined : resolve(folder, named);
if (file !== undefined && !existsSync(file)) stop(`There is no file ${file}.`);

installPackages();
if (hasDisplay()) await openApp();
else process.exitCode = await runDemo(folder, file);

async function openApp() {
  const built = await build(['main', 'renderer']).catch((error) => stop(error.message));
  if (built.length > 0) say(`Built ${built.join(' and ')}.`);
  const { binary } = await findRuntime().catch((error) => stop(error.message));
  if (!haveLibraries(binary, { needsXvfb: false, mayInstall: false })) process.exit(1);
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const problem = asRoot ? undefined : problemOfSandbox(binary);
  if (problem !== undefined) stop(problem);

  const flags = [
    ...(asRoot ? ['--no-sandbox'] : []),
    ...(waylandOnly() ? ['--ozone-platform-hint=auto'] : []),
  ];
  const args = [...flags, projectFolder, ...(file === undefined ? [] : [file])];
  const app = spawn(binary, args, { cwd: folder, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => app.kill(signal));
  app.on('error', (error) => stop(`Electron could not be started: ${error.message}`));
  app.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 130;
  });
}

/** @param {string} binary */
function problemOfSandbox(binary) {
  const helper = statSync(resolve(dirname(binary), 'chrome-sandbox'), { throwIfNoEntry: false });
  return sandboxProblem({
    restricted: kernelSetting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns'),
    helperMode: helper?.mode,
    helperOwner: helper?.uid,
    folder: dirname(binary),
  });
}

function waylandOnly() {
  return process.platform === 'linux' && !process.env['DISPLAY'];
}
