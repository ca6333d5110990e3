/** One reading in a process of its own: `readOnce.js FILE THREADS` prints milliseconds and peak memory as JSON. */
import { readCsv } from '../../models/io/csv/readCsv.ts';
import { inlinePool, workerPool } from '../../models/run/pool.ts';
import { createCancel, createRun } from '../../models/run/createRun.ts';

const [file, threads] = process.argv.slice(2);
const startMs = performance.now();
const cancel = createCancel();
const pool =
  threads === '1'
    ? inlinePool(cancel)
    : workerPool(new URL('worker.js', import.meta.url), Number(threads), cancel);
const { rowCount, columns } = await readCsv(
  file,
  { dialect: null, ragged: 'stop' },
  createRun({ pool, cancel }),
);
const timeMs = performance.now() - startMs;
await pool.close();
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ timeMs, peakMb, rowCount, columnCount: columns.length })}\n`);
