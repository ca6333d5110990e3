/** What the window knows, and how each thing that happens changes it. No effects here: `actions.ts` talks to main. */
import type {
  AppliedSchema,
  Failure,
  FileHandle,
  GenerateSettings,
  Released,
  Sample,
  TableStudy,
  TableView,
} from '../electron/ipc/contract.ts';
import type { Output } from '../models/recipe.ts';
import type { Report } from '../models/report/report.ts';
import type { ReviewPage } from '../models/release/decision.ts';
import type { Frontier } from '../models/generators/frontier.ts';
import type { RuleFinding } from '../models/rules/checkRules.ts';
import type { Progress } from '../models/run/run.ts';
import { type Asks, asksFor, noAsks } from './asks.ts';
import { type Corrections, correctionsFor } from './corrections.ts';
import { type History, historyOf, pushed, redone, undone } from './history.ts';
import { type Draft, emptyDraft } from './review.ts';
import type { StepName } from './steps/steps.ts';

export type Theme = 'system' | 'light' | 'dark';

export type WorkName = 'read' | 'reread' | 'measure' | 'generate' | 'save';

/** The file that is read, for show. */
export type WorkFile = Pick<FileHandle, 'name' | 'bytes'>;

/** What main is busy with; one thing at a time. */
export type Work =
  | { readonly state: 'idle' }
  | {
      readonly state: 'running' | 'stopping';
      readonly what: WorkName;
      /** Null when no file is opened. */
      readonly file: WorkFile | null;
      /** By `performance.now()`. */
      readonly startedMs: number;
      /** Newest report of each stage, in the order in which stages began; shares never fall. */
      readonly progress: readonly Progress[];
    };

/** A message that stays until it is closed or overtaken. */
export interface Notice {
  readonly tone: 'info' | 'warn' | 'fail';
  readonly title: string;
  readonly says: string;
  /** `generate`: offer to generate again. */
  readonly retry: 'generate' | null;
}

/** How the table is made; what is asked of its rows is kept apart, as typed. */
export type Settings = Omit<GenerateSettings, 'where' | 'balance' | 'fill' | 'rules'>;

/** What became of a schema that was made elsewhere. */
export type SchemaNote = Omit<AppliedSchema, 'table'>;

export interface State {
  readonly version: string | null;
  readonly samples: readonly Sample[];
  readonly step: StepName;
  readonly theme: Theme;
  /** Requests to the network that were refused. */
  readonly refusedCount: number;
  readonly work: Work;
  readonly notice: Notice | null;
  /** A file that arrived while results exist that are not saved: the person decides. */
  readonly offered: FileHandle | null;
  readonly table: TableView | null;
  readonly corrections: History<Corrections>;
  /** The corrections that were last sent to main; by identity. */
  readonly sent: Corrections;
  /** The column whose details are shown. */
  readonly selected: string | null;
  /** What a closer look found; null while it is not known. */
  readonly study: TableStudy | null;
  /** The table that was last looked at closely, by identity; also when that look failed. */
  readonly studied: TableView | null;
  /** True once the person has said to go on with a table that looks like model output. */
  readonly goesOn: boolean;
  /** The schema that was applied last. */
  readonly schema: SchemaNote | null;
  readonly settings: Settings;
  readonly asks: Asks;
  /** Rules that the table seems to obey; null while they have not been looked for. */
  readonly rules: readonly RuleFinding[] | null;
  /** The trade-off as measured on this table; null while it was not. */
  readonly frontier: Frontier | null;
  readonly report: Report | null;
  /** True when columns were changed after `report` was made, and not back again. */
  readonly stale: boolean;
  readonly pagesOpened: readonly ReviewPage[];
  readonly draft: Draft;
  /** As what the table is saved. */
  readonly output: Output;
  readonly released: Released | null;
  /** File name of a report that was saved on its own. */
  readonly reportSaved: string | null;
}

export type Action =
  | { readonly type: 'started'; readonly version: string; readonly samples: readonly Sample[] }
  | { readonly type: 'step'; readonly step: StepName }
  | { readonly type: 'theme'; readonly theme: Theme }
  | { readonly type: 'refused'; readonly count: number }
  | {
      readonly type: 'working';
      readonly what: WorkName;
      readonly file: WorkFile | null;
      readonly startedMs: number;
    }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'stopping' }
  | { readonly type: 'rested' }
  | { readonly type: 'failed'; readonly failure: Failure; readonly during: string }
  | { readonly type: 'noticeClosed' }
  | { readonly type: 'offered'; readonly file: FileHandle | null }
  | { readonly type: 'opened'; readonly table: TableView }
  | { readonly type: 'reread'; readonly table: TableView }
  | { readonly type: 'correct'; readonly corrections: Corrections }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'sent'; readonly corrections: Corrections }
  | { readonly type: 'corrected'; readonly table: TableView }
  | { readonly type: 'select'; readonly column: string | null }
  | { readonly type: 'studied'; readonly table: TableView; readonly study: TableStudy | null }
  | { readonly type: 'goesOn' }
  | { readonly type: 'schema'; readonly schema: SchemaNote | null }
  | { readonly type: 'settings'; readonly change: Partial<Settings> }
  | { readonly type: 'asks'; readonly change: Partial<Asks> }
  | { readonly type: 'rules'; readonly rules: readonly RuleFinding[] | null }
  | { readonly type: 'frontier'; readonly frontier: Frontier }
  | { readonly type: 'generated'; readonly report: Report }
  | { readonly type: 'pages'; readonly pagesOpened: readonly ReviewPage[] }
  | { readonly type: 'draft'; readonly change: Partial<Draft> }
  | { readonly type: 'output'; readonly change: Partial<Output> }
  | { readonly type: 'released'; readonly released: Released }
  | { readonly type: 'reportSaved'; readonly name: string };

const noCorrections: Corrections = {};

export const initialState: State = {
  version: null,
  samples: [],
  step: 'open',
  theme: 'system',
  refusedCount: 0,
  work: { state: 'idle' },
  notice: null,
  offered: null,
  table: null,
  corrections: historyOf(noCorrections),
  sent: noCorrections,
  selected: null,
  study: null,
  studied: null,
  goesOn: false,
  schema: null,
  asks: noAsks,
  rules: null,
  frontier: null,
  settings: {
    generator: 'trees',
    preset: 'balanced',
    strength: null,
    visitSequence: [],
    seed: 1,
    rows: null,
    holdout: null,
    holdoutShare: 0.2,
  },
  report: null,
  stale: false,
  pagesOpened: [],
  draft: emptyDraft,
  output: { format: 'csv', escapeFormulas: false },
  released: null,
  reportSaved: null,
};

/** The next state; the same one when the action changes nothing. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'started':
      return { ...state, version: action.version, samples: action.samples };
    case 'step':
      return { ...state, step: action.step };
    case 'theme':
      return { ...state, theme: action.theme };
    case 'refused':
      return { ...state, refusedCount: action.count };
    case 'working':
      return working(state, action);
    case 'progress':
      return { ...state, work: progressed(state.work, action.progress) };
    case 'stopping':
      return state.work.state === 'idle' ? state : { ...state, work: { ...state.work, state: 'stopping' } };
    case 'rested':
      return { ...state, work: { state: 'idle' } };
    case 'failed':
      return { ...state, work: { state: 'idle' }, notice: noticeOf(action.failure, action.during, state) };
    case 'noticeClosed':
      return { ...state, notice: null };
    case 'offered':
      return { ...state, offered: action.file };
    case 'opened':
      return {
        ...withoutResults(state),
        table: action.table,
        corrections: historyOf(noCorrections),
        sent: noCorrections,
        selected: null,
        study: null,
        studied: null,
        goesOn: false,
        schema: null,
        asks: noAsks,
        rules: null,
        frontier: null,
        step: 'open',
        settings: { ...state.settings, visitSequence: [], rows: null, holdout: null },
      };
    case 'reread':
      return {
        ...withoutResults(state),
        table: action.table,
        corrections: historyOf(correctionsFor(state.corrections.now, action.table.columns)),
        sent: noCorrections,
        study: null,
        studied: null,
        asks: asksFor(state.asks, action.table.columns),
        settings: withoutStrangers(state.settings, action.table),
        rules: null,
        frontier: null,
      };
    case 'correct':
      return withCorrections(state, pushed(state.corrections, action.corrections));
    case 'undo':
      return withCorrections(state, undone(state.corrections));
    case 'redo':
      return withCorrections(state, redone(state.corrections));
    case 'sent':
      return { ...state, sent: action.corrections };
    case 'corrected':
      return { ...state, table: action.table, stale: action.table.stale, rules: null, frontier: null };
    case 'select':
      return { ...state, selected: action.column };
    case 'studied':
      return { ...state, studied: action.table, study: action.study };
    case 'goesOn':
      return { ...state, goesOn: true };
    case 'schema':
      return { ...state, schema: action.schema };
    case 'asks':
      return { ...state, asks: { ...state.asks, ...action.change } };
    case 'rules':
      return { ...state, rules: action.rules };
    case 'settings':
      return { ...state, settings: { ...state.settings, ...action.change } };
    case 'frontier':
      return { ...state, work: { state: 'idle' }, frontier: action.frontier };
    case 'generated':
      return {
        ...withoutResults(state),
        report: action.report,
        step: state.step === 'generate' ? 'results' : state.step,
      };
    case 'pages':
      return { ...state, pagesOpened: action.pagesOpened };
    case 'draft':
      return { ...state, draft: { ...state.draft, ...action.change } };
    case 'output':
      return { ...state, output: { ...state.output, ...action.change } };
    case 'released':
      return { ...state, released: action.released };
    case 'reportSaved':
      return { ...state, reportSaved: action.name };
    default:
      return action satisfies never;
  }
}

/** A new table or a new run: nothing that was said about the last results holds any more; who reviews and why does. */
function withoutResults(state: State): State {
  const { reviewer, purpose, recipient, legalBasis } = state.draft;
  return {
    ...state,
    work: { state: 'idle' },
    notice: null,
    report: null,
    stale: false,
    pagesOpened: [],
    draft: { ...emptyDraft, reviewer, purpose, recipient, legalBasis },
    released: null,
    reportSaved: null,
  };
}

/** The order speaks only of columns that the table (still) has. */
function withoutStrangers(settings: Settings, { columns }: TableView): Settings {
  const names = new Set(columns.map(({ schema }) => schema.name));
  return { ...settings, visitSequence: settings.visitSequence.filter((name) => names.has(name)) };
}

function withCorrections(state: State, corrections: History<Corrections>): State {
  if (corrections === state.corrections) return state;
  return { ...state, corrections, stale: state.report !== null };
}

/** A file that is opened is watched where it will be shown. */
function working(state: State, { what, file, startedMs }: Extract<Action, { type: 'working' }>): State {
  const step = what === 'read' ? 'open' : state.step;
  return { ...state, step, notice: null, work: { state: 'running', what, file, startedMs, progress: [] } };
}

function progressed(work: Work, progress: Progress): Work {
  if (work.state === 'idle') return work;
  const before = work.progress.find(({ stage }) => stage === progress.stage);
  if (before === undefined) return { ...work, progress: [...work.progress, progress] };
  const next = { ...progress, share: Math.max(before.share, progress.share) };
  return { ...work, progress: work.progress.map((old) => (old === before ? next : old)) };
}

function noticeOf(failure: Failure, during: string, state: State): Notice {
  const retry = during === 'generate' && failure.kind !== 'refused' ? 'generate' : null;
  switch (failure.kind) {
    case 'cancelled':
      return { tone: 'info', title: 'Stopped', says: stoppedSays(during, state), retry };
    case 'refused':
      return { tone: 'warn', title: refusedTitle(during), says: failure.message, retry };
    case 'crashed':
      return { tone: 'fail', title: 'The engine stopped', says: failure.message, retry };
    case 'bug':
      return { tone: 'fail', title: 'Something went wrong in Understudy', says: failure.message, retry };
    default:
      return failure.kind satisfies never;
  }
}

/** What is left after work that was stopped. */
function stoppedSays(during: string, { work, table, report }: State): string {
  switch (during) {
    case 'open':
      if (table === null) return 'Nothing was opened, and nothing of the file is kept.';
      return work.state !== 'idle' && work.what === 'reread'
        ? `${table.file.name} is as it was read before.`
        : `Nothing was opened; ${table.file.name} is still open.`;
    case 'generate':
      return report === null
        ? 'No synthetic table was made. The settings are as they were.'
        : 'No new synthetic table was made; the results of the one before are kept.';
    case 'save':
      return 'Nothing was saved, and no unfinished file was left.';
    case 'measure':
      return 'The trade-off was not measured.';
    default:
      return 'The work was stopped.';
  }
}

function refusedTitle(during: string): string {
  switch (during) {
    case 'open':
      return 'This file was not opened';
    case 'generate':
      return 'Nothing was generated';
    case 'measure':
      return 'The trade-off was not measured';
    case 'save':
      return 'Nothing was saved';
    case 'schema':
      return 'The schema was not applied';
    default:
      return 'This was not done';
  }
}
