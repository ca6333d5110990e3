/** Opens a CSV file: detection, reading, and an account of everything that did not fit. */
import type { Dialect, RaggedPolicy } from '../../recipe.ts';
import { inlinePool } from '../../run/pool.ts';
import { Refused, type Run } from '../../run/run.ts';
import { detectDialect, type Detected } from './detect.ts';
import { detectEncoding, type Encoding, fallbackEncoding } from './encoding.ts';
import { findStart, type Start } from './header.ts';
import type { ProblemRow, RawColumn, RawTable } from './rawTable.ts';
import { readWindows, type WholeText, windowBytesFor } from './readWindows.ts';
import { checkUnchanged, openSource, readBytes, type Source } from './source.ts';
import { openText } from './text.ts';
import { isUtf8Label, transcoder } from './transcode.ts';
import { wakeThreads } from './wakeThreads.ts';

/** What a person said about the file; a null dialect is detected. */
export interface ReadOptions {
  readonly dialect: Dialect | null;
  readonly ragged: RaggedPolicy;
}

/** Bytes that detection looks at first; 256 KiB hold some thousand records of a usual table. */
const headBytes = 1 << 18;
const placeBytes = 1 << 16;
/** Below 4 MiB of text starting threads costs more than it saves. Ours, measured. */
const worthThreads = 1 << 22;

/**
 * Reads the whole of a CSV or gzipped CSV file (told by its first bytes, whatever its name). Entries and codes are the
 * same at any number of threads. Cells keep their text exactly; a quoted and an unquoted cell with equal text are equal.
 * @throws Cancelled, Refused no-file, directory, no-permission, empty-file, no-rows, binary, changed, broken-gzip,
 * too-wide, too-long, too-large, ragged (policy `stop`), bad-dialect, unknown-encoding, wrong-encoding.
 */
export async function readCsv(path: string, options: ReadOptions, run: Run): Promise<RawTable> {
  const source = await openSource(path);
  run.report('read', 0);
  const threaded = expectedBytes(source) >= worthThreads ? run : { ...run, pool: inlinePool(run.cancel) };
  wakeThreads(threaded.pool);
  const head = await readHead(source, headBytes);
  if (head.bytes.length === 0) {
    await checkUnchanged(source);
    refuseEmpty(source);
  }
  const places = source.gzip ? [] : await readPlaces(source);
  const encoding = detectEncoding(head, places, source.name, options.dialect !== null);
  const table = await readAs(source, head, encoding, options, threaded);
  if (table !== null) return table;
  const says =
    'Some bytes further on are not UTF-8. Windows-1252 is the usual other one; look at words with accents.';
  const second = await readAs(
    source,
    head,
    { encoding: fallbackEncoding, bom: false, guess: says },
    options,
    threaded,
  );
  if (second === null) throw new Error('A file in a single-byte encoding cannot be invalid UTF-8.');
  return second;
}

interface Head {
  readonly bytes: Uint8Array;
  readonly whole: boolean;
}

/** @returns null when the encoding was detected to be UTF-8 and is not. */
async function readAs(
  source: Source,
  head: Head,
  encoding: Encoding,
  options: ReadOptions,
  run: Run,
): Promise<RawTable | null> {
  const detected = detectIn(head, encoding);
  const dialect = options.dialect ?? detected.dialect;
  const start = await locate(source, head, dialect);
  if (start.names.length === 0) refuseEmpty(source);
  const found = await readRows(source, dialect, start, options.ragged, run).catch(async (error: unknown) => {
    // A file that is written to can look damaged; the cause is what helps.
    if (error instanceof Refused) await checkUnchanged(source);
    throw error;
  });
  await checkUnchanged(source);
  if (isUtf8Label(dialect.encoding) && !(start.utf8 && found.utf8)) {
    if (options.dialect === null) return null;
    throw new Refused(
      'wrong-encoding',
      `${source.name} holds bytes that are not UTF-8. Choose another encoding, for example windows-1252.`,
    );
  }
  const problems = found.problems.map((problem) => ({
    ...problem,
    line: problem.line + start.dataLine + 1,
  }));
  if (options.ragged === 'stop' && found.problemCount > 0)
    refuseRagged(source, found, problems, start.names.length);
  if (found.rowCount === 0) refuseRowless(source, found);
  const { columns, note } = withoutTrailing(nameColumns(start, found), start);
  run.report('read', 1);
  return Object.freeze({
    name: source.name,
    bytes: source.bytes,
    rowCount: found.rowCount,
    columns,
    dialect,
    detectedDialect: detected.dialect,
    guesses: detected.guesses,
    ragged: options.ragged,
    problems,
    problemCount: found.problemCount,
    notes: [...start.notes, ...note, ...notesOf(found, options.ragged)],
  });
}

async function readHead(source: Source, most: number): Promise<Head> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of readBytes(source, { start: 0, end: most + 1 }, () => {})) {
    pieces.push(chunk.slice());
    length += chunk.length;
  }
  const bytes = Buffer.concat(pieces, length);
  return { bytes: bytes.subarray(0, most), whole: length <= most };
}

/** Three places between the head and the end, and the end itself. */
async function readPlaces(source: Source): Promise<Uint8Array[]> {
  const places: Uint8Array[] = [];
  for (const share of [0.25, 0.5, 0.75, 1]) {
    const start = Math.floor(source.bytes * share) - (share === 1 ? placeBytes : 0);
    if (start < headBytes) continue;
    for await (const chunk of readBytes(source, { start, end: start + placeBytes }, () => {})) {
      places.push(chunk.slice());
    }
  }
  return places;
}

function toUtf8({ bytes, whole }: Head, encoding: string): Uint8Array {
  const coder = transcoder(encoding);
  const text = coder.push(bytes).slice();
  return whole ? Buffer.concat([text, coder.end()]) : text;
}

function detectIn(head: Head, found: Encoding): Detected {
  const text = Buffer.from(toUtf8(head, found.encoding)).toString('utf8');
  const { encoding, bom } = found;
  const { dialect, guesses } = detectDialect(text, head.whole, { encoding, bom });
  return {
    dialect,
    guesses: found.guess === null ? guesses : [{ part: 'encoding', says: found.guess }, ...guesses],
  };
}

/** Looks for the header in ever longer heads: one with many columns may be longer than the first. */
async function locate(source: Source, first: Head, dialect: Dialect): Promise<Start> {
  for (let head = first; ; head = await readHead(source, head.bytes.length * 4)) {
    const start = findStart(toUtf8(head, dialect.encoding), head.whole, dialect);
    if (start !== null) return start;
    if (head.bytes.length > 2 ** 28) {
      throw new Refused(
        'too-wide',
        `The first record of ${source.name} does not end within 256 MiB. Check delimiter and quote.`,
      );
    }
  }
}

async function readRows(
  source: Source,
  dialect: Dialect,
  start: Start,
  ragged: RaggedPolicy,
  run: Run,
): Promise<WholeText> {
  const text = await openText(source, dialect.encoding, start.dataByte);
  const expected = { expectedBytes: expectedBytes(source), recordBytes: start.recordBytes };
  const settings = { dialect, width: start.names.length, ragged, ...expected };
  try {
    return await readWindows(text, { ...settings, windowBytes: windowBytesFor(expected) }, run);
  } finally {
    await text.close();
  }
}

/** About the length of the text; five times is usual for gzip. */
function expectedBytes({ bytes, gzip }: Source): number {
  return gzip ? bytes * 5 : bytes;
}

function nameColumns({ names }: Start, { columns }: WholeText): RawColumn[] {
  return columns.map(({ codes, dictionary }, index) => ({ name: names[index], codes, dictionary }));
}

/** Leaves out the column that a delimiter at the end of every line makes: no name, no text in any row. */
function withoutTrailing(
  columns: readonly RawColumn[],
  start: Start,
): { columns: readonly RawColumn[]; note: readonly string[] } {
  const last = columns[columns.length - 1];
  if (!start.lastUnnamed || last.dictionary.bytes.length > 0) return { columns, note: [] };
  return {
    columns: columns.slice(0, -1),
    note: ['Every line ends with a delimiter; the empty column after it is left out.'],
  };
}

function notesOf(
  { blankLines, commentLines, surplusCells, missingCells, problemCount }: WholeText,
  ragged: RaggedPolicy,
): string[] {
  const notes: string[] = [];
  if (blankLines > 0) notes.push(`${plural(blankLines, 'blank line')} skipped.`);
  if (commentLines > 0) notes.push(`${plural(commentLines, 'comment line')} skipped.`);
  if (problemCount > 0 && ragged === 'apart')
    notes.push(`${plural(problemCount, 'record')} kept out of the table.`);
  if (missingCells > 0) notes.push(`${plural(missingCells, 'missing cell')} filled with the empty text.`);
  if (surplusCells > 0) notes.push(`${plural(surplusCells, 'surplus cell')} kept out of the table.`);
  return notes;
}

function plural(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}

function refuseEmpty({ name }: Source): never {
  throw new Refused(
    'empty-file',
    `${name} holds no text. Expected a table with a header line and at least one row.`,
  );
}

function refuseRowless({ name }: Source, { problemCount }: WholeText): never {
  throw new Refused(
    'no-rows',
    problemCount === 0
      ? `${name} has a header but no rows. Expected at least one row of data below the names.`
      : `${name} has no row that fits its header: ${plural(problemCount, 'record')} kept apart. Check the delimiter.`,
  );
}

function refuseRagged(
  { name }: Source,
  { problemCount }: WholeText,
  problems: readonly ProblemRow[],
  width: number,
): never {
  const shown = problems.slice(0, 5).map(({ line, reason }) => `line ${line}: ${reason}`);
  throw new Refused(
    'ragged',
    `${name}: ${plural(problemCount, 'record')} of the file ${problemCount === 1 ? 'does' : 'do'} not fit the ${plural(width, 'column')} ` +
      `of the header (${shown.join(' ')}${problemCount > 5 ? ' ...' : ''}) ` +
      'Mend the file, or choose to pad such records with empty cells or to keep them apart from the table.',
  );
}
