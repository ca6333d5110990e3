/**
 * Every channel between window and main process, typed once. `preload.ts`, `handle.ts`, `parse.ts` and `renderer/api.ts`
 * derive from it, so drift is a compile error. The window never sends a path and never gets a table: it gets windows of
 * at most 200 rows and aggregates.
 */
import type { Progress } from '../../models/run/run.ts';
import type { ColumnSchema } from '../../models/table/schema.ts';
import type { Dialect, GeneratorName, Preset, RaggedPolicy } from '../../models/recipe.ts';
import type { Report } from '../../models/report/report.ts';
import type { Decision, ReviewPage } from '../../models/release/decision.ts';

/** An opaque name for a file the person chose; main alone knows the path. */
export interface FileHandle {
  readonly id: string;
  /** Base name, for show. */
  readonly name: string;
}

export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly rows: number;
  readonly columns: number;
}

/** A record that does not fit the header, for the list of problem rows. */
export interface ProblemRow {
  /** Physical line in the file, from 1. */
  readonly line: number;
  readonly reason: string;
}

/** One column as the columns step shows it. */
export interface ColumnView {
  readonly schema: ColumnSchema;
  /** What inference proposed, to show what was changed and to go back. */
  readonly proposed: ColumnSchema;
  /** Confidence of the proposed kind, 0 to 1, and why, e.g. `412 of 20,640 cells are not numbers`. */
  readonly confidence: number;
  readonly evidence: string;
  readonly distinct: number;
  readonly missing: number;
  /** Cells that cannot be read as the chosen kind and would count as missing. */
  readonly unreadable: number;
  readonly warnings: readonly string[];
  /** Small chart of the column: shares over labels, at most 24 bars, or histogram bins. */
  readonly chart: {
    readonly form: 'bars' | 'histogram';
    readonly labels: readonly string[];
    readonly shares: readonly number[];
  };
}

/** The opened table as the open and columns steps see it. */
export interface TableView {
  readonly file: FileHandle;
  readonly name: string;
  readonly bytes: number;
  readonly rowCount: number;
  readonly columns: readonly ColumnView[];
  readonly dialect: Dialect;
  /** What detection proposed; chips that differ are marked. */
  readonly detectedDialect: Dialect;
  /** Parts of the dialect that are a guess, with the reason in words (e.g. the encoding). */
  readonly guesses: readonly { readonly part: keyof Dialect; readonly says: string }[];
  readonly ragged: RaggedPolicy;
  readonly problems: readonly ProblemRow[];
  readonly problemCount: number;
}

/** Cells of `rows` consecutive rows as text, row by row; null where the cell is missing. */
export interface RowWindow {
  readonly rowStart: number;
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface GenerateSettings {
  readonly generator: GeneratorName;
  readonly preset: Preset;
  readonly seed: number;
  /** Null: as many as the training rows. */
  readonly rows: number | null;
  readonly holdout: FileHandle | null;
  readonly holdoutShare: number;
}

/** An expected failure as it crosses processes: a code for tests, a sentence for a person. */
export interface Failure {
  readonly kind: 'cancelled' | 'refused' | 'crashed' | 'bug';
  readonly code: string;
  readonly message: string;
}

/** Every reply is one or the other; a channel never rejects for an expected reason. */
export type Reply<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure };

export interface Released {
  /** Base name of the folder, for show. */
  readonly folder: string;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

/** Requests: channel -> [what the window sends, what it gets]. */
export interface Requests {
  /** Files that were given on the command line or by the system before the window was ready. */
  'app.start': [
    null,
    { readonly version: string; readonly samples: readonly Sample[]; readonly open: FileHandle | null },
  ];
  'file.choose': [{ readonly purpose: 'table' | 'holdout' }, FileHandle | null];
  'table.openSample': [{ readonly id: string }, TableView];
  'table.open': [{ readonly file: FileHandle }, TableView];
  /** Reads the file again with another dialect or policy; null dialect: detect. */
  'table.reread': [{ readonly dialect: Dialect | null; readonly ragged: RaggedPolicy }, TableView];
  'table.rows': [{ readonly rowStart: number; readonly count: number }, RowWindow];
  /** Replaces all corrections, so that undo is sending an earlier state. */
  'table.correct': [
    { readonly columns: Readonly<Record<string, Partial<Omit<ColumnSchema, 'name'>>>> },
    TableView,
  ];
  'generate.start': [GenerateSettings, Report];
  /** Asks the running work (reading or generating) to stop. */
  'work.cancel': [null, null];
  'results.rows': [{ readonly rowStart: number; readonly count: number }, RowWindow];
  /** Main keeps which pages were opened; the gate asks main, not the window. */
  'review.opened': [{ readonly page: ReviewPage }, { readonly pagesOpened: readonly ReviewPage[] }];
  /** Asks for a folder and releases into it; null when the person closed the dialog. */
  'release.save': [{ readonly decision: Omit<Decision, 'pagesOpened'> }, Released | null];
  /** Writes only the report, which the gate allows at any time; null when the dialog was closed. */
  'report.save': [null, { readonly name: string } | null];
  /** Shows the released folder in the system's file manager. */
  'release.show': [null, null];
}

export type Channel = keyof Requests;

/** Events from main to the window. */
export interface Events {
  progress: Progress;
  /** Requests to the network that were refused since the start, for the badge. */
  refused: { readonly count: number };
  'engine.died': Failure;
  /** A file came from the menu, a second start, a drop or the system. */
  'file.offered': FileHandle;
  /** A menu command meant for the window. */
  command: 'undo' | 'redo' | 'run' | 'choose';
}

export type EventName = keyof Events;

/** What preload puts on `window.understudy`. */
export interface Bridge {
  call<Name extends Channel>(channel: Name, request: Requests[Name][0]): Promise<Reply<Requests[Name][1]>>;
  on<Name extends EventName>(event: Name, listener: (payload: Events[Name]) => void): () => void;
  /** Hands a dropped file to main, which answers with `file.offered`; the path is read in preload only. */
  drop(file: unknown): void;
}
