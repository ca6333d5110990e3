/**
 * `npm run bench -- --read`: time to load a made-up table of 15 columns as a ratio to DuckDB's `read_csv` into a table, and
 * peak memory. Each reading is a fresh process with the file in the system's cache; ours and DuckDB's alternate, and the
 * ratio is the median over pairs, because machines are seldom quiet. DuckDB is asked through a Python that has it
 * (`PYTHON`, else `python3`); without one nothing is compared, and the output says so.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundle } from './bundle.mjs';
import { writeReadTable } from './readTable.mjs';

const project = resolve(import.meta.dirname, '../..');
const out = join(project, 'dist', 'bench-read');
const python = process.env['PYTHON'] ?? 'python3';
const duckdb = `
import json, resource, sys, time, duckdb
start = time.perf_counter()
con = duckdb.connect(); con.execute("SET enable_progress_bar = false"); con.execute(f"SET threads = {sys.argv[2]}")
con.execute("CREATE TABLE t AS SELECT * FROM read_csv(?)", [sys.argv[1]])
print(json.dumps({"timeMs": (time.perf_counter() - start) * 1000, "peakMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
`;

/** @typedef {{ timeMs: number, peakMb: number }} Reading */

/** @param {{ rows: number, threads: string, pairs: number }} settings */
export async function benchRead({ rows, threads, pairs }) {
  await bundle(out, { readOnce: 'readOnce.ts' });
  const folder = join(tmpdir(), `understudy-bench-read-${process.pid}`);
  mkdirSync(folder);
  try {
    const file = join(folder, 'made-up.csv');
    await writeReadTable(file, rows);
    const mb = statSync(file).size / 1e6;
    const compared = spawnSync(python, ['-c', 'import duckdb'], { stdio: 'ignore' }).status === 0;
    /** @type {Reading[]} */
    const ours = [];
    /** @type {Reading[]} */
    const theirs = [];
    for (let pair = 0; pair < pairs; pair++) {
      ours.push(reading(process.execPath, [join(out, 'readOnce.js'), file, threads]));
      if (compared) theirs.push(reading(python, ['-c', duckdb, file, threads]));
    }
    process.stdout.write(`${text({ rows, threads, mb, ours, theirs })}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {{ rows: number, threads: string, mb: number, ours: Reading[], theirs: Reading[] }} measured */
function text({ rows, threads, mb, ours, theirs }) {
  const seconds = (/** @type {Reading[]} */ all) =>
    (median(all.map(({ timeMs }) => timeMs)) / 1000).toFixed(2);
  const peakMb = Math.max(...ours.map((one) => one.peakMb));
  const head = `${rows.toLocaleString('en')} x 15, ${mb.toFixed(0)} MB, ${threads} threads, median of ${ours.length}: `;
  const own = `${head}read in ${seconds(ours)} s, peak memory ${peakMb.toFixed(0)} MB (${((peakMb * 1.048576) / mb).toFixed(1)} x file).`;
  if (theirs.length === 0) return `${own}\nNot compared: no Python with duckdb (set PYTHON).`;
  const ratio = median(ours.map(({ timeMs }, pair) => timeMs / theirs[pair].timeMs));
  return `${own}\nDuckDB read_csv: ${seconds(theirs)} s. Ratio, median of pairs: ${ratio.toFixed(2)}.`;
}

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** @param {string} program @param {string[]} args @returns {Reading} */
function reading(program, args) {
  const child = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.status !== 0) throw new Error(`${program} ended with ${child.status}.`);
  return JSON.parse(child.stdout);
}
