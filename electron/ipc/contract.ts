/**
 * Every channel between window and main process, typed once. `preload.ts`, `handle.ts`, `parse.ts` and `renderer/api.ts`
 * derive from it, so drift is a compile error. The window never sends a path and never gets a table: it gets windows of
 * at most 200 rows and aggregates.
 */
import type { Progress } from '../../models/run/run.ts';
import type { TableFormat } from '../../models/io/format.ts';
import type { AssociationMeasure } from '../../models/table/associations.ts';
import type { QualityFinding } from '../../models/table/quality.ts';
import type { PlaceMap } from '../../models/table/placeMap.ts';
import type { ColumnSchema } from '../../models/table/schema.ts';
import type { Frontier } from '../../models/generators/frontier.ts';
import type { RuleFinding } from '../../models/rules/checkRules.ts';
import type { Dialect, GeneratorName, Output, Preset, RaggedPolicy, Recipe } from '../../models/recipe.ts';
import type { Report } from '../../models/report/report.ts';
import type { Decision, ReviewPage } from '../../models/release/decision.ts';

/** An opaque name for a file the person chose; main alone knows the path. */
export interface FileHandle {
  readonly id: string;
  /** Base name, for show. */
  readonly name: string;
  /** Size when it was chosen, for show; null when it could not be told. */
  readonly bytes: number | null;
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
  /** Why cells are empty by rule ("not applicable") rather than missing, a sentence each; empty when nothing shows it. */
  readonly structural: readonly string[];
  /** Small chart of the column: shares over labels, at most 24 bars, or histogram bins. */
  readonly chart: {
    readonly form: 'bars' | 'histogram';
    readonly labels: readonly string[];
    readonly shares: readonly number[];
  };
  /** For a coordinate with a partner: where the places lie, as coarse squares. */
  readonly place?: PlaceMap;
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
  readonly format: TableFormat;
  /** What shows that the file is model output already; null when nothing does. The window asks when it is a warning. */
  readonly generated: QualityFinding | null;
  /** True when results exist that were made of other corrections; they cannot be released. */
  readonly stale: boolean;
}

/** What a closer look at the table found; costs a few passes over the data, so it is asked for after opening. */
export interface TableStudy {
  /** Most severe first. */
  readonly quality: readonly QualityFinding[];
  /** Pairs that go together, strongest first, a few for each column; null when there are too many columns to look. */
  readonly associations: readonly AssociationView[] | null;
}

/** Two columns that go together. */
export interface AssociationView {
  readonly columns: readonly [string, string];
  readonly measure: AssociationMeasure;
  /** Above 0, at most 1. */
  readonly strength: number;
  /** -1 when one falls as the other rises; 0 where there is no direction. */
  readonly direction: -1 | 0 | 1;
}

/** How many rows of the opened table meet conditions. */
export interface SupportView {
  readonly rows: number;
  readonly of: number;
}

/** What a schema that was made elsewhere says; the window applies `columns` as corrections, which can be undone. */
export interface AppliedSchema {
  /** Base name of the file. */
  readonly name: string;
  readonly from: 'sdv' | 'frictionless';
  readonly columns: Recipe['columns'];
  /** What could not be taken over, as sentences. */
  readonly unmapped: readonly string[];
  /** The table, read again because the schema names another dialect; null when it was not. */
  readonly table: TableView | null;
}

/** Cells of `rows` consecutive rows as text, row by row; null where the cell is missing. */
export interface RowWindow {
  readonly rowStart: number;
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A synthetic row beside the real row it is nearest to, by modelled column. For this screen only: no file ever holds it. */
export interface ClosestRow {
  /** How far it is and how far is usual; no cell. */
  readonly says: string;
  /** Does the real row stand apart from the others? */
  readonly isolated: boolean;
  /** At most 200 characters of a cell, null where it is missing; `equal` is about whole cells. */
  readonly cells: readonly {
    readonly column: string;
    readonly synthetic: string | null;
    readonly real: string | null;
    readonly equal: boolean;
  }[];
}

/** The synthetic rows that give away most, at most five. */
export interface ClosestRows {
  /** The worst first. */
  readonly rows: readonly ClosestRow[];
  /** How far was searched, when not everything was. */
  readonly note: string | null;
}

export interface GenerateSettings {
  readonly generator: GeneratorName;
  readonly preset: Preset;
  /** Between the presets, 0 (`balanced`) to 1 (`private`); null: as the preset says. */
  readonly strength: number | null;
  readonly visitSequence: Recipe['visitSequence'];
  readonly seed: number;
  /** Null: as many as the training rows. */
  readonly rows: number | null;
  readonly holdout: FileHandle | null;
  readonly holdoutShare: number;
  readonly where: Recipe['where'];
  readonly balance: Recipe['balance'];
  readonly fill: Recipe['fill'];
  readonly rules: Recipe['rules'];
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
  'table.study': [null, TableStudy];
  /** Asks for a file and reads it as a schema of the open table; null when the person closed the dialog. */
  'table.applySchema': [null, AppliedSchema | null];
  /** Rows of the whole table, before any is kept out, that meet the conditions. */
  'table.support': [{ readonly where: Recipe['where'] }, SupportView];
  /** Rules that the table seems to obey, with support and exceptions. */
  'table.rules': [null, readonly RuleFinding[]];
  /** Measures what fidelity and leakage cost each other on this table, by a few quick fits. */
  'table.frontier': [Pick<GenerateSettings, 'seed' | 'visitSequence' | 'holdout' | 'holdoutShare'>, Frontier];
  'generate.start': [GenerateSettings, Report];
  /** Asks the running work (reading or generating) to stop. */
  'work.cancel': [null, null];
  'results.rows': [{ readonly rowStart: number; readonly count: number }, RowWindow];
  /** The rows that give away most beside the real ones, when the person asks to see them; refused before there is a result. */
  'results.closestRows': [null, ClosestRows];
  /** Main keeps which pages were opened; the gate asks main, not the window. */
  'review.opened': [{ readonly page: ReviewPage }, { readonly pagesOpened: readonly ReviewPage[] }];
  /** Asks for a folder and releases into it, the table as `output` says; null when the person closed the dialog. */
  'release.save': [
    { readonly decision: Omit<Decision, 'pagesOpened'>; readonly output: Output },
    Released | null,
  ];
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
