/**
 * The three attacks beside anonymeter 1.1.0 with the same attack columns, on the values that `make.py` wrote: how each table
 * was cut, and why, stands there.
 */
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { align, type Aligned } from '../../../models/evaluate/align.ts';
import { isMeasured } from '../../../models/evaluate/evaluation.ts';
import { inference } from '../../../models/evaluate/privacy/inference.ts';
import { linkability } from '../../../models/evaluate/privacy/linkability.ts';
import { type Condition, countUpTo, orderRows } from '../../../models/evaluate/privacy/predicate.ts';
import type { Attack } from '../../../models/evaluate/privacy/risk.ts';
import { singlingOut } from '../../../models/evaluate/privacy/singlingOut.ts';
import { createCancel, quietRun } from '../../../models/run/createRun.ts';
import { type Origin, type Table, takeRows } from '../../../models/table/table.ts';
import { type Kinds, loadTable } from '../../support/loadTable.ts';

interface Golden {
  readonly risk: number;
  /** Upper end of the interval. */
  readonly high: number;
  readonly attack: number;
  readonly control: number;
  readonly baseline: number;
}

interface Drawn {
  readonly is: readonly (readonly [column: string, comparison: string, value: number | string])[];
  /** Rows that meet it in the synthetic, the training and the holdout table. */
  readonly rows: readonly [number, number, number];
}

interface Document {
  readonly rows: number;
  readonly targets: number;
  readonly halves: readonly [readonly string[], readonly string[]];
  readonly known: readonly string[];
  readonly tables: Readonly<Record<string, Readonly<Record<string, Golden>>>>;
  readonly predicates: Readonly<Record<string, Readonly<Record<string, readonly Drawn[]>>>>;
}

const golden = JSON.parse(readFileSync(new URL('./anonymeter.json', import.meta.url), 'utf8')) as Document;
const shared = new URL('../../../../shared/data/', import.meta.url);
const numbers = ['age', 'fnlwgt', 'education-num', 'capital-gain', 'capital-loss', 'hours-per-week'];
const kinds: Kinds = Object.fromEntries(numbers.map((name) => [name, 'integer'] as const));

function load<From extends Origin>(name: string, origin: From): Table<From> {
  return distinct(loadTable<From>(new URL(`${name}.csv.gz`, shared).pathname, origin, kinds));
}

/** The first rows that do not repeat an earlier one. */
function distinct<From extends Origin>(table: Table<From>): Table<From> {
  const seen = new Set<string>();
  const rows: number[] = [];
  for (let row = 0; row < table.rowCount && rows.length < golden.rows; row++) {
    const key = table.columns.map(({ codes }) => codes[row]).join(' ');
    if (seen.has(key)) continue;
    seen.add(key);
    rows.push(row);
  }
  return takeRows(table, Int32Array.from(rows));
}

function head<From extends Origin>(table: Table<From>): Table<From> {
  return takeRows(
    table,
    Int32Array.from({ length: golden.targets }, (_, row) => row),
  );
}

/** (attack - control) / (1 - control), before it is cut at 0: what is negative by chance must not be compared as 0. */
function uncut({ attack, control }: { readonly attack: number; readonly control: number }): number {
  return (attack - control) / (1 - control);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The two estimates differ by no more than the errors of both, sqrt(e1^2 + e2^2) at 95 %. Each error is the upper end of the
 * interval, which nothing cuts here, less the estimate. Of ours the mean over `runs`.
 */
function expectSame(runs: readonly Attack[], golden: Golden, what: string): void {
  const unclear = runs.find(({ risk }) => !isMeasured(risk));
  if (unclear !== undefined) {
    // "No conclusion": guessing does as well. The package prints its own warning then.
    expect(golden.attack - golden.baseline, `${what}: no conclusion`).toBeLessThan(0.05);
    return;
  }
  const own = meanOf(runs.map(({ rates }) => (rates === null ? NaN : uncut(rates))));
  const top = meanOf(runs.map(({ risk }) => (isMeasured(risk) ? (risk.interval?.[1] ?? NaN) : NaN)));
  const theirs = uncut(golden);
  const error = Math.hypot(top - own, golden.high - theirs);
  expect(Math.abs(own - theirs), `${what}: ${own} beside ${theirs}, +/- ${error}`).toBeLessThan(error);
}

const files = Object.keys(golden.tables).filter((name) => existsSync(new URL(`peers/${name}.csv.gz`, shared)));

describe.runIf(files.length > 0)('beside anonymeter', () => {
  let train: Table<'real'>;
  let holdout: Table<'real'>;
  beforeAll(() => {
    train = load('adult_trn', 'real');
    holdout = load('adult_hol', 'real');
  });

  describe.each(files)('%s', (name) => {
    const values = golden.tables[name];
    let whole: Aligned;
    let few: Aligned;
    beforeAll(() => {
      const synthetic = load(`peers/${name}`, 'synthetic');
      whole = align({ train, holdout, synthetic, seed: 1 });
      few = align({ train: head(train), holdout: head(holdout), synthetic, seed: 1 });
    });

    test('singling out', async () => {
      // Means over as many runs as the package's values: both draw their predicates.
      // As many runs as the package's values are means over: both draw their predicates.
      const runs = await Promise.all([1, 2, 3].map((seed) => singlingOut({ ...whole, seed }, quietRun())));
      expectSame(
        runs.map(([one]) => one),
        values['univariate'],
        'by one column',
      );
      expectSame(
        runs.map(([, several]) => several),
        values['multivariate'],
        'by several columns',
      );
    });

    test('linkability and inference of the same people', async () => {
      const at = (names: readonly string[]): number[] =>
        names.map((column) => few.columns.findIndex((each) => each.name === column));
      const [one, other] = golden.halves;
      const linked = await linkability(few, [at(one), at(other)], quietRun());
      // Ties decide this attack. With the package's own distances on synthpop, 2 rows (median) are equally near by the first
      // half and 46 by the second, and for 137 of the 1,000 people one row is among the nearest by both. Choosing in each
      // half by itself links 1.1 of them by expectation (the package, whose unstable argsort chooses: 0); taking
      // the first in one common order links 2.5. Ours takes the first that each tree meets: 9 more than of unseen people.
      // So the risks are held to one point, 10 people, not to each other's interval.
      expect(isMeasured(linked.risk) && linked.risk.value).toBeLessThan(values['linkability'].risk + 0.01);
      const roles = {
        known: at(golden.known),
        secrets: at(['income', 'race']),
        keys: [],
        given: { known: true, secrets: true },
      };
      for (const guessed of await inference(few, roles, quietRun())) {
        const { secret, rates } = guessed;
        const value = values[`inference of ${secret}`];
        expectSame([guessed], value, `inference of ${secret}`);
        // The same people and candidates: what is left is the choice among equally near rows, which of 1,000 guesses
        // changes some dozen either way.
        expect(Math.abs((rates?.attack ?? NaN) - value.attack), secret ?? '').toBeLessThan(0.04);
        expect(Math.abs((rates?.control ?? NaN) - value.control), secret ?? '').toBeLessThan(0.04);
      }
    });
  });

  const signs: Readonly<Record<string, Condition['is']>> = {
    '==': 'equal',
    '!=': 'other',
    '>=': 'atLeast',
    '<=': 'atMost',
    '>': 'above',
    '<': 'below',
  };

  test.each(Object.keys(golden.predicates).filter((name) => files.includes(name)))(
    '%s: each predicate that the package drew meets as many rows',
    (name) => {
      const aligned = align({ train, holdout, synthetic: load(`peers/${name}`, 'synthetic'), seed: 1 });
      const { columns } = aligned;
      const cancel = createCancel();
      const ordered = [aligned.synthetic, aligned.train, aligned.holdout].map(({ start, end }) => {
        const rows = Int32Array.from({ length: end - start }, (_, index) => start + index);
        const found = orderRows.work({ columns, rows }, cancel);
        if (found instanceof Promise) throw new Error('orderRows works at once');
        return found;
      });
      const conditionOf = ([column, comparison, value]: Drawn['is'][number]): Condition => {
        const place = columns.findIndex((each) => each.name === column);
        const chosen = columns[place];
        if (chosen.form === 'number') return { column: place, is: signs[comparison], value: Number(value) };
        // The package was given "?" as a value; here it is a missing cell.
        if (value === '?') return { column: place, is: comparison === '==' ? 'missing' : 'present', value: 0 };
        return { column: place, is: signs[comparison], value: chosen.levels.indexOf(String(value)) };
      };
      const all = Object.values(golden.predicates[name]).flat();
      // What is not equal to a value includes "?" there and leaves out what is missing here.
      const same = all.filter(({ is }) => !is.some(([column, sign]) => sign === '!=' && !numbers.includes(column)));
      expect(same.length).toBeGreaterThan(100);
      for (const { is, rows } of same) {
        const predicate = is.map(conditionOf);
        const counts = ordered.map((table) => countUpTo(table, predicate, Infinity));
        expect(counts, JSON.stringify(is)).toEqual(rows);
      }
    },
  );
});

test('there are values of published tables to compare with', () => {
  expect(Object.keys(golden.tables)).toHaveLength(10);
});
