/** What `npm pack` makes is the whole command line: installed elsewhere, offline, it works and brings nothing else. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { npmCommand } from '../../electron/dev/packages.mjs';
import { inProject, projectVersion } from '../../electron/dev/place.mjs';

const onWindows = process.platform === 'win32';
const folder = mkdtempSync(join(tmpdir(), 'understudy-pack-'));
const prefix = join(folder, 'prefix');
const modules = onWindows ? join(prefix, 'node_modules') : join(prefix, 'lib', 'node_modules');
const command = onWindows ? join(prefix, 'understudy.cmd') : join(prefix, 'bin', 'understudy');
let packed: readonly string[] = [];

beforeAll(() => {
  const report: readonly { filename: string; files: readonly { path: string }[] }[] = JSON.parse(
    npm(['pack', '--json', '--pack-destination', folder]),
  );
  const [tarball] = report;
  packed = tarball?.files.map(({ path }) => path) ?? [];
  mkdirSync(prefix);
  npm(['install', '--global', '--offline', '--prefix', prefix, join(folder, tarball?.filename ?? '')]);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('npm pack', () => {
  it('holds the built command line, its licences and nothing else', () => {
    const outside = packed.filter((path) => !path.startsWith('dist/cli/'));
    // npm always adds the file that `main` names, the app's entry here; it is not started without Electron.
    expect(outside.toSorted()).toEqual(['LICENSE', 'README.md', 'dist/main/main.js', 'package.json']);
    expect(packed).toContain('dist/cli/understudy.js');
    expect(packed).toContain('dist/cli/worker.js');
    expect(packed.filter((path) => path.endsWith('.ts') || path.includes('.stamp'))).toEqual([]);
  });

  it('is built for production and holds no path of the machine it was built on', () => {
    for (const path of packed.filter((each) => each.endsWith('.js'))) {
      const text = readFileSync(inProject(path), 'utf8');
      expect(text.includes('jsxDEV('), path).toBe(false);
      expect(text.includes(inProject()), path).toBe(false);
    }
  });

  it('names the licence of each bundled package', () => {
    const licences = readFileSync(inProject('dist', 'cli', 'THIRD-PARTY-LICENSES.md'), 'utf8');
    for (const name of ['react', 'react-dom', 'zod'])
      expect(licences).toMatch(new RegExp(`^## ${name} - `, 'm'));
  });
});

describe('npm install --global of it', () => {
  it('brings no other package, so no Electron', () => {
    expect(readdirSync(modules).filter((name) => !name.startsWith('.'))).toEqual(['understudy']);
    expect(existsSync(join(modules, 'understudy', 'node_modules'))).toBe(false);
  });

  it('gives the command understudy, which says its version', () => {
    const run = understudy(['--version']);
    expect(run.stderr).toBe('');
    expect(run.stdout).toBe(`${projectVersion()}\n`);
  });

  it('runs whole outside the project: threads, report, gate', () => {
    const table = join(folder, 'table.csv');
    const row = (index: number): string =>
      `${(index * 37) % 90},${'abcd'[(index * 7) % 4]},${((index * 13) % 11) / 2}`;
    writeFileSync(
      table,
      `age,group,score\n${Array.from({ length: 600 }, (_, index) => row(index)).join('\n')}\n`,
    );
    const out = join(folder, 'out');
    const run = understudy(['synthesize', table, '--out', out, '--seed', '1', '--threads', '2', '--quiet']);
    expect(run.stderr).not.toMatch(/fault|Cannot find/);
    expect(run.status).toBe(4);
    expect(readdirSync(out)).toContain('report.html');
    expect(readdirSync(out)).not.toContain('synthetic.csv');
  });
});

function npm(args: readonly string[]): string {
  const { file, args: all, shell } = npmCommand([...args, '--loglevel=error']);
  const run = spawnSync(file, all, { cwd: inProject(), shell, encoding: 'utf8' });
  expect(run.status, run.stderr).toBe(0);
  return run.stdout;
}

function understudy(args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(command, args, { cwd: folder, shell: onWindows, encoding: 'utf8' });
}
