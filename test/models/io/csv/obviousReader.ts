/**
 * A CSV reader on strings that is slow and short enough to be believed, as the model of the fast one: it knows no chunks,
 * no bytes and no dictionaries. Policy `pad`.
 */
import type { Dialect } from '../../../../models/recipe.ts';

export interface ObviousRecord {
  readonly cells: readonly string[];
  readonly quotedFirst: boolean;
  readonly broken: boolean;
  /** Physical lines it takes. */
  readonly lines: number;
  readonly next: number;
  readonly text: string;
}

function lineEnd(text: string, from: number, { newline }: Dialect): { end: number; next: number } {
  const feed = text.indexOf(newline === '\r' ? '\r' : '\n', from);
  if (feed >= 0) {
    const pair = newline !== '\r' && feed > from && text[feed - 1] === '\r';
    return { end: pair ? feed - 1 : feed, next: feed + 1 };
  }
  const lone = newline !== '\r' && text.length > from && text.endsWith('\r');
  return { end: lone ? text.length - 1 : text.length, next: text.length };
}

function asLine(text: string, from: number, dialect: Dialect, broken: boolean): ObviousRecord {
  const { end, next } = lineEnd(text, from, dialect);
  const cells = text.slice(from, end).split(dialect.delimiter);
  return {
    cells,
    quotedFirst: text[from] === dialect.quote,
    broken,
    lines: 1,
    next,
    text: text.slice(from, next),
  };
}

/** The cell that a quote opens at `from`; null when it is not closed. */
function quotedCell(
  text: string,
  from: number,
  { quote, escape }: Dialect,
): { cell: string; next: number } | null {
  let cell = '';
  for (let at = from + 1; at < text.length; at++) {
    const pair = text.slice(at, at + 2);
    const escaped = escape === 'double' ? pair === quote + quote : pair === `\\${quote}` || pair === '\\\\';
    if (escaped) cell += text[++at];
    else if (text[at] === quote) return { cell, next: at + 1 };
    else cell += text[at];
  }
  return null;
}

function cutOne(text: string, from: number, dialect: Dialect): ObviousRecord {
  const cells: string[] = [];
  for (let at = from; ;) {
    if (dialect.quote !== '' && text[at] === dialect.quote) {
      const quoted = quotedCell(text, at, dialect);
      if (quoted === null) return asLine(text, from, dialect, true);
      cells.push(quoted.cell);
      at = quoted.next;
    } else {
      const { end } = lineEnd(text, at, dialect);
      const delimiter = text.indexOf(dialect.delimiter, at);
      const cellEnd = delimiter >= 0 && delimiter < end ? delimiter : end;
      cells.push(text.slice(at, cellEnd));
      at = cellEnd;
    }
    if (text[at] === dialect.delimiter) {
      at++;
      continue;
    }
    const { end, next } = lineEnd(text, at, dialect);
    if (end !== at) return asLine(text, from, dialect, true);
    const taken = text.slice(from, next);
    const inside = taken.slice(0, at - from).split(dialect.newline === '\r' ? '\r' : '\n').length;
    return {
      cells,
      quotedFirst: text[from] === dialect.quote,
      broken: false,
      lines: inside,
      next,
      text: taken,
    };
  }
}

/** All records of a text, blank lines and comments among them. */
export function cutAll(text: string, dialect: Dialect): ObviousRecord[] {
  const records: ObviousRecord[] = [];
  for (let from = 0; from < text.length; from = records[records.length - 1].next) {
    const comment = dialect.comment !== '' && text.startsWith(dialect.comment, from);
    records.push(comment ? asLine(text, from, dialect, false) : cutOne(text, from, dialect));
  }
  return records;
}

/** Rows and problem lines (from 1) of a text without mark, in `width` columns. */
export function readObviously(
  text: string,
  dialect: Dialect,
  width: number,
): { rows: string[][]; problemLines: number[] } {
  let skipped = 0;
  for (let line = 0; line < dialect.skipLines; line++) skipped = lineEnd(text, skipped, dialect).next;
  const isBlank = ({ cells, quotedFirst }: ObviousRecord): boolean =>
    cells.length === 1 && cells[0] === '' && !quotedFirst;
  const isComment = ({ text: raw }: ObviousRecord): boolean =>
    dialect.comment !== '' && raw.startsWith(dialect.comment);
  const rows: string[][] = [];
  const problemLines: number[] = [];
  let line = dialect.skipLines + 1;
  let begun = false;
  for (const record of cutAll(text.slice(skipped), dialect)) {
    const at = line;
    line += record.lines;
    if (isComment(record) || (isBlank(record) && (width > 1 || !begun))) continue;
    const header = !begun && dialect.header;
    begun = true;
    if (header) continue;
    if (record.broken || record.cells.length !== width) problemLines.push(at);
    rows.push(Array.from({ length: width }, (_, column) => record.cells[column] ?? ''));
  }
  return { rows, problemLines };
}
