/** Runs the built command line as a user would. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

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
}

export function understudy(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { signalAfter, nodeOptions } = options;
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [entry, ...args], {
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
