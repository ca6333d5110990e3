/** What is chosen, from window to folder: the file's format and formulas, columns without empty cells, columns drawn first. */
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { releaseReader, sha256 } from '../../electron/files/releaseFolder.ts';
import { openTable as readTable, understand } from '../../models/pipeline.ts';
import { verify } from '../../models/release/verify.ts';
import { quietRun } from '../../models/run/createRun.ts';
import { answerDialogs, type App, generate, goTo, openTable, review, startApp } from '../support/app.ts';
import { madeUpCsv } from '../support/madeUpTable.ts';

describe('the table is saved as chosen', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
    writeFileSync(join(app.folder, 'people.csv'), madeUpCsv(1200, 1));
    await openTable(app, join(app.folder, 'people.csv'));
    await goTo(app, 'generate');
    await app.page.getByTestId('fill-toggle').click();
    await app.page.getByTestId('fill-smoker').click();
    await app.page.getByTestId('order-toggle').click();
    for (const name of ['income', 'job', 'age']) {
      await app.page.getByTestId('add-order').click();
      await app.page.getByRole('option', { name, exact: true }).click();
    }
    await app.page.getByRole('button', { name: 'Draw age earlier' }).click();
    await app.page.getByRole('button', { name: 'Take income out of the list' }).click();
    await generate(app);
    await review(app, { reviewer: 'A. Tester', purpose: 'App test' });
    await goTo(app, 'save');
  }, 120_000);
  afterAll(async () => app.close());

  async function save(name: string): Promise<string> {
    const target = join(app.folder, name);
    await mkdir(target);
    await answerDialogs(app, target);
    await app.page.getByTestId('save-run').click();
    await expect
      .poll(() => app.page.getByTestId('save-done').innerText(), { timeout: 60_000 })
      .toContain(name);
    return target;
  }

  test('Parquet, without empty cells where none were wanted, and remembered in the recipe', async () => {
    await app.page.getByTestId('choice-parquet').click();
    expect(await app.page.getByTestId('escape-formulas').count()).toBe(0);
    const target = await save('typed');
    const { manifest } = await verify(releaseReader(target), sha256);
    expect(manifest.table).toEqual({ name: 'synthetic.parquet', format: 'parquet' });
    const recipe = JSON.parse(readFileSync(join(target, 'recipe.json'), 'utf8'));
    expect(recipe.output).toEqual({ format: 'parquet', escapeFormulas: false });
    expect(recipe.fill).toEqual(['smoker']);
    expect(recipe.visitSequence).toEqual(['age', 'job']);
    const opened = await readTable(
      join(target, manifest.table?.name ?? ''),
      { dialect: null, ragged: 'stop' },
      quietRun(),
    );
    const smoker = understand(opened, {}).columns.find(({ schema }) => schema.name === 'smoker');
    expect(opened.raw.rowCount).toBe(manifest.rows);
    expect([...(smoker?.codes ?? [])].filter((entry) => smoker?.missing[entry] === 1)).toEqual([]);
  });

  test('CSV with formulas escaped, from the same review', async () => {
    await app.page.getByTestId('choice-csv').click();
    await app.page.getByTestId('escape-formulas').click();
    const target = await save('escaped');
    await verify(releaseReader(target), sha256);
    expect(JSON.parse(readFileSync(join(target, 'recipe.json'), 'utf8')).output).toEqual({
      format: 'csv',
      escapeFormulas: true,
    });
  });
});
