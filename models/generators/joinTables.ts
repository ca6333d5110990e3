/** Joins blocks of one synthetic table into one table with one dictionary a column. */
import { type Dictionary, sizeOf } from '../table/dictionary.ts';
import type { Column, SyntheticTable } from '../table/table.ts';
import { entryJoiner } from './entryJoiner.ts';

/** The rows of all blocks in order. @param blocks at least one, all with the same columns. */
export function joinTables(blocks: readonly SyntheticTable[]): SyntheticTable {
  const [first] = blocks;
  if (blocks.length === 1) return first;
  const rowCount = blocks.reduce((sum, block) => sum + block.rowCount, 0);
  const columns = first.columns.map((_, index) =>
    joinColumns(
      blocks.map((block) => block.columns[index]),
      rowCount,
    ),
  );
  return { ...first, rowCount, columns };
}

function joinColumns(columns: readonly Column[], rowCount: number): Column {
  const [first] = columns;
  const codes = new Int32Array(new SharedArrayBuffer(rowCount * 4));
  let row = 0;
  if (columns.every(({ dictionary }) => dictionary === first.dictionary)) {
    for (const column of columns) {
      codes.set(column.codes, row);
      row += column.codes.length;
    }
    return { ...first, codes };
  }
  const joiner = entryJoiner();
  const meanings: Meanings = { missing: [], numbers: first.numbers === null ? null : [] };
  let joined = new Int32Array(0);
  columns.forEach((column, index) => {
    if (index === 0 || column.dictionary !== columns[index - 1].dictionary)
      joined = joinedEntries(column, joiner, meanings);
    const own = column.codes;
    for (let at = 0; at < own.length; at++) codes[row++] = joined[own[at]];
  });
  return { schema: first.schema, codes, dictionary: joiner.finish(), ...shared(meanings) };
}

/** What the joined entries mean; see `Column`. */
interface Meanings {
  readonly missing: number[];
  readonly numbers: number[] | null;
}

function joinedEntries(
  { dictionary, missing, numbers }: Column,
  joiner: ReturnType<typeof entryJoiner>,
  meanings: Meanings,
): Int32Array<ArrayBuffer> {
  const joined = new Int32Array(sizeOf(dictionary));
  for (let entry = 0; entry < joined.length; entry++) {
    const known = joiner.size();
    joined[entry] = joiner.add(dictionary, entry);
    if (joiner.size() === known) continue;
    meanings.missing.push(missing[entry]);
    meanings.numbers?.push(numbers?.[entry] ?? NaN);
  }
  return joined;
}

function shared({ missing, numbers }: Meanings): Pick<Column, 'missing' | 'numbers'> {
  const flags = new Uint8Array(new SharedArrayBuffer(missing.length));
  flags.set(missing);
  if (numbers === null) return { missing: flags, numbers: null };
  const values = new Float64Array(new SharedArrayBuffer(numbers.length * 8));
  values.set(numbers);
  return { missing: flags, numbers: values };
}

/**
 * `block` with the dictionaries of `before` wherever they are equal byte by byte: those of blocks that come from workers
 * are equal without being the same, and whoever keeps something with a dictionary would keep it once a block.
 */
export function shareDictionaries(block: SyntheticTable, before: SyntheticTable): SyntheticTable {
  const columns = block.columns.map((column, index) => {
    const { dictionary, missing, numbers } = before.columns[index];
    return isSame(column.dictionary, dictionary) ? { ...column, dictionary, missing, numbers } : column;
  });
  return { ...block, columns };
}

function isSame(one: Dictionary, other: Dictionary): boolean {
  return isEqual(one.offsets, other.offsets) && isEqual(one.bytes, other.bytes);
}

function isEqual(one: Uint8Array | Uint32Array, other: Uint8Array | Uint32Array): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}
