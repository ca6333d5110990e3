/** Everything a person can set in motion: calls to main and what becomes of their replies. */
import type {
  Bridge,
  Channel,
  FileHandle,
  Reply,
  Requests,
  RowWindow,
  TableView,
} from '../electron/ipc/contract.ts';
import type { Dialect, RaggedPolicy } from '../models/recipe.ts';
import type { ReviewPage } from '../models/release/decision.ts';
import { brokenCall } from './api.ts';
import { askedOf, problemOf } from './asks.ts';
import type { Corrections } from './corrections.ts';
import { type Call, type LookActions, lookActions } from './lookActions.ts';
import { decisionOf } from './review.ts';
import type { Action, State, WorkFile, WorkName } from './state.ts';

export interface Actions extends LookActions {
  start(): Promise<void>;
  /** Shows the system's file dialog and opens what was chosen. */
  chooseTable(): Promise<void>;
  openTable(file: FileHandle): Promise<void>;
  /** A file came from outside: opened at once unless results would be lost. */
  offer(file: FileHandle): Promise<void>;
  openSample(id: string): Promise<void>;
  reread(dialect: Dialect | null, ragged: RaggedPolicy): Promise<void>;
  /** Sends corrections to main; only the reply to the newest counts. */
  sendCorrections(corrections: Corrections): Promise<void>;
  chooseHoldout(): Promise<void>;
  generate(): Promise<void>;
  cancel(): Promise<void>;
  openPage(page: ReviewPage): Promise<void>;
  save(): Promise<void>;
  saveReport(): Promise<void>;
  showReleased(): Promise<void>;
  tableRows(rowStart: number, count: number): Promise<RowWindow | null>;
  resultRows(rowStart: number, count: number): Promise<RowWindow | null>;
}

type Dispatch = (action: Action) => void;

/** The actions over one bridge; `current` gives the newest state. */
export function actionsOver(bridge: Bridge, dispatch: Dispatch, current: () => State): Actions {
  const call = caller(bridge);
  const fail = (reply: Reply<unknown>, during: string): void => {
    if (!reply.ok) dispatch({ type: 'failed', failure: reply.failure, during });
  };
  const read = async (asked: Promise<Reply<TableView>>, type: 'opened' | 'reread'): Promise<void> => {
    const reply = await asked;
    if (reply.ok) dispatch({ type, table: reply.value });
    fail(reply, 'open');
  };
  const begin = (what: WorkName, file: WorkFile | null = null): void =>
    dispatch({ type: 'working', what, file, startedMs: performance.now() });
  const openTable = (file: FileHandle): Promise<void> => {
    begin('read', file);
    return read(call('table.open', { file }), 'opened');
  };
  const rows = async (channel: 'table.rows' | 'results.rows', rowStart: number, count: number) => {
    const reply = await call(channel, { rowStart, count });
    return reply.ok ? reply.value : null;
  };
  return {
    async start() {
      const reply = await call('app.start', null);
      fail(reply, 'start');
      if (!reply.ok) return;
      dispatch({ type: 'started', version: reply.value.version, samples: reply.value.samples });
      if (reply.value.open !== null) await openTable(reply.value.open);
    },
    async chooseTable() {
      const reply = await call('file.choose', { purpose: 'table' });
      fail(reply, 'open');
      if (reply.ok && reply.value !== null) await openTable(reply.value);
    },
    openTable,
    async offer(file) {
      const { report, released, work } = current();
      if (work.state !== 'idle' || (report !== null && released === null))
        dispatch({ type: 'offered', file });
      else await openTable(file);
    },
    openSample(id) {
      begin('read', sampleAsFile(current(), id));
      return read(call('table.openSample', { id }), 'opened');
    },
    reread(dialect, ragged) {
      begin('reread', current().table?.file ?? null);
      return read(call('table.reread', { dialect, ragged }), 'reread');
    },
    async sendCorrections(corrections) {
      dispatch({ type: 'sent', corrections });
      const reply = await call('table.correct', { columns: corrections });
      if (current().sent !== corrections) return;
      if (reply.ok) dispatch({ type: 'corrected', table: reply.value });
      fail(reply, 'correct');
    },
    ...lookActions(call, { dispatch, begin, current, fail }),
    async chooseHoldout() {
      const reply = await call('file.choose', { purpose: 'holdout' });
      fail(reply, 'open');
      if (reply.ok && reply.value !== null) dispatch({ type: 'settings', change: { holdout: reply.value } });
    },
    async generate() {
      const { work, table, asks, settings } = current();
      if (work.state !== 'idle' || table === null || problemOf(asks) !== null) return;
      dispatch({ type: 'step', step: 'generate' });
      begin('generate', settings.holdout);
      const reply = await call('generate.start', { ...settings, ...askedOf(asks) });
      if (reply.ok) dispatch({ type: 'generated', report: reply.value });
      fail(reply, 'generate');
    },
    async cancel() {
      dispatch({ type: 'stopping' });
      fail(await call('work.cancel', null), 'cancel');
    },
    async openPage(page) {
      const reply = await call('review.opened', { page });
      if (reply.ok) dispatch({ type: 'pages', pagesOpened: reply.value.pagesOpened });
      fail(reply, 'review');
    },
    async save() {
      const { report, draft, output } = current();
      if (report === null) return;
      begin('save');
      const reply = await call('release.save', { decision: decisionOf(report, draft), output });
      if (reply.ok) dispatch({ type: 'rested' });
      if (reply.ok && reply.value !== null) dispatch({ type: 'released', released: reply.value });
      fail(reply, 'save');
    },
    async saveReport() {
      const reply = await call('report.save', null);
      if (reply.ok && reply.value !== null) dispatch({ type: 'reportSaved', name: reply.value.name });
      fail(reply, 'save');
    },
    async showReleased() {
      fail(await call('release.show', null), 'show');
    },
    tableRows: (rowStart, count) => rows('table.rows', rowStart, count),
    resultRows: (rowStart, count) => rows('results.rows', rowStart, count),
  };
}

function sampleAsFile({ samples }: State, wanted: string): WorkFile {
  const title = samples.find(({ id }) => id === wanted)?.title;
  return { name: title === undefined ? 'the sample' : `the sample “${title}”`, bytes: null };
}

/** Calls the bridge; what the contract does not foresee becomes a failure too, so that the window never waits for ever. */
function caller(bridge: Bridge): Call {
  return async <Name extends Channel>(
    channel: Name,
    request: Requests[Name][0],
  ): Promise<Reply<Requests[Name][1]>> => {
    try {
      return await bridge.call(channel, request);
    } catch {
      return { ok: false, failure: brokenCall };
    }
  };
}
