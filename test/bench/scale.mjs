/**
 * `npm run bench -- --scale`: from reading to sampled rows, without evaluation, on tables that are large in one direction;
 * each in a fresh process, as many rows sampled as were fitted (of made-up tables 80 %).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeMadeUpTable } from './madeUpTable.mjs';
import { writeLevelsTable, writeSparseTable, writeWideTable } from './scaleTables.mjs';

const shared = resolve(import.meta.dirname, '../../../shared/data');

/** @type {readonly [string, (path: string) => Promise<void>][]} */
const madeUp = [
  ['made-up', (path) => writeMadeUpTable(path, 200_000)],
  ['made-up', (path) => writeMadeUpTable(path, 1_000_000)],
  ['1,000 columns', (path) => writeWideTable(path, 5000, 1000)],
  ['10,000 levels', (path) => writeLevelsTable(path, 200_000)],
  ['99.9 % missing', (path) => writeSparseTable(path, 1_000_000, 15)],
];

/** @param {string} out the bundled programs @param {string} threads */
export async function benchScale(out, threads) {
  const folder = join(tmpdir(), `understudy-bench-scale-${process.pid}`);
  mkdirSync(folder);
  const lines = [
    '| table | rows x columns | read s | prepare s | fit s | sample s | fit + sample s | peak MB |',
    '|---|---|---|---|---|---|---|---|',
  ];
  try {
    const adult = ['adult_trn.csv.gz', 'adult_hol.csv.gz'].map((name) => join(shared, name));
    if (existsSync(adult[0])) lines.push(measured(out, 'adult', adult[0], adult[1], threads));
    for (const [name, write] of madeUp) {
      const file = join(folder, 'table.csv');
      await write(file);
      lines.push(measured(out, name, file, '-', threads));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return lines.join('\n');
}

/** @param {string} out @param {string} name @param {string} train @param {string} holdout @param {string} threads */
function measured(out, name, train, holdout, threads) {
  const child = spawnSync(process.execPath, [join(out, 'measure.js'), train, holdout, threads, 'sample'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`Measuring ${name} ended with ${child.status}.`);
  const { rows, columns, seconds, peakMb } = JSON.parse(child.stdout);
  const { read, prepare, fit, sample } = seconds;
  const times = [read, prepare, fit, sample, fit + sample].map((time) => time.toFixed(2));
  return `| ${name} | ${rows.toLocaleString('en')} x ${columns.toLocaleString('en')} | ${times.join(' | ')} | ${Math.round(peakMb)} |`;
}

/** Rows a second in steady state, as a sentence. @param {string} out @param {string} train @param {string} threads */
export function samplingRate(out, train, threads) {
  const child = spawnSync(process.execPath, [join(out, 'sampling.js'), train, threads, '1000000'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`Measuring the sampling rate ended with ${child.status}.`);
  const { rows, columns, codes, cells, csv } = JSON.parse(child.stdout);
  const [inCodes, decoded, written] = [codes, cells, csv].map((rate) => `${Math.round(rate / 1000)},000`);
  return (
    `Sampling ${rows.toLocaleString('en')} x ${columns} in steady state (model fitted, threads warm, best of three), rows a second: ` +
    `${inCodes} drawn as codes, ${decoded} drawn and decoded, ${written} drawn, decoded and written as CSV (in memory).`
  );
}
