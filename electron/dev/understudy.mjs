/** `npm run -s understudy -- ARGS`: the command line from the sources, installed and built first where that is needed. */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { isCurrent } from './build.mjs';
import { callersFolder, inProject } from './place.mjs';
import { installPackages } from './packages.mjs';
import { say, stop } from './talk.mjs';

installPackages();
if (!isCurrent('cli')) {
  say('Building the command line ...');
  const { status } = spawnSync(process.execPath, [inProject('electron', 'dev', 'build.mjs'), 'cli'], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) stop('The command line could not be built; the message is above.');
}

const program = inProject('dist', 'cli', 'understudy.js');
process.argv[1] = program;
process.chdir(callersFolder('understudy'));
await import(pathToFileURL(program).href);
