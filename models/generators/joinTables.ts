/** Joins blocks of one synthetic table into one table with one dictionary a column. */
import { textOf, type Dictionary } from '../table/dictionary.ts';
import type { Column, SyntheticTable } from '../table/table.ts';

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
  const codes = new Int32Array(new SharedArrayBuffer(rowCount * 4));
  const kept: { readonly block: number; readonly entry: number }[] = [];
  const entryOf = new Map<string, number>();
  let row = 0;
  columns.forEach((column, block) => {
    const joined = new Int32Array(column.dictionary.offsets.length - 1);
    for (let entry = 0; entry < joined.length; entry++) {
      const text = textOf(column.dictionary, entry);
      let at = entryOf.get(text);
      if (at === undefined) {
        at = kept.length;
        entryOf.set(text, at);
        kept.push({ block, entry });
      }
      joined[entry] = at;
    }
    for (let index = 0; index < column.codes.length; index++) codes[row++] = joined[column.codes[index]];
  });
  return assemble(columns, codes, kept);
}

function assemble(
  columns: readonly Column[],
  codes: Int32Array,
  kept: readonly { readonly block: number; readonly entry: number }[],
): Column {
  const [{ schema, numbers: first }] = columns;
  const lengthOf = ({ offsets }: Dictionary, entry: number): number => offsets[entry + 1] - offsets[entry];
  const total = kept.reduce((sum, { block, entry }) => sum + lengthOf(columns[block].dictionary, entry), 0);
  const bytes = new Uint8Array(new SharedArrayBuffer(total));
  const offsets = new Uint32Array(new SharedArrayBuffer((kept.length + 1) * 4));
  const missing = new Uint8Array(new SharedArrayBuffer(kept.length));
  const numbers = first === null ? null : new Float64Array(new SharedArrayBuffer(kept.length * 8));
  kept.forEach(({ block, entry }, at) => {
    const column = columns[block];
    const { dictionary } = column;
    bytes.set(
      dictionary.bytes.subarray(dictionary.offsets[entry], dictionary.offsets[entry + 1]),
      offsets[at],
    );
    offsets[at + 1] = offsets[at] + lengthOf(dictionary, entry);
    missing[at] = column.missing[entry];
    if (numbers !== null && column.numbers !== null) numbers[at] = column.numbers[entry];
  });
  return { schema, codes, dictionary: { bytes, offsets }, missing, numbers };
}
