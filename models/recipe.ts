/**
 * A recipe: everything that decides the synthetic bytes, but for the data and the version. Plain data without cell
 * values other than those a person typed (missing tokens, ordinal levels).
 */
import type { Rule } from './rules/rule.ts';
import type { ColumnSchema } from './table/schema.ts';

export const presets = ['balanced', 'private'] as const;
export type Preset = (typeof presets)[number];

export const generatorNames = ['trees', 'independent'] as const;
export type GeneratorName = (typeof generatorNames)[number];

/** File formats of the synthetic table, each the extension of its file. */
export const outputFormats = ['csv', 'csv.gz', 'tsv', 'parquet', 'xlsx', 'jsonl'] as const;
export type OutputFormat = (typeof outputFormats)[number];

/** As what the synthetic table is written. */
export interface Output {
  readonly format: OutputFormat;
  /** For the delimited formats, when people open the file in a spreadsheet; typed cells need none, and it changes nothing there. */
  readonly escapeFormulas: boolean;
}

/** True for the formats of lines and delimiters, where a spreadsheet may take a text for a formula. */
export function isDelimited(format: OutputFormat): boolean {
  return format === 'csv' || format === 'csv.gz' || format === 'tsv';
}

/** How a file is cut into records and cells. */
export interface Dialect {
  /** A label of the WHATWG encoding standard: `utf-8`, `utf-16le`, `windows-1252`, ... */
  readonly encoding: string;
  /** True when the file starts with a byte order mark; it is then written again. */
  readonly bom: boolean;
  readonly delimiter: string;
  /** The empty text when nothing is quoted. */
  readonly quote: string;
  /** `double`: a quote inside quotes is written twice; otherwise the escape character. */
  readonly escape: 'double' | '\\';
  readonly header: boolean;
  /** Physical lines before the header that are not part of the table. */
  readonly skipLines: number;
  /** Lines that start with this are comments; empty for none. */
  readonly comment: string;
  readonly newline: '\n' | '\r\n' | '\r';
}

/** What to do with records whose number of cells differs from the header's. */
export type RaggedPolicy = 'stop' | 'pad' | 'apart';

/** One wanted cell: its text as in the file, a number for number columns, null for a missing cell. */
export type WantedCell = string | number | null;

/** Both ends inclusive; an end that is left out is open. Dates as in the file. */
export interface WantedRange {
  readonly low?: string | number;
  readonly high?: string | number;
}

/** What a column is to be in every synthetic row: one cell, one of several, or within a range. */
export interface Wanted {
  readonly is: WantedCell | readonly WantedCell[] | WantedRange;
}

/** Shares of the levels of one category column in the synthetic table; they sum to 1, levels not named do not occur. */
export interface Balance {
  readonly column: string;
  readonly shares: Readonly<Record<string, number>>;
}

export interface Recipe {
  readonly format: 'understudy-recipe';
  readonly version: 1;
  /** Unsigned 32-bit. */
  readonly seed: number;
  readonly generator: GeneratorName;
  readonly preset: Preset;
  /** For `trees`, between the presets: 0 (`balanced`) to 1 (`private`); null: as the preset says. */
  readonly strength: number | null;
  /** For `trees`: columns that are drawn first, in this order, all others after them (synthpop's `visit.sequence`); empty: its own order. */
  readonly visitSequence: readonly string[];
  /** Rows of the synthetic table; null: as many as the training rows. */
  readonly rows: number | null;
  /** Share of the rows kept out of training when no holdout file is given, 0 < share <= 0.5. */
  readonly holdoutShare: number;
  /** Only the settings a person changed; null: as detected. */
  readonly dialect: Dialect | null;
  readonly ragged: RaggedPolicy;
  /** Corrections by column name; columns that are not named are as inferred. */
  readonly columns: Readonly<Record<string, Partial<Omit<ColumnSchema, 'name'>>>>;
  /** Conditions by column name, all of which every synthetic row meets; empty: none. */
  readonly where: Readonly<Record<string, Wanted>>;
  readonly balance: Balance | null;
  /** Columns without missing cells in the synthetic table: those that the model leaves empty are drawn given the others. */
  readonly fill: readonly string[];
  /** What every synthetic row obeys. */
  readonly rules: readonly Rule[];
  readonly output: Output;
}

export const defaultRecipe: Recipe = {
  format: 'understudy-recipe',
  version: 1,
  seed: 1,
  generator: 'trees',
  preset: 'balanced',
  strength: null,
  visitSequence: [],
  rows: null,
  holdoutShare: 0.2,
  dialect: null,
  ragged: 'stop',
  columns: {},
  where: {},
  balance: null,
  fill: [],
  rules: [],
  output: { format: 'csv', escapeFormulas: false },
};
