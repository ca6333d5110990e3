/**
 * One evaluation in a process of its own: `evaluate.js TRAIN HOLDOUT|- THREADS` prints seconds a stage of `evaluate`, in order,
 * and peak memory as one JSON line. Stages overlap: a stage has the time in which it was the first that was not done. The synthetic table has as many rows as the training table. Bundled and started by
 * `bench.mjs`.
 */
import { codeTable } from '../../models/codec/codeTable.ts';
import { evaluate } from '../../models/evaluate/evaluate.ts';
import { fit } from '../../models/generators/fit.ts';
import { sampleTable } from '../../models/generators/sampleRows.ts';
import { openLike, openTable, understand } from '../../models/pipeline.ts';
import { defaultRecipe } from '../../models/recipe.ts';
import { createCancel, createRun } from '../../models/run/createRun.ts';
import { workerPool } from '../../models/run/pool.ts';
import { split } from '../../models/table/split.ts';

const [trainFile, holdoutFile, threads] = process.argv.slice(2);
const cancel = createCancel();
const pool = workerPool(new URL('worker.js', import.meta.url), Number(threads), cancel);
const stages: { readonly name: string; readonly startMs: number }[] = [];
const run = createRun({
  pool,
  cancel,
  stages: ['evaluate'],
  onProgress: ({ stage, detail }) => {
    if (stage === 'evaluate') stages.push({ name: detail ?? 'align', startMs: performance.now() });
  },
});

const recipe = defaultRecipe;
const table = understand(await openTable(trainFile, recipe, run), {});
const { train, holdout } =
  holdoutFile === '-'
    ? split(table, recipe.holdoutShare, recipe.seed)
    : { train: table, holdout: await openLike(holdoutFile, table, recipe, run) };
const { codecs, coded } = await codeTable(train, recipe, run);
const fitted = await fit(coded, codecs, recipe, train, run);
const synthetic = await sampleTable(fitted, 0, train.rowCount, run);
const beforeMb = process.resourceUsage().maxRSS / 1024;
const cpuBefore = process.cpuUsage();
const startMs = performance.now();
await evaluate({ train, holdout, synthetic, seed: 1 }, run);
const endMs = performance.now();
const { user } = process.cpuUsage(cpuBefore);
await pool.close();

const seconds = new Map<string, number>();
stages.forEach(({ name, startMs: from }, index) => {
  const to = stages[index + 1]?.startMs ?? endMs;
  seconds.set(name, (seconds.get(name) ?? 0) + (to - from) / 1000);
});
process.stdout.write(
  `${JSON.stringify({
    rows: train.rowCount,
    holdoutRows: holdout.rowCount,
    columns: table.columns.length,
    seconds: Object.fromEntries(seconds),
    totalS: (endMs - startMs) / 1000,
    cpuS: user / 1e6,
    beforeMb,
    peakMb: process.resourceUsage().maxRSS / 1024,
  })}\n`,
);
