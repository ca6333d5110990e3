/** Holds rules against a table: how many rows each applies to and how many break it. */
import { endsOf } from '../generators/conditional/wanted.ts';
import { type Column, entryCounts, type Table } from '../table/table.ts';
import { describeRule, type Rule } from './rule.ts';

/** How a table stands to a rule. */
export interface RuleFinding {
  readonly rule: Rule;
  /** Rows that have all the cells the rule speaks of. */
  readonly rows: number;
  /** Of these, the rows that break it; for `unique`, the rows that repeat an earlier value. */
  readonly exceptions: number;
  /** One sentence without cell values. */
  readonly says: string;
}

/** @param rules free of conflicts. A combination is broken by no row of the table that defines it. */
export function checkRules(table: Table, rules: readonly Rule[]): RuleFinding[] {
  return rules.map((rule) => {
    const { rows, exceptions } = count(table, rule);
    const share = exceptions === 0 ? 'no row' : `${counted(exceptions)} of ${counted(rows)} rows`;
    const verb = exceptions === 0 || exceptions > 1 ? 'break' : 'breaks';
    return {
      rule,
      rows,
      exceptions,
      says: `${share} ${exceptions === 0 ? 'breaks' : verb} the rule that ${describeRule(rule)}`,
    };
  });
}

/** Rules to enforce: those no row breaks, and those that are to hold always. */
export function enforceable(findings: readonly RuleFinding[]): Rule[] {
  return findings
    .filter(({ rule, exceptions }) => exceptions === 0 || rule.always === true)
    .map(({ rule }) => rule);
}

/** What a report says about the rules. */
export function rulesNotes(findings: readonly RuleFinding[]): string[] {
  return findings.map(({ rule, exceptions, says }) => {
    const fate =
      exceptions === 0
        ? 'it holds in every synthetic row'
        : rule.always === true
          ? 'it holds in every synthetic row all the same'
          : 'it is not enforced';
    return `Rule: in the training table ${says}; ${fate}.`;
  });
}

/** Numbers by row, NaN where missing. @throws when a rule without conflicts names no such column (a fault). */
export function numbersByRow(table: Table, name: string): Float64Array {
  const column = columnOf(table, name);
  const { codes } = column;
  const byEntry = numbersByEntry(column);
  const values = new Float64Array(codes.length);
  for (let row = 0; row < codes.length; row++) values[row] = byEntry[codes[row]];
  return values;
}

/** Numbers by dictionary entry, NaN where missing. */
export function numbersByEntry({ missing, numbers }: Column): Float64Array {
  const values = new Float64Array(missing.length);
  for (let entry = 0; entry < missing.length; entry++)
    values[entry] = missing[entry] === 1 ? NaN : (numbers?.[entry] ?? NaN);
  return values;
}

/** Whether a total is the sum of its addends up to half of its last digit. Shared by checks and proposals. */
export function addsUp(total: number, sum: number, decimals: number): boolean {
  return Math.abs(total - sum) <= 0.5 * 10 ** -decimals + 1e-9 * Math.max(1, Math.abs(total));
}

function columnOf(table: Table, name: string): Column {
  const found = table.columns.find(({ schema }) => schema.name === name);
  if (found === undefined) throw new Error('A rule names a column that is not in the table.');
  return found;
}

function count(table: Table, rule: Rule): { rows: number; exceptions: number } {
  switch (rule.rule) {
    case 'range':
      return outside(columnOf(table, rule.column), endsOf(columnOf(table, rule.column).schema, rule));
    case 'order': {
      const values = rule.columns.map((name) => numbersByRow(table, name));
      return tally(table.rowCount, values, (row) => ascends(values, row, rule.strict === true));
    }
    case 'sum': {
      const total = numbersByRow(table, rule.total);
      const of = rule.of.map((name) => numbersByRow(table, name));
      const decimals = columnOf(table, rule.total).schema.number?.decimals ?? 0;
      return tally(table.rowCount, [total, ...of], (row) => {
        let sum = 0;
        for (let at = 0; at < of.length; at++) sum += of[at][row];
        return addsUp(total[row], sum, decimals);
      });
    }
    case 'combination':
      return { rows: table.rowCount, exceptions: 0 };
    case 'unique':
      return repeats(columnOf(table, rule.column));
    default:
      return rule satisfies never;
  }
}

/** Rows with a number, and those of them whose number lies outside; counted entry by entry. */
function outside(column: Column, { low, high }: { readonly low: number; readonly high: number }) {
  const values = numbersByEntry(column);
  let [rows, exceptions] = [0, 0];
  entryCounts(column).forEach((cells, entry) => {
    if (Number.isNaN(values[entry])) return;
    rows += cells;
    if (values[entry] < low || values[entry] > high) exceptions += cells;
  });
  return { rows, exceptions };
}

function ascends(values: readonly Float64Array[], row: number, strict: boolean): boolean {
  for (let at = 1; at < values.length; at++) {
    const [before, after] = [values[at - 1][row], values[at][row]];
    if (strict ? before >= after : before > after) return false;
  }
  return true;
}

function tally(rowCount: number, needed: readonly Float64Array[], holds: (row: number) => boolean) {
  let [rows, exceptions] = [0, 0];
  for (let row = 0; row < rowCount; row++) {
    let missing = false;
    for (let at = 0; at < needed.length; at++) if (Number.isNaN(needed[at][row])) missing = true;
    if (missing) continue;
    rows++;
    if (!holds(row)) exceptions++;
  }
  return { rows, exceptions };
}

function repeats({ codes, missing }: Column): { rows: number; exceptions: number } {
  const seen = new Uint8Array(missing.length);
  let [rows, exceptions] = [0, 0];
  for (let row = 0; row < codes.length; row++) {
    if (missing[codes[row]] === 1) continue;
    rows++;
    if (seen[codes[row]] === 1) exceptions++;
    seen[codes[row]] = 1;
  }
  return { rows, exceptions };
}

function counted(count: number): string {
  return count.toLocaleString('en-US');
}
