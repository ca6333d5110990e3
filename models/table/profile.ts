/** What the columns step shows of a column: counts, a small chart, warnings. Never more than 24 labels. */
import { percent } from '../num/percent.ts';
import { formatDate } from './date.ts';
import { textOf } from './dictionary.ts';
import { formatNumber, plainNumber } from './number.ts';
import { isCoordinate, isNumeric, type ColumnSchema } from './schema.ts';
import { type Column, entryCounts } from './table.ts';
import { momentsOf, quantilesOf } from './weighted.ts';

export interface Profile {
  /** Different texts that are not missing. */
  readonly distinct: number;
  readonly missing: number;
  readonly chart: Chart;
  readonly warnings: readonly string[];
}

/** `shares` of the cells that are not missing, one a label; bars beyond the 24 most frequent are summed in the last. */
export interface Chart {
  readonly form: 'bars' | 'histogram';
  readonly labels: readonly string[];
  readonly shares: readonly number[];
}

const mostBars = 24;
const bins = 20;
/** Ours: below this many cells a category is called rare; the usual minimum cell of statistical offices is 3 to 10. */
const rareCells = 5;
/** Ours: the outer rank bands of sensitive columns hold at least this many cells, so that no one value shows. */
const bandCells = 10;

/** Cost: one pass over the codes, a few over the distinct values; about 50 ms for a million of each. */
export function profileColumn(column: Column): Profile {
  const counts = entryCounts(column);
  let missing = 0;
  let distinct = 0;
  for (let entry = 0; entry < counts.length; entry++) {
    if (column.missing[entry] === 1) missing += counts[entry];
    else if (counts[entry] > 0) distinct++;
  }
  const cells = column.codes.length - missing;
  const chart =
    column.numbers !== null
      ? histogram(column.schema, column.numbers, counts, cells)
      : bars(column, counts, cells);
  return { distinct, missing, chart, warnings: warningsOf(column, counts, distinct, cells) };
}

function bars(column: Column, counts: Uint32Array, cells: number): Chart {
  if (column.schema.kind === 'identifier' || column.schema.kind === 'text' || cells === 0) {
    return { form: 'bars', labels: [], shares: [] };
  }
  const present = entriesOf(column, counts);
  const levels = new Map(column.schema.levels?.map((level, place) => [level, place]));
  const place = (entry: number): number => levels.get(textOf(column.dictionary, entry)) ?? 0;
  present.sort((one, other) => place(one) - place(other) || counts[other] - counts[one] || one - other);
  const shown = present.length > mostBars ? present.slice(0, mostBars - 1) : present;
  const labels = shown.map((entry) => textOf(column.dictionary, entry));
  const shares = shown.map((entry) => counts[entry] / cells);
  if (shown.length < present.length) {
    labels.push(`${present.length - shown.length} others`);
    shares.push(1 - shares.reduce((sum, share) => sum + share, 0));
  }
  return { form: 'bars', labels, shares };
}

function entriesOf({ missing }: Column, counts: Uint32Array): number[] {
  const present: number[] = [];
  for (let entry = 0; entry < counts.length; entry++)
    if (missing[entry] === 0 && counts[entry] > 0) present.push(entry);
  return present;
}

/**
 * Equal bins between the outer values; for sensitive columns and coordinates between rank bands (2.5 % and 97.5 %, at least 10 cells
 * outside), whose tails are added to the outer bins and labelled as open, so that no extreme shows.
 */
function histogram(schema: ColumnSchema, numbers: Float64Array, counts: Uint32Array, cells: number): Chart {
  if (cells === 0) return { form: 'histogram', labels: [], shares: [] };
  const weighted = { values: numbers, counts };
  const band =
    schema.sensitive || isCoordinate(schema.kind) ? Math.min(0.5, Math.max(0.025, bandCells / cells)) : 0;
  const moments = momentsOf(weighted);
  const [low, high] = band > 0 ? quantilesOf(weighted, [band, 1 - band]) : [moments.low, moments.high];
  const whole = schema.kind === 'integer' || schema.kind === 'date';
  const count = high === low ? 1 : whole ? Math.min(bins, high - low + 1) : bins;
  const width = high === low ? 1 : (whole ? high - low + 1 : high - low) / count;
  const shares = new Array<number>(count).fill(0);
  for (let entry = 0; entry < numbers.length; entry++) {
    if (counts[entry] === 0 || Number.isNaN(numbers[entry])) continue;
    const bin = Math.min(count - 1, Math.max(0, Math.floor((numbers[entry] - low) / width)));
    shares[bin] += counts[entry];
  }
  for (let bin = 0; bin < count; bin++) shares[bin] /= cells;
  const labels = shares.map((_, bin) => {
    if (band > 0 && bin === 0 && count > 1) return `up to ${write(low + width, schema)}`;
    if (band > 0 && bin === count - 1 && count > 1) return `from ${write(low + bin * width, schema)}`;
    return `${write(low + bin * width, schema)}`;
  });
  return { form: 'histogram', labels, shares };
}

function write(value: number, schema: ColumnSchema): string {
  if (schema.pattern !== undefined && isNumeric(schema.kind) && schema.number === undefined) {
    return formatDate(value, schema.pattern);
  }
  return formatNumber(
    value,
    schema.number ?? { ...plainNumber, decimals: schema.kind === 'integer' ? 0 : 3 },
  );
}

function warningsOf(column: Column, counts: Uint32Array, distinct: number, cells: number): string[] {
  const rows = column.codes.length;
  const warnings: string[] = [];
  if (cells === 0) return ['Every cell is missing.'];
  const { kind, placeWith } = column.schema;
  if (isCoordinate(kind) && placeWith === undefined) {
    const other = kind === 'latitude' ? 'longitude' : 'latitude';
    warnings.push(`No ${other} belongs to it: it is protected like any number, not as a place.`);
  }
  if (distinct === 1) warnings.push('Every cell that is not missing has the same value.');
  if (cells < 0.05 * rows) warnings.push(`Nearly empty: ${percent(cells / rows)} of the cells have a value.`);
  let [most, rare] = [0, 0];
  for (let entry = 0; entry < counts.length; entry++) {
    if (column.missing[entry] === 1 || counts[entry] === 0) continue;
    if (counts[entry] > most) most = counts[entry];
    if (counts[entry] < rareCells) rare++;
  }
  if (distinct > 1 && most > 0.9 * cells)
    warnings.push(`One value fills ${percent(most / cells)} of the cells.`);
  if (column.numbers === null) {
    const coded = ['category', 'ordinal', 'boolean'].includes(column.schema.kind);
    if (coded && rare > 0) {
      warnings.push(
        `${rare} ${rare === 1 ? 'category has' : 'categories have'} fewer than ${rareCells} cells and will be merged.`,
      );
    }
  } else if (distinct > 20) {
    const { skewness } = momentsOf({ values: column.numbers, counts });
    if (Math.abs(skewness) > 5) warnings.push('Heavily skewed: a few values lie far from the rest.');
  }
  return warnings;
}
