/**
 * The whole way of the data on one screen:
 *
 *   CSV -> typed table -> split -> value protection -> codes -> fit -> sample -> decode -> evaluate -> report
 *       -> review -> release
 *
 * Window and command line call these functions in this order. Details are one call away; `models/README.md` has the
 * table of stages.
 */
import { codeTable } from './codec/codeTable.ts';
import type { Evaluation } from './evaluate/evaluation.ts';
import { evaluate } from './evaluate/evaluate.ts';
import { comparisonFor, withFidelityOf, withoutFidelity } from './generators/conditional/compare.ts';
import { constrain } from './generators/constrain.ts';
import { fit, type Fitted } from './generators/fit.ts';
import { sampleTable } from './generators/sampleRows.ts';
import { visitSequenceNotes } from './generators/visitSequence.ts';
import type { RawTable } from './io/csv/rawTable.ts';
import { readTable } from './io/readTable.ts';
import { requireOutput } from './io/outputLimits.ts';
import { writeRows } from './io/writeRows.ts';
import type { Dialect, RaggedPolicy, Recipe } from './recipe.ts';
import { makeReport, notesOf } from './report/makeReport.ts';
import type { Report } from './report/report.ts';
import type { Releasable } from './release/release.ts';
import { requireConsistent } from './rules/conflicts.ts';
import type { Run } from './run/run.ts';
import { inferColumns, type ProposedColumn } from './table/infer.ts';
import { alignTable, correctSchema, tableOf } from './table/interpret.ts';
import { split } from './table/split.ts';
import type { RealTable, SyntheticTable } from './table/table.ts';
import { requireUsable } from './table/usable.ts';

/** Rows of the synthetic table that evaluation compares and the window shows; more are made when they are written. */
export const previewRowLimit = 200_000;

export interface Opened {
  readonly raw: RawTable;
  readonly proposed: readonly ProposedColumn[];
}

export interface ReadOptions {
  /** Null: detect. */
  readonly dialect: Dialect | null;
  readonly ragged: RaggedPolicy;
}

/** Reads a file and proposes what its columns are. @throws Refused when it cannot be read as a table. */
export async function openTable(path: string, options: ReadOptions, run: Run): Promise<Opened> {
  const raw = await readTable(path, options, run);
  return { raw, proposed: await inferColumns(raw, run) };
}

/** The table under the proposed schema with a person's corrections. */
export function understand({ raw, proposed }: Opened, corrections: Recipe['columns']): RealTable {
  const schemas = correctSchema(
    proposed.map(({ schema }) => schema),
    corrections,
  );
  return tableOf(raw, schemas);
}

/** Reads a second file (holdout or synthetic) as a table with the columns of `like`. */
export async function openLike(
  path: string,
  like: RealTable,
  options: ReadOptions,
  run: Run,
): Promise<RealTable> {
  const raw = await readTable(path, options, run);
  return alignTable(
    raw,
    like.columns.map(({ schema }) => schema),
  );
}

export interface Input {
  readonly table: RealTable;
  /** Null: part of the table's rows is kept out of training. */
  readonly holdout: RealTable | null;
  /** How the file was read, for the report. */
  readonly notes: readonly string[];
  /** A delimited synthetic table is written in the dialect of the file that was opened. */
  readonly dialect: Dialect;
}

export interface Synthesis extends Releasable {
  /** The first rows of the synthetic table, at most `previewRowLimit`. */
  readonly preview: SyntheticTable;
  /** As sensitive as the data; kept so that it can be saved when a person asks for it. */
  readonly fitted: Fitted;
  readonly dialect: Dialect;
}

/** From a typed table to a synthetic one that waits for review. */
export async function synthesize(
  input: Input,
  recipe: Recipe,
  version: string,
  run: Run,
): Promise<Synthesis> {
  const { seed } = recipe;
  run.report('prepare', 0);
  requireUsable(input.table);
  requireConsistent(
    recipe.rules,
    input.table.columns.map(({ schema }) => schema),
  );
  const { train, holdout } =
    input.holdout === null
      ? split(input.table, recipe.holdoutShare, seed)
      : { train: input.table, holdout: input.holdout };
  const rows = recipe.rows ?? train.rowCount;
  requireOutput(recipe.output.format, { rows, columns: train.columns.length });

  const { codecs, coded, notes: protection } = await codeTable(train, { seed }, run);
  const free = await fit(coded, codecs, recipe, train, run);
  const { fitted, notes: asked } = await constrain(free, coded, recipe, train, run);

  const preview = await sampleTable(fitted, 0, Math.min(rows, previewRowLimit), run);
  const { unmeasured, ...real } = comparisonFor(train, holdout, recipe);
  const measured = await evaluate({ ...real, synthetic: preview, seed }, run);
  const open = await beforeFilling(fitted, preview.rowCount, run);
  const fair =
    open === null
      ? measured
      : withFidelityOf(measured, await evaluate({ ...real, synthetic: open, seed }, run));
  const evaluation = withoutFidelity(fair, unmeasured);
  const report = makeReport({
    version,
    evaluation,
    table: {
      real: input.table,
      train,
      holdout,
      holdoutFrom: input.holdout === null ? 'split' : 'file',
      syntheticRows: rows,
    },
    made: { recipe, protection },
    notes: [...input.notes, ...visitSequenceNotes(recipe.visitSequence), ...asked],
  });
  const { dialect } = input;
  return {
    report,
    recipe,
    preview,
    fitted,
    dialect,
    table: (output) => writeRows(fitted, { start: 0, end: rows, header: true }, { dialect, output }, run),
  };
}

/** The same rows before their empty cells are filled, for fidelity; null when none are. */
async function beforeFilling(fitted: Fitted, rows: number, run: Run): Promise<SyntheticTable | null> {
  const { fill, ...open } = fitted;
  return fill === undefined ? null : sampleTable(open, 0, rows, run);
}

/** Evaluates a synthetic table that was made elsewhere. */
export async function evaluateTable(
  tables: { readonly train: RealTable; readonly holdout: RealTable | null; readonly synthetic: RealTable },
  seed: number,
  version: string,
  run: Run,
): Promise<Report> {
  const { train, holdout } = tables;
  const synthetic: SyntheticTable = { ...tables.synthetic, origin: 'synthetic' };
  const evaluation: Evaluation = await evaluate({ train, holdout, synthetic, seed }, run);
  return makeReport({
    version,
    evaluation,
    table: {
      real: train,
      train,
      holdout,
      holdoutFrom: holdout === null ? 'none' : 'file',
      syntheticRows: synthetic.rowCount,
    },
    made: null,
    notes: [],
  });
}

/** What the reader found, as sentences for the report. */
export { notesOf };
