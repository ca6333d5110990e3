/**
 * Delimiter, quote, escape, newline, comment, preamble and header of a text, from its head.
 *
 * Each pair of delimiter and quote cuts the head; the pair whose records agree on a width and whose cells look like
 * values wins (the product of a pattern and a type score: van den Burg, Nazabal & Sutton, "Wrangling messy CSV files by
 * detecting row and type patterns", Data Mining and Knowledge Discovery 33, 2019, section 4; weights ours).
 */
import type { Dialect } from '../../recipe.ts';
import { cutHead, type HeadRecord } from './headRecords.ts';
import { isMissing, looksTyped, looksLikeValue } from './cellLooks.ts';

/** A dialect and which parts of it were not evident. */
export interface Detected {
  readonly dialect: Dialect;
  readonly guesses: readonly { readonly part: keyof Dialect; readonly says: string }[];
}

type Candidate = Pick<Dialect, 'delimiter' | 'quote' | 'escape'>;

const delimiters = [',', ';', '\t', '|'];
/** Records that are looked at; more would not change the mind and cost time. */
const headRecords = 500;

/**
 * @param head decoded text from the file's start, without mark. @param whole false when the text is cut off.
 * @param stated the delimiter that the file names itself, in a first line `sep=;` as spreadsheets write it.
 */
export function detectDialect(
  head: string,
  whole: boolean,
  encoding: Pick<Dialect, 'encoding' | 'bom'>,
  stated?: string,
): Detected {
  const separator = /^sep=([ -~\t])\r?\n/i.exec(head);
  if (separator !== null) {
    const { dialect, guesses } = detectDialect(
      head.slice(separator[0].length),
      whole,
      encoding,
      separator[1],
    );
    return { dialect: { ...dialect, skipLines: dialect.skipLines + 1 }, guesses };
  }
  const newline = detectNewline(head);
  const escape =
    /\\"/.test(head) && !/""/.test(head.replace(/(^|[,;\t|\r\n])""(?=$|[,;\t|\r\n])/g, '$1'))
      ? '\\'
      : 'double';
  const base = { ...encoding, newline, escape, header: true, skipLines: 0, comment: '' } as const;
  const candidates: Candidate[] = (stated === undefined ? delimiters : [stated]).flatMap((delimiter) => [
    { delimiter, quote: '"', escape },
    ...(head.includes("'") ? [{ delimiter, quote: "'", escape: 'double' } as const] : []),
  ]);
  let best: { candidate: Candidate; score: number; records: readonly HeadRecord[] } | null = null;
  let second = 0;
  for (const candidate of candidates) {
    const records = cutHead(head, whole, { ...base, ...candidate }, headRecords);
    // The usual quote wins ties, so another one must bring something.
    const score = scoreOf(records, candidate.delimiter) * (candidate.quote === '"' ? 1 : 0.98);
    if (best === null || score > best.score) {
      if (best !== null && best.candidate.delimiter !== candidate.delimiter) second = best.score;
      best = { candidate, score, records };
    } else if (candidate.delimiter !== best.candidate.delimiter) second = Math.max(second, score);
  }
  const { candidate, score, records } = best as NonNullable<typeof best>;
  const guesses: { part: keyof Dialect; says: string }[] = [];
  if (score < second * 1.1) {
    guesses.push({
      part: 'delimiter',
      says: 'Another delimiter fits nearly as well; look whether the columns are right.',
    });
  }
  const shaped = { ...base, ...candidate };
  const comment = detectComment(records);
  if (comment !== '')
    guesses.push({ part: 'comment', says: `Lines that start with ${comment} are taken as comments.` });
  const cut = comment === '' ? records : cutHead(head, whole, { ...shaped, comment }, headRecords);
  const skipLines = detectPreamble(cut);
  if (skipLines > 0) {
    guesses.push({
      part: 'skipLines',
      says: `${skipLines} ${skipLines === 1 ? 'line' : 'lines'} before the table are skipped.`,
    });
  }
  const body = cut.filter((record) => record.line >= skipLines && !record.comment && !isBlank(record.cells));
  const header = detectHeader(body);
  if (!header.sure) {
    guesses.push({
      part: 'header',
      says: header.header
        ? 'The first line is taken as names, though nothing but its place says so.'
        : 'The first line looks like data, so columns are numbered.',
    });
  }
  return { dialect: { ...shaped, comment, skipLines, header: header.header }, guesses };
}

function detectNewline(head: string): Dialect['newline'] {
  const pairs = head.split('\r\n').length - 1;
  const feeds = head.split('\n').length - 1 - pairs;
  const returns = head.split('\r').length - 1 - pairs;
  if (pairs === 0 && feeds === 0 && returns > 0) return '\r';
  return pairs > feeds ? '\r\n' : '\n';
}

/** Most frequent number of cells, preferring the larger one when two are as frequent. */
function usualWidth(records: readonly HeadRecord[]): { width: number; share: number } {
  const counts = new Map<number, number>();
  for (const { cells } of records)
    if (!isBlank(cells)) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let width = 1;
  let most = 0;
  let total = 0;
  for (const [cells, count] of counts) {
    total += count;
    if (count > most || (count === most && cells > width)) [width, most] = [cells, count];
  }
  return { width, share: total === 0 ? 0 : most / total };
}

function isBlank(cells: readonly string[]): boolean {
  return cells.length === 1 && cells[0] === '';
}

function scoreOf(records: readonly HeadRecord[], delimiter: string): number {
  const { width, share } = usualWidth(records);
  const others = delimiters.filter((other) => other !== delimiter && other !== ',').join('');
  let typed = 0;
  let cellCount = 0;
  let sound = 0;
  for (const { cells, breach } of records) {
    if (breach === 'none') sound++;
    for (const cell of cells) {
      cellCount++;
      typed += looksTyped(cell, others);
    }
  }
  if (cellCount === 0) return 0;
  // One column is what every wrong delimiter gives, so it counts little.
  const pattern = width === 1 ? 0.15 : (share ** 2 * (width - 1 + 0.5)) / width;
  return pattern * (typed / cellCount) * (sound / records.length) ** 2;
}

/** `#`, when leading lines start with it and are no record of the table themselves. */
function detectComment(records: readonly HeadRecord[]): string {
  const { width } = usualWidth(records);
  const marked = records.filter(({ cells, quotedFirst }) => !quotedFirst && cells[0].startsWith('#'));
  const leads = records.find(({ cells }) => !isBlank(cells))?.cells[0].startsWith('#') ?? false;
  if (!leads) return '';
  return width > 1 && marked.every(({ cells }) => cells.length !== width) ? '#' : '';
}

/** Physical lines before the first record of the usual width, when those before it are clearly no part of the table. */
function detectPreamble(records: readonly HeadRecord[]): number {
  const { width } = usualWidth(records.filter(({ comment }) => !comment));
  const first = records.findIndex(({ cells }) => cells.length === width);
  if (width < 2 || first <= 0) return 0;
  const before = records.slice(0, first).filter(({ cells, comment }) => !comment && !isBlank(cells));
  if (before.length === 0 || records.length - first < 2) return 0;
  // One name less or an empty one more is a header that lacks the name of the row names, or ends in a delimiter.
  const header = before[before.length - 1].cells;
  const isNames = header.length === width - 1 && header.length > 1 && before.length === 1;
  if (header.length > width || (isNames && records[first - 1] === before[0])) return 0;
  return before.every(({ cells }) => cells.length < width) ? records[first].line : 0;
}

/** Names or data? Sure when names stand over values of another kind, or when the first line holds values. */
export function detectHeader(body: readonly HeadRecord[]): { header: boolean; sure: boolean } {
  const [first, ...rest] = body;
  if (first === undefined || rest.length === 0) return { header: true, sure: false };
  const width = first.cells.length;
  // Files that were put together repeat their header between the rows.
  const others = rest.filter(({ cells }) => cells.some((cell, column) => cell !== first.cells[column]));
  const over = first.cells.some((cell, column) => standsOver(cell, cellsOf(others, column)));
  if (over) return { header: true, sure: true };
  let values = 0;
  let years = 0;
  let repeated = 0;
  let empty = 0;
  for (const [column, cell] of first.cells.entries()) {
    const below = cellsOf(rest, column);
    if (year.test(cell) && !below.some((text) => year.test(text))) years++;
    else if (looksLikeValue(cell)) values++;
    else if (isMissing(cell)) empty++;
    else if (below.includes(cell)) repeated++;
  }
  if (values > 0 && values + empty + repeated >= width / 2) return { header: false, sure: true };
  if (values === 0 && years > 0) return { header: true, sure: false };
  return { header: values === 0 && repeated < Math.max(1, width / 2), sure: false };
}

/** Wide tables are named by years; where the column itself holds years, they are values. */
const year = /^(1[89]|20)\d\d$/;

function cellsOf(records: readonly HeadRecord[], column: number): string[] {
  return records.map(({ cells }) => cells[column] ?? '').filter((text) => text !== '');
}

/** True when `cell` is no value and more than 70 % of the cells below are (ours). */
function standsOver(cell: string, below: readonly string[]): boolean {
  if (isMissing(cell) || looksLikeValue(cell) || below.length === 0) return false;
  return below.filter(looksLikeValue).length > 0.7 * below.length;
}
