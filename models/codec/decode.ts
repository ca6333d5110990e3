/** From sampled parts back to a table: the inverse of `codeTable.ts` up to value protection. */
import { randomStream, type Random } from '../num/random.ts';
import type { Column, SyntheticTable } from '../table/table.ts';
import { decodeCategory } from './category.ts';
import type { Codec, RowRange, Sampled } from './codec.ts';
import { decodeIdentifier } from './identifier.ts';
import { decodeNumeric } from './numeric.ts';

/**
 * Decodes one block. Dropped columns are absent, so column `i` of the result is that of the `i`-th codec that is not
 * dropped. @param rowStart global index of the block's first row; with `seed` it names the random streams.
 */
export function decodeTable(
  codecs: readonly Codec[],
  sampled: Sampled,
  rowStart: number,
  seed: number,
  name: string,
): SyntheticTable {
  const rows: RowRange = { rowStart, rowCount: sampled.rowCount };
  const columns: Column[] = [];
  for (const codec of codecs) {
    const parts = codec.parts.map((part) => sampled.parts[part]);
    const column = decodeColumn(codec, parts, rows, randomStream([seed, 'decode', codec.column, rowStart]));
    if (column !== null) columns.push(column);
  }
  return { origin: 'synthetic', name, rowCount: sampled.rowCount, columns };
}

function decodeColumn(
  codec: Codec,
  parts: readonly Float64Array[],
  rows: RowRange,
  random: Random,
): Column | null {
  switch (codec.form) {
    case 'category':
      return decodeCategory(codec, parts, rows, random);
    case 'numeric':
      return decodeNumeric(codec, parts, rows, random);
    case 'identifier':
      return decodeIdentifier(codec, parts, rows, random);
    case 'dropped':
      return null;
    default:
      return codec satisfies never;
  }
}
