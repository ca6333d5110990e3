/**
 * `npm run bench`: seconds a stage and peak memory, each table in a fresh process, as a table for the README. Real tables
 * are measured where the shared data stands beside the project. `npm run bench -- --rows 1000000` changes the made-up table;
 * `npm run bench -- --leaks` instead measures the checks on leakage: power on planted leaks, false alarms on clean tables.
 * `npm run bench -- --quality` measures fidelity and leakage over seeds (`quality.mjs`).
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

const project = resolve(import.meta.dirname, '../..');
const out = join(project, 'dist', 'bench');
const { values } = parseArgs({
  options: {
    rows: { type: 'string' },
    threads: { type: 'string', default: '2' },
    read: { type: 'boolean', default: false },
    pairs: { type: 'string', default: '5' },
    leaks: { type: 'boolean', default: false },
    quality: { type: 'boolean', default: false },
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

await bundle(out, { measure: 'measure.ts', leaks: 'leaks/leaks.ts' });

if (values.leaks) {
  const child = spawnSync(process.execPath, [join(out, 'leaks.js')], { stdio: 'inherit' });
  process.exit(child.status ?? 1);
}

const shared = resolve(project, '../shared/data');
const folder = join(tmpdir(), `understudy-bench-${process.pid}`);
mkdirSync(folder);
const madeUp = join(folder, 'made-up.csv');
await writeMadeUpTable(madeUp, rows);

/** @type {[string, string, string][]} */
const tables = [
  ['adult', join(shared, 'adult_trn.csv.gz'), join(shared, 'adult_hol.csv.gz')],
  ['credit-default', join(shared, 'credit-default_trn.csv.gz'), join(shared, 'credit-default_hol.csv.gz')],
  ['made-up', madeUp, '-'],
];
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
process.stdout.write(
  `Node ${process.version}, ${availableParallelism()} cores (${cpus()[0].model.trim()}), ${values.threads} threads.\n\n${lines.join('\n')}\n`,
);
