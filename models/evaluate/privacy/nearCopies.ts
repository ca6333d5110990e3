/**
 * Near copies: synthetic rows that equal a training row in all modelled columns but at most one, beside the holdout rows
 * that do. It sees a copied row in which one cell was changed, which exact comparison misses. Ours.
 */
import { randomStream } from '../../num/random.ts';
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { type Aligned, type AlignedColumn, lengthOf } from '../align.ts';
import type { Rate } from '../excess.ts';
import { subsetOf } from '../fidelity/subset.ts';
import { wilson } from '../interval.ts';
import { type Measured, type Metric, nothingToCompare, unmeasured } from '../metric.ts';
import { counted } from '../../num/percent.ts';
import { type Identity, identities } from './copies.ts';
import { sampleRows } from './sample.ts';

/** Rows a side that look for a near copy. Ours: bounds the time. */
const mostQueries = 50_000;
/** Training rows that are searched. Ours: bounds time and memory. */
const mostSearched = 200_000;

export interface NearCopiesDetails {
  readonly found: Rate;
  readonly control: Rate;
}

export const nearCopies: Metric<'nearCopies', NearCopiesDetails> = {
  name: 'near copies',
  range: [0, 1],
  better: 'reference',
  source: 'ours: equality in all columns but one',
  measure: measureNearCopies,
};

async function measureNearCopies(
  whole: Aligned,
  run: Run,
): Promise<Measured<'nearCopies', NearCopiesDetails>> {
  const { aligned } = subsetOf(whole, mostSearched, 'near copies');
  const { columns, train, holdout, synthetic, seed } = aligned;
  const why =
    nothingToCompare(aligned) ??
    (columns.length < 2 ? 'Rows of one column have nothing left when one cell is left out.' : null);
  if (why !== null) {
    const none = { successes: 0, trials: 0 };
    return { findings: { nearCopies: unmeasured(why) }, details: { found: none, control: none }, note: null };
  }
  const key = [seed, 'evaluate', 'near copies'];
  const [searched, made, unseen] = [
    sampleRows(train, mostSearched, [...key, 'train']),
    sampleRows(synthetic, mostQueries, [...key, 'synthetic']),
    sampleRows(holdout, mostQueries, [...key, 'holdout']),
  ];
  const parts = await Promise.all(
    groupsOf(columns.length).map((left) =>
      run.pool.run(matchButOne, { columns, searched, queries: [made, unseen], left, seed }),
    ),
  );
  const count = (side: number): number => {
    const any = new Uint8Array(parts[0][side].length);
    for (const part of parts) part[side].forEach((hit, index) => (any[index] |= hit));
    return any.reduce((sum, hit) => sum + hit, 0);
  };
  const found = { successes: count(0), trials: made.length };
  const control = { successes: count(1), trials: unseen.length };
  return {
    findings: {
      nearCopies: {
        value: found.successes / found.trials,
        interval: wilson(found.successes, found.trials),
        reference: control.trials === 0 ? null : control.successes / control.trials,
        better: 'reference',
      },
    },
    details: { found, control },
    note: noteOf(searched.length, lengthOf(whole.train), made.length, lengthOf(whole.synthetic)),
  };
}

function noteOf(searched: number, train: number, made: number, synthetic: number): string | null {
  return searched < train || made < synthetic
    ? `Near copies: ${counted(made)} synthetic rows against ${counted(searched)} training rows.`
    : null;
}

/** The columns to leave out, dealt to four tasks. */
function groupsOf(columns: number): readonly (readonly number[])[] {
  const all = Array.from({ length: columns }, (_, index) => index);
  return [0, 1, 2, 3]
    .map((group) => all.filter((index) => index % 4 === group))
    .filter(({ length }) => length > 0);
}

interface ButOnePayload {
  readonly columns: readonly AlignedColumn[];
  readonly searched: Int32Array;
  readonly queries: readonly Int32Array[];
  /** Columns to leave out, one at a time. */
  readonly left: readonly number[];
  readonly seed: number;
}

/** For each list of queries, 1 where the row equals a searched row in all columns but one of `left`. */
export const matchButOne: Task<ButOnePayload, readonly Uint8Array[]> = {
  name: 'evaluate.butOne',
  work: ({ columns, searched, queries, left, seed }, cancel) => {
    const ids = columns.map(identities);
    const words = ids.map((id, index) => wordOf(id, seed, index));
    const rowCount = ids[0].low.length;
    const sums = new Int32Array(rowCount);
    for (const word of words)
      for (let row = 0; row < rowCount; row++) sums[row] = (sums[row] + word[row]) | 0;
    const hits = queries.map(({ length }) => new Uint8Array(length));
    for (const column of left) {
      checkCancel(cancel);
      // A row's hash is the sum of its columns' words, so leaving one out is one subtraction.
      const hash = (row: number): number => (sums[row] - words[column][row]) | 0;
      const same = (a: number, b: number): boolean =>
        ids.every(
          (id, index) =>
            index === column || (id.low[a] === id.low[b] && (id.high === null || id.high[a] === id.high[b])),
        );
      const find = tableOf(searched, hash, same);
      queries.forEach((rows, side) => {
        for (let index = 0; index < rows.length; index++)
          if (hits[side][index] === 0 && find(rows[index])) hits[side][index] = 1;
      });
    }
    return hits;
  },
};

/** One random-looking word for each value of a column. */
function wordOf({ low, high }: Identity, seed: number, column: number): Int32Array {
  const salt = randomStream([seed, 'evaluate', 'near copies', column]).bits();
  const words = new Int32Array(low.length);
  for (let row = 0; row < low.length; row++) {
    let h = Math.imul(low[row] ^ salt, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13) ^ (high === null ? 0 : high[row]), 0xc2b2ae35);
    h = Math.imul(h ^ (h >>> 16), 0x27d4eb2f);
    words[row] = h ^ (h >>> 15);
  }
  return words;
}

function tableOf(
  rows: Int32Array,
  hash: (row: number) => number,
  same: (a: number, b: number) => boolean,
): (row: number) => boolean {
  let capacity = 16;
  while (capacity < rows.length * 2) capacity *= 2;
  const slots = new Int32Array(capacity);
  const hashes = new Int32Array(capacity);
  const place = (row: number): number => {
    const code = hash(row);
    let slot = (code ^ (code >>> 16)) & (capacity - 1);
    while (slots[slot] !== 0 && !(hashes[slot] === code && same(slots[slot] - 1, row)))
      slot = (slot + 1) & (capacity - 1);
    return slot;
  };
  for (const row of rows) {
    const slot = place(row);
    slots[slot] = row + 1;
    hashes[slot] = hash(row);
  }
  return (row) => slots[place(row)] !== 0;
}
