/** A long file is read by real worker threads, and the reading stopped half-way. */
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../../models/io/csv/readCsv.ts';
import { inlinePool, workerPool } from '../../models/run/pool.ts';
import { Cancelled, type Run } from '../../models/run/run.ts';
import type { Pool } from '../../models/run/task.ts';
import { freshFolder } from '../support/cli.ts';

const worker = resolve(import.meta.dirname, '../../dist/cli/worker.js');
const path = join(freshFolder(), 'million.csv');
beforeAll(() => {
  const rows = Array.from(
    { length: 10_000 },
    (_, row) => `${row},${row % 7},some text of row ${row},${row / 8}\n`,
  );
  writeFileSync(path, `id,group,note,value\n${rows.join('').repeat(100)}`);
});
afterAll(() => rmSync(path));

/** Reads a million rows and asks to stop at the first news of progress; gives the shares that were reported. */
async function stopHalfWay(
  poolOf: (cancel: Int32Array) => Pool,
): Promise<{ error: unknown; shares: number[] }> {
  const cancel = new Int32Array(new SharedArrayBuffer(4));
  const pool = poolOf(cancel);
  const shares: number[] = [];
  const run: Run = {
    pool,
    cancel,
    report: (_, share) => {
      if (Atomics.load(cancel, 0) === 1) throw new Cancelled();
      shares.push(share);
      if (share > 0) Atomics.store(cancel, 0, 1);
    },
  };
  const error = await readCsv(path, { dialect: null, ragged: 'stop' }, run).catch(
    (reason: unknown) => reason,
  );
  await pool.close();
  return { error, shares };
}

describe('reading a million rows', () => {
  it.each([
    ['by two worker threads', (cancel: Int32Array) => workerPool(worker, 2, cancel)],
    ['by the calling thread', inlinePool],
  ])('%s ends as cancelled, before its end', async (_, poolOf) => {
    const { error, shares } = await stopHalfWay(poolOf);
    expect(error).toBeInstanceOf(Cancelled);
    expect(shares.at(-1)).toBeLessThan(1);
  });

  it('by two worker threads gives what one thread gives', async () => {
    const cancel = new Int32Array(new SharedArrayBuffer(4));
    const pools = [inlinePool(cancel), workerPool(worker, 2, cancel)];
    const [one, two] = await Promise.all(
      pools.map((pool) =>
        readCsv(path, { dialect: null, ragged: 'stop' }, { report: () => {}, cancel, pool }),
      ),
    );
    await Promise.all(pools.map((pool) => pool.close()));
    expect(two.rowCount).toBe(1_000_000);
    for (const [index, { codes, dictionary }] of two.columns.entries()) {
      expect(
        Buffer.compare(
          Buffer.from(codes.slice().buffer),
          Buffer.from(one.columns[index].codes.slice().buffer),
        ),
      ).toBe(0);
      expect(Buffer.compare(dictionary.bytes, one.columns[index].dictionary.bytes)).toBe(0);
    }
  });
});
