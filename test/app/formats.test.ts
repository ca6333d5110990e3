/** Every format a table can come in, a schema made elsewhere, and a table that is model output already. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { samples } from '../../electron/files/samples.ts';
import { plainDialect } from '../../models/io/rawColumns.ts';
import type { TableFormat } from '../../models/io/format.ts';
import { writeTable } from '../../models/io/writeTable.ts';
import { answerDialogs, type App, goTo, openTable, startApp } from '../support/app.ts';
import { smallColumn, smallTable } from '../support/smallTable.ts';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => app.close());

const table = smallTable([
  smallColumn(
    { name: 'city', kind: 'category' },
    Array.from({ length: 60 }, (_, row) => ['Oslo', 'Bergen', 'Ålesund'][row % 3] ?? ''),
  ),
  smallColumn(
    { name: 'amount', kind: 'integer' },
    Array.from({ length: 60 }, (_, row) => String((row * 37) % 101)),
  ),
]);

async function fileOf(format: TableFormat): Promise<string> {
  const path = join(app.folder, `made.${format}`);
  const parts: Uint8Array[] = [];
  async function* blocks() {
    yield table;
  }
  const written = { schemas: table.columns.map(({ schema }) => schema), blocks: blocks() };
  for await (const part of writeTable(format, written, { dialect: plainDialect })) parts.push(part.slice());
  writeFileSync(path, Buffer.concat(parts));
  return path;
}

describe('formats', () => {
  test.each(['csv', 'tsv', 'parquet', 'xlsx', 'jsonl'] as const)(
    '%s opens with its cells',
    async (format) => {
      await openTable(app, await fileOf(format));
      await expect.poll(() => app.page.getByRole('heading', { level: 1 }).innerText()).toBe(`made.${format}`);
      await expect.poll(() => app.page.getByRole('gridcell').first().innerText()).toBe('Oslo');
      const chips = await app.page.getByTestId('chip-delimiter').count();
      expect(chips).toBe(format === 'csv' || format === 'tsv' ? 1 : 0);
    },
  );
});

describe('a schema made elsewhere', () => {
  test('is applied as corrections, says what it could not take over, and is undone in one step', async () => {
    await openTable(app, await fileOf('csv'));
    const path = join(app.folder, 'sdv.json');
    const columns = { amount: { sdtype: 'categorical' }, gone: { sdtype: 'numerical' } };
    writeFileSync(path, JSON.stringify({ METADATA_SPEC_VERSION: 'V1', tables: { made: { columns } } }));
    await answerDialogs(app, path);
    await app.page.getByTestId('apply-schema').click();
    const note = app.page.getByTestId('schema-applied');
    await note.waitFor();
    expect(await note.innerText()).toMatch(/SDV metadata “sdv\.json” applied to 1\scolumn/);
    await note.locator('summary').click();
    expect(await note.innerText()).toContain('gone');
    await goTo(app, 'columns');
    const kind = app.page.getByTestId('kind-amount');
    await expect.poll(() => kind.innerText()).toContain('Category');
    await app.page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => kind.innerText()).toContain('Whole number');
  });

  test('that is none is refused in words and changes nothing', async () => {
    const path = join(app.folder, 'none.json');
    writeFileSync(path, '{"a": 1}');
    await answerDialogs(app, path);
    await goTo(app, 'open');
    await app.page.getByTestId('apply-schema').click();
    const notice = app.page.getByTestId('notice');
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(/The schema was not applied[\s\S]*neither SDV/);
  });
});

describe('a table that is model output already', () => {
  test('asks before it goes on, and shows the finding', async () => {
    const folder = join(app.folder, 'released');
    mkdirSync(folder);
    writeFileSync(join(folder, 'synthetic.csv'), samples[1].bytes());
    writeFileSync(
      join(folder, 'manifest.json'),
      JSON.stringify({ generation: 'synthetic', files: [{ name: 'synthetic.csv' }] }),
    );
    await answerDialogs(app, join(folder, 'synthetic.csv'));
    await app.page.getByTestId('open-file').click();
    const dialog = app.page.getByRole('alertdialog');
    await dialog.waitFor();
    expect(await dialog.innerText()).toMatch(/looks generated already[\s\S]*model output/);
    await app.page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(true);
    await app.page.getByTestId('generated-go-on').click();
    await dialog.waitFor({ state: 'detached' });
    await app.page.getByTestId('quality-toggle').click();
    expect(await app.page.getByTestId('quality').innerText()).toContain('model output');
  });
});
