/**
 * `npm run bench`: seconds a stage and peak memory, each table in a fresh process, as a table for the README. Real tables
 * are measured where the shared data stands beside the project. `npm run bench -- --rows 1000000` changes the made-up table;
 * `npm run bench -- --leaks` instead measures the checks on leakage: power on planted leaks, false alarms on clean tables
 * (`--tries`, `--clean`, `--on made-up|adult`).
 * `npm run bench -- --evaluate` prints the seconds of each stage of an evaluation (`--rows`: fitted rows of the made-up table).
 * `npm run bench -- --quality` measures fidelity and leakage over seeds (`quality.mjs`).
 * `npm run bench -- --scale` leaves evaluation out and measures tables that are large in one direction (`scale.mjs`).
 * `npm run bench -- --read` measures reading alone, beside DuckDB (`read.mjs`; `--rows`, `--pairs`).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from './bundle.mjs';
import { writeMadeUpTable } from './madeUpTable.mjs';
import { benchQuality } from './quality.mjs';
import { benchRead } from './read.mjs';
import { benchScale, samplingRate } from './scale.mjs';

const project = resolve(import.meta.dirname, '../..');
const out = join(project, 'dist', 'bench');
const { values } = parseArgs({
  options: {
    rows: { type: 'string' },
    threads: { type: 'string', default: '2' },
    read: { type: 'boolean', default: false },
    pairs: { type: 'string', default: '5' },
    leaks: { type: 'boolean', default: false },
    tries: { type: 'string', default: '20' },
    clean: { type: 'string', default: '200' },
    on: { type: 'string', default: 'both' },
    evaluate: { type: 'boolean', default: false },
    quality: { type: 'boolean', default: false },
    scale: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '5' },
  },
});
if (values.read) {
  await benchRead({
    rows: Number(values.rows ?? 1_000_000),
    threads: values.threads,
    pairs: Number(values.pairs),
  });
  process.exit();
}
if (values.quality) {
  benchQuality({ seeds: Number(values.seeds), threads: values.threads });
  process.exit();
}
const rows = Number(values.rows ?? 200_000);

const shared = resolve(project, '../shared/data');

await bundle(out, {
  measure: 'measure.ts',
  evaluate: 'evaluate.ts',
  sampling: 'sampling.ts',
  leaks: 'leaks/leaks.ts',
});
const machine = `Node ${process.version}, ${availableParallelism()} cores (${cpus()[0].model.trim()}), ${values.threads} threads.`;

if (values.leaks) {
  const settings = [values.tries, values.clean, values.on, shared];
  const child = spawnSync(process.execPath, [join(out, 'leaks.js'), ...settings], { stdio: 'inherit' });
  process.exit(child.status ?? 1);
}

if (values.scale) {
  process.stdout.write(`${machine}\n\n${await benchScale(out, values.threads)}\n`);
  process.exit();
}
const folder = join(tmpdir(), `understudy-bench-${process.pid}`);
mkdirSync(folder);
const madeUp = join(folder, 'made-up.csv');
// An evaluation is asked for by the rows that are fitted, which are four of five.
await writeMadeUpTable(madeUp, values.evaluate ? Math.round(rows / 0.8) : rows);

/** @type {[string, string, string][]} */
const tables = [
  ['adult', join(shared, 'adult_trn.csv.gz'), join(shared, 'adult_hol.csv.gz')],
  ['credit-default', join(shared, 'credit-default_trn.csv.gz'), join(shared, 'credit-default_hol.csv.gz')],
  ['made-up', madeUp, '-'],
];
if (values.evaluate) {
  try {
    for (const [name, train, holdout] of tables) {
      if (existsSync(train)) process.stdout.write(evaluationOf(name, train, holdout));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.exit();
}

const stages = ['read', 'prepare', 'fit', 'sample', 'evaluate'];
const lines = [
  `| table | rows x columns | ${stages.map((stage) => `${stage} s`).join(' | ')} | rows/s sampled | peak MB |`,
  `|---|---|${stages.map(() => '---|').join('')}---|---|`,
];
try {
  for (const [name, train, holdout] of tables) {
    if (!existsSync(train)) continue;
    const child = spawnSync(process.execPath, [join(out, 'measure.js'), train, holdout, values.threads], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.status !== 0) throw new Error(`Measuring ${name} ended with ${child.status}.`);
    const { rows: trainRows, columns, seconds, peakMb } = JSON.parse(child.stdout);
    const times = stages.map((stage) => seconds[stage].toFixed(2));
    const rate = Math.round(trainRows / seconds.sample).toLocaleString('en');
    lines.push(
      `| ${name} | ${trainRows.toLocaleString('en')} x ${columns} | ${times.join(' | ')} | ${rate} | ${Math.round(peakMb)} |`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`${machine}\n\n${lines.join('\n')}\n`);
const adult = tables[0][1];
if (existsSync(adult)) process.stdout.write(`\n${samplingRate(out, adult, values.threads)}\n`);

/** Seconds of each stage of one evaluation, in order. @param {string} name @param {string} train @param {string} holdout */
function evaluationOf(name, train, holdout) {
  const child = spawnSync(process.execPath, [join(out, 'evaluate.js'), train, holdout, values.threads], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`Evaluating ${name} ended with ${child.status}.`);
  const { rows: fitted, holdoutRows, columns, seconds, totalS, cpuS, peakMb } = JSON.parse(child.stdout);
  const sizes = [fitted, holdoutRows].map((count) => count.toLocaleString('en'));
  const head = `${name}: ${sizes[0]} synthetic against ${sizes[0]} training and ${sizes[1]} holdout rows x ${columns}`;
  const total = `${totalS.toFixed(1)} s (${cpuS.toFixed(1)} s of processor), peak ${Math.round(peakMb)} MB`;
  const parts = Object.entries(seconds).map(([stage, time]) => `${stage} ${time.toFixed(2)}`);
  return `${head}: ${total}\n  ${parts.join(', ')}\n`;
}
