/**
 * Structural emptiness: cells that have no value because another column says that none applies ("not applicable"), as
 * against values that exist and were not recorded. Told from the data: a column's missing cells (or one of its levels
 * that says "no ...") stand exactly in the rows where another column has one level, or lies beyond one of its values.
 */
import type { RawColumn } from '../io/csv/rawTable.ts';
import { checkCancel, type Run } from '../run/run.ts';
import type { Task } from '../run/task.ts';
import { sizeOf, textOf } from './dictionary.ts';
import { count } from './guessKind.ts';
import { interpret, tokenTest } from './interpret.ts';
import { type ColumnSchema, isNumeric } from './schema.ts';

/** Why cells of a column are empty by rule. */
export interface Structural {
  /** The column that decides. */
  readonly by: string;
  /** Cells that are empty (or say "no ...") by this rule. */
  readonly cells: number;
  /** In words, without cell values. */
  readonly says: string;
}

/** Fewer empty cells than this prove nothing. Ours. */
const fewestCells = 20;
/** A column with more levels than this is not asked for one level that decides. Ours. */
const mostLevels = 200;
/** Rows looked at first, to rule out most pairs at little cost. */
const glance = 5000;
/** On wider tables nothing is looked for: each pair costs its posting to a worker, whatever the rows. Ours. */
const mostPairs = 250_000;
const saysNone =
  /^(no|not|none|without|kein|keine|ohne|sans|sin|n\/a|na|nicht)\b|not applicable|does ?n[o']t apply/i;
/** Answers of their own, not remarks that the question does not apply. */
const plainNo = /^(no|not|none|nein|non)$/i;

interface Described {
  readonly raw: RawColumn;
  readonly schema: ColumnSchema;
}

interface Payload {
  readonly column: Described;
  readonly others: readonly Described[];
}

/** One list a column, empty where nothing is structural, and for all columns above `mostPairs` pairs to look at. */
export async function findStructural(
  columns: readonly RawColumn[],
  schemas: readonly ColumnSchema[],
  run: Run,
): Promise<readonly (readonly Structural[])[]> {
  const described = columns.map((raw, index) => ({ raw, schema: schemas[index] }));
  const usable = described.filter(
    ({ raw, schema }) =>
      schema.treatment === 'model' && (isNumeric(schema.kind) || sizeOf(raw.dictionary) <= mostLevels),
  );
  const asking = new Set(usable.filter((column) => setsOf(column).length > 0));
  if (asking.size * usable.length > mostPairs) return described.map(() => []);
  return Promise.all(
    described.map((column) =>
      asking.has(column) && usable.length > 1
        ? run.pool.run(structuralTask, { column, others: usable.filter((other) => other !== column) })
        : [],
    ),
  );
}

interface RowSet {
  /** Entry of the column -> 1 when its rows are in the set. */
  readonly entries: Uint8Array;
  readonly cells: number;
  /** False: the rows of one level that says "no ...". */
  readonly missing: boolean;
}

/** The sets of rows to explain: those without a value, and those of each level that says "no ...". */
function setsOf({ raw, schema }: Described): readonly RowSet[] {
  const { dictionary, codes } = raw;
  const size = sizeOf(dictionary);
  const isToken = tokenTest(schema.missingTokens);
  const counts = new Uint32Array(size);
  for (let row = 0; row < codes.length; row++) counts[codes[row]]++;
  const setOf = (test: (entry: number) => boolean, missing: boolean): RowSet => {
    const entries = new Uint8Array(size);
    let cells = 0;
    for (let entry = 0; entry < size; entry++) {
      if (!test(entry)) continue;
      entries[entry] = 1;
      cells += counts[entry];
    }
    return { entries, cells, missing };
  };
  const sets = [setOf((entry) => isToken(dictionary, entry), true)];
  for (let entry = 0; size <= 50 && entry < size; entry++) {
    const text = textOf(dictionary, entry).trim();
    if (sets[0].entries[entry] === 0 && saysNone.test(text) && !plainNo.test(text))
      sets.push(setOf((other) => other === entry, false));
  }
  return sets.filter(({ cells }) => cells >= fewestCells && cells < codes.length);
}

/** Searches the others for what decides each set of one column. */
export const structuralTask: Task<Payload, readonly Structural[]> = {
  name: 'table.structural',
  work: ({ column, others }, cancel) =>
    setsOf(column).flatMap((set) => {
      let together: string | null = null;
      for (const other of others) {
        checkCancel(cancel);
        const words = decides(column.raw.codes, set.entries, other);
        if (words === togetherMissing) together ??= other.raw.name;
        else if (words !== null)
          return [ruleOf(set, other.raw.name, words, 'not applicable rather than unknown')];
      }
      return together === null ? [] : [ruleOf(set, together, togetherMissing, 'left out together')];
    }),
};

const togetherMissing = 'is missing';

function ruleOf({ missing, cells }: RowSet, by: string, words: string, means: string): Structural {
  const subject = missing ? 'Missing' : 'The level that says "none" stands';
  return { by, cells, says: `${subject} exactly where "${by}" ${words} (${count(cells)} cells): ${means}.` };
}

/** In words how `other` decides in every row whether it is in the set; null when it does not. */
function decides(codes: Int32Array, entries: Uint8Array, { raw, schema }: Described): string | null {
  const size = sizeOf(raw.dictionary);
  const glanced = sidesOf(codes, entries, raw.codes, size, Math.min(glance, codes.length));
  const sides = glanced === null ? null : sidesOf(codes, entries, raw.codes, size, codes.length);
  if (sides === null) return null;
  const { missing, numbers } = interpret(raw, schema);
  let levels = 0;
  let missingInside = false;
  let missingOutside = false;
  let [insideLow, insideHigh, outsideLow, outsideHigh] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let entry = 0; entry < size; entry++) {
    const inside = sides[entry] === 2;
    if (sides[entry] === 0) continue;
    if (missing[entry] === 1) {
      if (inside) missingInside = true;
      else missingOutside = true;
      continue;
    }
    if (inside) levels++;
    const value = numbers === null ? NaN : numbers[entry];
    if (inside && value < insideLow) insideLow = value;
    if (inside && value > insideHigh) insideHigh = value;
    if (!inside && value < outsideLow) outsideLow = value;
    if (!inside && value > outsideHigh) outsideHigh = value;
  }
  if (missingInside && missingOutside) return null;
  if (missingInside) return levels === 0 ? togetherMissing : null;
  if (levels === 1) return 'has one certain level';
  if (numbers === null) return null;
  if (insideHigh < outsideLow) return 'is below a certain value';
  return insideLow > outsideHigh ? 'is above a certain value' : null;
}

/** Entry of the other column -> 0 unused, 1 rows outside the set, 2 inside; null when some entry has both. */
function sidesOf(
  codes: Int32Array,
  entries: Uint8Array,
  others: Int32Array,
  size: number,
  rowEnd: number,
): Uint8Array | null {
  const sides = new Uint8Array(size);
  for (let row = 0; row < rowEnd; row++) {
    sides[others[row]] |= entries[codes[row]] === 1 ? 2 : 1;
    if (sides[others[row]] === 3) return null;
  }
  return sides;
}
