/** The system's dialogs. They start in the folder that was used last, which the system no longer remembers itself. */
import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import { dirname } from 'node:path';
import type { SettingsFile } from './settings.ts';

/** What a file is chosen for; `schema`: a description of the open table. */
export type FilePurpose = 'table' | 'holdout' | 'schema';

const titles: Readonly<Record<FilePurpose, string>> = {
  table: 'Open a table',
  holdout: 'Choose a holdout file',
  schema: 'Apply a schema',
};

const tableFilters: Electron.FileFilter[] = [
  { name: 'Tables', extensions: ['csv', 'tsv', 'txt', 'gz', 'parquet', 'xlsx', 'jsonl', 'ndjson'] },
  { name: 'All files', extensions: ['*'] },
];

const schemaFilters: Electron.FileFilter[] = [
  { name: 'SDV metadata or Frictionless schema', extensions: ['json'] },
  { name: 'All files', extensions: ['*'] },
];

export interface Dialogs {
  /** Null when the person closed the dialog, here and below. */
  openFile(purpose: FilePurpose): Promise<string | null>;
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
          title: titles[purpose],
          properties: ['openFile'],
          filters: purpose === 'schema' ? schemaFilters : tableFilters,
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
