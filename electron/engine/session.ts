/** What the engine holds between calls: the opened table, the corrections, the last result. One table at a time. */
import {
  notesOf,
  openLike,
  type Opened,
  openTable,
  synthesize,
  type Synthesis,
  understand,
} from '../../models/pipeline.ts';
import { defaultRecipe, type Dialect, type RaggedPolicy, type Recipe } from '../../models/recipe.ts';
import { approve } from '../../models/release/gate.ts';
import { manifestFile } from '../../models/release/manifest.ts';
import { release, type ReleaseTools, saveReport } from '../../models/release/release.ts';
import { Refused, type Run } from '../../models/run/run.ts';
import type { RealTable } from '../../models/table/table.ts';
import { openReleaseWriter, releaseReader, sha256 } from '../files/releaseFolder.ts';
import type { EngineCall, EngineCalls } from './messages.ts';
import { rowWindow, tableView, type ViewCache } from './views.ts';

export type Session = {
  readonly [Name in EngineCall]: (request: EngineCalls[Name][0], run: Run) => Promise<EngineCalls[Name][1]>;
};

export interface SessionTools {
  readonly version: string;
  readonly renderHtml: ReleaseTools['renderHtml'];
}

interface Work {
  readonly opened: Opened;
  readonly table: RealTable;
  readonly columns: Recipe['columns'];
  readonly dialect: Dialect | null;
  readonly ragged: RaggedPolicy;
}

/** A session without a table. */
export function engineSession({ version, renderHtml }: SessionTools): Session {
  let work: Work | null = null;
  let synthesis: Synthesis | null = null;
  const cache: ViewCache = new Map();

  const opened = (): Work => {
    if (work !== null) return work;
    throw new Refused('no-table', 'No table is open. Open a file or a sample first.');
  };
  const made = (): Synthesis => {
    if (synthesis !== null) return synthesis;
    throw new Refused('no-result', 'There is no synthetic table yet. Generate one first.');
  };
  const view = ({ opened: { raw, proposed }, table }: Work) => tableView(raw, proposed, table, cache);

  return {
    open: async ({ path, dialect, ragged, columns }, run) => {
      const next = await openTable(path, { dialect, ragged }, run);
      cache.clear();
      synthesis = null;
      work = { opened: next, table: understand(next, columns), columns, dialect, ragged };
      return view(work);
    },
    rows: async ({ rowStart, count }) => rowWindow(opened().table, rowStart, count),
    correct: async ({ columns }) => {
      const before = opened();
      work = { ...before, table: understand(before.opened, columns), columns };
      return view(work);
    },
    generate: async ({ settings, holdoutPath }, run) => {
      const {
        opened: { raw },
        table,
        columns,
        dialect,
        ragged,
      } = opened();
      const recipe: Recipe = { ...defaultRecipe, ...settings, dialect, ragged, columns };
      const holdout = holdoutPath === null ? null : await openLike(holdoutPath, table, recipe, run);
      const input = { table, holdout, notes: notesOf(raw), dialect: raw.dialect };
      synthesis = await synthesize(input, recipe, version, run);
      return synthesis.report;
    },
    resultRows: async ({ rowStart, count }) => rowWindow(made().preview, rowStart, count),
    gate: async ({ decision }) => {
      approve(decision, made().report);
      return null;
    },
    release: async ({ decision, directory, now }) => {
      const item = made();
      const writer = await openReleaseWriter(directory);
      const { files } = await release(item, decision, { writer, sha256, renderHtml, now });
      return {
        folder: writer.folder,
        files: [...files, await releaseReader(directory).digest(manifestFile)],
      };
    },
    saveReport: async ({ directory }) => {
      const writer = await openReleaseWriter(directory);
      await saveReport(made().report, { writer, renderHtml });
      return { name: writer.folder };
    },
    probe: async ({ url }) => {
      try {
        const { status } = await fetch(url);
        return { reached: true, says: `answered with status ${status}` };
      } catch (error) {
        return { reached: false, says: error instanceof Error ? error.message : 'refused' };
      }
    },
  };
}
