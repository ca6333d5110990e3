/** Entry of the main process: wires the parts, decides nothing itself. */
import { app, type BrowserWindow, Menu, protocol, session, shell } from 'electron';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileArgument } from './arguments.ts';
import { engineStarter } from './engine/child.ts';
import { type EngineHost, engineHost } from './engine/host.ts';
import { writesTo } from './engine/messages.ts';
import { bundleServer, pageUrl } from './files/bundle.ts';
import { type Dialogs, systemDialogs } from './files/dialogs.ts';
import { fileHandles } from './files/handles.ts';
import { sampleFiles } from './files/samples.ts';
import { settingsFile } from './files/settings.ts';
import { removeLeftovers } from './files/staging.ts';
import type { EventName, Events } from './ipc/contract.ts';
import { handleDrops, handleRefusals, handleRequests } from './ipc/handle.ts';
import { requestHandlers } from './ipc/handlers.ts';
import { menuTemplate } from './menu.ts';
import { appScheme, blockNetwork, lockContents, networkSwitches } from './offline.ts';
import { refusals } from './refusals.ts';
import { harmlessUrl, sayTries, tryNetwork } from './tryNetwork.ts';
import { version } from './version.ts';
import { openWindow, sessionPartition } from './window.ts';

const here = dirname(fileURLToPath(import.meta.url));
const developing = !app.isPackaged;
const handles = fileHandles();

let window: BrowserWindow | null = null;
let startFile = fileArgument(process.argv, app.isPackaged, process.cwd());

const send = <Name extends EventName>(name: Name, payload: Events[Name]): void => {
  if (window !== null && !window.isDestroyed()) window.webContents.send(name, payload);
};
const refused = refusals((count) => send('refused', { count }));

/** Hands a file that came from outside to the window; before there is one, the window asks for it. */
const offer = (path: string): void => {
  if (window === null) startFile = path;
  else send('file.offered', handles.give(path));
};

if (app.requestSingleInstanceLock({ file: startFile })) start();
else app.quit();

function start(): void {
  // Chromium has no sandbox for root (containers); whoever starts it so has said it with this switch.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  for (const [name, value] of networkSwitches) app.commandLine.appendSwitch(name, value);
  protocol.registerSchemesAsPrivileged([appScheme]);
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  app.on('session-created', (created) => blockNetwork(created, developing, refused.add));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    offer(path);
  });
  app.on('second-instance', (_event, _argv, _folder, data) => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
    const file = typeof data === 'object' && data !== null && 'file' in data ? data.file : null;
    if (typeof file === 'string') offer(file);
  });
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(ready);
}

function ready(): void {
  const ours = session.fromPartition(sessionPartition, { cache: false });
  ours.protocol.handle('app', bundleServer(join(here, '..', 'renderer')));
  const settings = settingsFile(app.getPath('userData'));
  const dialogs = systemDialogs(() => window, settings);
  const samples = sampleFiles(app.getPath('temp'));
  const host = startHost(ours);

  handleRequests(
    requestHandlers({
      host,
      handles,
      dialogs,
      version,
      sampleFiles: samples,
      takeStartFile: () => {
        const file = startFile;
        startFile = null;
        return file;
      },
      show: (path) => shell.showItemInFolder(path),
      now: () => new Date().toISOString(),
    }),
    (place) => void process.stderr.write(`Understudy: ${place}\n`),
  );
  handleDrops(offer);
  handleRefusals(refused.add);
  setMenu(host, ours, dialogs);
  window = openWindow({
    session: ours,
    preload: join(here, 'preload.cjs'),
    developing,
    settings,
    url: pageUrl,
  });
  window.on('closed', () => (window = null));
  window.webContents.on('did-finish-load', () => {
    send('refused', { count: refused.count() });
    // Once the window stands, so that neither waits for the other: the first file is then read at once.
    host.start();
  });

  app.once('will-quit', (event) => {
    event.preventDefault();
    host.stop();
    void samples.remove().finally(() => app.exit());
  });
  if (developing) exposeForTests(host);
}

function startHost(ours: Electron.Session): EngineHost {
  return engineHost({
    start: engineStarter(join(here, 'engine.js'), ours),
    onProgress: (progress) => send('progress', progress),
    onDied: (failure) => send('engine.died', failure),
    onRefused: refused.engine,
    afterCrash: async (name, request) => {
      const directory = writesTo(name, request);
      if (directory !== null) await removeLeftovers(dirname(directory));
    },
  });
}

function setMenu(host: EngineHost, ours: Electron.Session, dialogs: Dialogs): void {
  const template = menuTemplate({
    platform: process.platform,
    developing,
    command: (command) => send('command', command),
    about: () => void dialogs.tell(`Understudy ${version}`, 'Works offline. Licensed under Apache-2.0.'),
    checkNetwork: async () => {
      const tries = await tryNetwork(harmlessUrl, ours, host);
      await dialogs.tell(
        'Understudy tried to reach the network.',
        `${sayTries(tries)}\nRefused since the start: ${refused.count()}`,
      );
    },
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** The app tests reach main through Playwright; a packaged app has nothing of this. */
function exposeForTests(host: EngineHost): void {
  const probe = (url: string) => host.call('probe', { url });
  Object.defineProperty(globalThis, 'understudyForTests', {
    value: { probe, job: host.job, refused: refused.count },
  });
}
