/** The one window: hardened, with a session that keeps nothing on the disk. */
import { BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme, type Session } from 'electron';
import type { Settings, SettingsFile } from './files/settings.ts';

/** Name of the session; without `persist:` it lives in memory only. */
export const sessionPartition = 'understudy';

const smallest = { width: 960, height: 640 } as const;
const usual = { width: 1280, height: 800 } as const;

/** The options of the window. @param developing allows the developer tools */
export function windowOptions(parts: {
  readonly session: Session;
  readonly preload: string;
  readonly developing: boolean;
  readonly place: Settings['window'];
  readonly dark: boolean;
}): BrowserWindowConstructorOptions {
  const { x, y, width, height } =
    parts.place ?? (usual as { x?: number; y?: number; width: number; height: number });
  return {
    ...(x === undefined || y === undefined ? {} : { x, y }),
    width,
    height,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Understudy',
    backgroundColor: parts.dark ? '#16181d' : '#ffffff',
    webPreferences: {
      session: parts.session,
      preload: parts.preload,
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
      devTools: parts.developing,
    },
  };
}

/** Opens the window on `url` at the place where it was last. */
export function openWindow(parts: {
  readonly session: Session;
  readonly preload: string;
  readonly developing: boolean;
  readonly settings: SettingsFile;
  readonly url: string;
}): BrowserWindow {
  const { settings, url } = parts;
  const place = settings.now().window;
  const window = new BrowserWindow(windowOptions({ ...parts, place, dark: nativeTheme.shouldUseDarkColors }));
  if (place?.maximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    void settings.change({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } });
  });
  void window.loadURL(url);
  return window;
}
