/** The whole way in a real Electron, as an analyst would go it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { releaseReader, sha256 } from '../../electron/files/releaseFolder.ts';
import { manifestFile, releasedFiles } from '../../models/release/manifest.ts';
import { verify } from '../../models/release/verify.ts';
import {
  adultFile,
  answerDialogs,
  type App,
  chooseKind,
  filesUnder,
  generate,
  goTo,
  openTable,
  review,
  startApp,
} from '../support/app.ts';

describe('from a CSV to a reviewed release', () => {
  let app: App;
  let target: string;
  const column = adultFile === null ? 'days_in_hospital' : 'education-num';

  beforeAll(async () => {
    app = await startApp();
    target = join(app.folder, 'release');
    await mkdir(target);
  });
  afterAll(async () => app.close());

  test('opens the table and changes the kind of one column', async () => {
    await openTable(app, adultFile);
    await goTo(app, 'columns');
    await chooseKind(app, column, 'Category');
    await expect.poll(() => app.page.getByTestId(`kind-${column}`).textContent()).toContain('Category');
  });

  test('generates and shows results', async () => {
    await generate(app);
    const body = await app.page.locator('main').innerText();
    expect(body).toMatch(/accuracy/i);
    expect(body).not.toMatch(/anonymous/i);
  });

  test('refuses to save before the review, in words, and writes nothing', async () => {
    await answerDialogs(app, target);
    await goTo(app, 'save');
    await app.page.getByTestId('save-run').click();
    const notice = app.page.getByTestId('notice').first();
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(/not released/i);
    // In sight, however far down the button stands.
    await app.page.getByTestId('report-save').scrollIntoViewIfNeeded();
    expect((await notice.boundingBox())?.y).toBeGreaterThan(0);
    expect(filesUnder(target)).toEqual([]);
  });

  test('reviews and saves five files that verify', async () => {
    await review(app, { reviewer: 'A. Tester', purpose: 'App test' });
    await goTo(app, 'save');
    await app.page.getByTestId('save-run').click();
    await app.page.getByTestId('save-done').waitFor({ timeout: 60_000 });
    const names = [...releasedFiles({}), manifestFile];
    for (const name of names) await app.page.getByTestId(`released-file-${name}`).waitFor();
    expect(filesUnder(target)).toEqual([...names].sort());
    const { manifest, others } = await verify(releaseReader(target), sha256);
    expect(others).toEqual([]);
    expect(manifest.decision).toMatchObject({
      reviewer: 'A. Tester',
      pagesOpened: ['fidelity', 'privacy', 'method'],
    });
    const recipe = JSON.parse(readFileSync(join(target, 'recipe.json'), 'utf8'));
    expect(recipe.columns[column].kind).toBe('category');
  });

  test.each([...releasedFiles({}), manifestFile])('one changed byte in %s is found', async (name) => {
    const path = join(target, name);
    const before = readFileSync(path);
    const changed = Buffer.from(before);
    changed[Math.floor(changed.length / 2)] ^= 1;
    writeFileSync(path, changed);
    const code = name === manifestFile ? 'manifest-damaged' : 'files-differ';
    await expect(verify(releaseReader(target), sha256)).rejects.toMatchObject({ code });
    writeFileSync(path, before);
    await verify(releaseReader(target), sha256);
  });
});
