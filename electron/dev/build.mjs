/**
 * Builds `dist/`: the command line, the app's processes and the window. Each target is skipped while its sources are
 * unchanged. As a program: `node electron/dev/build.mjs [main|renderer|cli]...`, all three by default.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { isEntry } from './entry.mjs';
import { inProject, projectFolder, projectVersion } from './place.mjs';

/** @typedef {'main' | 'renderer' | 'cli'} Target */

/** @type {readonly Target[]} */
export const targets = ['main', 'renderer', 'cli'];

/** What a build reads besides packages; a change in any of them makes every target stale. */
const sources = [
  'electron',
  'models',
  'renderer',
  'electron/dev/build.mjs',
  'package.json',
  'package-lock.json',
];

/** The entries of each process, output name to source. The window has its own Vite settings. */
const entries = {
  main: {
    main: 'electron/main.ts',
    engine: 'electron/engine/process.ts',
    worker: 'electron/engine/worker.ts',
  },
  // The samples are for `npm start` without a display.
  cli: {
    understudy: 'electron/cli/main.ts',
    worker: 'electron/engine/worker.ts',
    samples: 'electron/files/samples.ts',
  },
};

/** The licences of the bundled packages, beside the bundle. */
const licences = 'THIRD-PARTY-LICENSES.md';

/** Never bundled: `electron` is given by the runtime, the others are optional and installed by the user. */
const outside = ['electron', '@tensorflow/tfjs-node', 'danfojs-node'];

/**
 * Brings the wanted targets up to date, one after the other.
 * @param {readonly Target[]} [wanted] all by default
 * @returns {Promise<readonly Target[]>} the targets that had to be built
 * @throws Error with what went wrong in each target, after the others are built
 */
export async function build(wanted = targets) {
  const stamp = sourceStamp();
  const stale = wanted.filter((target) => !isCurrent(target, stamp));
  const problems = [];
  for (const target of stale) {
    const missing = Object.values(inputs(target)).filter((file) => !existsSync(inProject(file)));
    if (missing.length > 0)
      problems.push(`The build of dist/${target} needs ${missing.join(', ')}, which is missing.`);
    else await buildAside(target, stamp).catch((error) => problems.push(error.message));
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return stale;
}

/** True when `dist/<target>` was made from the sources as they are now. @param {Target} target */
export function isCurrent(target, stamp = sourceStamp()) {
  const file = stampFile(target);
  return existsSync(file) && readFileSync(file, 'utf8') === stamp;
}

/** @param {Target} target */
function stampFile(target) {
  return inProject('dist', `.stamp-${target}`);
}

/** A sha256 over the names and bytes of all sources. */
export function sourceStamp() {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const file of sources.flatMap((source) => filesUnder(source))) {
    hash.update(`\n${file}\n`).update(readFileSync(inProject(file)));
  }
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} sorted, relative to the project, with `/` */
function filesUnder(path) {
  const entries = /\.\w+$/.test(path) ? undefined : readdirSync(inProject(path), { withFileTypes: true });
  if (entries === undefined) return existsSync(inProject(path)) ? [path] : [];
  return entries
    .filter(
      ({ name }) =>
        !name.startsWith('.') && !name.endsWith('.md') && !(path === 'electron' && name === 'dev'),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesUnder(`${path}/${entry.name}`) : [`${path}/${entry.name}`],
    );
}

/** @param {Target} target @returns {Record<string, string>} */
function inputs(target) {
  if (target === 'renderer') return { config: 'renderer/vite.config.ts' };
  return target === 'main' ? { ...entries.main, preload: 'electron/preload.ts' } : entries.cli;
}

/**
 * Builds into a folder of this process and then moves it into place, so that a program started meanwhile never sees half
 * a build and two builds at once do not mix.
 * @param {Target} target
 * @param {string} stamp
 */
async function buildAside(target, stamp) {
  const aside = inProject('dist', `.${target}-${process.pid}`);
  // Vite builds for development when the caller's NODE_ENV says so, as under Vitest.
  const callersEnv = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await makers[target](aside);
    rmSync(stampFile(target), { force: true });
    replaceFolder(aside, inProject('dist', target));
    writeFileSync(stampFile(target), stamp);
  } finally {
    if (callersEnv === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = callersEnv;
    rmSync(aside, { recursive: true, force: true });
  }
}

/** @type {Record<Target, (out: string) => Promise<void>>} */
const makers = {
  main: async (out) => {
    await bundle(out, entries.main, 'es');
    await bundle(out, { preload: 'electron/preload.ts' }, 'cjs');
  },
  renderer: async (out) => {
    const vite = await import('vite');
    await vite.build({
      configFile: inProject('renderer', 'vite.config.ts'),
      define: constants(),
      logLevel: 'warn',
      build: { outDir: out, emptyOutDir: true, license: { fileName: licences } },
    });
  },
  cli: async (out) => {
    await bundle(out, entries.cli, 'es');
    const program = join(out, 'understudy.js');
    writeFileSync(program, `#!/usr/bin/env node\n${readFileSync(program, 'utf8')}`);
    chmodSync(program, 0o755);
  },
};

/**
 * One bundle for a Node process: packages inside, node's own modules and `electron` outside.
 * @param {string} out
 * @param {Record<string, string>} input
 * @param {'es' | 'cjs'} format
 */
async function bundle(out, input, format) {
  const vite = await import('vite');
  await vite.build({
    root: projectFolder,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: constants(),
    ssr: { noExternal: true, external: outside },
    build: {
      ssr: true,
      outDir: out,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      license: format === 'es' ? { fileName: licences } : false,
      rollupOptions: {
        input: Object.fromEntries(Object.entries(input).map(([name, file]) => [name, inProject(file)])),
        external: [...outside, ...builtinModules, /^node:/],
        output: {
          format,
          entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
          // Beside the entries, so that `new URL('./worker.js', import.meta.url)` is right in every chunk.
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  });
}

/** What the sources may read as a constant. */
export function constants() {
  return { __UNDERSTUDY_VERSION__: JSON.stringify(projectVersion()), 'process.env.NODE_ENV': '"production"' };
}

/** @param {string} from @param {string} to */
function replaceFolder(from, to) {
  mkdirSync(inProject('dist'), { recursive: true });
  for (let attempt = 0; ; attempt++) {
    rmSync(to, { recursive: true, force: true });
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (attempt === 4) throw error;
    }
  }
}

if (isEntry(import.meta.url)) {
  const asked = /** @type {Target[]} */ (process.argv.slice(2));
  const unknown = asked.find((name) => !targets.includes(name));
  if (unknown !== undefined) {
    process.stderr.write(`There is no target ${unknown}; choose among ${targets.join(', ')}.\n`);
    process.exit(2);
  }
  const startedMs = performance.now();
  try {
    const built = await build(asked.length > 0 ? asked : targets);
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    process.stderr.write(
      built.length > 0 ? `Built ${built.join(', ')} in ${seconds} s.\n` : 'The build is current.\n',
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
