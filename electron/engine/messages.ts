/** What main and the engine process say to each other. Everything here is structured-cloned; no table crosses. */
import type { Dialect, Output, RaggedPolicy, Recipe } from '../../models/recipe.ts';
import type { Decision } from '../../models/release/decision.ts';
import type { Report } from '../../models/report/report.ts';
import type { Progress } from '../../models/run/run.ts';
import type { Frontier, FrontierRecipe } from '../../models/generators/frontier.ts';
import type { RuleFinding } from '../../models/rules/checkRules.ts';
import type { Metadata } from '../../models/io/metadata/metadata.ts';
import type {
  ClosestRows,
  GenerateSettings,
  Released,
  Reply,
  RowWindow,
  SupportView,
  TableStudy,
  TableView,
} from '../ipc/contract.ts';

/** The opened table as the engine describes it; main adds the file's handle. */
export type EngineTable = Omit<TableView, 'file'>;

/** Calls: name -> [what main sends, what it gets]. Paths come from main's own dialogs only. */
export interface EngineCalls {
  open: [
    {
      readonly path: string;
      readonly dialect: Dialect | null;
      readonly ragged: RaggedPolicy;
      readonly columns: Recipe['columns'];
    },
    EngineTable,
  ];
  rows: [{ readonly rowStart: number; readonly count: number }, RowWindow];
  correct: [{ readonly columns: Recipe['columns'] }, EngineTable];
  study: [null, TableStudy];
  /** Reads a schema that was made elsewhere; changes nothing. */
  metadata: [{ readonly path: string }, Metadata];
  support: [{ readonly where: Recipe['where'] }, SupportView];
  rules: [null, readonly RuleFinding[]];
  frontier: [
    FrontierRecipe & { readonly holdoutShare: number; readonly holdoutPath: string | null },
    Frontier,
  ];
  generate: [
    { readonly settings: Omit<GenerateSettings, 'holdout'>; readonly holdoutPath: string | null },
    Report,
  ];
  resultRows: [{ readonly rowStart: number; readonly count: number }, RowWindow];
  /** Real cells beside synthetic ones, for the window only. */
  closestRows: [null, ClosestRows];
  /** Asks the gate without writing; fails as `release` would. */
  gate: [{ readonly decision: Decision; readonly output: Output }, null];
  /** `now` is UTC, ISO 8601. */
  release: [
    {
      readonly decision: Decision;
      readonly output: Output;
      readonly directory: string;
      readonly now: string;
    },
    Released,
  ];
  saveReport: [{ readonly directory: string }, { readonly name: string }];
  /** Tries to reach `url` from the engine, to show that it cannot; the answer says how the try ended. */
  probe: [{ readonly url: string }, { readonly reached: boolean; readonly says: string }];
}

export type EngineCall = keyof EngineCalls;

/** Calls that take long, run one at a time and can be stopped; the others are answered meanwhile. */
export const longCalls: readonly EngineCall[] = [
  'open',
  'study',
  'rules',
  'frontier',
  'generate',
  'closestRows',
  'release',
  'saveReport',
];

/**
 * Calls that a person waits for with a bar of progress, and after which the window asks for what it still misses. Progress of
 * others is not shown: it would move the bar of one of these that waits behind them.
 */
export const waitedFor: readonly EngineCall[] = ['open', 'frontier', 'generate', 'release'];

/** A closer look at the columns, which nobody waits for, is stopped when a person asks for something that takes long. */
export function givesWay(running: EngineCall, next: EngineCall): boolean {
  return running === 'study' && waitedFor.includes(next);
}

export type ToEngine =
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly name: EngineCall;
      readonly request: EngineCalls[EngineCall][0];
    }
  | { readonly kind: 'cancel'; readonly id: number };

export type FromEngine =
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply<EngineCalls[EngineCall][1]> }
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** Requests to the network refused in the engine since it started. */
  | { readonly kind: 'refused'; readonly count: number };

/** Exit codes of the engine process that say why it ended by itself. */
export const exitCodes = { sessionFailed: 65, outOfMemory: 66 } as const;

/** The release folder that a call writes; null when it writes nothing. */
export function writesTo(name: EngineCall, request: EngineCalls[EngineCall][0]): string | null {
  const writes = name === 'release' || name === 'saveReport';
  return writes && request !== null && 'directory' in request ? request.directory : null;
}
