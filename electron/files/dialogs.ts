/** The system's dialogs. They start in the folder that was used last, which the system no longer remembers itself. */
import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import { dirname } from 'node:path';
import type { SettingsFile } from './settings.ts';

export interface Dialogs {
  /** Null when the person closed the dialog, here and below. */
  openFile(purpose: 'table' | 'holdout'): Promise<string | null>;
  chooseFolder(title: string): Promise<string | null>;
  /** Whether an earlier release in `folder` may be replaced. */
  confirmReplace(folder: string): Promise<boolean>;
  tell(message: string, detail: string): Promise<void>;
}

/** Dialogs over the window that `windowNow` gives; free-standing when there is none. */
export function systemDialogs(windowNow: () => BrowserWindow | null, settings: SettingsFile): Dialogs {
  const open = async (options: OpenDialogOptions, isFolder: boolean): Promise<string | null> => {
    const { lastFolder } = settings.now();
    const complete = lastFolder === null ? options : { ...options, defaultPath: lastFolder };
    const window = windowNow();
    const { canceled, filePaths } = await (window === null
      ? dialog.showOpenDialog(complete)
      : dialog.showOpenDialog(window, complete));
    const [path] = filePaths;
    if (canceled || path === undefined) return null;
    await settings.change({ lastFolder: isFolder ? path : dirname(path) });
    return path;
  };
  const show = (options: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue> => {
    const window = windowNow();
    return window === null ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options);
  };
  return {
    openFile: (purpose) =>
      open(
        {
          title: purpose === 'table' ? 'Open a table' : 'Choose a holdout file',
          properties: ['openFile'],
          filters: [
            { name: 'Tables as text', extensions: ['csv', 'tsv', 'txt', 'gz'] },
            { name: 'All files', extensions: ['*'] },
          ],
        },
        false,
      ),
    chooseFolder: (title) =>
      open(
        {
          title,
          buttonLabel: 'Save here',
          properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
        },
        true,
      ),
    confirmReplace: async (folder) => {
      const { response } = await show({
        type: 'question',
        message: `"${folder}" holds an earlier release.`,
        detail: 'Saving here replaces all of its files.',
        buttons: ['Replace', 'Cancel'],
        defaultId: 1,
        cancelId: 1,
      });
      return response === 0;
    },
    tell: async (message, detail) => {
      await show({ type: 'info', message, detail, buttons: ['OK'] });
    },
  };
}
