import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeAtomically } from '../../../electron/files/atomicWrite.ts';
import { defaultSettings, settingsFile } from '../../../electron/files/settings.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-settings-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

test('what was changed is there at the next start', async () => {
  await settingsFile(folder).change({ lastFolder: '/tables' });
  await settingsFile(folder).change({ window: { width: 1000, height: 700, maximized: false } });
  expect(settingsFile(folder).now()).toEqual({
    lastFolder: '/tables',
    window: { width: 1000, height: 700, maximized: false },
  });
});

test.each(['', '{', '[]', '{"lastFolder":5,"window":{"width":-1}}'])(
  'damaged settings are the default: %s',
  async (text) => {
    await writeFile(join(folder, 'settings.json'), text);
    expect(settingsFile(folder).now()).toEqual(defaultSettings);
  },
);

test('a folder that cannot be written costs nothing but the memory', async () => {
  const settings = settingsFile(join(folder, 'none'));
  await settings.change({ lastFolder: '/x' });
  expect(settings.now().lastFolder).toBe('/x');
});

test('a file is replaced as a whole and nothing is left beside it', async () => {
  const path = join(folder, 'a.json');
  await writeAtomically(path, 'one');
  await writeAtomically(path, 'two');
  expect(await readFile(path, 'utf8')).toBe('two');
  expect(await readdir(folder)).toEqual(['a.json']);
  await expect(writeAtomically(join(folder, 'none', 'a.json'), 'x')).rejects.toThrow('ENOENT');
});
