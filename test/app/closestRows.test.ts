/** The closest rows in the real window: asked for, read, closed by keyboard, and on no disk afterwards. */
import { readFileSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerDialogs, type App, filesUnder, generate, goTo, openTable, startApp } from '../support/app.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let app: App;
beforeAll(async () => {
  app = await startApp();
  await app.page.evaluate(axe);
  await openTable(app, null);
  await goTo(app, 'generate');
  await app.page.getByTestId('generate-rows').fill('500');
  await app.page.getByTestId('generate-rows').press('Tab');
  await generate(app);
  await app.page.getByRole('tab', { name: 'Privacy' }).click();
});
afterAll(async () => app.close());

const dialog = () => app.page.getByTestId('closest-dialog');

/** Serious and critical findings of axe, as `rule: place`. */
async function findings(): Promise<string[]> {
  // Colours fade in: they are measured once they stand.
  await app.page.waitForTimeout(400);
  const results: AxeResults = await app.page.evaluate(() =>
    (globalThis as unknown as { axe: { run: (root: Document) => Promise<AxeResults> } }).axe.run(document),
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

test('the button opens them, each column beside the real one, without a serious finding of axe', async () => {
  await app.page.getByTestId('closest-open').press('Enter');
  await dialog().getByRole('table').waitFor();
  expect(await dialog().getByRole('tab').count()).toBe(5);
  const heads = await dialog().getByRole('columnheader').allInnerTexts();
  expect(heads).toEqual(['Column', 'Synthetic row', 'Real row', 'Same?']);
  const marks = await dialog().locator('.closest-mark').allInnerTexts();
  expect(marks.length).toBeGreaterThan(3);
  for (const mark of marks) expect(mark).toMatch(/^(= equal|≠ differs)$/);
  for (const colorScheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme });
    expect(await findings()).toEqual([]);
  }
});

test('arrow keys go from row to row; Escape closes and gives the focus back; nothing of it stays in the page', async () => {
  await dialog().getByRole('tab').first().focus();
  await app.page.keyboard.press('ArrowRight');
  await expect.poll(() => dialog().getByRole('tab').nth(1).getAttribute('aria-selected')).toBe('true');
  const says = await dialog().getByRole('tabpanel').locator('p').first().innerText();
  expect(says).toMatch(/^In .* it (equals|differs from) /);
  await app.page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await expect
    .poll(() => app.page.evaluate(() => document.activeElement?.getAttribute('data-testid')))
    .toBe('closest-open');
  expect(await app.page.content()).not.toContain(says);
});

test('no file of the app, its profile or a report has what was shown', async () => {
  await app.page.getByTestId('closest-open').click();
  await dialog().getByRole('table').waitFor();
  const said = await dialog().getByRole('tabpanel').locator('p').first().innerText();
  const words = ['The rows that give away most', said];
  await app.page.getByTestId('closest-close').click();
  await dialog().waitFor({ state: 'detached' });
  const target = join(app.folder, 'report');
  await mkdir(target);
  await answerDialogs(app, target);
  await goTo(app, 'save');
  await app.page.getByTestId('report-save').click();
  await expect.poll(() => filesUnder(target)).toContain('report.html');
  const texts = filesUnder(app.folder)
    .map((name) => join(app.folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
    // A lock or a socket of the browser may go meanwhile.
    .map((path) => [path, readable(path)] as const);
  expect(texts.length).toBeGreaterThan(2);
  for (const [path, text] of texts)
    for (const word of words) expect(text.includes(word), `${path} holds "${word}"`).toBe(false);
});

function readable(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
