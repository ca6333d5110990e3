/** Proposes what each column is, with the evidence; a person decides. */
import type { RawColumn, RawTable } from '../io/csv/rawTable.ts';
import type { Run } from '../run/run.ts';
import type { Task } from '../run/task.ts';
import { count, type Guess, guessKind } from './guessKind.ts';
import { isStructural, withoutMissing } from './missingTokens.ts';
import { namesKnown, namesSensitive } from './nameHints.ts';
import { findPlaces, type Place } from './places.ts';
import type { ColumnSchema, Kind, NumberFormat } from './schema.ts';
import type { Seen } from './seen.ts';
import { findStructural, type Structural } from './structural.ts';
import { countEntries, isShort, seenAs, seenFirst, seenWhole } from './survey.ts';

export interface ProposedColumn {
  readonly schema: ColumnSchema;
  /** How sure the kind is, 0 to 1: the share of cells that fit, less where another reading fits too. */
  readonly confidence: number;
  /** In words with counts, without cell values. */
  readonly evidence: string;
  readonly warnings: readonly string[];
  /** What shows that cells are empty because no value applies; absent when nothing does. Also among the warnings. */
  readonly structural?: readonly Structural[];
}

/**
 * One proposal a column, in the file's order: each column on its own as a task, then what only shows between columns.
 * Cost: some 0.1 s for a column of a million distinct texts. @throws Cancelled.
 */
export async function inferColumns(raw: RawTable, run: Run): Promise<readonly ProposedColumn[]> {
  let done = 0;
  const alone = await Promise.all(
    raw.columns.map(async (column) => {
      const proposed = await run.pool.run(inferColumnTask, { raw: column });
      done++;
      run.report('prepare', done / raw.columns.length, `${done} of ${raw.columns.length} columns understood`);
      return proposed;
    }),
  );
  return together(raw, alone, run);
}

/** Proposes one column. */
export const inferColumnTask: Task<{ readonly raw: RawColumn }, ProposedColumn> = {
  name: 'table.inferColumn',
  work: ({ raw }, cancel) => propose(raw, cancel),
};

function propose(raw: RawColumn, cancel: Int32Array): ProposedColumn {
  const counted = countEntries(raw, cancel);
  let column = withoutMissing(isShort(counted) ? seenWhole(counted) : seenFirst(counted));
  let guess = guessKind(column);
  if (!isShort(counted)) {
    // The second look is at all entries under the format that the first one found; a third one settles a change.
    for (let look = 0; look < 2; look++) {
      const before = readingOf(guess);
      const number = guess.more?.number ?? (digitsOnly(column) ? plainDigits : null);
      const kind = guess.more?.pattern === undefined && number !== null ? 'decimal' : guess.kind;
      const schema = { ...schemaOf(raw.name, column, guess), kind, ...(number === null ? {} : { number }) };
      column = withoutMissing(seenAs(counted, schema));
      guess = guessKind(column);
      if (readingOf(guess) === before) break;
    }
  }
  const missingCells = column.rowCount - column.cells;
  const warnings = [...(guess.warnings ?? [])];
  if (column.cells > 0 && column.distinct === 1)
    warnings.push('Every cell that is not missing has the same value.');
  if (column.missing.some(isStructural)) {
    warnings.push('A code in this column seems to mean "not applicable"; it is counted as missing.');
  }
  const found =
    missingCells === 0 ? '' : ` ${count(missingCells)} of ${count(column.rowCount)} cells are missing.`;
  return Object.freeze({
    schema: schemaOf(raw.name, column, guess),
    confidence: guess.confidence,
    evidence: guess.evidence + found,
    warnings,
  });
}

/** What decides which entries can be read: the pattern, or the two marks of a number. */
function readingOf({ more }: Guess): string {
  const { decimalMark, thousandsMark, prefix, suffix, negative } = more?.number ?? plainDigits;
  return more?.pattern ?? [decimalMark, thousandsMark, prefix, suffix, negative].join(' ');
}

/** Identifiers made of digits bring no number format, but all their entries have to be looked at as numbers. */
const plainDigits: NumberFormat = {
  decimalMark: '.',
  thousandsMark: '',
  decimals: 0,
  fixedDecimals: false,
};

function digitsOnly(column: Seen): boolean {
  return column.texts.length > 0 && column.texts.every((text) => /^[+-]?\d+$/.test(text));
}

function schemaOf(name: string, column: Seen, guess: Guess): ColumnSchema {
  return Object.freeze({
    name,
    kind: guess.kind,
    missingTokens: Object.freeze(column.missing.includes('') ? column.missing : [...column.missing, '']),
    known: namesKnown(name),
    sensitive: namesSensitive(name),
    treatment: 'model',
    ...guess.more,
  });
}

async function together(
  raw: RawTable,
  alone: readonly ProposedColumn[],
  run: Run,
): Promise<readonly ProposedColumn[]> {
  const schemas = alone.map(({ schema }) => schema);
  const structural = await findStructural(raw.columns, schemas, run);
  const places = new Map<number, Half>(
    findPlaces(raw.columns, schemas).flatMap((place): [number, Half][] => [
      [place.latitude, { place, kind: 'latitude', placeWith: schemas[place.longitude].name }],
      [place.longitude, { place, kind: 'longitude', placeWith: schemas[place.latitude].name }],
    ]),
  );
  return alone.map((column, index) => {
    const half = places.get(index);
    const why = structural[index];
    const explained =
      why.length === 0
        ? column
        : { ...column, warnings: [...column.warnings, ...why.map(({ says }) => says)], structural: why };
    return Object.freeze(half === undefined ? explained : placed(explained, half));
  });
}

/** A coordinate, with the name of the other one. */
interface Half {
  readonly place: Place;
  readonly kind: Kind;
  readonly placeWith: string;
}

/** A number column as one half of a place; others can know where a person lives. */
function placed(column: ProposedColumn, { place, kind, placeWith }: Half): ProposedColumn {
  const warning = `A place together with "${placeWith}": the two are protected and drawn together. Exact places can point to one household; fewer decimals reveal less.`;
  return {
    ...column,
    schema: Object.freeze({ ...column.schema, kind, placeWith, known: true }),
    confidence: Math.min(column.confidence, place.confidence),
    evidence: `${place.evidence} ${column.evidence}`,
    warnings: [...column.warnings, warning],
  };
}
