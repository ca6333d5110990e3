/** The menu bar. Undo and redo belong to the corrections, so they go to the window as commands. */
import type { MenuItemConstructorOptions } from 'electron';
import type { Events } from './ipc/contract.ts';

export interface MenuParts {
  readonly platform: NodeJS.Platform;
  readonly developing: boolean;
  readonly command: (command: Events['command']) => void;
  readonly about: () => void;
  readonly checkNetwork: () => void;
}

/** The key is shown here and heard by the page, which leaves it to a text field that has the focus. */
const shownOnly = { registerAccelerator: false } as const;

/** The template for `Menu.buildFromTemplate`. */
export function menuTemplate({
  platform,
  developing,
  command,
  about,
  checkNetwork,
}: MenuParts): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const edit: MenuItemConstructorOptions[] = [
    { label: 'Undo', accelerator: 'CmdOrCtrl+Z', ...shownOnly, click: () => command('undo') },
    {
      label: 'Redo',
      accelerator: mac ? 'Shift+Cmd+Z' : 'Ctrl+Y',
      ...shownOnly,
      click: () => command('redo'),
    },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ];
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(developing ? [{ role: 'toggleDevTools' } as const] : []),
  ];
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Open a table…', accelerator: 'CmdOrCtrl+O', ...shownOnly, click: () => command('choose') },
        { label: 'Generate', accelerator: 'CmdOrCtrl+R', ...shownOnly, click: () => command('run') },
        { type: 'separator' },
        mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { label: '&Edit', submenu: edit },
    { label: '&View', submenu: view },
    { role: 'windowMenu' },
    {
      label: '&Help',
      submenu: [
        { label: 'Try the network block…', click: checkNetwork },
        { label: 'About Understudy', click: about },
      ],
    },
  ];
}
