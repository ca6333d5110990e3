/** What each channel does: between the window, which sees handles and aggregates, and the engine, which has the table. */
import { basename, join } from 'node:path';
import { type ReviewPage, reviewPages } from '../../models/release/decision.ts';
import { Refused } from '../../models/run/run.ts';
import { defaultRecipe } from '../../models/recipe.ts';
import type { EngineHost } from '../engine/host.ts';
import type { EngineCall, EngineCalls } from '../engine/messages.ts';
import type { Dialogs } from '../files/dialogs.ts';
import type { FileHandles } from '../files/handles.ts';
import { folderName, releaseTarget } from '../files/releaseTarget.ts';
import { type SampleFiles, samples } from '../files/samples.ts';
import type { FileHandle, TableView } from './contract.ts';
import { Failed } from './failure.ts';
import type { Handlers } from './handle.ts';

export interface HandlerParts {
  readonly host: Pick<EngineHost, 'call' | 'cancel'>;
  readonly handles: FileHandles;
  readonly sampleFiles: SampleFiles;
  readonly dialogs: Dialogs;
  readonly version: string;
  /** The file given when the app was started, once; null afterwards and when there was none. */
  readonly takeStartFile: () => string | null;
  /** Shows a path in the system's file manager. */
  readonly show: (path: string) => void;
  /** UTC, ISO 8601. */
  readonly now: () => string;
}

/** The table that the window shows, by main's own knowledge. */
interface Open {
  readonly file: FileHandle;
  readonly path: string;
  readonly name: string;
}

/** Handlers over one engine; they keep what the window must not decide: paths and the pages that were opened. */
export function requestHandlers(parts: HandlerParts): Handlers {
  const { host, handles, sampleFiles, dialogs } = parts;
  const pages = new Set<ReviewPage>();
  let open: Open | null = null;
  let releasedPath: string | null = null;

  const ask = async <Name extends EngineCall>(
    name: Name,
    request: EngineCalls[Name][0],
  ): Promise<EngineCalls[Name][1]> => {
    const reply = await host.call(name, request);
    if (!reply.ok) throw new Failed(reply.failure);
    return reply.value;
  };
  const opened = (): Open => {
    if (open === null) throw new Refused('no-table', 'No table is open. Open a file or a sample first.');
    return open;
  };
  const read = async (file: FileHandle, how: Omit<EngineCalls['open'][0], 'path'>): Promise<TableView> => {
    const path = handles.pathOf(file);
    const table = await ask('open', { path, ...how });
    open = { file, path, name: table.name };
    pages.clear();
    return { ...table, file };
  };
  const asDetected = { dialect: null, ragged: defaultRecipe.ragged, columns: {} } as const;
  const pagesOpened = (): readonly ReviewPage[] => reviewPages.filter((page) => pages.has(page));

  return {
    'app.start': async () => {
      const path = parts.takeStartFile();
      return {
        version: parts.version,
        samples: samples.map(({ id, title, says, rows, columns }) => ({ id, title, says, rows, columns })),
        open: path === null ? null : handles.give(path),
      };
    },
    'file.choose': async ({ purpose }) => {
      const path = await dialogs.openFile(purpose);
      return path === null ? null : handles.give(path);
    },
    'table.openSample': async ({ id }) => read(handles.give(await sampleFiles.pathOf(id)), asDetected),
    'table.open': async ({ file }) => read(file, asDetected),
    'table.reread': async (how) => read(opened().file, { ...how, columns: {} }),
    'table.rows': (request) => ask('rows', request),
    'table.correct': async ({ columns }) => ({ ...(await ask('correct', { columns })), file: opened().file }),
    'generate.start': async ({ holdout, ...settings }) => {
      const holdoutPath = holdout === null ? null : handles.pathOf(holdout);
      const report = await ask('generate', { settings, holdoutPath });
      pages.clear();
      return report;
    },
    'work.cancel': async () => {
      host.cancel();
      return null;
    },
    'results.rows': (request) => ask('resultRows', request),
    'review.opened': async ({ page }) => {
      pages.add(page);
      return { pagesOpened: pagesOpened() };
    },
    'release.save': async ({ decision }) => {
      const complete = { ...decision, pagesOpened: pagesOpened() };
      // Asked before a folder is: nobody should choose one for a save that will be refused. `release` asks again.
      await ask('gate', { decision: complete });
      const chosen = await dialogs.chooseFolder('Choose a folder for the release');
      if (chosen === null) return null;
      const { directory, replaces } = await releaseTarget(chosen, folderName(opened().name, 'synthetic'));
      if (replaces && !(await dialogs.confirmReplace(basename(directory)))) return null;
      const released = await ask('release', { decision: complete, directory, now: parts.now() });
      releasedPath = join(directory, released.files[0].name);
      return released;
    },
    'report.save': async () => {
      const chosen = await dialogs.chooseFolder('Choose a folder for the report');
      if (chosen === null) return null;
      const { directory, replaces } = await releaseTarget(chosen, folderName(opened().name, 'report'));
      if (replaces && !(await dialogs.confirmReplace(basename(directory)))) return null;
      return ask('saveReport', { directory });
    },
    'release.show': async () => {
      if (releasedPath === null) throw new Refused('no-release', 'Nothing has been saved yet.');
      parts.show(releasedPath);
      return null;
    },
  };
}
