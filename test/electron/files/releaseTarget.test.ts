import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderName, releaseTarget } from '../../../electron/files/releaseTarget.ts';

let chosen: string;
beforeEach(async () => {
  chosen = await mkdtemp(join(tmpdir(), 'understudy-target-'));
});
afterEach(async () => rm(chosen, { recursive: true, force: true }));

test('an empty folder is taken as it is', async () => {
  expect(await releaseTarget(chosen, 'a')).toEqual({ directory: chosen, replaces: false });
});

test('an earlier release would be replaced', async () => {
  await writeFile(join(chosen, 'report.json'), '{"format":"understudy-report"}');
  expect(await releaseTarget(chosen, 'a')).toEqual({ directory: chosen, replaces: true });
});

test('in a folder with other things a new one is named that is free', async () => {
  await mkdir(join(chosen, 'a'));
  await writeFile(join(chosen, 'a', 'manifest.json'), '{"format":"understudy-manifest"}');
  await writeFile(join(chosen, 'a-2'), 'a file of that name');
  expect(await releaseTarget(chosen, 'a')).toEqual({ directory: join(chosen, 'a-3'), replaces: false });
});

test.each([
  ['adult', 'adult-synthetic'],
  ['Über 2024/Q1', 'Über-2024-Q1-synthetic'],
  ['../../etc', 'etc-synthetic'],
  ['...', 'table-synthetic'],
  ['x'.repeat(500), `${'x'.repeat(60)}-synthetic`],
])('a folder name of %s', (table, name) => {
  expect(folderName(table, 'synthetic')).toBe(name);
});
