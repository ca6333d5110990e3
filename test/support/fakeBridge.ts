/** A bridge without an app behind it: answers every channel as main would, over a made-up table, and records the calls. */
import type {
  Bridge,
  Channel,
  EventName,
  Events,
  Failure,
  Reply,
  Requests,
  TableView,
} from '../../electron/ipc/contract.ts';
import type { ReviewPage } from '../../models/release/decision.ts';
import type { Stage } from '../../models/run/run.ts';
import { fakeClosestRows, fakeRowCount, fakeRows, fakeRules, fakeStudy, fakeTable } from './fakeTable.ts';
import { reportFixture } from './reportFixture.ts';

export interface FakeBridge extends Bridge {
  /** Channels that were called, in order. */
  readonly calls: readonly Channel[];
  /** Sends an event to the window. */
  emit<Name extends EventName>(event: Name, payload: Events[Name]): void;
  /** Lets the next call of a channel fail. */
  failNext(channel: Channel, failure: Failure): void;
}

export interface FakeSettings {
  /** Pause between reports of progress; 0 answers at once. */
  readonly stepMs: number;
}

const digest = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const files = ['report.html', 'report.json', 'recipe.json', 'manifest.json'];
type Answers = {
  readonly [Name in Channel]: (request: Requests[Name][0]) => Promise<Reply<Requests[Name][1]>>;
};

export function fakeBridge({ stepMs }: FakeSettings): FakeBridge {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const failures = new Map<Channel, Failure>();
  const calls: Channel[] = [];
  const emit = <Name extends EventName>(event: Name, payload: Events[Name]): void => {
    listeners.get(event)?.forEach((listener) => listener(payload as never));
  };
  const answers = fakeAnswers(stepMs, emit);
  return {
    calls,
    emit,
    failNext: (channel, failure) => void failures.set(channel, failure),
    async call(channel, request) {
      calls.push(channel);
      const failure = failures.get(channel);
      failures.delete(channel);
      return failure === undefined ? answers[channel](request) : { ok: false, failure };
    },
    on(event, listener) {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(listener));
      return () => void known.delete(listener);
    },
    drop: () => emit('file.offered', { id: 'file-2', name: 'dropped.csv', bytes: 1_000 }),
  };
}

type Emit = <Name extends EventName>(event: Name, payload: Events[Name]) => void;

function fakeAnswers(stepMs: number, emit: Emit): Answers {
  let table: TableView = fakeTable;
  let stopped = false;
  let pages: readonly ReviewPage[] = [];
  const ok = async <Value>(value: Value): Promise<Reply<Value>> => ({ ok: true, value });
  const work = async (stages: readonly Stage[]): Promise<boolean> => {
    stopped = false;
    for (const [index, stage] of stages.entries()) {
      for (const share of [0, 0.25, 0.5, 0.75, 1]) {
        if (stopped) return false;
        const leftMs = (stages.length - index) * 4 * stepMs;
        emit('progress', { stage, share, detail: 'hours_per_week', remainingMs: [leftMs, leftMs * 2] });
        if (stepMs > 0) await new Promise((done) => setTimeout(done, stepMs));
      }
    }
    return true;
  };
  const open = async (next: TableView): Promise<Reply<TableView>> => {
    await work(['read']);
    table = next;
    return ok(table);
  };
  return {
    'app.start': () =>
      ok({
        version: '0.1.0',
        open: null,
        samples: [
          {
            id: 'adults',
            title: 'Adults',
            says: 'Census answers with work, education and income. Invented.',
            rows: 32_561,
            columns: 12,
          },
          {
            id: 'clinic',
            title: 'Clinic visits',
            says: 'Dates, codes and a free text. Invented.',
            rows: 4_200,
            columns: 9,
          },
        ],
      }),
    'file.choose': ({ purpose }) =>
      ok({
        id: `chosen-${purpose}`,
        name: purpose === 'table' ? 'adults.csv' : 'adults_holdout.csv',
        bytes: 3_974_305,
      }),
    'table.openSample': () => open(fakeTable),
    'table.open': () => open(fakeTable),
    'table.reread': ({ dialect, ragged }) =>
      open({ ...fakeTable, dialect: dialect ?? fakeTable.detectedDialect, ragged }),
    'table.rows': ({ rowStart, count }) => ok(fakeRows(rowStart, count)),
    'table.correct': ({ columns }) => {
      table = {
        ...table,
        columns: table.columns.map((view) => ({
          ...view,
          schema: { ...view.proposed, ...columns[view.schema.name] },
        })),
      };
      return ok(table);
    },
    'table.study': () => ok(fakeStudy),
    'table.applySchema': () =>
      ok({
        name: 'adults.json',
        from: 'sdv',
        columns: { age: { kind: 'category' } },
        unmapped: ['The metadata says nothing of remark.'],
        table: null,
      }),
    'table.support': ({ where }) =>
      ok({ rows: Math.floor(fakeRowCount / 7 ** Object.keys(where).length), of: fakeRowCount }),
    'table.rules': () => ok(fakeRules),
    'table.frontier': () =>
      ok({
        points: [0, 0.5, 1].map((strength) => ({
          strength,
          accuracy: {
            value: 0.985 - 0.008 * strength,
            interval: null,
            reference: 0.99,
            better: 'reference' as const,
          },
          worstAttack: {
            value: 0.54 - 0.03 * strength,
            interval: [0.52 - 0.03 * strength, 0.56 - 0.03 * strength] as const,
            reference: 0.5,
            better: 'lower' as const,
          },
        })),
        trainRows: 6000,
        holdoutRows: 6000,
        sampled: true,
      }),
    'generate.start': async () => {
      pages = [];
      const done = await work(['read', 'prepare', 'fit', 'sample', 'evaluate']);
      return done
        ? ok(reportFixture)
        : {
            ok: false,
            failure: {
              kind: 'cancelled',
              code: 'cancelled',
              message: 'The work was stopped. Nothing was kept.',
            },
          };
    },
    'work.cancel': () => {
      stopped = true;
      return ok(null);
    },
    'results.rows': ({ rowStart, count }) => ok(fakeRows(rowStart, count)),
    'results.closestRows': () => ok(fakeClosestRows),
    'review.opened': ({ page }) => {
      pages = pages.includes(page) ? pages : [...pages, page];
      return ok({ pagesOpened: pages });
    },
    'release.save': async ({ decision, output }) => {
      if (pages.length < 3 || decision.reviewer === '' || decision.purpose === '') {
        const message =
          'The table is not released: the review is not complete. Complete the review, then save again.';
        return { ok: false, failure: { kind: 'refused', code: 'gate-not-met', message } };
      }
      return ok({
        folder: 'adults-synthetic',
        files: [`synthetic.${output.format}`, ...files].map((name, at) => ({
          name,
          bytes: 4_021_337 >> (at * 2),
          sha256: digest,
        })),
      });
    },
    'report.save': () => ok({ name: 'adults-report.html' }),
    'release.show': () => ok(null),
  };
}
