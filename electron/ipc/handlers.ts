/** What each channel does: between the window, which sees handles and aggregates, and the engine, which has the table. */
import { basename, join } from 'node:path';
import { type ReviewPage, reviewPages } from '../../models/release/decision.ts';
import { Cancelled, Refused } from '../../models/run/run.ts';
import type { Dialect, RaggedPolicy } from '../../models/recipe.ts';
import type { EngineHost } from '../engine/host.ts';
import type { EngineCall, EngineCalls } from '../engine/messages.ts';
import type { Dialogs } from '../files/dialogs.ts';
import type { FileHandles } from '../files/handles.ts';
import { folderName, releaseTarget } from '../files/releaseTarget.ts';
import { type SampleFiles, samples } from '../files/samples.ts';
import type { AppliedSchema, FileHandle, TableView } from './contract.ts';
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
  readonly dialect: Dialect;
  readonly ragged: RaggedPolicy;
}

/** How a table is read the first time: rows that do not fit are kept apart and listed, and the person chooses. */
const asDetected = { dialect: null, ragged: 'apart', columns: {} } as const;

/** Handlers over one engine; they keep what the window must not decide: paths and the pages that were opened. */
export function requestHandlers(parts: HandlerParts): Handlers {
  const { host, handles, sampleFiles, dialogs } = parts;
  const pages = new Set<ReviewPage>();
  let open: Open | null = null;
  let releasedPath: string | null = null;
  let stops = 0;

  const ask = asker(host);
  const opened = (): Open => {
    if (open === null) throw new Refused('no-table', 'No table is open. Open a file or a sample first.');
    return open;
  };
  const handleOrNull = (path: string | null): FileHandle | null =>
    path === null ? null : handles.give(path);
  const pathOrNull = (file: FileHandle | null): string | null =>
    file === null ? null : handles.pathOf(file);
  const read = async (file: FileHandle, how: Omit<EngineCalls['open'][0], 'path'>): Promise<TableView> => {
    const path = handles.pathOf(file);
    const table = await ask('open', { path, ...how });
    open = { file, path, name: table.name, dialect: table.dialect, ragged: table.ragged };
    pages.clear();
    return { ...table, file };
  };
  /** Reads the table again first when the schema names another dialect: its columns may then be others. */
  const applySchema = async (path: string): Promise<AppliedSchema> => {
    const { file, dialect, ragged } = opened();
    const first = await ask('metadata', { path });
    const wanted = { ...dialect, ...first.dialect };
    const other = JSON.stringify(wanted) !== JSON.stringify(dialect);
    const table = other ? await read(file, { dialect: wanted, ragged, columns: {} }) : null;
    const { from, columns, unmapped } = other ? await ask('metadata', { path }) : first;
    return { name: basename(path), from, columns, unmapped, table };
  };
  const pagesOpened = (): readonly ReviewPage[] => reviewPages.filter((page) => pages.has(page));

  return {
    'app.start': async () => ({
      version: parts.version,
      samples: samples.map(({ id, title, says, rows, columns }) => ({ id, title, says, rows, columns })),
      open: handleOrNull(parts.takeStartFile()),
    }),
    'file.choose': async ({ purpose }) => handleOrNull(await dialogs.openFile(purpose)),
    'table.openSample': async ({ id }) =>
      read(handles.give(await unlessStopped(sampleFiles.pathOf(id), () => stops)), asDetected),
    'table.open': async ({ file }) => read(file, asDetected),
    'table.reread': async (how) => read(opened().file, { ...how, columns: {} }),
    'table.rows': (request) => ask('rows', request),
    'table.correct': async ({ columns }) => ({ ...(await ask('correct', { columns })), file: opened().file }),
    'table.study': () => ask('study', null),
    'table.applySchema': async () => {
      opened();
      const path = await dialogs.openFile('schema');
      return path === null ? null : applySchema(path);
    },
    'table.support': (request) => ask('support', request),
    'table.rules': () => ask('rules', null),
    'table.frontier': async ({ holdout, ...settings }) =>
      ask('frontier', { ...settings, holdoutPath: pathOrNull(holdout) }),
    'generate.start': async ({ holdout, ...settings }) => {
      const holdoutPath = pathOrNull(holdout);
      const report = await ask('generate', { settings, holdoutPath });
      pages.clear();
      return report;
    },
    'work.cancel': async () => {
      stops++;
      host.cancel();
      return null;
    },
    'results.rows': (request) => ask('resultRows', request),
    'results.closestRows': () => ask('closestRows', null),
    'review.opened': async ({ page }) => {
      pages.add(page);
      return { pagesOpened: pagesOpened() };
    },
    'release.save': async ({ decision, output }) => {
      const complete = { ...decision, pagesOpened: pagesOpened() };
      // Asked before a folder is: nobody should choose one for a save that will be refused. `release` asks again.
      await ask('gate', { decision: complete, output });
      const directory = await chooseTarget(
        dialogs,
        'Choose a folder for the release',
        folderName(opened().name, 'synthetic'),
      );
      if (directory === null) return null;
      const released = await ask('release', { decision: complete, output, directory, now: parts.now() });
      releasedPath = join(directory, released.files[0].name);
      return released;
    },
    'report.save': async () => {
      const directory = await chooseTarget(
        dialogs,
        'Choose a folder for the report',
        folderName(opened().name, 'report'),
      );
      return directory === null ? null : ask('saveReport', { directory });
    },
    'release.show': async () => {
      if (releasedPath === null) throw new Refused('no-release', 'Nothing has been saved yet.');
      parts.show(releasedPath);
      return null;
    },
  };
}

/**
 * What is made before the engine is asked, which could not be told to stop. @param stops how often a stop was asked for
 * @throws Cancelled when one was asked for meanwhile.
 */
async function unlessStopped<Value>(made: Promise<Value>, stops: () => number): Promise<Value> {
  const before = stops();
  const value = await made;
  if (stops() !== before) throw new Cancelled();
  return value;
}

/** Calls that give the value or throw the failure. */
function asker(host: HandlerParts['host']) {
  return async <Name extends EngineCall>(
    name: Name,
    request: EngineCalls[Name][0],
  ): Promise<EngineCalls[Name][1]> => {
    const reply = await host.call(name, request);
    if (!reply.ok) throw new Failed(reply.failure);
    return reply.value;
  };
}

/** Asks for a folder; null when the person closed the dialog or would not replace an earlier release. */
async function chooseTarget(dialogs: Dialogs, title: string, name: string): Promise<string | null> {
  const chosen = await dialogs.chooseFolder(title);
  if (chosen === null) return null;
  const { directory, replaces } = await releaseTarget(chosen, name);
  return replaces && !(await dialogs.confirmReplace(basename(directory))) ? null : directory;
}
