/** Entry of the command line: picks the verb, turns failures into a sentence and an exit code. */
import { Cancelled, Refused } from '../../models/run/run.ts';
import { refuseNetwork } from '../engine/noNetwork.ts';
import { version } from '../version.ts';
import { evaluate } from './evaluate.ts';
import { impute } from './impute.ts';
import { inspect } from './inspect.ts';
import { sample } from './sample.ts';
import { synthesize } from './synthesize.ts';
import { createTalk, type Talk } from './talk.ts';
import { help, isVerb, parseVerb, type Typed, Usage, type Verb } from './usage.ts';
import { verify } from './verify.ts';

const work: Record<Verb, (typed: Typed, talk: Talk) => Promise<number>> = {
  inspect,
  synthesize,
  sample,
  evaluate,
  impute,
  verify,
};

/** Refusals that are about what was typed or about the disk; all others are about the data. */
const otherCodes: Record<string, number> = {
  'gate-not-met': 4,
  'unknown-check': 2,
  'unknown-column': 2,
  'no-recipe': 2,
  recipe: 2,
  'no-model': 2,
  'no-shards': 2,
  'rules-conflict': 2,
  'where-column': 2,
  'where-value': 2,
  'visit-sequence': 2,
  'model-not-written': 1,
  'model-foreign': 1,
  'model-newer': 1,
  'model-damaged': 1,
  'files-differ': 1,
  'manifest-damaged': 1,
  'not-a-release': 1,
  'folder-not-empty': 1,
  'file-exists': 1,
  'folder-not-writable': 1,
  'not-a-folder': 1,
  'no-folder': 1,
  'disk-full': 1,
};

async function main(args: readonly string[]): Promise<number> {
  const [verb, ...rest] = args;
  if (verb === '--version' || verb === '-v') {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  if (
    verb === '--help' ||
    verb === '-h' ||
    verb === 'help' ||
    rest.includes('--help') ||
    rest.includes('-h')
  ) {
    process.stdout.write(help);
    return 0;
  }
  try {
    if (!isVerb(verb))
      throw new Usage(verb === undefined ? 'Say what to do.' : `There is no command called "${verb}".`);
    const typed = parseVerb(verb, rest);
    return await work[verb](typed, createTalk(typed.values['quiet'] === true));
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): number {
  if (error instanceof Cancelled) {
    process.stderr.write('Stopped. Nothing was written.\n');
    return 130;
  }
  if (error instanceof Usage) {
    process.stderr.write(`${error.message}\nTry: understudy --help\n`);
    return 2;
  }
  if (error instanceof Refused) {
    process.stderr.write(`${error.message}\n`);
    return otherCodes[error.code] ?? 3;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const name = error instanceof Error ? error.name : 'Error';
  process.stderr.write(
    `A fault in understudy ${version} (${name}); this is not your doing. Please report these lines:\n${frames.join('\n')}\n`,
  );
  return 1;
}

/** A reader that closes the pipe early (`| head`) is not a fault. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

refuseNetwork(() =>
  process.stderr.write('Understudy works offline: a request to the network was refused.\n'),
);
process.exitCode = await main(process.argv.slice(2));
