/**
 * Identity and attribute disclosure as synthpop 1.9 counts them (`man/disclosure.Rd`; Raab, Nowok & Dibben, arXiv 2406.16826):
 * q is a combination of key values, t a value of the target, d counts training rows, s synthetic rows.
 * repU = share of training rows whose q is theirs alone and stands once in the synthetic rows; DiSCO = share of training
 * rows (q, t) for whose q all synthetic rows have the one value t. Numbers with more than 20 values are cut into 20
 * groups by training ranks (synthpop groups them likewise on request). Missing is a value.
 * The reference is what holdout rows give in the place of synthetic rows, so both have equally many.
 */
import type { Task } from '../../run/task.ts';
import type { Run } from '../../run/run.ts';
import { type Aligned, type AlignedColumn, lengthOf } from '../align.ts';
import type { Finding } from '../evaluation.ts';
import { wilson } from '../interval.ts';
import { subsetOf } from '../fidelity/subset.ts';
import { unmeasured } from '../metric.ts';
import { noAttack } from './attackRows.ts';
import type { Roles } from './roles.ts';
import { sampleRows } from './sample.ts';

const mostGroups = 20;
const mostRows = 200_000;

/** synthpop's thresh_1way: one target level holds more than 50 disclosive rows and more than 90 % of all of them. */
const oneWay = { rows: 50, share: 0.9 };
/** synthpop's thresh_2way: a key value and target value hold more than 5 disclosive rows, over 80 % of their training rows. */
const twoWay = { rows: 5, share: 0.8 };

/** What was counted over training rows; shares of them, 0 to 1. */
export interface Disclosed {
  readonly repU: number;
  readonly disco: number;
  /** Share of training rows whose t is unanimous given q among the training rows themselves. */
  readonly original: number;
  /** One target value makes up nearly all of DiSCO: a strong general relation rather than disclosure about persons. */
  readonly checkOneWay: boolean;
  /** Number of (key value, target value) pairs in which nearly all training rows are disclosive: the same, finer. */
  readonly checkTwoWay: number;
}

export interface TargetDisclosure {
  readonly target: string;
  readonly disco: Finding;
  /** DiSCO with all synthetic rows, as synthpop prints it; `disco` is at the size of the holdout. */
  readonly whole: number;
  readonly original: number;
  readonly checkOneWay: boolean;
  readonly checkTwoWay: number;
}

export interface Disclosure {
  readonly repU: Finding;
  /** The target with the largest excess over the holdout. */
  readonly DiSCO: Finding;
  readonly keys: readonly string[];
  /** Largest excess first. */
  readonly targets: readonly TargetDisclosure[];
}

/** Counts for the keys and each secret of `roles`. */
export async function disclosure(whole: Aligned, roles: Roles, run: Run): Promise<Disclosure> {
  const { aligned } = subsetOf(whole, mostRows, 'disclosure');
  const { columns, train, holdout, synthetic, seed } = aligned;
  const keys = roles.keys.map((index) => columns[index].name);
  const secrets = roles.secrets.filter((index) => !roles.keys.includes(index));
  const why = noAttack(aligned, 2) ?? (keys.length === 0 || secrets.length === 0 ? noKeys : null);
  if (why !== null) return { repU: unmeasured(why), DiSCO: unmeasured(why), keys, targets: [] };
  const key = [seed, 'evaluate', 'disclosure'];
  const equal = Math.min(lengthOf(synthetic), lengthOf(holdout), mostRows);
  const real = sampleRows(train, mostRows, [...key, 'train']);
  const others = [
    sampleRows(synthetic, equal, [...key, 'synthetic']),
    sampleRows(holdout, equal, [...key, 'holdout']),
    sampleRows(synthetic, mostRows, [...key, 'whole']),
  ];
  const keyColumns = roles.keys.map((index) => columns[index]);
  const counted = await Promise.all(
    secrets.map((index) =>
      run.pool.run(discloseTask, {
        keys: keyColumns,
        target: columns[index],
        realEnd: holdout.end,
        real,
        others,
      }),
    ),
  );
  const measure = (value: number, reference: number): Finding => ({
    value,
    interval: wilson(value * real.length, real.length),
    reference,
    better: 'reference',
  });
  const excess = ([made, unseen]: readonly Disclosed[]): number => made.disco - unseen.disco;
  const targets = counted
    .map((each, place) => ({ each, target: columns[secrets[place]].name }))
    .sort((a, b) => excess(b.each) - excess(a.each))
    .map(({ each: [made, unseen, whole], target }) => ({
      target,
      disco: measure(made.disco, unseen.disco),
      whole: whole.disco,
      original: made.original,
      checkOneWay: made.checkOneWay,
      checkTwoWay: made.checkTwoWay,
    }));
  const [made, unseen] = counted[0];
  return { repU: measure(made.repU, unseen.repU), DiSCO: targets[0].disco, keys, targets };
}

const noKeys = 'No column could serve as a key or as a secret; mark some as known or sensitive.';

interface DisclosePayload {
  readonly keys: readonly AlignedColumn[];
  readonly target: AlignedColumn;
  /** Rows before it are real; groups of numbers are cut on them. */
  readonly realEnd: number;
  readonly real: Int32Array;
  /** Lists of rows that stand in the place of the synthetic table, each counted on its own. */
  readonly others: readonly Int32Array[];
}

/** `disclosed` on the pool. */
export const discloseTask: Task<DisclosePayload, readonly Disclosed[]> = {
  name: 'evaluate.disclose',
  work: ({ keys, target, realEnd, real, others }) => {
    const [first, ...rest] = keys.map((key) => groupsOf(key, realEnd));
    const ids = rest.reduce(combined, first);
    const values = groupsOf(target, realEnd);
    const parts = [first, ...rest];
    return others.map((made) => disclosed(ids, values, parts, real, made));
  },
};

/** Row -> code: the values of a category or of few numbers, else the group of 20 by rank; -1 where missing. */
function groupsOf(column: AlignedColumn, realEnd: number): Int32Array {
  if (column.form === 'category') return column.codes;
  const { values } = column;
  const sorted = values
    .slice(0, realEnd)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const distinct = [...new Set(sorted)];
  const edges =
    distinct.length <= mostGroups
      ? distinct
      : [
          ...new Set(
            Array.from(
              { length: mostGroups },
              (_, group) => sorted[Math.floor((group * sorted.length) / mostGroups)],
            ),
          ),
        ];
  const groups = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    groups[row] = Number.isNaN(values[row]) ? -1 : countUpTo(edges, values[row]);
  }
  return groups;
}

/** How many of the ascending `edges` are at most `value`. */
function countUpTo(edges: readonly number[], value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function combined(a: Int32Array, b: Int32Array): Int32Array {
  const known = new Map<number, number>();
  return a.map((code, row) => {
    const pair = (code + 1) * 2 ** 26 + b[row] + 1;
    const id = known.get(pair) ?? known.size;
    known.set(pair, id);
    return id;
  });
}

/** The value that all rows of a key have, `mixed` when they differ, with the number of rows. */
interface Key {
  rows: number;
  value: number;
}
const mixed = -2;

/** Training rows with one key value and one target value, and how many of them are disclosive. */
interface Cell {
  rows: number;
  disclosive: number;
}

/**
 * The counts. @param ids row -> combination of key values @param values row -> target value @param parts row -> value of
 * each key on its own, for the two-way check.
 */
export function disclosed(
  ids: Int32Array,
  values: Int32Array,
  parts: readonly Int32Array[],
  real: Int32Array,
  made: Int32Array,
): Disclosed {
  const [inReal, inMade] = [keysOf(ids, values, real), keysOf(ids, values, made)];
  let [unique, disclosive, unanimous] = [0, 0, 0];
  for (const [id, { rows }] of inReal) if (rows === 1 && inMade.get(id)?.rows === 1) unique++;
  const byTarget = new Map<number, number>();
  const cells = parts.map(() => new Map<number, Cell>());
  for (const row of real) {
    if (inReal.get(ids[row])?.value !== mixed) unanimous++;
    const found = inMade.get(ids[row]);
    const hit = found !== undefined && found.value !== mixed && found.value === values[row];
    if (hit) {
      disclosive++;
      byTarget.set(values[row], (byTarget.get(values[row]) ?? 0) + 1);
    }
    parts.forEach((part, index) => {
      const cell = (part[row] + 1) * 2 ** 26 + values[row] + 1;
      const known = cells[index].get(cell);
      const count = known ?? { rows: 0, disclosive: 0 };
      if (known === undefined) cells[index].set(cell, count);
      count.rows++;
      if (hit) count.disclosive++;
    });
  }
  const largest = Math.max(0, ...byTarget.values());
  const flagged = cells
    .flatMap((each) => [...each.values()])
    .filter((cell) => cell.disclosive > twoWay.rows && cell.disclosive > twoWay.share * cell.rows);
  return {
    repU: unique / real.length,
    disco: disclosive / real.length,
    original: unanimous / real.length,
    checkOneWay: largest > oneWay.rows && largest > oneWay.share * disclosive,
    checkTwoWay: flagged.length,
  };
}

function keysOf(ids: Int32Array, values: Int32Array, rows: Int32Array): ReadonlyMap<number, Key> {
  const keys = new Map<number, Key>();
  for (const row of rows) {
    const key = keys.get(ids[row]);
    if (key === undefined) keys.set(ids[row], { rows: 1, value: values[row] });
    else {
      key.rows++;
      if (key.value !== values[row]) key.value = mixed;
    }
  }
  return keys;
}
