/** Puts the three tables of an evaluation into one set of typed columns, so that every measure compares like with like. */
import { Refused } from '../run/run.ts';
import { sizeOf, textsOf } from '../table/dictionary.ts';
import { isNumeric, type Kind } from '../table/schema.ts';
import { type Column, entryCounts, type RealTable, type SyntheticTable, type Table } from '../table/table.ts';

/** One modelled column over all rows, in the order train, holdout, synthetic; over shared memory. */
export type AlignedColumn = AlignedCategory | AlignedNumber;

interface AlignedBase {
  readonly name: string;
  readonly kind: Kind;
  /** Copied from the schema: bands the extremes of charts. */
  readonly sensitive: boolean;
}

export interface AlignedCategory extends AlignedBase {
  readonly form: 'category';
  /** Row -> level, -1 where missing. A level is one text, whichever table it stands in. */
  readonly codes: Int32Array;
  /** Level -> text, in order of first appearance in the dictionaries of train, holdout, synthetic. */
  readonly levels: readonly string[];
}

export interface AlignedNumber extends AlignedBase {
  readonly form: 'number';
  /** Row -> value in the units of `Column.numbers`, NaN where missing. */
  readonly values: Float64Array;
}

/** A run of rows; `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Aligned {
  readonly columns: readonly AlignedColumn[];
  readonly rowCount: number;
  readonly train: Span;
  /** Empty when there is no holdout. */
  readonly holdout: Span;
  readonly synthetic: Span;
  /** Names every random choice of a measure, together with the measure's own key. */
  readonly seed: number;
}

/** What is evaluated. */
export interface Evaluated {
  readonly train: RealTable;
  readonly holdout: RealTable | null;
  readonly synthetic: SyntheticTable;
  readonly seed: number;
}

/** Rows in a span. */
export function lengthOf({ start, end }: Span): number {
  return end - start;
}

/**
 * Aligns the modelled columns (`treatment: 'model'` in the training table) of the three tables by name.
 * @throws Refused `columns-differ` when the holdout or the synthetic table lacks one of them or has another form of it.
 */
export function align({ train, holdout, synthetic, seed }: Evaluated): Aligned {
  const tables: readonly Table[] = holdout === null ? [train, synthetic] : [train, holdout, synthetic];
  const holdoutRows = holdout?.rowCount ?? 0;
  const rowCount = train.rowCount + holdoutRows + synthetic.rowCount;
  const columns = train.columns
    .filter(({ schema }) => schema.treatment === 'model')
    .map((column) => {
      const parts = tables.map((table) => (table === train ? column : counterpart(column, table)));
      return column.numbers === null ? alignCategory(parts, rowCount) : alignNumber(parts, rowCount);
    });
  return {
    columns,
    rowCount,
    train: { start: 0, end: train.rowCount },
    holdout: { start: train.rowCount, end: train.rowCount + holdoutRows },
    synthetic: { start: train.rowCount + holdoutRows, end: rowCount },
    seed,
  };
}

function counterpart({ schema }: Column, table: Table): Column {
  const found = table.columns.find((column) => column.schema.name === schema.name);
  const which = table.origin === 'real' ? 'holdout' : 'synthetic table';
  if (found === undefined) {
    throw new Refused(
      'columns-differ',
      `The ${which} has no column "${schema.name}", which the training table has; give a table with the same columns.`,
    );
  }
  if (isNumeric(found.schema.kind) !== isNumeric(schema.kind)) {
    throw new Refused(
      'columns-differ',
      `Column "${schema.name}" is ${schema.kind} in the training table but ${found.schema.kind} in the ${which}; read both with the same kinds.`,
    );
  }
  return found;
}

function alignCategory(parts: readonly Column[], rowCount: number): AlignedCategory {
  const levelOf = new Map<string, number>();
  const codes = new Int32Array(new SharedArrayBuffer(rowCount * 4));
  let row = 0;
  for (const part of parts) {
    const counts = entryCounts(part);
    const texts = textsOf(part.dictionary);
    const level = texts.map((text, entry) => {
      if (part.missing[entry] === 1 || counts[entry] === 0) return -1;
      const known = levelOf.get(text) ?? levelOf.size;
      levelOf.set(text, known);
      return known;
    });
    for (const code of part.codes) codes[row++] = level[code];
  }
  return { ...describe(parts[0]), form: 'category', codes, levels: [...levelOf.keys()] };
}

function alignNumber(parts: readonly Column[], rowCount: number): AlignedNumber {
  const values = new Float64Array(new SharedArrayBuffer(rowCount * 8));
  let row = 0;
  for (const { codes, dictionary, numbers, missing } of parts) {
    const value = Float64Array.from({ length: sizeOf(dictionary) }, (_, entry) =>
      missing[entry] === 1 ? NaN : (numbers?.[entry] ?? NaN),
    );
    for (const code of codes) values[row++] = value[code];
  }
  return { ...describe(parts[0]), form: 'number', values };
}

function describe({ schema }: Column): AlignedBase {
  return { name: schema.name, kind: schema.kind, sensitive: schema.sensitive };
}
