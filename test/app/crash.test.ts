/** The engine is killed from outside while it works: the window says so and goes on, and no file is left. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  adultFile,
  answerDialogs,
  type App,
  enginePids,
  filesUnder,
  generate,
  goTo,
  openTable,
  startApp,
} from '../support/app.ts';

let app: App;
beforeEach(async () => {
  app = await startApp();
});
afterEach(async () => app.close());

async function startGenerating(): Promise<void> {
  await goTo(app, 'generate');
  await app.page.getByTestId('generate-run').click();
  await app.page.getByTestId('generate-cancel').waitFor();
}

const jobState = (app: App): Promise<string> =>
  app.electron.evaluate(
    () =>
      (globalThis as unknown as { understudyForTests: { job(): { state: string } } }).understudyForTests.job()
        .state,
  );

test('kill -9 while generating: a sentence, the table is back, generating works again', async () => {
  await openTable(app, adultFile);
  const target = join(app.folder, 'release');
  await mkdir(target);
  await answerDialogs(app, target);
  const [pid] = await enginePids(app);
  await startGenerating();
  process.kill(pid, 'SIGKILL');
  const notice = app.page.getByTestId('notice').first();
  await notice.waitFor();
  expect(await notice.innerText()).toMatch(/engine stopped/i);
  expect(filesUnder(app.folder).filter((name) => !name.startsWith('profile'))).toEqual(['release']);

  await generate(app);
  const [after] = await enginePids(app);
  expect(after).not.toBe(pid);
});

test('stop answers at once and leaves the table open', async () => {
  await openTable(app, adultFile);
  await startGenerating();
  await app.page.getByTestId('generate-cancel').click();
  // Two seconds of asking, then the kill, and the time of this test's own looking.
  await app.page.getByTestId('generate-cancel').waitFor({ state: 'detached', timeout: 5_000 });
  // A look at the columns may have been under way, with the generating still waiting: it is stopped too.
  await expect.poll(() => jobState(app), { timeout: 5_000 }).toBe('cancelled');
  await generate(app);
});
