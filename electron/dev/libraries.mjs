/** The system libraries that Electron needs on Linux: which are missing, what they are called, and how they get there. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { say } from './talk.mjs';

/** @typedef {'debian' | 'fedora' | 'arch'} Family */

/**
 * The package that brings each library, by the start of the library's file name. On Debian the first name that the
 * package lists know is taken: the time_t change of 2024 renamed some.
 * @type {readonly { library: string, debian: readonly string[], fedora: string, arch: string }[]}
 */
const packageOf = [
  { library: 'libnss3.', debian: ['libnss3'], fedora: 'nss', arch: 'nss' },
  { library: 'libnssutil3.', debian: ['libnss3'], fedora: 'nss', arch: 'nss' },
  { library: 'libsmime3.', debian: ['libnss3'], fedora: 'nss', arch: 'nss' },
  { library: 'libnspr4.', debian: ['libnspr4'], fedora: 'nspr', arch: 'nspr' },
  { library: 'libasound.', debian: ['libasound2t64', 'libasound2'], fedora: 'alsa-lib', arch: 'alsa-lib' },
  { library: 'libgbm.', debian: ['libgbm1'], fedora: 'mesa-libgbm', arch: 'mesa' },
  { library: 'libcups.', debian: ['libcups2t64', 'libcups2'], fedora: 'cups-libs', arch: 'libcups' },
  { library: 'libdrm.', debian: ['libdrm2'], fedora: 'libdrm', arch: 'libdrm' },
  { library: 'libxkbcommon.', debian: ['libxkbcommon0'], fedora: 'libxkbcommon', arch: 'libxkbcommon' },
  { library: 'Xvfb', debian: ['xvfb'], fedora: 'xorg-x11-server-Xvfb', arch: 'xorg-server-xvfb' },
];

/** Brings everything that is not named above (GTK with the X, ATK, Pango and Cairo libraries below it). */
const gtk = { debian: ['libgtk-3-0t64', 'libgtk-3-0'], fedora: 'gtk3', arch: 'gtk3' };

/** The libraries that the loader does not find, from the output of `ldd`. @param {string} lddOutput @returns {string[]} */
export function missingIn(lddOutput) {
  return [...lddOutput.matchAll(/^\s*(\S+) => not found/gm)].map(([, library]) => library);
}

/**
 * The packages for these libraries, each once.
 * @param {readonly string[]} missing file names of libraries, or `Xvfb`
 * @param {Family} family
 * @param {(name: string) => boolean} known whether the package lists have this name; asked on Debian only
 * @returns {string[]}
 */
export function packagesFor(missing, family, known) {
  const names = missing.map((library) => {
    const row = packageOf.find((each) => library.startsWith(each.library)) ?? gtk;
    return family === 'debian' ? (row.debian.find(known) ?? row.debian[row.debian.length - 1]) : row[family];
  });
  return [...new Set(names)];
}

/**
 * What an Electron on this machine lacks; empty on macOS and Windows, which bring everything.
 * @param {string | undefined} binary the Electron executable, unknown before it is fetched
 * @param {boolean} needsXvfb
 * @returns {string[]}
 */
export function missingLibraries(binary, needsXvfb) {
  if (process.platform !== 'linux') return [];
  const libraries =
    binary === undefined ? [] : missingIn(spawnSync('ldd', [binary], { encoding: 'utf8' }).stdout ?? '');
  return needsXvfb && !isCommand('Xvfb') ? [...libraries, 'Xvfb'] : libraries;
}

/**
 * True when nothing is missing, if need be after installing it as root on Debian or Ubuntu; otherwise says the packages.
 * @param {string | undefined} binary
 * @param {{ needsXvfb: boolean, mayInstall: boolean }} options
 */
export function haveLibraries(binary, { needsXvfb, mayInstall }) {
  const missing = missingLibraries(binary, needsXvfb);
  if (missing.length === 0) return true;
  const debian = isCommand('apt-get');
  if (mayInstall && debian && process.getuid?.() === 0) {
    installOnDebian(missing);
    if (missingLibraries(binary, needsXvfb).length === 0) return true;
  }
  say(advice(missing, debian ? isKnownToApt : () => true));
  return false;
}

/**
 * What to install, for each family of distributions.
 * @param {readonly string[]} missing
 * @param {(name: string) => boolean} known
 */
export function advice(missing, known) {
  return [
    `Electron needs system libraries that are missing here: ${missing.join(', ')}. Install them, then run this again:`,
    `  Debian, Ubuntu: sudo apt-get install ${packagesFor(missing, 'debian', known).join(' ')}`,
    `  Fedora:         sudo dnf install ${packagesFor(missing, 'fedora', known).join(' ')}`,
    `  Arch:           sudo pacman -S ${packagesFor(missing, 'arch', known).join(' ')}`,
  ].join('\n');
}

/** @param {readonly string[]} missing */
function installOnDebian(missing) {
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const quiet = {
    stdio: ['ignore', 'ignore', 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  say('Reading the package lists (apt-get update) ...');
  spawnSync('apt-get', ['-qq', 'update'], quiet);
  const packages = packagesFor(missing, 'debian', isKnownToApt);
  say(`Installing the system packages ${packages.join(' ')} ...`);
  spawnSync('apt-get', ['-qq', 'install', '--yes', '--no-install-recommends', ...packages], quiet);
}

/** @param {string} name */
function isKnownToApt(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' });
  return /Candidate: (?!\(none\))/.test(stdout ?? '');
}

/** @param {string} name */
function isCommand(name) {
  return (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(`${folder}/${name}`));
}

/**
 * Why Chromium's sandbox cannot start for an ordinary user here, or undefined. Some distributions forbid user namespaces;
 * the sandbox then needs a helper that belongs to root.
 * @param {{ restricted: string | undefined, helperMode: number | undefined, helperOwner: number | undefined, folder: string }} seen
 */
export function sandboxProblem({ restricted, helperMode, helperOwner, folder }) {
  if (restricted?.trim() !== '1') return undefined;
  if (helperOwner === 0 && ((helperMode ?? 0) & 0o4000) !== 0) return undefined;
  return [
    'This system does not let programs make user namespaces, so the sandbox of the window cannot start. Once, run:',
    `  sudo chown root ${folder}/chrome-sandbox && sudo chmod 4755 ${folder}/chrome-sandbox`,
  ].join('\n');
}

/** Reads a kernel setting, undefined where it does not exist. @param {string} file */
export function kernelSetting(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
