import { expect, test, vi } from 'vitest';
import { channels, dropChannel } from '../../../electron/ipc/channels.ts';
import type { Handlers, Sender } from '../../../electron/ipc/handle.ts';
import { Failed } from '../../../electron/ipc/failure.ts';
import { Cancelled, Refused } from '../../../models/run/run.ts';

type Listener = (event: { senderFrame: Sender }, payload: unknown) => unknown;
const electron = vi.hoisted(() => ({
  handled: new Map<string, Listener>(),
  heard: new Map<string, Listener>(),
}));
vi.mock('electron', () => ({
  ipcMain: {
    handle: (name: string, listener: Listener) => electron.handled.set(name, listener),
    on: (name: string, listener: Listener) => electron.heard.set(name, listener),
  },
}));
const { answer, handleDrops, handleRequests, isOurWindow } = await import('../../../electron/ipc/handle.ts');

const ours: Sender = { url: 'app://bundle/index.html', parent: null };

function handlers(cancel: () => Promise<null>): Handlers {
  return { 'work.cancel': cancel } as unknown as Handlers;
}

const ask = (work: () => Promise<null>, frame: Sender = ours, bugs: string[] = []) =>
  answer('work.cancel', frame, null, handlers(work), (place) => bugs.push(place));

test('every channel of the contract is handled', () => {
  handleRequests(
    handlers(async () => null),
    () => {},
  );
  expect([...electron.handled.keys()].sort()).toEqual([...channels].sort());
});

test.each<[string, Sender]>([
  ['a frame that is gone', null],
  ['a frame inside the page', { url: 'app://bundle/index.html', parent: {} as never }],
  ['another host', { url: 'app://other/index.html', parent: null }],
  ['the web', { url: 'https://bundle/index.html', parent: null }],
  ['a file', { url: 'file:///index.html', parent: null }],
  ['no address', { url: '', parent: null }],
])('%s is not our window', async (_what, frame) => {
  expect(isOurWindow(frame)).toBe(false);
  const work = vi.fn<() => Promise<null>>(async () => null);
  expect(await ask(work, frame)).toMatchObject({ ok: false, failure: { code: 'unknown-sender' } });
  expect(work).not.toHaveBeenCalled();
});

test('a value, a refusal, a stop and a failure from elsewhere become replies', async () => {
  const crashed = { kind: 'crashed', code: 'engine-ended', message: 'It ended.' } as const;
  const throwing = (thrown: Error) => ask(async () => Promise.reject(thrown));
  expect(await ask(async () => null)).toEqual({ ok: true, value: null });
  expect(await throwing(new Refused('no-table', 'None.'))).toEqual({
    ok: false,
    failure: { kind: 'refused', code: 'no-table', message: 'None.' },
  });
  expect(await throwing(new Cancelled())).toMatchObject({ failure: { kind: 'cancelled' } });
  expect(await throwing(new Failed(crashed))).toEqual({ ok: false, failure: crashed });
});

test('a bug crosses without its message, which could hold a cell value, and its place is logged without it too', async () => {
  const bugs: string[] = [];
  const reply = await ask(async () => Promise.reject(new TypeError('cannot read "Mrs Miller"')), ours, bugs);
  expect(reply).toMatchObject({ ok: false, failure: { kind: 'bug' } });
  expect(JSON.stringify(reply)).not.toContain('Miller');
  expect(bugs).toHaveLength(1);
  expect(bugs[0]).toMatch(/^TypeError\n\s+at /);
  expect(bugs[0]).not.toContain('Miller');
});

test('a bad request never reaches the work', async () => {
  const work = vi.fn<() => Promise<null>>(async () => null);
  const reply = await answer('work.cancel', ours, { path: '/' }, handlers(work), () => {});
  expect(reply).toMatchObject({ failure: { code: 'bad-request' } });
  expect(work).not.toHaveBeenCalled();
});

test('a dropped path is taken from our window only, and only as text', () => {
  const paths: string[] = [];
  handleDrops((path) => paths.push(path));
  const drop = electron.heard.get(dropChannel) as Listener;
  drop({ senderFrame: ours }, '/tables/a.csv');
  drop({ senderFrame: null }, '/tables/b.csv');
  drop({ senderFrame: ours }, { path: '/tables/c.csv' });
  drop({ senderFrame: ours }, 'x'.repeat(10_000));
  expect(paths).toEqual(['/tables/a.csv']);
});
