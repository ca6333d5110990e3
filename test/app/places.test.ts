/** Opening a file that does not quite fit: rows kept apart, a place set by hand, undone, and said in the details. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, chooseKind, goTo, openTable, startApp } from '../support/app.ts';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => app.close());

/** 300 rows, of which three lack a cell; the names say nothing of a place. */
function writeTable(path: string): void {
  const rows = Array.from({ length: 300 }, (_, row) => {
    const [up, along] = [(48 + (row % 17) / 40).toFixed(4), (9 + (row % 23) / 40).toFixed(4)];
    return row % 120 === 7 ? `${up},${along}` : `${up},${along},${row % 6}`;
  });
  writeFileSync(path, `${['p', 'q', 'rooms'].join(',')}\n${rows.join('\n')}\n`);
}

test('rows that do not fit are kept apart and listed, and can be padded', async () => {
  const path = join(app.folder, 'homes.csv');
  writeTable(path);
  await openTable(app, path);
  const { page } = app;
  await page.getByText('3 rows do not fit the header').waitFor();
  await page.getByText('Rows 1 to').filter({ hasText: 'of 297' }).waitFor();
  await page.getByText('Pad', { exact: true }).click();
  const padded = page.getByText('Rows 1 to').filter({ hasText: 'of 300' });
  await padded.waitFor();
  expect(await padded.count()).toBe(1);
});

test('two columns are made a place by hand, shown on a map, and undone', async () => {
  const { page } = app;
  await goTo(app, 'columns');
  await chooseKind(app, 'p', 'Latitude');
  await page.locator('[data-column-name="p"]').click();
  await page.getByText('No column is a longitude yet').waitFor();
  await chooseKind(app, 'q', 'Longitude');
  await page.getByTestId('place-with').waitFor();
  await page.getByTitle('Where the places lie').or(page.locator('.place-chart')).first().waitFor();
  expect(await page.getByTestId('place-with').innerText()).toContain('q');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await page.getByText('No column is a longitude yet').waitFor();
});
