/** Bundles the programs of a benchmark together with the worker thread that they start. */
import { join, resolve } from 'node:path';
import { build } from 'vite';

const project = resolve(import.meta.dirname, '../..');

/**
 * @param {string} out the folder to build into; the worker is `worker.js` in it
 * @param {Record<string, string>} programs output name to source, relative to this folder
 */
export async function bundle(out, programs) {
  const sources = Object.entries(programs).map(([name, file]) => [name, join(import.meta.dirname, file)]);
  await build({
    root: project,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: out,
      target: 'node20',
      rollupOptions: {
        input: { ...Object.fromEntries(sources), worker: join(project, 'models/run/worker.ts') },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
}
