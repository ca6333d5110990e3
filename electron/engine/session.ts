/** What the engine holds between calls: the opened table, the corrections, the last result. One table at a time. */
import {
  notesOf,
  openLike,
  openTable,
  synthesize,
  type Synthesis,
  understand,
} from '../../models/pipeline.ts';
import { detectFormat } from '../../models/io/format.ts';
import { type OutputSize, requireOutput } from '../../models/io/outputLimits.ts';
import { looksGenerated } from '../../models/io/looksGenerated.ts';
import { defaultRecipe, type Recipe } from '../../models/recipe.ts';
import { approve } from '../../models/release/gate.ts';
import { manifestFile } from '../../models/release/manifest.ts';
import { release, type ReleaseTools, saveReport, writtenAs } from '../../models/release/release.ts';
import { Refused, type Run } from '../../models/run/run.ts';
import { openReleaseWriter, releaseReader, sha256 } from '../files/releaseFolder.ts';
import { closestRows, type MadeOf } from './closestRows.ts';
import { looks, type Work } from './looks.ts';
import type { EngineCall, EngineCalls } from './messages.ts';
import { inTurns, portionOf } from './portion.ts';
import { sameColumns } from './sameColumns.ts';
import { rowWindow, tableView, type ViewCache } from './views.ts';

export type Session = {
  readonly [Name in EngineCall]: (request: EngineCalls[Name][0], run: Run) => Promise<EngineCalls[Name][1]>;
};

export interface SessionTools {
  readonly version: string;
  readonly renderHtml: ReleaseTools['renderHtml'];
  /** Days from 1970-01-01 to today. */
  readonly todayDays: () => number;
}

/** A result with the corrections and the rows it was made of. */
interface Made {
  readonly synthesis: Synthesis;
  readonly of: MadeOf;
  readonly columns: Recipe['columns'];
}

function sizeOf({ report, preview }: Synthesis): OutputSize {
  return { rows: report.table.syntheticRows, columns: preview.columns.length };
}

/** A session without a table. */
export function engineSession({ version, renderHtml, todayDays }: SessionTools): Session {
  let work: Work | null = null;
  let made: Made | null = null;
  let cache: ViewCache = new Map();

  const opened = (): Work => {
    if (work !== null) return work;
    throw new Refused('no-table', 'No table is open. Open a file or a sample first.');
  };
  const existing = (): Made => {
    if (made !== null) return made;
    throw new Refused('no-result', 'There is no synthetic table yet. Generate one first.');
  };
  const result = (): Synthesis => existing().synthesis;
  const isStale = (): boolean => made !== null && !sameColumns(made.columns, work?.columns ?? {});
  /** The result, when it is of the columns as they are now: what is released is what was reviewed. */
  const current = (): Synthesis => {
    const synthesis = result();
    if (!isStale()) return synthesis;
    throw new Refused(
      'stale-results',
      'Columns were changed after the synthetic table was generated, so it is not the table that would be made now. ' +
        'Generate again and review the new results, or undo the changes.',
    );
  };

  return {
    ...looks(opened, todayDays),
    open: async ({ path, dialect, ragged, columns }, run) => {
      const next = await openTable(path, { dialect, ragged }, portionOf(run, 'prepare', [0, 0.4]));
      const file = { format: await detectFormat(path), generated: await looksGenerated(path) };
      const table = understand(next, columns);
      const views: ViewCache = new Map();
      const view = tableView(next, table, views, { ...file, stale: false }, (done, of) =>
        run.report('prepare', 0.4 + (0.6 * done) / of, `${done} of ${of} columns summarised`),
      );
      // Only now: who stops an opening keeps the table that was open, with its results.
      [cache, made] = [views, null];
      work = { opened: next, table, columns, dialect, ragged, file };
      return view;
    },
    correct: async ({ columns }) => {
      const before = opened();
      work = { ...before, table: understand(before.opened, columns), columns };
      return tableView(work.opened, work.table, cache, { ...work.file, stale: isStale() }, () => {});
    },
    generate: async ({ settings, holdoutPath }, run) => {
      const {
        opened: { raw },
        table,
        columns,
        dialect,
        ragged,
        file,
      } = opened();
      const recipe: Recipe = { ...defaultRecipe, ...settings, dialect, ragged, columns };
      const holdout = holdoutPath === null ? null : await openLike(holdoutPath, table, recipe, run);
      const notes = [...notesOf(raw), ...(file.generated === null ? [] : [file.generated.says])];
      const input = { table, holdout, notes, dialect: raw.dialect };
      // Where empty cells are filled, fidelity is measured a second time, before the filling.
      const watched = recipe.fill.length === 0 ? run : inTurns(run, 'evaluate', 2);
      const synthesis = await synthesize(input, recipe, version, watched);
      made = { synthesis, columns, of: { table, holdout, share: recipe.holdoutShare, seed: recipe.seed } };
      return synthesis.report;
    },
    resultRows: async ({ rowStart, count }) => rowWindow(result().preview, rowStart, count),
    closestRows: async (_, run) => closestRows(existing().of, result().preview, run),
    gate: async ({ decision, output }) => {
      approve(decision, current().report);
      requireOutput(output.format, sizeOf(current()));
      return null;
    },
    release: async ({ decision, output, directory, now }) => {
      const item = writtenAs(current(), output);
      requireOutput(output.format, sizeOf(item));
      const writer = await openReleaseWriter(directory);
      const { files } = await release(item, decision, { writer, sha256, renderHtml, now });
      return {
        folder: writer.folder,
        files: [...files, await releaseReader(directory).digest(manifestFile)],
      };
    },
    saveReport: async ({ directory }) => {
      const writer = await openReleaseWriter(directory);
      await saveReport(result().report, { writer, renderHtml });
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
