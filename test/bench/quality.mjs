/**
 * `npm run bench -- --quality`: what a release of each real table measures, over seeds, as a table for the README. It runs
 * the command line (which must be built) as a person would and reads `report.json`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '../..');
const shared = resolve(project, '../shared/data');
const tables = ['adult', 'credit-default'];
const presets = ['balanced', 'private'];

/** @typedef {{ value: number, reference: number | null } | { unmeasured: string }} Finding */

/** The columns: a heading, and how it is read off a report. @type {[string, (report: any) => number][]} */
const measures = [
  [
    'accuracy (uni + biv) / 2',
    ({ fidelity }) => mean([fidelity.accuracy.univariate, fidelity.accuracy.bivariate].map(valueOf)),
  ],
  ['shapes', ({ fidelity }) => valueOf(fidelity.shapes)],
  ['trends', ({ fidelity }) => valueOf(fidelity.trends)],
  ['detection AUC', ({ fidelity }) => valueOf(fidelity.detection)],
  ['TRTR - TSTR', ({ utility }) => valueOf(utility.trainReal) - valueOf(utility.trainSynthetic)],
  ['DCR share', ({ privacy }) => valueOf(privacy.dcrShare)],
  ['worst attack AUC', ({ privacy }) => valueOf(privacy.membership.max)],
  ['on outliers', ({ privacy }) => valueOf(privacy.membership.outliers)],
  ['copies - holdout, points', ({ privacy }) => 100 * (valueOf(privacy.copies) - privacy.copies.reference)],
];

/** @param {Finding} finding */
function valueOf(finding) {
  return 'value' in finding ? finding.value : NaN;
}

/** @param {number[]} values */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @param {{ seeds: number, threads: string }} options */
export function benchQuality({ seeds, threads }) {
  const lines = [
    `| table, preset | ${measures.map(([heading]) => heading).join(' | ')} |`,
    `|---|${measures.map(() => '---|').join('')}`,
  ];
  for (const table of tables) {
    const [train, holdout] = ['trn', 'hol'].map((part) => join(shared, `${table}_${part}.csv.gz`));
    if (!existsSync(train)) continue;
    for (const preset of presets) {
      const reports = Array.from({ length: seeds }, (_, index) =>
        reportOf([
          train,
          '--holdout',
          holdout,
          '--preset',
          preset,
          '--seed',
          String(index + 1),
          '--threads',
          threads,
        ]),
      );
      const cells = measures.map(([, read]) => spread(reports.map(read)));
      lines.push(`| ${table}, ${preset} | ${cells.join(' | ')} |`);
    }
  }
  process.stdout.write(`Mean (lowest to highest) over seeds 1 to ${seeds}.\n\n${lines.join('\n')}\n`);
}

/** @param {string[]} args */
function reportOf(args) {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-quality-'));
  try {
    const program = join(project, 'dist', 'cli', 'understudy.js');
    const all = [program, 'synthesize', ...args, '--out', join(folder, 'out'), '--quiet'];
    // Without a reviewer the report is written and the table is not: exit code 4.
    const { status } = spawnSync(process.execPath, all, { stdio: ['ignore', 'ignore', 'ignore'] });
    if (status !== 4) throw new Error(`synthesize ended with ${status}; is the command line built?`);
    return JSON.parse(readFileSync(join(folder, 'out', 'report.json'), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {number[]} values */
function spread(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `${mean(values).toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)})`;
}
