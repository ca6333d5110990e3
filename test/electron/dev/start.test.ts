import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { acceptances, freshFolder } from '../../../electron/dev/demo.mjs';
import { hasDisplay } from '../../../electron/dev/display.mjs';
import { callersFolder, inProject } from '../../../electron/dev/place.mjs';

afterEach(() => vi.unstubAllEnvs());

describe('npm start', () => {
  it('says which file does not exist before it does anything else', () => {
    const run = spawnSync(process.execPath, [inProject('electron', 'dev', 'start.mjs'), 'no-such.csv'], {
      cwd: tmpdir(),
      encoding: 'utf8',
    });
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^There is no file .*no-such\.csv\.\n$/);
  });
});

describe('hasDisplay', () => {
  it('asks the environment on Linux only', () => {
    expect(hasDisplay('linux', {})).toBe(false);
    expect(hasDisplay('linux', { DISPLAY: '' })).toBe(false);
    expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true);
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
    expect(hasDisplay('darwin', {})).toBe(true);
    expect(hasDisplay('win32', {})).toBe(true);
  });
});

describe('callersFolder', () => {
  it('is where npm was called, for its own script only', () => {
    vi.stubEnv('INIT_CWD', '/somewhere');
    vi.stubEnv('npm_lifecycle_event', 'start');
    expect(callersFolder('start')).toBe('/somewhere');
    expect(callersFolder('understudy')).toBe(process.cwd());
  });
});

describe('freshFolder', () => {
  it('never gives a folder that was there', () => {
    const parent = mkdtempSync(join(tmpdir(), 'understudy-demo-'));
    try {
      mkdirSync(join(parent, 'run-2'));
      expect(freshFolder(parent)).toBe(join(parent, 'run-1'));
      expect(freshFolder(parent)).toBe(join(parent, 'run-3'));
    } finally {
      rmSync(parent, { recursive: true });
    }
  });
});

describe('the demo on a made-up sample', () => {
  it('gives a reason for each check that stops a release, and for no other', () => {
    const report = join(mkdtempSync(join(tmpdir(), 'understudy-demo-')), 'report.json');
    const checks = ['pass', 'warn', 'fail', 'unmeasured'].map((status) => ({ id: `is-${status}`, status }));
    writeFileSync(report, JSON.stringify({ checks }));
    expect(acceptances(report)).toEqual([
      '--accept',
      'is-fail=the sample is made up, nobody is in it',
      '--accept',
      'is-unmeasured=the sample is made up, nobody is in it',
    ]);
  });
});
