/** Opens a file of JSON lines (one object a line) as the same kind of table that a CSV file gives. */
import type { RaggedPolicy } from '../../recipe.ts';
import { Refused, type Run } from '../../run/run.ts';
import { checkUnchanged, openSource, readBytes, type Source } from '../csv/source.ts';
import type { ProblemRow, RawTable } from '../csv/rawTable.ts';
import { type GrowingColumn, growingColumn, rawTableOf } from '../rawColumns.ts';
import { parseRecord } from './record.ts';

/** As many problem rows are listed; all are counted. */
const mostProblems = 1000;
/** More columns than this mean that the objects are not records of one table. */
const mostColumns = 10_000;

/**
 * Columns are the objects' fields in order of first appearance; a field that an object lacks is an empty cell. Plain or
 * gzipped UTF-8. A line that is not one JSON object stops the reading under the policy `stop`, and is kept apart and
 * listed under the others.
 * @throws Cancelled, Refused no-file, directory, no-permission, empty-file, broken-gzip, wrong-encoding, json-array,
 * broken-lines, too-wide, no-rows, changed.
 */
export async function readJsonLines(path: string, ragged: RaggedPolicy, run: Run): Promise<RawTable> {
  const source = await openSource(path);
  const name = source.name.replace(/\.(jsonl|ndjson|json)$/i, '') || source.name;
  const names: string[] = [];
  const columns = new Map<string, GrowingColumn<string>>();
  const problems: ProblemRow[] = [];
  let [rowCount, record, problemCount, blank, partial] = [0, 0, 0, 0, 0];
  let lineNumber = 0;
  for await (const line of linesOf(source, run)) {
    lineNumber++;
    if (line.trim() === '') {
      blank++;
      continue;
    }
    const fields = parseRecord(line);
    if (fields === null) {
      if (lineNumber === 1 && line.trimStart().startsWith('[')) refuseArray(name);
      if (problems.length < mostProblems)
        problems.push({ line: lineNumber, record, reason: 'Not one JSON object.' });
      problemCount++;
      record++;
      continue;
    }
    record++;
    for (const field of fields.keys()) {
      if (columns.has(field)) continue;
      if (names.length === mostColumns) refuseWide(name);
      const column = growingColumn<string>(1024);
      for (let row = 0; row < rowCount; row++) column.add('');
      columns.set(field, column);
      names.push(field);
    }
    if (fields.size < columns.size) partial++;
    for (const [field, column] of columns) column.add(fields.get(field) ?? '');
    rowCount++;
  }
  await checkUnchanged(source);
  if (ragged === 'stop' && problemCount > 0) refuseBroken(name, problems, problemCount);
  if (rowCount === 0)
    throw new Refused('no-rows', `${name} has no JSON object in any line. Expected one object a line.`);
  const notes = [
    'Read from JSON lines; null and absent fields are empty cells.',
    ...(blank > 0 ? [`${blank} blank lines skipped.`] : []),
    ...(partial > 0 ? [`${partial} records lack fields that others (before them) have.`] : []),
    ...(problemCount > 0 ? [`${problemCount} lines kept out of the table.`] : []),
  ];
  const finished = [...columns.values()].map((column) => column.finish((texts) => texts));
  return rawTableOf({ name, bytes: source.bytes }, names, finished, {
    ragged,
    problems,
    problemCount,
    notes,
  });
}

async function* linesOf(source: Source, run: Run): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let share = 0;
  const passed = (diskBytes: number): void => void (share = Math.min(1, diskBytes / source.bytes));
  const decode = (bytes: Uint8Array | undefined): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch (cause) {
      throw new Refused(
        'wrong-encoding',
        `${source.name} holds bytes that are not UTF-8, which JSON has to be. Save it as UTF-8.`,
        { cause },
      );
    }
  };
  for await (const chunk of readBytes(source, { start: 0, end: null }, passed)) {
    run.report('read', share);
    const lines = (rest + decode(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decode(undefined);
  if (rest !== '') yield rest;
}

function refuseArray(name: string): never {
  throw new Refused(
    'json-array',
    `${name} is one JSON array. Expected JSON lines: one object a line, without brackets around them and commas between them.`,
  );
}

function refuseWide(name: string): never {
  throw new Refused(
    'too-wide',
    `The objects of ${name} have more than ${mostColumns} different fields. Expected records with the same fields.`,
  );
}

function refuseBroken(name: string, problems: readonly ProblemRow[], problemCount: number): never {
  const shown = problems.slice(0, 5).map(({ line }) => String(line));
  throw new Refused(
    'broken-lines',
    `${name}: ${problemCount} ${problemCount === 1 ? 'line is' : 'lines are'} not one JSON object (line ${shown.join(', ')}${problemCount > 5 ? ', ...' : ''}). ` +
      'Mend the file, or choose to keep such lines apart from the table.',
  );
}
