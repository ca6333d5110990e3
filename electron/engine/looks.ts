/** The calls that look at the opened table and change nothing. */
import { rowsThat } from '../../models/generators/conditional/wanted.ts';
import { measureFrontier, strengths } from '../../models/generators/frontier.ts';
import { type Opened, openLike } from '../../models/pipeline.ts';
import type { Dialect, RaggedPolicy, Recipe } from '../../models/recipe.ts';
import { proposeRules } from '../../models/rules/propose.ts';
import { Refused, type Run, type Stage } from '../../models/run/run.ts';
import { split } from '../../models/table/split.ts';
import type { RealTable } from '../../models/table/table.ts';
import { readSchemaFile } from './schemaFile.ts';
import type { Session } from './session.ts';
import { studyTable } from './study.ts';
import { type FileFacts, rowWindow } from './views.ts';

/** The opened table with everything that decides how it is understood. */
export interface Work {
  readonly opened: Opened;
  readonly table: RealTable;
  readonly columns: Recipe['columns'];
  readonly dialect: Dialect | null;
  readonly ragged: RaggedPolicy;
  readonly file: Omit<FileFacts, 'stale'>;
}

type Look = 'rows' | 'study' | 'metadata' | 'support' | 'rules' | 'frontier';

/** @param opened gives the table. @throws Refused `no-table` from each call while there is none. */
export function looks(opened: () => Work, todayDays: () => number): Pick<Session, Look> {
  return {
    rows: async ({ rowStart, count }) => rowWindow(opened().table, rowStart, count),
    study: async (_, run) => studyTable(opened().table, todayDays(), run),
    metadata: async ({ path }) => {
      const { raw, proposed } = opened().opened;
      return readSchemaFile(
        path,
        proposed.map(({ schema }) => schema),
        raw.name,
      );
    },
    support: async ({ where }) => {
      const { table } = opened();
      requireColumns(table, where);
      return { rows: rowsThat(table, where).length, of: table.rowCount };
    },
    rules: async (_, run) => proposeRules(opened().table, run),
    frontier: async ({ holdoutShare, holdoutPath, ...recipe }, run) => {
      const { table, dialect, ragged } = opened();
      const whole = wholeOfPositions(run);
      if (holdoutPath === null)
        return measureFrontier(split(table, holdoutShare, recipe.seed), recipe, whole);
      const holdout = await openLike(holdoutPath, table, { dialect, ragged }, run);
      return measureFrontier({ train: table, holdout }, recipe, whole);
    },
  };
}

/** What each stage fills of the work on one position. Ours, as measured on adult. */
const ofPosition: Partial<Record<Stage, readonly [from: number, to: number]>> = {
  fit: [0, 0.3],
  sample: [0.3, 0.5],
  evaluate: [0.5, 1],
};

/**
 * A run that shows the trade-off as one piece of work, `fit`: `measureFrontier` reports the positions that are done as
 * `fit` with the next strength as detail, and what it calls reports the stages of each position. The detail is the number
 * of positions done; the share never falls.
 */
export function wholeOfPositions(run: Run): Run {
  let [done, shown] = [0, 0];
  const show = (share: number): void => {
    shown = Math.max(shown, Math.min(1, share));
    run.report('fit', shown, `${Math.round(done * strengths.length)} of ${strengths.length} positions`);
  };
  return {
    ...run,
    report: (stage, share, detail) => {
      const part = ofPosition[stage];
      if (part === undefined) return run.report(stage, share, detail);
      if (stage === 'fit' && detail?.startsWith('strength') === true) {
        done = share;
        return show(done);
      }
      const within = part[0] + (part[1] - part[0]) * share;
      show(done + within / strengths.length);
    },
  };
}

/** @throws Refused `unknown-column`. */
function requireColumns(table: RealTable, where: Recipe['where']): void {
  const unknown = Object.keys(where).find(
    (name) => !table.columns.some(({ schema }) => schema.name === name),
  );
  if (unknown !== undefined)
    throw new Refused(
      'unknown-column',
      `A condition names the column "${unknown}", which the table does not have. Use a name from its header.`,
    );
}
