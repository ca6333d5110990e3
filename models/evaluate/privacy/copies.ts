/**
 * Exact copies: the share of synthetic rows that equal some training row in every modelled column, beside the share of
 * holdout rows that do. The second is how often two different people look the same, so only the excess is a sign of
 * copying. Both are looked up in all training rows, so neither side has more to be equal to.
 */
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { type Aligned, type AlignedColumn, lengthOf, type Span } from '../align.ts';
import type { Rate } from '../excess.ts';
import { wilson } from '../interval.ts';
import { type Measured, type Metric, nothingToCompare, unmeasured } from '../metric.ts';

export interface CopiesDetails {
  /** Synthetic rows that equal a training row. */
  readonly copied: number;
  /**
   * Rows of real people that equal a training row other than themselves, holdout and training rows together: how often
   * chance makes two people equal.
   */
  readonly chance: Rate;
}

export const copies: Metric<'copies', CopiesDetails> = {
  name: 'copies',
  range: [0, 1],
  better: 'reference',
  source:
    'identical match share, mostlyai-qa 1.10.11 mostlyai/qa/_distances.py: calculate_ims; here on the cells themselves',
  measure: measureCopies,
};

async function measureCopies(aligned: Aligned, run: Run): Promise<Measured<'copies', CopiesDetails>> {
  const nothing = nothingToCompare(aligned);
  if (nothing !== null)
    return {
      findings: { copies: unmeasured(nothing) },
      details: { copied: 0, chance: { successes: 0, trials: 0 } },
      note: null,
    };
  const { columns, train, synthetic, holdout } = aligned;
  const { found, twins } = await run.pool.run(countMatches, {
    columns,
    train,
    queries: [synthetic, holdout],
  });
  const [copied, natural] = found;
  const rows = lengthOf(synthetic);
  const holdoutRows = lengthOf(holdout);
  return {
    findings: {
      copies: {
        value: copied / rows,
        interval: wilson(copied, rows),
        reference: holdoutRows === 0 ? null : natural / holdoutRows,
        better: 'reference',
      },
    },
    details: {
      copied,
      chance: { successes: natural + twins, trials: holdoutRows + lengthOf(train) },
    },
    note: null,
  };
}

interface MatchesPayload {
  readonly columns: readonly AlignedColumn[];
  readonly train: Span;
  readonly queries: readonly Span[];
}

interface Matches {
  /** For each span of queries, how many of its rows equal a training row. */
  readonly found: readonly number[];
  /** Training rows that equal another training row. */
  readonly twins: number;
}

/** Rows that are equal in all columns; missing equals missing. */
export const countMatches: Task<MatchesPayload, Matches> = {
  name: 'evaluate.matches',
  work: ({ columns, train, queries }, cancel) => {
    checkCancel(cancel);
    const rowCount = Math.max(train.end, ...queries.map(({ end }) => end));
    const ids = columns.map((column) => identities(column));
    const hashes = rowHashes(ids, rowCount);
    checkCancel(cancel);
    let capacity = 16;
    while (capacity < lengthOf(train) * 2) capacity *= 2;
    // Slots hold a training row plus one; 0 is free.
    const table = new Int32Array(capacity);
    const find = (row: number): number => {
      let slot = hashes[row] & (capacity - 1);
      while (table[slot] !== 0 && !sameRow(ids, hashes, table[slot] - 1, row))
        slot = (slot + 1) & (capacity - 1);
      return slot;
    };
    const paired = new Uint8Array(rowCount);
    let twins = 0;
    for (let row = train.start; row < train.end; row++) {
      if (row % 65536 === 0) checkCancel(cancel);
      const slot = find(row);
      if (table[slot] === 0) {
        table[slot] = row + 1;
        continue;
      }
      const first = table[slot] - 1;
      twins += paired[first] === 1 ? 1 : 2;
      paired[first] = 1;
    }
    const found = queries.map(({ start, end }) => {
      let equal = 0;
      for (let row = start; row < end; row++) {
        if (row % 65536 === 0) checkCancel(cancel);
        if (table[find(row)] !== 0) equal++;
      }
      return equal;
    });
    return { found, twins };
  },
};

/** Two 32-bit words a row, that are equal exactly when the cells are. */
export interface Identity {
  readonly low: Int32Array;
  readonly high: Int32Array | null;
}

/** What `copies` and `nearCopies` compare of a column. */
export function identities(column: AlignedColumn): Identity {
  if (column.form === 'category') return { low: column.codes, high: null };
  const { values } = column;
  const low = new Int32Array(values.length);
  const high = new Int32Array(values.length);
  const bits = new DataView(new ArrayBuffer(8));
  for (let row = 0; row < values.length; row++) {
    // Adding 0 makes -0 and 0 one; every NaN is written as the same bits.
    bits.setFloat64(0, Number.isNaN(values[row]) ? NaN : values[row] + 0);
    high[row] = bits.getInt32(0);
    low[row] = bits.getInt32(4);
  }
  return { low, high };
}

function rowHashes(ids: readonly Identity[], rowCount: number): Int32Array {
  const hashes = new Int32Array(rowCount);
  const add = (words: Int32Array): void => {
    for (let row = 0; row < rowCount; row++) {
      let h = Math.imul(hashes[row] ^ words[row], 0x85ebca6b);
      h ^= h >>> 15;
      hashes[row] = (Math.imul(h, 0xc2b2ae35) + 0x9e3779b9) | 0;
    }
  };
  for (const { low, high } of ids) {
    add(low);
    if (high !== null) add(high);
  }
  for (let row = 0; row < rowCount; row++) hashes[row] ^= hashes[row] >>> 16;
  return hashes;
}

function sameRow(ids: readonly Identity[], hashes: Int32Array, a: number, b: number): boolean {
  if (hashes[a] !== hashes[b]) return false;
  for (const { low, high } of ids) {
    if (low[a] !== low[b] || (high !== null && high[a] !== high[b])) return false;
  }
  return true;
}
