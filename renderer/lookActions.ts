/** What a person sets in motion to learn more of the open table; nothing here makes or saves anything. */
import type {
  Channel,
  ClosestRows,
  Reply,
  Requests,
  SupportView,
  TableView,
} from '../electron/ipc/contract.ts';
import type { Recipe } from '../models/recipe.ts';
import { corrected, type Corrections } from './corrections.ts';
import type { Action, State, WorkName } from './state.ts';

/** A call to main that always answers. */
export type Call = <Name extends Channel>(
  channel: Name,
  request: Requests[Name][0],
) => Promise<Reply<Requests[Name][1]>>;

export interface LookActions {
  /** Looks at the open table more closely; the reply counts only while that table is shown. */
  study(table: TableView): Promise<void>;
  /** Asks for a schema file and applies what it says as corrections, which can be undone. */
  applySchema(): Promise<void>;
  /** Rows that meet conditions, or why that cannot be said. */
  support(where: Recipe['where']): Promise<Reply<SupportView>>;
  /** Looks for rules that the table seems to obey. */
  findRules(): Promise<void>;
  /** The rows of the result that give away most, for whoever asked; they become no part of the state. */
  closestRows(): Promise<Reply<ClosestRows>>;
  /** Measures the trade-off between fidelity and leakage on this table. */
  measureFrontier(): Promise<void>;
}

export interface LookTools {
  readonly dispatch: (action: Action) => void;
  /** Says that main is busy from now on. */
  readonly begin: (what: WorkName) => void;
  readonly current: () => State;
  /** Shows why a reply is none. */
  readonly fail: (reply: Reply<unknown>, during: string) => void;
}

/** The looks over one bridge. */
export function lookActions(call: Call, { dispatch, begin, current, fail }: LookTools): LookActions {
  return {
    async study(table) {
      if (current().table !== table) return;
      const reply = await call('table.study', null);
      if (current().table !== table || (!reply.ok && reply.failure.kind === 'cancelled')) return;
      dispatch({ type: 'studied', table, study: reply.ok ? reply.value : null });
    },
    async applySchema() {
      const reply = await call('table.applySchema', null);
      fail(reply, 'schema');
      if (!reply.ok || reply.value === null) return;
      const { table, ...schema } = reply.value;
      if (table !== null) dispatch({ type: 'reread', table });
      dispatch({ type: 'correct', corrections: mergedCorrections(current(), schema.columns) });
      dispatch({ type: 'schema', schema });
    },
    support: (where) => call('table.support', { where }),
    closestRows: () => call('results.closestRows', null),
    async findRules() {
      const { table } = current();
      const reply = await call('table.rules', null);
      if (current().table !== table) return;
      if (reply.ok) dispatch({ type: 'rules', rules: reply.value });
      fail(reply, 'rules');
    },
    async measureFrontier() {
      const { work, table, settings } = current();
      if (work.state !== 'idle' || table === null) return;
      const { seed, visitSequence, holdout, holdoutShare } = settings;
      begin('measure');
      const reply = await call('table.frontier', { seed, visitSequence, holdout, holdoutShare });
      if (reply.ok) dispatch({ type: 'frontier', frontier: reply.value });
      fail(reply, 'measure');
    },
  };
}

/** The corrections as they are with those of a schema on top; parts that are as proposed are left out. */
function mergedCorrections({ table, corrections }: State, columns: Recipe['columns']): Corrections {
  const views = table?.columns ?? [];
  return views.reduce((merged, view) => {
    const change = columns[view.schema.name];
    return change === undefined ? merged : corrected(merged, view, change);
  }, corrections.now);
}
