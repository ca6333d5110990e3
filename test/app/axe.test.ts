/** axe-core on every step of the window, light and dark: no finding that is serious or critical. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, generate, goTo, openTable, startApp } from '../support/app.ts';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let app: App;
beforeAll(async () => {
  app = await startApp();
  // Evaluated by the debugger, which the page's content policy does not bind.
  await app.page.evaluate(source);
});
afterAll(async () => app.close());

/** Serious and critical findings, as `rule: place`. */
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

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  beforeAll(async () => app.page.emulateMedia({ colorScheme }));

  test('open, with its findings', async () => {
    if (colorScheme === 'light') {
      expect(await findings()).toEqual([]);
      await openTable(app, null);
    }
    await goTo(app, 'open');
    const toggle = app.page.getByTestId('quality-toggle');
    await toggle.click();
    expect(await findings()).toEqual([]);
  });

  test('columns', async () => {
    await goTo(app, 'columns');
    expect(await findings()).toEqual([]);
  });

  test('generate, with everything open', async () => {
    await goTo(app, 'generate');
    for (const panel of ['conditions', 'rebalance', 'rules'])
      await app.page.getByTestId(`${panel}-toggle`).click();
    await app.page.getByTestId('rule-0').waitFor();
    if (colorScheme === 'light') {
      await app.page.getByTestId('add-condition').click();
      await app.page.getByRole('option', { name: 'ward', exact: true }).click();
      await app.page.getByTestId('rebalance-column').click();
      await app.page.getByRole('option', { name: 'readmitted', exact: true }).click();
    }
    expect(await findings()).toEqual([]);
  });

  test.each(['results', 'review', 'save'])('%s', async (step) => {
    if (step === 'results' && colorScheme === 'light') {
      await app.page.getByTestId('generate-rows').fill('500');
      await app.page.getByTestId('generate-rows').press('Tab');
      await generate(app);
    }
    await goTo(app, step);
    expect(await findings()).toEqual([]);
  });

  test('every page of the results', async () => {
    await goTo(app, 'results');
    const found: string[] = [];
    for (const name of await app.page.getByRole('tab').allInnerTexts()) {
      await app.page.getByRole('tab', { name, exact: true }).click();
      found.push(...(await findings()).map((finding) => `${name}: ${finding}`));
    }
    expect(found).toEqual([]);
  });
});
