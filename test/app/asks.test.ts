/** What a person asks of every row (conditions, shares, rules), and results that a correction makes stale. */
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samples } from '../../electron/files/samples.ts';
import {
  answerDialogs,
  type App,
  filesUnder,
  generate,
  goTo,
  openTable,
  review,
  startApp,
} from '../support/app.ts';

let app: App;
let target: string;
beforeAll(async () => {
  app = await startApp();
  target = join(app.folder, 'release');
  await mkdir(target);
});
afterAll(async () => app.close());

const wards = new TextDecoder()
  .decode(samples[0].bytes())
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','));

async function choose(testId: string, label: string): Promise<void> {
  await app.page.getByTestId(testId).click();
  await app.page.getByRole('option', { name: label, exact: true }).click();
}

test('conditions are counted as they are typed, and one that cannot be read is said', async () => {
  const { page } = app;
  await openTable(app, null);
  await goTo(app, 'generate');
  await page.getByTestId('conditions-toggle').click();
  await choose('add-condition', 'ward');
  await page.getByRole('checkbox', { name: /^Surgery/ }).click({ force: true });
  await choose('add-condition', 'age');
  const low = page.getByTestId('where-low-age');
  await low.fill('sixty');
  const support = page.getByTestId('support');
  await expect.poll(() => support.innerText()).toContain('cannot be read');
  await low.fill('60');
  const rows = wards.filter((cells) => cells[2] === 'Surgery' && Number(cells[4]) >= 60).length;
  await expect
    .poll(() => support.innerText())
    .toContain(`${rows.toLocaleString('en-US')}\u00a0rows of 4,000`);
});

test('rules are proposed with their support and can be switched on', async () => {
  const { page } = app;
  await page.getByTestId('rules-toggle').click();
  const first = page.getByTestId('rule-0');
  await first.waitFor();
  expect(await page.getByTestId('rules').innerText()).toMatch(/“patient_id” is different in every row/);
  await page.getByRole('button', { name: 'Switch on all without exceptions' }).click();
  expect(await first.getByRole('switch').isChecked()).toBe(true);
});

test('shares that do not add up stop the button in words', async () => {
  const { page } = app;
  await page.getByTestId('rebalance-toggle').click();
  await choose('rebalance-column', 'readmitted');
  const yes = page.getByTestId('share-yes');
  await yes.fill('40%');
  await yes.press('Enter');
  await expect.poll(() => page.getByTestId('rebalance').innerText()).toContain('add up to 90 %');
  expect(await page.getByTestId('generate-run').isDisabled()).toBe(true);
  await yes.fill('50%');
  await yes.press('Enter');
  await expect.poll(() => page.getByTestId('generate-run').isDisabled()).toBe(false);
});

test('every row of the release meets what was asked', async () => {
  const { page } = app;
  await page.getByTestId('generate-rows').fill('600');
  await page.getByTestId('generate-rows').press('Tab');
  await generate(app);
  await review(app, { reviewer: 'A. Tester', purpose: 'App test' });
  await answerDialogs(app, target);
  await goTo(app, 'save');
  await page.getByTestId('save-run').click();
  await page.getByTestId('save-done').waitFor({ timeout: 60_000 });
  const recipe = JSON.parse(readFileSync(join(target, 'recipe.json'), 'utf8'));
  expect(recipe).toMatchObject({
    where: { ward: { is: 'Surgery' }, age: { is: { low: '60' } } },
    balance: { column: 'readmitted', shares: { yes: 0.5, no: 0.5 } },
  });
  expect(recipe.rules.length).toBeGreaterThan(0);
  const [header, ...rows] = readFileSync(join(target, 'synthetic.csv'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  const at = (name: string): number => header?.indexOf(name) ?? -1;
  expect(rows).toHaveLength(600);
  expect(rows.every((row) => row[at('ward')] === 'Surgery' && Number(row[at('age')]) >= 60)).toBe(true);
  expect(new Set(rows.map((row) => row[at('patient_id')])).size).toBe(600);
  const again = rows.filter((row) => row[at('readmitted')] === 'yes').length;
  // Strata follow a sequence whose share of 600 rows is within log(600) / 600 of the half: 7 rows.
  expect(Math.abs(again - 300)).toBeLessThanOrEqual(7);
});

test('a correction makes the results stale: nothing is released until it is undone', async () => {
  const { page } = app;
  const second = join(app.folder, 'second');
  await mkdir(second);
  await answerDialogs(app, second);
  await goTo(app, 'columns');
  await page.getByTestId('known-age').click();
  await goTo(app, 'save');
  await page.getByTestId('save-run').click();
  const notice = page.getByTestId('notice');
  await notice.waitFor();
  expect(await notice.innerText()).toMatch(/Columns were changed after[\s\S]*Generate again/);
  expect(filesUnder(second)).toEqual([]);
  await goTo(app, 'columns');
  await page.getByRole('button', { name: 'Undo' }).click();
  await goTo(app, 'save');
  await expect.poll(() => page.getByText('Columns were changed since').count()).toBe(0);
  await page.getByTestId('save-run').click();
  await expect.poll(() => filesUnder(second).length, { timeout: 60_000 }).toBe(5);
});
