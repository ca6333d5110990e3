/** Rules that a table seems to obey, each with its support and its exceptions, for a person to choose from. */
import { checkCancel, type Run } from '../run/run.ts';
import type { Task } from '../run/task.ts';
import { type ColumnSchema, isNumeric } from '../table/schema.ts';
import { type Column, entryCounts, type Table } from '../table/table.ts';
import { addsUp, checkRules, numbersByEntry, type RuleFinding } from './checkRules.ts';
import { unitOf } from './conflicts.ts';
import type { Rule } from './rule.ts';

/** Share of rows that may break a proposed rule. Ours: errors of entry, not another truth. */
const mostExceptions = 0.005;
/** Rows looked at before a candidate is counted over the whole table, evenly spaced. */
const probeRows = 256;
/** Rows looked at besides of a column that has one value in most rows, all with another one: zeros agree with every rule. Ours. */
const tellingRows = 24;
/** Most such columns; bounds the search in a table of hundreds. Ours. */
const mostTelling = 64;
/** Fewest rows that must have all cells of a proposed rule. Ours. */
const fewestRows = 20;
/** Most addends of a proposed sum, and most number columns among which sums are searched. Ours: bounds the search. */
const mostAddends = 6;
const mostColumns = 24;
/** Rows a value needs on average before what it determines counts as a rule and not as a list of rows. Ours. */
const rowsPerValue = 10;

interface NumberColumn {
  readonly column: Column;
  readonly schema: ColumnSchema;
  readonly probe: Float64Array;
}

/** Pairs of columns of which one determines the other, sums, orders, natural ranges, unique identifiers. @throws Cancelled. */
export async function proposeRules(table: Table, run: Run): Promise<RuleFinding[]> {
  run.report('prepare', 0, 'rules');
  const found = await run.pool.run(proposeRulesTask, table);
  run.report('prepare', 1, 'rules');
  return found;
}

/** Searches a whole table; a worker may do it. Cost: some passes over the columns of each rule that is found. */
export const proposeRulesTask: Task<Table, RuleFinding[]> = {
  name: 'rules.propose',
  work: (table, cancel) => {
    const numeric = numberColumns(table);
    const candidates: Rule[] = [];
    for (const search of [uniques, determined, sums, orders, ranges]) {
      checkCancel(cancel);
      candidates.push(...search(table, numeric, cancel));
    }
    const findings = candidates.flatMap((rule) => {
      checkCancel(cancel);
      return checkRules(table, [rule]);
    });
    return findings.filter(
      ({ rows, exceptions }) => rows >= fewestRows && exceptions <= mostExceptions * rows,
    );
  },
};

function numberColumns(table: Table): NumberColumn[] {
  const chosen = table.columns.filter(({ schema }) => isNumeric(schema.kind) && schema.treatment === 'model');
  const telling = chosen.flatMap((column) => tellingOf(column) ?? []).slice(0, mostTelling * tellingRows);
  const rows = [...new Set([...evenRows(table.rowCount, probeRows), ...telling])];
  return chosen.map((column) => {
    const values = numbersByEntry(column);
    return {
      column,
      schema: column.schema,
      probe: Float64Array.from(rows, (row) => values[column.codes[row]]),
    };
  });
}

/** Evenly spaced among the rows that have another value than the most frequent one; null when that has no majority. */
function tellingOf(column: Column): number[] | null {
  const { codes, missing } = column;
  const counts = entryCounts(column);
  const top = counts.reduce((best, count, entry) => (count > counts[best] ? entry : best), 0);
  if (counts.length === 0 || 2 * counts[top] <= codes.length) return null;
  const others: number[] = [];
  for (let row = 0; row < codes.length; row++)
    if (codes[row] !== top && missing[codes[row]] === 0) others.push(row);
  return Array.from(evenRows(others.length, tellingRows), (place) => others[place]);
}

function evenRows(rowCount: number, wanted: number): Int32Array {
  const count = Math.min(wanted, rowCount);
  return Int32Array.from({ length: count }, (_, index) => Math.floor((index * rowCount) / count));
}

function uniques({ columns }: Table): Rule[] {
  return columns
    .filter(({ schema }) => schema.kind === 'identifier' && schema.treatment === 'regenerate')
    .map(({ schema }) => ({ rule: 'unique', column: schema.name }));
}

/** Pairs in which every value of one goes with one value of the other; an exception anywhere refutes it. */
function determined({ columns, rowCount }: Table, _: unknown, cancel: Int32Array): Rule[] {
  const few = columns.filter(
    ({ schema, missing }) =>
      schema.treatment === 'model' &&
      schema.kind !== 'text' &&
      missing.length > 1 &&
      missing.length * rowsPerValue <= rowCount,
  );
  const rules: Rule[] = [];
  few.forEach((from, first) =>
    few.forEach((to, second) => {
      checkCancel(cancel);
      const mutual = second < first && determines(to, from);
      if (first === second || mutual || !determines(from, to)) return;
      rules.push({ rule: 'combination', columns: [from.schema.name, to.schema.name] });
    }),
  );
  return rules;
}

function determines(from: Column, to: Column): boolean {
  const image = new Int32Array(from.missing.length).fill(-1);
  const images = new Set<number>();
  for (let row = 0; row < from.codes.length; row++) {
    const [a, b] = [from.codes[row], to.codes[row]];
    if (from.missing[a] === 1 || to.missing[b] === 1) continue;
    if (image[a] < 0) {
      image[a] = b;
      images.add(b);
    } else if (image[a] !== b) return false;
  }
  return images.size > 1;
}

/** Totals of two to six columns: any two, and longer runs of neighbours in the file. Refuted on the probe rows first. */
function sums(_: Table, numeric: readonly NumberColumn[]): Rule[] {
  const columns = numeric
    .filter(({ schema, probe }) => unitOf(schema) === 'number' && probe.some((value) => value !== 0))
    .slice(0, mostColumns);
  const rules: Rule[] = [];
  columns.forEach((total, index) => {
    const others = columns.filter((_column, at) => at !== index);
    const found = choices(others).find((of) => probeAddsUp(total, of));
    if (found === undefined) return;
    const names = found.map(({ schema }) => schema.name);
    // a = b + c with negative numbers also reads b = a + (-c): only one total of a set of columns is proposed.
    const known = rules.some(
      (rule) =>
        rule.rule === 'sum' &&
        [rule.total, ...rule.of].every((name) => [total.schema.name, ...names].includes(name)),
    );
    if (!known) rules.push({ rule: 'sum', total: total.schema.name, of: names });
  });
  return rules;
}

function choices(columns: readonly NumberColumn[]): NumberColumn[][] {
  const runs: NumberColumn[][] = [];
  for (let length = mostAddends; length > 2; length--) {
    for (let start = 0; start + length <= columns.length; start++)
      runs.push(columns.slice(start, start + length));
  }
  for (let a = 0; a < columns.length; a++)
    for (let b = a + 1; b < columns.length; b++) runs.push([columns[a], columns[b]]);
  return runs;
}

function probeAddsUp(total: NumberColumn, of: readonly NumberColumn[]): boolean {
  const decimals = total.schema.number?.decimals ?? 0;
  let [rows, wrong] = [0, 0];
  for (let row = 0; row < total.probe.length; row++) {
    const sum = of.reduce((value, { probe }) => value + probe[row], 0);
    if (Number.isNaN(sum) || Number.isNaN(total.probe[row])) continue;
    rows++;
    if (!addsUp(total.probe[row], sum, decimals) && ++wrong > 2) return false;
  }
  // Every addend has to matter, else a column would be the sum of itself and a constant zero.
  return rows >= fewestRows && of.every(({ probe }) => new Set(probe).size > 2);
}

/** Pairs of one unit that keep their order although their values overlap. */
function orders(_: Table, numeric: readonly NumberColumn[]): Rule[] {
  const rules: Rule[] = [];
  for (const low of numeric) {
    for (const high of numeric) {
      if (low === high || unitOf(low.schema) !== unitOf(high.schema) || !overlap(low, high)) continue;
      let [rows, wrong, equal] = [0, 0, 0];
      for (let row = 0; row < low.probe.length; row++) {
        const difference = high.probe[row] - low.probe[row];
        if (Number.isNaN(difference)) continue;
        rows++;
        if (difference < 0) wrong++;
        if (difference === 0) equal++;
      }
      if (rows < fewestRows || wrong > 2 || equal === rows) continue;
      const columns = [low.schema.name, high.schema.name];
      rules.push({ rule: 'order', columns });
    }
  }
  return rules;
}

/** At least a quarter of each column's rows lie within the other's range: otherwise their order says nothing of rows. */
function overlap({ probe: a }: NumberColumn, { probe: b }: NumberColumn): boolean {
  const inside = (values: Float64Array, other: Float64Array): boolean => {
    const present = other.filter((value) => !Number.isNaN(value));
    const [low, high] = [
      present.reduce((x, y) => Math.min(x, y), Infinity),
      present.reduce((x, y) => Math.max(x, y), -Infinity),
    ];
    return values.filter((value) => value >= low && value <= high).length >= values.length / 4;
  };
  return inside(a, b) && inside(b, a);
}

/** Natural ends, never the extremes of the data: not below zero, shares up to 1, percentages up to 100. */
function ranges(_: Table, numeric: readonly NumberColumn[]): Rule[] {
  return numeric.flatMap(({ schema, column }): Rule[] => {
    if (unitOf(schema) !== 'number') return [];
    const values = numbersByEntry(column);
    let [low, high] = [Infinity, -Infinity];
    entryCounts(column).forEach((cells, entry) => {
      if (cells === 0 || Number.isNaN(values[entry])) return;
      low = Math.min(low, values[entry]);
      high = Math.max(high, values[entry]);
    });
    if (low < 0 || low > high) return [];
    const share = schema.kind === 'decimal' && high <= 1 && high > 0.5;
    const percent = high <= 100 && high > 95 && low <= 5;
    return [
      {
        rule: 'range',
        column: schema.name,
        low: 0,
        ...(share ? { high: 1 } : percent ? { high: 100 } : {}),
      },
    ];
  });
}
