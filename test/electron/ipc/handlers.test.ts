import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EngineCall } from '../../../electron/engine/messages.ts';
import { fileHandles } from '../../../electron/files/handles.ts';
import { sampleFiles } from '../../../electron/files/samples.ts';
import type { Failure } from '../../../electron/ipc/contract.ts';
import { requestHandlers } from '../../../electron/ipc/handlers.ts';
import type { Handlers } from '../../../electron/ipc/handle.ts';

let folder: string;
let calls: [EngineCall, Record<string, unknown>][];
let refuse: Partial<Record<EngineCall, Failure>>;
let dialogs: string[];
let confirms: boolean;
let shown: string[];
let handlers: Handlers;
/** What the schema file of the fake engine says of the dialect. */
let dialect: { delimiter: string } | null;
const output = { format: 'csv', escapeFormulas: false } as const;
const decision = { reviewer: 'A', purpose: 'B', recipient: null, legalBasis: null, acceptances: [] };
const gateNotMet: Failure = { kind: 'refused', code: 'gate-not-met', message: 'Not yet.' };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-handlers-'));
  [calls, refuse, dialogs, confirms, shown, dialect] = [[], {}, [], true, [], null];
  const values: Partial<Record<EngineCall, object>> = {
    open: { name: 'people', dialect: { delimiter: ';' }, ragged: 'pad' },
    metadata: { from: 'sdv', columns: { age: { known: true } }, unmapped: ['a'] },
    release: { folder: 'out', files: [{ name: 'synthetic.csv', bytes: 1, sha256: '' }] },
    saveReport: { name: 'people-report' },
  };
  let start: string | null = '/given.csv';
  handlers = requestHandlers({
    host: {
      call: (async (name: EngineCall, request: Record<string, unknown>) => {
        calls.push([name, request]);
        const failure = refuse[name];
        if (failure !== undefined) return { ok: false, failure };
        const value = values[name] ?? null;
        return { ok: true, value: name === 'metadata' ? { ...values.metadata, dialect } : value };
      }) as never,
      cancel: () => void calls.push(['probe', { cancelled: true }]),
    },
    handles: fileHandles(),
    sampleFiles: sampleFiles(folder),
    dialogs: {
      openFile: async (purpose) => (dialogs.push(purpose), join(folder, 'table.csv')),
      chooseFolder: async () => (dialogs.push('folder'), folder),
      confirmReplace: async () => (dialogs.push('confirm'), confirms),
      tell: async () => {},
    },
    version: '1.2.3',
    takeStartFile: () => {
      const file = start;
      start = null;
      return file;
    },
    show: (path) => shown.push(path),
    now: () => '2026-01-01T00:00:00Z',
  });
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

async function openSome(): Promise<void> {
  const file = await handlers['file.choose']({ purpose: 'table' });
  if (file === null) throw new Error('The dialog gave nothing.');
  await handlers['table.open']({ file });
}

test('the file given at the start is handed over once, by a handle without a path', async () => {
  const first = await handlers['app.start'](null);
  expect(first.version).toBe('1.2.3');
  expect(first.samples.map(({ id }) => id)).toEqual(['clinic', 'customers']);
  expect(first.open).toEqual({ id: expect.any(String), name: 'given.csv', bytes: null });
  expect(Object.keys(first.samples[0])).not.toContain('bytes');
  expect((await handlers['app.start'](null)).open).toBeNull();
});

test('a handle that was never given is refused', async () => {
  await expect(
    handlers['table.open']({ file: { id: '/etc/passwd', name: 'x', bytes: 1 } }),
  ).rejects.toMatchObject({
    code: 'unknown-file',
  });
  expect(calls).toEqual([]);
});

test('a sample is made on first use; an unknown one is refused', async () => {
  await handlers['table.openSample']({ id: 'customers' });
  expect(calls[0][1]['path']).toMatch(/customers\.csv$/);
  await expect(handlers['table.openSample']({ id: '../x' })).rejects.toMatchObject({
    code: 'unknown-sample',
  });
});

test('a stop while a sample is still being made opens nothing', async () => {
  const opening = handlers['table.openSample']({ id: 'clinic' });
  await handlers['work.cancel'](null);
  await expect(opening).rejects.toMatchObject({ name: 'Cancelled' });
  expect(calls.map(([name]) => name)).not.toContain('open');
  await handlers['table.openSample']({ id: 'clinic' });
  expect(calls.at(-1)?.[0]).toBe('open');
});

test('a file is opened with the rows that do not fit kept apart; reading again says itself what becomes of them', async () => {
  await openSome();
  expect(calls.at(-1)).toMatchObject(['open', { dialect: null, ragged: 'apart', columns: {} }]);
  await handlers['table.openSample']({ id: 'customers' });
  expect(calls.at(-1)).toMatchObject(['open', { ragged: 'apart' }]);
  await handlers['table.reread']({ dialect: null, ragged: 'stop' });
  expect(calls.at(-1)).toMatchObject(['open', { ragged: 'stop' }]);
});

test('the closest rows are asked of the engine, and a refusal is passed on', async () => {
  await openSome();
  await handlers['results.closestRows'](null);
  expect(calls.at(-1)).toEqual(['closestRows', null]);
  const none: Failure = { kind: 'refused', code: 'no-result', message: 'Generate one first.' };
  refuse = { closestRows: none };
  await expect(handlers['results.closestRows'](null)).rejects.toMatchObject({ failure: none });
});

test('what needs a table, a release or a result is refused without one', async () => {
  await expect(handlers['table.reread']({ dialect: null, ragged: 'pad' })).rejects.toMatchObject({
    code: 'no-table',
  });
  await expect(handlers['table.correct']({ columns: {} })).rejects.toMatchObject({ code: 'no-table' });
  await expect(handlers['release.show'](null)).rejects.toMatchObject({ code: 'no-release' });
});

test('a schema is read against the table that is open; without one no dialog opens', async () => {
  await expect(handlers['table.applySchema'](null)).rejects.toMatchObject({ code: 'no-table' });
  expect(dialogs).toEqual([]);
  await openSome();
  expect(await handlers['table.applySchema'](null)).toEqual({
    name: 'table.csv',
    from: 'sdv',
    columns: { age: { known: true } },
    unmapped: ['a'],
    table: null,
  });
  expect(dialogs.at(-1)).toBe('schema');
  expect(calls.map(([name]) => name)).toEqual(['open', 'metadata']);
});

test('a schema with another dialect has the table read again with it, before its columns are taken', async () => {
  await openSome();
  dialect = { delimiter: '|' };
  const applied = await handlers['table.applySchema'](null);
  expect(calls.map(([name]) => name)).toEqual(['open', 'metadata', 'open', 'metadata']);
  expect(calls[2][1]).toMatchObject({ dialect: { delimiter: '|' }, ragged: 'pad' });
  expect(applied?.table).toMatchObject({ name: 'people', file: { name: 'table.csv' } });
});

test('a holdout of the trade-off is a handle too', async () => {
  await openSome();
  const holdout = { id: '/etc/passwd', name: 'x', bytes: null };
  const settings = { seed: 1, visitSequence: ['age'], holdoutShare: 0.2 };
  await expect(handlers['table.frontier']({ ...settings, holdout })).rejects.toMatchObject({
    code: 'unknown-file',
  });
  await handlers['table.frontier']({ ...settings, holdout: null });
  expect(calls.at(-1)).toEqual(['frontier', { ...settings, holdoutPath: null }]);
});

test('the gate is asked before a folder is, and a refusal opens no dialog', async () => {
  await openSome();
  dialogs = [];
  refuse = { gate: gateNotMet };
  await expect(handlers['release.save']({ decision, output })).rejects.toMatchObject({ failure: gateNotMet });
  expect(dialogs).toEqual([]);
  expect(calls.map(([name]) => name)).toEqual(['open', 'gate']);
});

test('the pages that were opened are what main saw, and a new table or result forgets them', async () => {
  await openSome();
  await handlers['review.opened']({ page: 'privacy' });
  expect(await handlers['review.opened']({ page: 'fidelity' })).toEqual({
    pagesOpened: ['fidelity', 'privacy'],
  });
  await handlers['release.save']({ decision, output });
  expect(calls.at(-1)?.[1]['decision']).toEqual({ ...decision, pagesOpened: ['fidelity', 'privacy'] });
  await handlers['generate.start']({
    generator: 'trees',
    preset: 'balanced',
    strength: null,
    visitSequence: [],
    seed: 1,
    rows: null,
    holdout: null,
    holdoutShare: 0.2,
    where: {},
    balance: null,
    fill: [],
    rules: [],
  });
  expect(await handlers['review.opened']({ page: 'method' })).toEqual({ pagesOpened: ['method'] });
  await openSome();
  expect(await handlers['review.opened']({ page: 'privacy' })).toEqual({ pagesOpened: ['privacy'] });
});

test('a release goes into an empty folder itself, and into a new one inside a full folder', async () => {
  await openSome();
  await handlers['release.save']({ decision, output });
  expect(calls.at(-1)).toMatchObject(['release', { directory: folder, now: '2026-01-01T00:00:00Z' }]);
  await writeFile(join(folder, 'notes.txt'), 'mine');
  await handlers['release.save']({ decision, output });
  expect(calls.at(-1)?.[1]['directory']).toBe(join(folder, 'people-synthetic'));
  await handlers['release.show'](null);
  expect(shown).toEqual([join(folder, 'people-synthetic', 'synthetic.csv')]);
});

test('an earlier release is replaced only after a yes', async () => {
  await openSome();
  await writeFile(join(folder, 'manifest.json'), '{"format":"understudy-manifest"}');
  confirms = false;
  expect(await handlers['release.save']({ decision, output })).toBeNull();
  expect(await handlers['report.save'](null)).toBeNull();
  expect(calls.map(([name]) => name)).toEqual(['open', 'gate']);
  confirms = true;
  await handlers['release.save']({ decision, output });
  expect(calls.at(-1)?.[0]).toBe('release');
  expect(await readdir(folder)).toEqual(['manifest.json']);
});
