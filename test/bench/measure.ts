/**
 * One measurement in a process of its own: `measure.js TRAIN HOLDOUT|- THREADS [sample]` prints seconds a stage and peak
 * memory as one JSON line; with `sample` it ends before evaluation. Bundled and started by `bench.mjs` and `scale.mjs`.
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

const [trainFile, holdoutFile, threads, last] = process.argv.slice(2);
const cancel = createCancel();
const pool = workerPool(new URL('worker.js', import.meta.url), Number(threads), cancel);
const run = createRun({ pool, cancel });
const seconds: Record<string, number> = {};

async function timed<Result>(stage: string, work: () => Promise<Result>): Promise<Result> {
  const startMs = performance.now();
  const result = await work();
  seconds[stage] = (performance.now() - startMs) / 1000;
  return result;
}

const recipe = defaultRecipe;
const table = await timed('read', async () => understand(await openTable(trainFile, recipe, run), {}));
const { train, holdout } =
  holdoutFile === '-'
    ? split(table, recipe.holdoutShare, recipe.seed)
    : { train: table, holdout: await openLike(holdoutFile, table, recipe, run) };
const { codecs, coded } = await timed('prepare', () => codeTable(train, recipe, run));
const fitted = await timed('fit', () => fit(coded, codecs, recipe, train, run));
const synthetic = await timed('sample', () => sampleTable(fitted, 0, train.rowCount, run));
const evaluated =
  last === 'sample'
    ? null
    : await timed('evaluate', () => evaluate({ train, holdout, synthetic, seed: 1 }, run));
await pool.close();

const peakMb = process.resourceUsage().maxRSS / 1024;
const [overall, dcrShare] = [evaluated?.fidelity.accuracy.overall, evaluated?.privacy.dcrShare];
process.stdout.write(
  `${JSON.stringify({ rows: train.rowCount, columns: table.columns.length, seconds, peakMb, overall, dcrShare })}\n`,
);
