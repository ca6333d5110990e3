/** What the quality gate finds in one column on its own. */
import { percent } from '../num/percent.ts';
import { checkCancel } from '../run/run.ts';
import type { Task } from '../run/task.ts';
import { textOf } from './dictionary.ts';
import { count } from './guessKind.ts';
import { tokenTest } from './interpret.ts';
import { wordsOf } from './nameHints.ts';
import type { QualityFinding, QualityId, Severity } from './quality.ts';
import { isNumeric } from './schema.ts';
import { type Column, entryCounts } from './table.ts';
import { momentsOf, quantilesOf } from './weighted.ts';

/** Below this many cells a category is called rare; statistical offices ask for 3 to 10. Ours. */
const rareCells = 5;
/** A column is taken as capped when its highest value holds this share of the cells, and this many times the cells of any of the next values. Ours. */
const cappedShare = 0.002;
const cappedTimes = 4;
const nextValues = 5;
/** Skewness of a log-normal with sigma 1 is 6.2; above 5 a mean says little. Ours. */
const heavySkew = 5;
/** Tukey's outer fences: Exploratory Data Analysis, 1977, p. 44. */
const fence = 3;

interface Payload {
  readonly column: Column;
  readonly todayDays: number | null;
}

/** A column with what all its checks need. */
interface Examined {
  readonly column: Column;
  readonly counts: Uint32Array;
  /** Cells that are not missing. */
  readonly cells: number;
  /** Levels that occur. */
  readonly distinct: number;
  readonly found: (id: QualityId, severity: Severity, count: number, says: string) => QualityFinding;
}

/** Findings of one column; none for columns that are left out but those about their dates. */
export const columnQualityTask: Task<Payload, readonly QualityFinding[]> = {
  name: 'table.columnQuality',
  work: ({ column, todayDays }, cancel) => {
    checkCancel(cancel);
    const counts = entryCounts(column);
    let [cells, distinct] = [0, 0];
    for (let entry = 0; entry < counts.length; entry++) {
      if (counts[entry] === 0 || column.missing[entry] === 1) continue;
      cells += counts[entry];
      distinct++;
    }
    const { name, treatment } = column.schema;
    const found: Examined['found'] = (id, severity, number, says) => ({
      id,
      columns: [name],
      severity,
      count: number,
      says,
    });
    const examined = { column, counts, cells, distinct, found };
    if (treatment === 'drop') return [];
    return [
      ...ofEmptiness(examined),
      ...ofUnreadable(examined),
      ...ofBirths(examined, todayDays),
      ...(treatment === 'model' ? [...ofCategories(examined), ...ofNumbers(examined)] : []),
    ];
  },
};

function ofEmptiness({ column, cells, distinct, found }: Examined): QualityFinding[] {
  const { name, treatment } = column.schema;
  const rows = column.codes.length;
  if (cells === 0) {
    const severity = treatment === 'model' ? 'stop' : 'note';
    return [
      found(
        'all-missing',
        severity,
        rows,
        `"${name}" has no value in any row: there is nothing to learn. Drop it.`,
      ),
    ];
  }
  const findings: QualityFinding[] = [];
  if (cells < 0.05 * rows) {
    const share = percent(cells / rows);
    findings.push(
      found('nearly-empty', 'warn', cells, `"${name}" has a value in only ${count(cells)} rows (${share}).`),
    );
  }
  if (distinct === 1 && treatment === 'model') {
    findings.push(
      found(
        'constant',
        'note',
        cells,
        `"${name}" has the same value in every row that has one: it tells nothing.`,
      ),
    );
  }
  return findings;
}

/** Cells that are no missing token and cannot be read; among them days that do not exist. */
function ofUnreadable({ column, counts, found }: Examined): QualityFinding[] {
  const { schema, dictionary, missing, numbers } = column;
  if (numbers === null && schema.kind !== 'ordinal') return [];
  const isToken = tokenTest(schema.missingTokens);
  const unreadable: number[] = [];
  for (let entry = 0; entry < counts.length; entry++)
    if (missing[entry] === 1 && counts[entry] > 0 && !isToken(dictionary, entry)) unreadable.push(entry);
  if (unreadable.length === 0) return [];
  const dated = schema.kind === 'date' || schema.kind === 'datetime';
  const shapes = dated ? shapesOf(column) : new Set<string>();
  const impossible = unreadable.filter((entry) => shapes.has(shapeOf(textOf(dictionary, entry))));
  const sum = (entries: readonly number[]): number =>
    entries.reduce((total, entry) => total + counts[entry], 0);
  const [days, rest] = [sum(impossible), sum(unreadable) - sum(impossible)];
  const findings: QualityFinding[] = [];
  if (days > 0) {
    const says = `${count(days)} cells of "${schema.name}" are written like dates but name days that do not exist (such as 31 February); they count as missing.`;
    findings.push(found('impossible-dates', 'warn', days, says));
  }
  if (rest > 0) {
    const says = `${count(rest)} cells of "${schema.name}" cannot be read as ${schema.kind} and count as missing.`;
    findings.push(found('unreadable', 'warn', rest, says));
  }
  return findings;
}

function shapeOf(text: string): string {
  return text.replace(/\d/g, '0');
}

/** Shapes of the first readable dates; a handful covers a format. */
function shapesOf({ dictionary, missing }: Column): Set<string> {
  const shapes = new Set<string>();
  for (let entry = 0, looked = 0; entry < missing.length && looked < 1000; entry++) {
    if (missing[entry] === 1) continue;
    shapes.add(shapeOf(textOf(dictionary, entry)));
    looked++;
  }
  return shapes;
}

const birth = /\b(birth|born|dob|birthday|birthdate|geburt|geburtsdatum|geburtstag|naissance|nacimiento)\b/;

function ofBirths({ column, counts, found }: Examined, todayDays: number | null): QualityFinding[] {
  const { schema, numbers } = column;
  if (todayDays === null || numbers === null || !birth.test(wordsOf(schema.name))) return [];
  if (schema.kind !== 'date' && schema.kind !== 'datetime') return [];
  const limit = schema.kind === 'date' ? todayDays : (todayDays + 1) * 86400;
  let future = 0;
  for (let entry = 0; entry < counts.length; entry++) if (numbers[entry] > limit) future += counts[entry];
  if (future === 0) return [];
  return [
    found('future-births', 'warn', future, `${count(future)} dates of "${schema.name}" lie in the future.`),
  ];
}

function ofCategories({ column, counts, cells, distinct, found }: Examined): QualityFinding[] {
  const { name, kind } = column.schema;
  if (isNumeric(kind) || kind === 'identifier' || kind === 'text' || distinct < 2) return [];
  let [rare, most, least] = [0, 0, Infinity];
  for (let entry = 0; entry < counts.length; entry++) {
    if (counts[entry] === 0 || column.missing[entry] === 1) continue;
    if (counts[entry] < rareCells) rare++;
    most = Math.max(most, counts[entry]);
    least = Math.min(least, counts[entry]);
  }
  const findings: QualityFinding[] = [];
  if (rare > 0) {
    const says = `${count(rare)} of the ${count(distinct)} categories of "${name}" ${rare === 1 ? 'has' : 'have'} fewer than ${rareCells} cells. They point to few people and are merged.`;
    findings.push(found('rare-categories', 'note', rare, says));
  }
  if (distinct <= 10 && most > 0.95 * cells) {
    const share = percent(most / cells);
    const says = `One class of "${name}" holds ${share} of the cells, the smallest ${count(least)}: a model sees little of the others.`;
    findings.push(found('imbalance', 'note', least, says));
  }
  return findings;
}

function ofNumbers({ column, counts, cells, distinct, found }: Examined): QualityFinding[] {
  const { schema, numbers } = column;
  if (numbers === null || distinct <= 20) return [];
  const weighted = { values: numbers, counts };
  const findings: QualityFinding[] = [];
  const { skewness } = momentsOf(weighted);
  if (Math.abs(skewness) > heavySkew) {
    const says = `"${schema.name}" is heavily skewed (skewness ${skewness.toFixed(1)}): a few values lie far from the rest.`;
    findings.push(found('heavy-skew', 'note', cells, says));
  }
  const atTop = cellsAtTop(numbers, counts, cells);
  if (atTop > 0) {
    const says = `${count(atTop)} cells of "${schema.name}" (${percent(atTop / cells)}) hold its highest value, far more than hold any value just below: the column seems to be capped there.`;
    findings.push(found('capped', 'note', atTop, says));
  }
  const [low, high] = quantilesOf(weighted, [0.25, 0.75]);
  const [below, above] = [low - fence * (high - low), high + fence * (high - low)];
  let outliers = 0;
  for (let entry = 0; entry < counts.length; entry++)
    if (numbers[entry] < below || numbers[entry] > above) outliers += counts[entry];
  // Where more than one cell in twenty lies outside, the column has a long tail rather than outliers.
  if (high > low && outliers > 0 && outliers <= 0.05 * cells) {
    const says = `${count(outliers)} cells of "${schema.name}" lie beyond three times the interquartile range. Slips of the pen and rare people both look like this.`;
    findings.push(found('outliers', 'note', outliers, says));
  }
  return findings;
}

/** Cells that hold the highest value when they are far more than the ordinary tail of a column would leave there, else 0. */
function cellsAtTop(numbers: Float64Array, counts: Uint32Array, cells: number): number {
  // Equal numbers can be written in several ways, so entries are gathered by value; only the highest few are needed.
  const top: { value: number; cells: number }[] = [];
  for (let entry = 0; entry < counts.length; entry++) {
    const value = numbers[entry];
    if (counts[entry] === 0 || Number.isNaN(value)) continue;
    if (top.length > nextValues && value < top[nextValues].value) continue;
    const same = top.find((each) => each.value === value);
    if (same !== undefined) same.cells += counts[entry];
    else {
      top.push({ value, cells: counts[entry] });
      top.sort((one, other) => other.value - one.value);
      top.length = Math.min(top.length, nextValues + 1);
    }
  }
  const [highest, ...next] = top;
  const ordinary = Math.max(...next.map((each) => each.cells));
  return highest.cells >= Math.max(cappedShare * cells, rareCells, cappedTimes * ordinary)
    ? highest.cells
    : 0;
}
