/** The cells of a column of numbers that is written: one dictionary entry a value, each value written once. */
import { formatDate } from '../table/date.ts';
import type { Dictionary } from '../table/dictionary.ts';
import { formatNumber, plainNumber } from '../table/number.ts';
import type { ColumnSchema } from '../table/schema.ts';
import { dateWriter } from './dateBytes.ts';
import { dictionaryBuilder } from './intern.ts';
import { mostBytes, numberWriter } from './numberBytes.ts';

export interface ValueCells {
  /** The entry of a finite value in the column's own format; written when it is first asked for. */
  entryOf(value: number): number;
  /** What a column needs beside its codes, in shared memory. */
  finish(): { readonly dictionary: Dictionary; readonly missing: Uint8Array; readonly numbers: Float64Array };
}

/** @param tokens texts for "no value": the first entries. @param most values that can be asked for. */
export function valueCells(schema: ColumnSchema, tokens: readonly string[], most: number): ValueCells {
  const builder = dictionaryBuilder(tokens.length + most);
  for (const text of tokens) builder.add(text);
  const write =
    schema.pattern === undefined ? numberWriter(schema.number ?? plainNumber) : dateWriter(schema.pattern);
  const format = formatter(schema);
  const numbers = new Float64Array(tokens.length + most).fill(NaN, 0, tokens.length);
  let size = tokens.length;
  // Open addressing over the bits of the value; at most half of the slots are taken.
  const mask = 2 ** Math.ceil(Math.log2(2 * most + 2)) - 1;
  const slots = new Int32Array(mask + 1);
  const double = new Float64Array(1);
  const words = new Int32Array(double.buffer);

  return {
    entryOf: (value) => {
      double[0] = value;
      let slot = (Math.imul(words[0], 0x85ebca6b) ^ Math.imul(words[1], 0x9e3779b1)) >>> 0;
      slot = (slot ^ (slot >>> 15)) & mask;
      for (; slots[slot] !== 0; slot = (slot + 1) & mask)
        if (numbers[slots[slot] - 1] === value) return slots[slot] - 1;
      const at = builder.begin(mostBytes);
      const end = write(value, builder.bytes, at);
      const entry = end < 0 ? builder.add(format(value)) : builder.end(end);
      slots[slot] = entry + 1;
      numbers[size++] = value;
      return entry;
    },
    finish: () => {
      const shared = new Float64Array(new SharedArrayBuffer(size * 8));
      shared.set(numbers.subarray(0, size));
      const missing = new Uint8Array(new SharedArrayBuffer(size)).fill(1, 0, tokens.length);
      return { dictionary: builder.finish(), missing, numbers: shared };
    },
  };
}

function formatter({ pattern, number }: ColumnSchema): (value: number) => string {
  return pattern === undefined
    ? (value) => formatNumber(value, number ?? plainNumber)
    : (value) => formatDate(value, pattern);
}
