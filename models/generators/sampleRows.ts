/** Synthetic rows of a fitted model: as one table to evaluate, or block by block to write. */
import type { Run } from '../run/run.ts';
import type { Task } from '../run/task.ts';
import type { SyntheticTable } from '../table/table.ts';
import type { Fitted } from './fit.ts';
import { blockRows, type Block } from './generator.ts';
import { joinTables, shareDictionaries } from './joinTables.ts';
import { sampleBlock } from './sampleBlock.ts';

/** Samples and decodes one block; a worker may do it. */
export const sampleBlockTask: Task<{ fitted: Fitted; block: Block }, SyntheticTable> = {
  name: 'sample.block',
  work: ({ fitted, block }, cancel) => sampleBlock(fitted, block, cancel),
};

/**
 * Rows `rowStart` to `rowEnd` (exclusive) as one table; the same rows that `sampleBlocks` gives.
 * @param rowStart a multiple of `blockRows`. @throws Cancelled.
 */
export async function sampleTable(
  fitted: Fitted,
  rowStart: number,
  rowEnd: number,
  run: Run,
): Promise<SyntheticTable> {
  const blocks: SyntheticTable[] = [];
  for await (const block of blocksOf(fitted, rowStart, rowEnd, run)) blocks.push(block);
  return joinTables(blocks);
}

/** Rows 0 to `rowCount` (exclusive) in order, a block at a time; memory does not grow with `rowCount`. @throws Cancelled. */
export function sampleBlocks(fitted: Fitted, rowCount: number, run: Run): AsyncIterable<SyntheticTable> {
  return blocksOf(fitted, 0, rowCount, run);
}

/** Rows `rowStart` (a multiple of `blockRows`) to `rowEnd` (exclusive) in order, a block at a time. @throws Cancelled. */
export function sampleRange(
  fitted: Fitted,
  rowStart: number,
  rowEnd: number,
  run: Run,
): AsyncIterable<SyntheticTable> {
  return blocksOf(fitted, rowStart, rowEnd, run);
}

/** At most two blocks a thread are under way or waiting to be taken. An empty range gives one block without rows. */
async function* blocksOf(
  fitted: Fitted,
  rowStart: number,
  rowEnd: number,
  run: Run,
): AsyncGenerator<SyntheticTable, void, undefined> {
  if (rowStart % blockRows !== 0)
    throw new RangeError(`Rows start at a multiple of ${blockRows}, not at ${rowStart}`);
  const ahead = 2 * run.pool.threads;
  const waiting: Promise<SyntheticTable>[] = [];
  let next = rowStart;
  const start = (): void => {
    const block = { rowStart: next, rowEnd: Math.min(next + blockRows, rowEnd) };
    next = Math.max(next + 1, block.rowEnd);
    const sampled = run.pool.run(sampleBlockTask, { fitted, block });
    // A block that fails while an earlier one is awaited is reported when its turn comes.
    sampled.catch(() => {});
    waiting.push(sampled);
  };
  start();
  let done = 0;
  let before: SyntheticTable | null = null;
  for (let oldest = waiting.shift(); oldest !== undefined; oldest = waiting.shift()) {
    while (waiting.length < ahead - 1 && next < rowEnd) start();
    const sampled = await oldest;
    const block: SyntheticTable = before === null ? sampled : shareDictionaries(sampled, before);
    before = block;
    done += block.rowCount;
    run.report('sample', rowEnd === rowStart ? 1 : done / (rowEnd - rowStart));
    yield block;
    if (waiting.length === 0 && next < rowEnd) start();
  }
}
