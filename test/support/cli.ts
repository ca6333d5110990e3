/** Runs the built command line as a user would. */
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

const entry = resolve(import.meta.dirname, '../../dist/cli/understudy.js');

/** The folder with the real tables, when it stands beside the project. */
export const sharedData = resolve(import.meta.dirname, '../../../shared/data');
export const hasSharedData = existsSync(join(sharedData, 'adult_trn.csv.gz'));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Sends an interrupt once standard error holds this text. */
  readonly signalAfter?: string;
  readonly nodeOptions?: string;
  /** Works as a user whom permissions bind, even where the tests run as root. */
  readonly unprivileged?: boolean;
}

/** Root may read everything, so for it a copy that anybody can read is run as user and group "nobody". */
function command(unprivileged: boolean): { program: string; identity: { uid?: number; gid?: number } } {
  if (!unprivileged || process.getuid?.() !== 0) return { program: entry, identity: {} };
  const copy = freshFolder();
  cpSync(dirname(entry), copy, { recursive: true });
  chmodSync(copy, 0o755);
  return { program: join(copy, basename(entry)), identity: { uid: 65534, gid: 65534 } };
}

export function understudy(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { signalAfter, nodeOptions, unprivileged = false } = options;
  const { program, identity } = command(unprivileged);
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [program, ...args], {
      ...identity,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: nodeOptions === undefined ? process.env : { ...process.env, NODE_OPTIONS: nodeOptions },
    });
    let [stdout, stderr] = ['', ''];
    let signalled = false;
    child.stdout.on('data', (part: Buffer) => (stdout += part.toString()));
    child.stderr.on('data', (part: Buffer) => {
      stderr += part.toString();
      if (signalAfter !== undefined && !signalled && stderr.includes(signalAfter))
        signalled = child.kill('SIGINT');
    });
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}

/** A fresh folder; the system's cleaner takes it away. */
export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'understudy-test-'));
}
