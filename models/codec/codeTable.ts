/** Value protection and coding of a table, column by column, decided from the training rows alone. */
import type { Run } from '../run/run.ts';
import type { Task } from '../run/task.ts';
import { isNumeric } from '../table/schema.ts';
import type { Column, RealTable } from '../table/table.ts';
import { analyseCategory } from './category.ts';
import type { Codec, Coded, CodedColumn, DroppedCodec, Part, ProtectionNote } from './codec.ts';
import { analyseIdentifier } from './identifier.ts';
import { analyseNumeric, type NumericCodec } from './numeric.ts';
import { codePlacesTask, placesOf } from './place.ts';

export interface CodedTable {
  /** One a column, dropped ones included, in column order. */
  readonly codecs: readonly Codec[];
  readonly coded: Coded;
  readonly notes: readonly ProtectionNote[];
}

/** Codes one column; a worker may do it. */
export const codeColumnTask: Task<{ column: Column; index: number; seed: number }, CodedColumn> = {
  name: 'codec.codeColumn',
  work: ({ column, index, seed }) => codeColumn(column, index, seed),
};

/**
 * Codes a training table. The dictionaries may hold entries that only other rows use: they are counted, so such entries
 * leave no trace in the codecs. @throws Cancelled.
 */
export async function codeTable(
  train: RealTable,
  settings: { readonly seed: number },
  run: Run,
): Promise<CodedTable> {
  const { seed } = settings;
  let done = 0;
  const columns = await Promise.all(
    train.columns.map(async (column, index) => {
      const coded = await run.pool.run(codeColumnTask, { column, index, seed });
      run.report('prepare', ++done / train.columns.length, column.schema.name);
      return coded;
    }),
  );
  const places = placesOf(train.columns.map(({ schema }) => schema));
  const together = await codePlaces(columns, places, seed, run);
  const parts: Part[] = [];
  const codecs: Codec[] = [];
  for (const index of partOrder(columns.length, places)) {
    const { codec, parts: own } = together[index];
    codecs[index] = { ...codec, parts: codec.parts.map((part) => part + parts.length) };
    parts.push(...own);
  }
  return {
    codecs,
    coded: { rowCount: train.rowCount, parts },
    notes: together.flatMap(({ notes }) => notes),
  };
}

/** Columns in their order, but that a longitude comes right after its latitude: what is drawn next knows both. */
function partOrder(columns: number, places: readonly (readonly [number, number])[]): number[] {
  const longitudeOf = new Map(places);
  const longitudes = new Set(longitudeOf.values());
  return Array.from({ length: columns }, (_, index) => index).flatMap((index) => {
    const longitude = longitudeOf.get(index);
    return longitudes.has(index) ? [] : longitude === undefined ? [index] : [index, longitude];
  });
}

/** The coded columns, latitudes with what is known of their places. */
async function codePlaces(
  columns: readonly CodedColumn[],
  places: readonly (readonly [number, number])[],
  seed: number,
  run: Run,
): Promise<readonly CodedColumn[]> {
  const together = [...columns];
  for (const [at, beside] of places) {
    const [latitude, longitude] = [columns[at], columns[beside]];
    if (!isNumericColumn(latitude) || !isNumericColumn(longitude)) continue;
    const { places: found, notes } = await run.pool.run(codePlacesTask, { latitude, longitude, seed });
    together[at] = {
      ...latitude,
      codec: { ...latitude.codec, places: found },
      notes: [...latitude.notes, ...notes],
    };
  }
  return together;
}

function isNumericColumn(column: CodedColumn): column is CodedColumn<NumericCodec> {
  return column.codec.form === 'numeric';
}

function codeColumn(column: Column, index: number, seed: number): CodedColumn {
  const { kind, treatment } = column.schema;
  if (treatment === 'drop') return dropped(column, index);
  if (treatment === 'regenerate' || kind === 'identifier' || kind === 'text') {
    return analyseIdentifier(column, index, seed);
  }
  return isNumeric(kind) ? analyseNumeric(column, index, seed) : analyseCategory(column, index, seed);
}

function dropped(column: Column, index: number): CodedColumn<DroppedCodec> {
  const codec: DroppedCodec = { form: 'dropped', column: index, schema: column.schema, parts: [] };
  const says = 'The column is left out of the synthetic table.';
  return {
    codec,
    parts: [],
    notes: [{ column: column.schema.name, what: 'dropped', cells: column.codes.length, values: 0, says }],
  };
}
