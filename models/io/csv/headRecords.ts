/** The first records of a text as strings, cut by the same code that reads the file. */
import type { Dialect } from '../../recipe.ts';
import { type Breach, cutRecord, cutterOf, incomplete, mostCells, unescapeCells } from './record.ts';

export interface HeadRecord {
  readonly cells: readonly string[];
  readonly breach: Breach;
  /** Physical line from 0. */
  readonly line: number;
  /** Byte after the record, counted in UTF-8 from the text's start. */
  readonly nextByte: number;
  /** Physical line after the record, from 0. */
  readonly nextLine: number;
  /** True when it starts with the dialect's comment mark. */
  readonly comment: boolean;
  /** True when the first cell is quoted. */
  readonly quotedFirst: boolean;
}

/** At most `most` records; a last one that is cut off is left out unless `whole`. Skips nothing. */
export function cutHead(
  head: string | Uint8Array,
  whole: boolean,
  dialect: Dialect,
  most: number,
): HeadRecord[] {
  // A copy, because escapes are taken out in place.
  const bytes = typeof head === 'string' ? new TextEncoder().encode(head) : new Uint8Array(head);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cutter = cutterOf(dialect, { starts: new Uint32Array(64), ends: new Uint32Array(64) });
  const records: HeadRecord[] = [];
  let line = 0;
  for (let position = 0; position < bytes.length && records.length < most;) {
    const next = cutRecord(cutter, bytes, position, bytes.length, whole);
    if (next === incomplete) break;
    unescapeCells(cutter, bytes);
    const { starts, ends } = cutter.bounds;
    const cells = Array.from({ length: Math.min(cutter.count, mostCells) }, (_, cell) =>
      text.toString('utf8', starts[cell], ends[cell]),
    );
    records.push({
      cells,
      breach: cutter.breach,
      line,
      nextByte: next,
      nextLine: line + cutter.lines,
      comment: cutter.comment,
      quotedFirst: bytes[position] === cutter.quote,
    });
    line += cutter.lines;
    position = next;
  }
  return records;
}
