/** The first moments of an opening: what the window says, and a stop at any of them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerDialogs, type App, filesUnder, goTo, startApp } from '../support/app.ts';

let app: App;
let file: string;
const rows = 400_000;
beforeAll(async () => {
  app = await startApp();
  const folder = join(app.folder, 'tables');
  mkdirSync(folder);
  file = join(folder, 'large.csv');
  const block = Array.from(
    { length: 1_000 },
    (_, row) => `${row},R${row % 7},${row * 31},2024-01-0${1 + (row % 9)}`,
  );
  writeFileSync(file, `id,region,amount,day\n${`${block.join('\n')}\n`.repeat(rows / 1_000)}`);
  await answerDialogs(app, file);
});
afterAll(async () => app.close());

/** Opens the file and has the page itself press Cancel as soon as `selector` is there; gives what the window then said. */
async function openAndStopAt(selector: string): Promise<string> {
  const said = app.page.evaluate(
    (wanted) =>
      new Promise<string>((resolve) => {
        const look = (): void => {
          const panel = document.querySelector<HTMLElement>('[data-testid=work]');
          const cancel = panel?.querySelector<HTMLElement>('[data-testid=generate-cancel]');
          if (!panel || !cancel || document.querySelector(wanted) === null) return;
          observer.disconnect();
          resolve(panel.innerText);
          cancel.click();
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      }),
    selector,
  );
  await app.page.getByTestId('open-file').click();
  const words = await said;
  await app.page.getByTestId('work').waitFor({ state: 'detached', timeout: 5_000 });
  return words;
}

const jobState = (): Promise<string> =>
  app.electron.evaluate(
    () =>
      (globalThis as unknown as { understudyForTests: { job(): { state: string } } }).understudyForTests.job()
        .state,
  );

test('the first words name the file, its size and what is done; a stop then leaves nothing open', async () => {
  const words = await openAndStopAt('[data-testid=work]');
  expect(words).toMatch(/Opening large\.csv/);
  expect(words).toMatch(/\d+(\.\d)? MB/);
  expect(words).toMatch(/Read the file/);
  const notice = app.page.getByTestId('notice');
  await notice.waitFor();
  expect(await notice.innerText()).toMatch(/Stopped[\s\S]*Nothing was opened/);
  await app.page.getByTestId('sample-clinic').waitFor();
  await expect.poll(jobState).toBe('cancelled');
  expect(await app.page.getByTestId('step-columns').isDisabled()).toBe(true);
});

test('an opening after that is not disturbed by it', async () => {
  await app.page.getByTestId('open-file').click();
  await app.page.getByRole('grid').waitFor({ timeout: 60_000 });
  expect(await app.page.locator('main').innerText()).toContain(`${rows.toLocaleString('en-US')}\u00a0rows`);
});

test('a stop while the columns are looked at keeps the table that is open', async () => {
  await answerDialogs(app, file);
  const words = await openAndStopAt('[data-testid=progress-read][aria-valuenow="100"]');
  expect(words).toMatch(/large\.csv stays open until this one is/);
  await app.page.getByRole('grid').waitFor();
  expect(await app.page.getByTestId('notice').innerText()).toMatch(/large\.csv is still open/);
  await goTo(app, 'columns');
  await app.page.locator('[data-column-name=region]').waitFor();
  expect(filesUnder(join(app.folder, 'tables'))).toEqual(['large.csv']);
});
