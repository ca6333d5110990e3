/** Tells whether a module is the program that was started or was imported by another. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** True in the module that `node` was told to run. @param {string} url the module's `import.meta.url` */
export function isEntry(url) {
  const program = process.argv[1];
  return program !== undefined && realpathSync(program) === fileURLToPath(url);
}
