/** Where the project lies; every tool in this folder starts from here, whatever the current directory is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json, without a trailing separator. */
export const projectFolder = join(fileURLToPath(new URL('.', import.meta.url)), '..', '..');

/** An absolute path inside the project. @param {...string} parts relative to the project folder */
export function inProject(...parts) {
  return join(projectFolder, ...parts);
}

/** The version in package.json, read anew at each call. @returns {string} */
export function projectVersion() {
  return JSON.parse(readFileSync(inProject('package.json'), 'utf8')).version;
}

/**
 * The folder the person was in: npm changes to the project and leaves the caller's folder in INIT_CWD.
 * @param {string} script the npm script that this program is; under any other, INIT_CWD belongs to a program above
 */
export function callersFolder(script) {
  const { INIT_CWD, npm_lifecycle_event } = process.env;
  return npm_lifecycle_event === script && INIT_CWD !== undefined ? INIT_CWD : process.cwd();
}
