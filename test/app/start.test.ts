/** Files given from outside: on the command line and by a second start. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samples } from '../../electron/files/samples.ts';
import { type App, startApp, startArguments } from '../support/app.ts';

let app: App;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-start-'));
  for (const { name, bytes } of samples) writeFileSync(join(folder, name), bytes());
  app = await startApp([join(folder, 'clinic.csv')]);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

test('FILE on the command line is opened', async () => {
  await app.page.getByRole('grid').first().waitFor();
  await expect.poll(() => app.page.locator('header').first().innerText()).toContain('clinic');
});

test('a second start hands its file to the window that is there, and ends', async () => {
  const { executablePath, args } = startArguments(app.folder, [join(folder, 'customers.csv')]);
  const second = spawn(executablePath, args, { stdio: 'ignore' });
  await once(second, 'exit');
  await expect.poll(() => app.page.locator('header').first().innerText()).toContain('customers');
  expect(app.electron.windows()).toHaveLength(1);
});
