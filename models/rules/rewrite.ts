/** Writes numbers into a decoded column in its own format. */
import { dictionaryBuilder } from '../codec/intern.ts';
import { formatDate } from '../table/date.ts';
import { sizeOf, textOf } from '../table/dictionary.ts';
import { formatNumber, plainNumber } from '../table/number.ts';
import type { Column } from '../table/table.ts';

/** The column with `values` (one a row) in place of its numbers; rows with NaN, and equal ones, keep their cell. */
export function rewrite(column: Column, values: Float64Array): Column {
  const { schema, dictionary, codes } = column;
  const before = column.numbers ?? new Float64Array(sizeOf(dictionary)).fill(NaN);
  const builder = dictionaryBuilder(sizeOf(dictionary));
  for (let entry = 0; entry < sizeOf(dictionary); entry++) builder.add(textOf(dictionary, entry));
  const numbers = [...before];
  const missing = [...column.missing];
  const entryOf = new Map<number, number>();
  before.forEach((value, entry) => {
    if (!Number.isNaN(value)) entryOf.set(value, entry);
  });
  const written = new Int32Array(new SharedArrayBuffer(codes.length * 4));
  for (let row = 0; row < codes.length; row++) {
    const value = values[row];
    if (Number.isNaN(value) || before[codes[row]] === value) {
      written[row] = codes[row];
      continue;
    }
    let entry = entryOf.get(value);
    if (entry === undefined) {
      entry = builder.add(textFor(column, value));
      entryOf.set(value, entry);
      numbers.push(value);
      missing.push(0);
    }
    written[row] = entry;
  }
  const sharedNumbers = new Float64Array(new SharedArrayBuffer(numbers.length * 8));
  sharedNumbers.set(numbers);
  const sharedMissing = new Uint8Array(new SharedArrayBuffer(missing.length));
  sharedMissing.set(missing);
  return {
    schema,
    codes: written,
    dictionary: builder.finish(),
    missing: sharedMissing,
    numbers: sharedNumbers,
  };
}

function textFor({ schema: { pattern, number } }: Column, value: number): string {
  return pattern === undefined ? formatNumber(value, number ?? plainNumber) : formatDate(value, pattern);
}
