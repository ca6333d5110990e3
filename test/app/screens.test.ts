/** Pictures of all six steps, light and dark, small and large, for people to look at; and no policy is broken on the way. */
import { mkdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  adultFile,
  answerDialogs,
  type App,
  generate,
  goTo,
  openTable,
  review,
  startApp,
} from '../support/app.ts';

const shots = resolve(import.meta.dirname, 'shots');
const sizes = [
  [1280, 800],
  [1920, 1080],
] as const;
const steps = ['open', 'columns', 'generate', 'results', 'review', 'save'] as const;

let app: App;
const complaints: string[] = [];
const sizesInBytes: number[] = [];
beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  app = await startApp();
  app.page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  app.page.on('pageerror', (error) => complaints.push(error.message));
});
afterAll(async () => app.close());

async function shoot(name: string): Promise<void> {
  for (const [width, height] of sizes) {
    await app.electron.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0].setContentSize(size[0], size[1]),
      [width, height] as const,
    );
    for (const colorScheme of ['light', 'dark'] as const) {
      await app.page.emulateMedia({ colorScheme });
      await app.page.waitForTimeout(150);
      const { length } = await app.page.screenshot({
        path: join(shots, `${name}-${colorScheme}-${width}x${height}.png`),
      });
      sizesInBytes.push(length);
    }
  }
}

test('every step has its picture', async () => {
  await shoot('0-start');
  await openTable(app, adultFile);
  await generate(app);
  await review(app, { reviewer: 'A. Tester', purpose: 'Pictures of the app' });
  for (const [index, step] of steps.entries()) {
    await goTo(app, step);
    await shoot(`${index + 1}-${step}`);
  }
  const target = join(app.folder, 'release');
  await mkdir(target);
  await answerDialogs(app, target);
  await goTo(app, 'save');
  await app.page.getByTestId('save-run').click();
  await app.page.getByTestId('save-done').waitFor({ timeout: 60_000 });
  await shoot('7-saved');
  expect(sizesInBytes).toHaveLength(32);
  // An empty window of the smaller size is a file of about 5 kB.
  expect(Math.min(...sizesInBytes)).toBeGreaterThan(12_000);
});

/** Names of the results' tabs, in order. */
async function tabNames(): Promise<readonly string[]> {
  await goTo(app, 'results');
  return app.page.getByRole('tab').allInnerTexts();
}

/** What reaches beyond the step sideways, `what` naming the page. */
async function wider(what: string): Promise<readonly string[]> {
  const over = await app.page.evaluate(() => {
    const main = document.getElementById('main');
    return main === null ? -1 : main.scrollWidth - main.clientWidth;
  });
  return over === 0 ? [] : [`${what}: ${over} px`];
}

test.each([[960, 640], ...sizes] as const)(
  'no page is wider than a window of %i x %i',
  async (width, height) => {
    await app.electron.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0].setContentSize(size[0], size[1]),
      [width, height] as const,
    );
    await expect.poll(() => app.page.evaluate(() => window.innerWidth)).toBe(width);
    const found: string[] = [];
    for (const step of steps) {
      await goTo(app, step);
      found.push(...(await wider(step)));
    }
    for (const tab of await tabNames()) {
      await app.page.getByRole('tab', { name: tab, exact: true }).click();
      found.push(...(await wider(tab)));
    }
    expect(found).toEqual([]);
  },
);

test('nothing on the way broke the content policy or threw', () => {
  expect(complaints).toEqual([]);
});
