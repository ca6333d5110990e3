import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { executableIn, findRuntime } from '../../../electron/dev/runtime.mjs';

let folder = '';
let said = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-runtime-'));
  said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('findRuntime', () => {
  it('takes ELECTRON_OVERRIDE_DIST_PATH first and says in one line what it is and where from', async () => {
    const binary = join(folder, executableIn());
    mkdirSync(dirname(binary), { recursive: true });
    writeFileSync(binary, '');
    writeFileSync(join(folder, 'version'), 'v45.4.1');
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
    const found = await findRuntime();
    expect(found).toMatchObject({ binary, version: '45.4.1' });
    expect(said).toBe(`Electron 45.4.1, from ELECTRON_OVERRIDE_DIST_PATH (${folder}).\n`);
  });

  it('does not look elsewhere when the override has no Electron', async () => {
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
    await expect(findRuntime()).rejects.toThrow(`ELECTRON_OVERRIDE_DIST_PATH is ${folder}, but`);
  });
});

describe('executableIn', () => {
  it('knows the three platforms', () => {
    expect(executableIn('linux')).toBe('electron');
    expect(executableIn('win32')).toBe('electron.exe');
    expect(executableIn('darwin').split(/[\\/]/)).toEqual(['Electron.app', 'Contents', 'MacOS', 'Electron']);
  });
});
