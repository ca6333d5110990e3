/**
 * Rows a second in steady state: `sampling.js TRAIN THREADS ROWS` fits a table, warms up, samples ROWS rows three times over
 * and prints one JSON line. `codes`: drawn in code space by threads of their own, nothing handed over. `cells`: drawn,
 * decoded and handed to the calling thread in order. `csv`: the same and written as CSV bytes, which go nowhere.
 */
import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { codeTable } from '../../models/codec/codeTable.ts';
import { fit } from '../../models/generators/fit.ts';
import { blockRows, type Model } from '../../models/generators/generator.ts';
import { sampleModel } from '../../models/generators/index.ts';
import { sampleBlocks } from '../../models/generators/sampleRows.ts';
import { writeRows } from '../../models/io/writeRows.ts';
import { openTable, understand } from '../../models/pipeline.ts';
import { defaultRecipe } from '../../models/recipe.ts';
import { createCancel, createRun } from '../../models/run/createRun.ts';
import { workerPool } from '../../models/run/pool.ts';

/** Blocks that are drawn before the clock starts, by each thread. */
const warmBlocks = 12;

interface Share {
  readonly model: Model;
  readonly blocks: number;
}

function drawShare({ model, blocks }: Share): void {
  const draw = (block: number): unknown =>
    sampleModel(model, 1, { rowStart: block * blockRows, rowEnd: (block + 1) * blockRows });
  for (let block = 0; block < warmBlocks; block++) draw(block);
  parentPort?.postMessage('warm');
  parentPort?.once('message', () => {
    for (let block = 0; block < blocks; block++) draw(block);
    parentPort?.postMessage('done');
  });
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return (performance.now() - startMs) / 1000;
}

async function drain(rows: AsyncIterable<unknown>): Promise<void> {
  const iterator = rows[Symbol.asyncIterator]();
  while ((await iterator.next()).done !== true);
}

/** Rows a second of `threads` threads that draw codes. */
async function codesRate(model: Model, threads: number, rows: number): Promise<number> {
  const blocks = Math.ceil(rows / blockRows / threads);
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL(import.meta.url), { workerData: { model, blocks } satisfies Share }),
  );
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  const seconds = await secondsOf(async () => {
    for (const worker of workers) worker.postMessage('go');
    await Promise.all(workers.map((worker) => once(worker, 'message')));
  });
  await Promise.all(workers.map((worker) => worker.terminate()));
  return (threads * blocks * blockRows) / seconds;
}

async function measure(file: string, threads: number, rows: number): Promise<void> {
  const cancel = createCancel();
  const pool = workerPool(new URL('worker.js', import.meta.url), threads, cancel);
  const run = createRun({ pool, cancel });
  const recipe = defaultRecipe;
  const opened = await openTable(file, recipe, run);
  const train = understand(opened, {});
  const { codecs, coded } = await codeTable(train, recipe, run);
  const fitted = await fit(coded, codecs, recipe, train, run);
  const { dialect } = opened.raw;
  const csv = (end: number): AsyncIterable<Uint8Array> =>
    writeRows(fitted, { start: 0, end, header: true }, { dialect, output: recipe.output }, run);
  await drain(csv(threads * warmBlocks * blockRows));
  const best = { codes: 0, cells: 0, csv: 0 };
  for (let round = 0; round < 3; round++) {
    best.codes = Math.max(best.codes, await codesRate(fitted.model, threads, rows));
    best.cells = Math.max(best.cells, rows / (await secondsOf(() => drain(sampleBlocks(fitted, rows, run)))));
    best.csv = Math.max(best.csv, rows / (await secondsOf(() => drain(csv(rows)))));
  }
  await pool.close();
  process.stdout.write(`${JSON.stringify({ rows, columns: train.columns.length, ...best })}\n`);
}

if (isMainThread) {
  const [file, threads, rows] = process.argv.slice(2);
  await measure(file, Number(threads), Number(rows));
} else drawShare(workerData as Share);
