/** Checks the types of every folder with its own tsconfig. */
import { isEntry } from './entry.mjs';
import { runCommand } from './packages.mjs';

/** One a folder, so that each sees only the libraries it may use. */
export const typeProjects = [
  'models/tsconfig.json',
  'models/tsconfig.node.json',
  'electron/tsconfig.json',
  'electron/dev/tsconfig.json',
  'renderer/tsconfig.json',
  'test/tsconfig.json',
];

/** Checks all, also after a failure. @returns {Promise<number>} 0 when all are right */
export async function checkTypes() {
  let worst = 0;
  for (const project of typeProjects) {
    worst = Math.max(worst, await runCommand('typescript', ['--noEmit', '-p', project], { command: 'tsc' }));
  }
  return worst;
}

if (isEntry(import.meta.url)) process.exitCode = await checkTypes();
