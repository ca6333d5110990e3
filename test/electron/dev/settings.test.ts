/** The promises that the project's own settings make: what is shipped, with which locks, checked on which systems. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { inProject } from '../../../electron/dev/place.mjs';

describe('electron-builder.yml', () => {
  const settings = parse(read('electron-builder.yml'));

  it('sets the fuses that keep others from running code in the app', () => {
    expect(settings.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
    expect(settings.asar).toBe(true);
  });

  it('has no updater and gives Flatpak no network', () => {
    expect(settings).not.toHaveProperty('publish');
    expect(settings).not.toHaveProperty('snap');
    expect(settings.flatpak.finishArgs.length).toBeGreaterThan(0);
    expect(settings.flatpak.finishArgs).not.toContain('--share=network');
  });

  it('makes what each system installs, for current processors', () => {
    const targets = (system: 'win' | 'mac' | 'linux'): string[] =>
      settings[system].target.map((each: { target: string }) => each.target);
    expect(targets('win')).toEqual(['nsis', 'portable', 'msi']);
    expect(targets('mac')).toEqual(['dmg', 'zip']);
    expect(targets('linux')).toEqual(['AppImage', 'deb', 'rpm', 'flatpak']);
  });

  it('packs the built app and nothing of the sources', () => {
    expect(settings.files).toEqual(['package.json', 'LICENSE', 'dist/main/**', 'dist/renderer/**']);
  });
});

describe('package.json', () => {
  const settings = JSON.parse(read('package.json'));

  it('installs the command line alone: no dependencies, so no Electron', () => {
    expect(settings.dependencies ?? {}).toEqual({});
    expect(settings.optionalDependencies ?? {}).toEqual({});
    expect(settings.bin).toEqual({ understudy: 'dist/cli/understudy.js' });
    expect(settings.files).toEqual(['dist/cli', 'README.md', 'LICENSE']);
  });

  it('pins every package to one version', () => {
    for (const version of Object.values(settings.devDependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('has nothing that opens connections on its own', () => {
    const names = Object.keys(JSON.parse(read('package-lock.json')).packages);
    expect(
      names.filter((name) => /electron-updater|update-notifier|analytics|telemetry|sentry/.test(name)),
    ).toEqual([]);
  });
});

describe('.github/workflows/ci.yml', () => {
  it('tests Linux, macOS and Windows on Node 20, 22 and 24', () => {
    const { matrix } = parse(read('.github/workflows/ci.yml')).jobs.test.strategy;
    expect(matrix.os).toEqual(['ubuntu-latest', 'macos-latest', 'windows-latest']);
    expect(matrix.node).toEqual([20, 22, 24]);
  });
});

function read(file: string): string {
  return readFileSync(inProject(file), 'utf8');
}
