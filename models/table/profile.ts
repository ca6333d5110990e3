/** What the columns step shows of a column: counts, a small chart, warnings. Never more than 24 labels. */
import { formatDate } from './date.ts';
import { textOf } from './dictionary.ts';
import { formatNumber, plainNumber } from './number.ts';
import { isNumeric, type ColumnSchema } from './schema.ts';
import { type Column, entryCounts } from './table.ts';

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

/** Cost: one pass over the codes, one sort of the distinct values. */
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

/** Distinct values ascending with their counts. */
interface Ranked {
  readonly values: Float64Array;
  readonly counts: Float64Array;
}

function rank(numbers: Float64Array, counts: Uint32Array): Ranked {
  const byValue = new Map<number, number>();
  for (let entry = 0; entry < counts.length; entry++) {
    if (counts[entry] > 0 && !Number.isNaN(numbers[entry])) {
      byValue.set(numbers[entry], (byValue.get(numbers[entry]) ?? 0) + counts[entry]);
    }
  }
  const values = Float64Array.from(byValue.keys()).sort();
  return { values, counts: values.map((value) => byValue.get(value) ?? 0) };
}

/** Value at rank `share * cells` from below (the smallest value with at least that many cells at or below it). */
function quantile({ values, counts }: Ranked, cells: number, share: number): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    sum += counts[index];
    if (sum >= share * cells) return values[index];
  }
  return values[values.length - 1];
}

/**
 * Equal bins between the outer values; for sensitive columns between rank bands (2.5 % and 97.5 %, at least 10 cells
 * outside), whose tails are added to the outer bins and labelled as open, so that no extreme shows.
 */
function histogram(schema: ColumnSchema, numbers: Float64Array, counts: Uint32Array, cells: number): Chart {
  if (cells === 0) return { form: 'histogram', labels: [], shares: [] };
  const ranked = rank(numbers, counts);
  const band = schema.sensitive ? Math.min(0.5, Math.max(0.025, bandCells / cells)) : 0;
  const low = schema.sensitive ? quantile(ranked, cells, band) : ranked.values[0];
  const high = schema.sensitive ? quantile(ranked, cells, 1 - band) : ranked.values[ranked.values.length - 1];
  const whole = schema.kind === 'integer' || schema.kind === 'date';
  const count = high === low ? 1 : whole ? Math.min(bins, high - low + 1) : bins;
  const width = high === low ? 1 : (whole ? high - low + 1 : high - low) / count;
  const shares = new Array<number>(count).fill(0);
  ranked.values.forEach((value, index) => {
    const bin = Math.min(count - 1, Math.max(0, Math.floor((value - low) / width)));
    shares[bin] += ranked.counts[index] / cells;
  });
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
  if (distinct === 1) warnings.push('Every cell that is not missing has the same value.');
  if (cells < 0.05 * rows) warnings.push(`Nearly empty: ${percent(cells / rows)} of the cells have a value.`);
  const present = entriesOf(column, counts);
  const most = present.reduce((top, entry) => Math.max(top, counts[entry]), 0);
  if (distinct > 1 && most > 0.9 * cells)
    warnings.push(`One value fills ${percent(most / cells)} of the cells.`);
  if (column.numbers === null) {
    const rare = present.filter((entry) => counts[entry] < rareCells).length;
    const coded = ['category', 'ordinal', 'boolean'].includes(column.schema.kind);
    if (coded && rare > 0) {
      warnings.push(
        `${rare} ${rare === 1 ? 'category has' : 'categories have'} fewer than ${rareCells} cells and will be merged.`,
      );
    }
  } else if (distinct > 20) {
    const skew = skewness(column.numbers, counts);
    if (Math.abs(skew) > 5) warnings.push('Heavily skewed: a few values lie far from the rest.');
  }
  return warnings;
}

/** Third standardised moment of the cells, m3 / m2^1.5 with division by n; 0 when all are equal. */
function skewness(numbers: Float64Array, counts: Uint32Array): number {
  const moment = (about: number, power: number): number => {
    let sum = 0;
    let cells = 0;
    for (let entry = 0; entry < numbers.length; entry++) {
      if (Number.isNaN(numbers[entry])) continue;
      sum += counts[entry] * (numbers[entry] - about) ** power;
      cells += counts[entry];
    }
    return sum / cells;
  };
  const mean = moment(0, 1);
  const variance = moment(mean, 2);
  return variance === 0 ? 0 : moment(mean, 3) / variance ** 1.5;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
