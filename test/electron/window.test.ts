import type { Session } from 'electron';
import { expect, test, vi } from 'vitest';

vi.mock('electron', () => ({ BrowserWindow: null, nativeTheme: { shouldUseDarkColors: false } }));
const { sessionPartition, windowOptions } = await import('../../electron/window.ts');

const parts = {
  session: {} as Session,
  preload: '/app/preload.cjs',
  developing: false,
  place: null,
  dark: false,
};

test('the page is sandboxed, isolated and without node', () => {
  expect(windowOptions(parts).webPreferences).toEqual({
    session: parts.session,
    preload: '/app/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
    autoplayPolicy: 'document-user-activation-required',
    devTools: false,
  });
});

test('the session lives in memory only', () => {
  expect(sessionPartition.startsWith('persist:')).toBe(false);
});

test('developer tools come with developing; the place is that of last time', () => {
  const place = { x: 5, y: 6, width: 1000, height: 700, maximized: true };
  expect(windowOptions({ ...parts, developing: true }).webPreferences?.devTools).toBe(true);
  expect(windowOptions({ ...parts, place })).toMatchObject({ x: 5, y: 6, width: 1000, height: 700 });
  expect(windowOptions(parts)).toMatchObject({ width: 1280, height: 800, minWidth: 960 });
});
