/** Nothing goes out: every part of the app asks for a listener of ours and for a name that cannot exist. */
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, startApp } from '../support/app.ts';

/** What main shows to these tests while it is not packaged. */
interface ForTests {
  probe(url: string): Promise<{ ok: boolean; value?: { reached: boolean; says: string } }>;
  refused(): number;
}

let app: App;
let listener: Server;
let arrivals = 0;
let local: string;

beforeAll(async () => {
  listener = createServer((socket) => {
    arrivals++;
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi');
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  local = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
  app = await startApp();
});
afterAll(async () => {
  await app.close();
  listener.close();
});

const refusedSoFar = (): Promise<number> =>
  app.electron.evaluate(() =>
    (globalThis as unknown as { understudyForTests: ForTests }).understudyForTests.refused(),
  );

describe('each try is refused and counted, and nothing arrives', () => {
  test('the listener hears what is really sent', async () => {
    await fetch(local);
    expect(arrivals).toBe(1);
    arrivals = 0;
  });

  test.each(['listener', 'https://understudy.invalid/'])('from the page: %s', async (where) => {
    const url = where === 'listener' ? local : where;
    const before = await refusedSoFar();
    const ends = await app.page.evaluate(async (address) => {
      const blocked = (work: () => Promise<unknown>) =>
        work().then(
          () => 'reached',
          () => 'refused',
        );
      return [
        await blocked(() => fetch(address)),
        await blocked(
          () =>
            new Promise((resolve, reject) => {
              const image = new Image();
              image.addEventListener('load', resolve);
              image.addEventListener('error', reject);
              image.src = address;
            }),
        ),
        await blocked(
          () =>
            new Promise((resolve, reject) => {
              const socket = new WebSocket(address.replace(/^http/, 'ws'));
              socket.addEventListener('open', resolve);
              socket.addEventListener('error', reject);
            }),
        ),
      ];
    }, url);
    expect(ends).toEqual(['refused', 'refused', 'refused']);
    await expect.poll(refusedSoFar).toBe(before + 3);
    expect(arrivals).toBe(0);
  });

  test.each(['listener', 'https://understudy.invalid/'])("from main's session: %s", async (where) => {
    const url = where === 'listener' ? local : where;
    const before = await refusedSoFar();
    const end = await app.electron.evaluate(
      async ({ session }, address) =>
        session
          .fromPartition('understudy')
          .fetch(address)
          .then(
            () => 'reached',
            (error: Error) => error.message,
          ),
      url,
    );
    expect(end).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(await refusedSoFar()).toBe(before + 1);
    expect(arrivals).toBe(0);
  });

  test.each(['listener', 'https://understudy.invalid/'])(
    "from the default session and Electron's net: %s",
    async (where) => {
      const url = where === 'listener' ? local : where;
      const before = await refusedSoFar();
      const end = await app.electron.evaluate(
        async ({ net }, address) =>
          net.fetch(address).then(
            () => 'reached',
            (error: Error) => error.message,
          ),
        url,
      );
      expect(end).not.toBe('reached');
      expect(await refusedSoFar()).toBe(before + 1);
      expect(arrivals).toBe(0);
    },
  );

  test.each(['listener', 'https://understudy.invalid/'])("from the engine's fetch: %s", async (where) => {
    const url = where === 'listener' ? local : where;
    const before = await refusedSoFar();
    const reply = await app.electron.evaluate(
      (_electron, address) =>
        (globalThis as unknown as { understudyForTests: ForTests }).understudyForTests.probe(address),
      url,
    );
    expect(reply).toEqual({
      ok: true,
      value: { reached: false, says: 'Understudy works offline: fetch was refused.' },
    });
    expect(await refusedSoFar()).toBe(before + 1);
    expect(arrivals).toBe(0);
  });

  test('the badge shows the count', async () => {
    const count = await refusedSoFar();
    await expect.poll(() => app.page.getByTestId('offline-badge').textContent()).toContain(String(count));
  });
});

describe('the page cannot be led away', () => {
  test('navigation, windows and frames are refused', async () => {
    const before = app.page.url();
    await app.page.evaluate((address) => {
      window.open(address);
      const link = document.createElement('a');
      link.href = address;
      link.click();
      const frame = document.createElement('iframe');
      frame.src = address;
      document.body.append(frame);
      location.href = address;
    }, local);
    await app.page.waitForTimeout(300);
    expect(app.page.url()).toBe(before);
    expect(app.electron.windows()).toHaveLength(1);
    expect(arrivals).toBe(0);
  });

  test('the page has neither node nor Electron, and every permission is refused', async () => {
    const seen = await app.page.evaluate(async () => ({
      globals: ['require', 'process', 'module', 'ipcRenderer', 'electron'].filter((name) => name in window),
      bridge: Object.keys(window.understudy ?? {}).sort(),
      notifications: await Notification.requestPermission(),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'given',
        () => 'refused',
      ),
    }));
    expect(seen).toEqual({
      globals: [],
      bridge: ['call', 'drop', 'on'],
      notifications: 'denied',
      camera: 'refused',
    });
  });
});
