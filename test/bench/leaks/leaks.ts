/**
 * The verdict bench: power on planted leaks and false alarms on clean tables, as a table for the README.
 * `leaks.js [TRIES] [CLEAN]`: tables a leak (default 20) and clean tables in all (default 200).
 */
import { generated, clean, leaks } from './plants.ts';
import { tried, type Verdict } from './verdict.ts';

const rows = 2000;
const tries = Number(process.argv[2] ?? 20);
const cleanTables = Number(process.argv[3] ?? 200);

function line(name: string, verdicts: readonly Verdict[]): string {
  const share = (has: (verdict: Verdict) => boolean): string =>
    (verdicts.filter(has).length / verdicts.length).toFixed(2);
  const counts = new Map<string, number>();
  for (const id of verdicts.flatMap(({ failed }) => failed)) counts.set(id, (counts.get(id) ?? 0) + 1);
  const by = [...counts].sort((a, b) => b[1] - a[1]).map(([id, count]) => `${id} ${count}`);
  const failed = share((verdict) => verdict.failed.length > 0);
  const warned = share(({ failed: fails, warned: warns }) => fails.length > 0 || warns.length > 0);
  return `| ${name} | ${verdicts.length} | ${failed} | ${warned} | ${by.join(', ')} |\n`;
}

process.stdout.write(
  `${rows} rows a table.\n\n| planted leak | tables | fails | fails or warns | by |\n|---|---|---|---|---|\n`,
);
for (const leak of leaks) {
  const verdicts: Verdict[] = [];
  for (let seed = 1; seed <= tries; seed++) verdicts.push(await tried(leak, seed, rows));
  process.stdout.write(line(leak.name, verdicts));
}
process.stdout.write('\n| no leak | tables | fails | fails or warns | by |\n|---|---|---|---|---|\n');
const all: Verdict[] = [];
for (const each of clean) {
  const verdicts: Verdict[] = [];
  for (let seed = 1; seed <= cleanTables / clean.length; seed++)
    verdicts.push(await tried(each, 1000 + seed, rows));
  all.push(...verdicts);
  process.stdout.write(line(each.name, verdicts));
}
process.stdout.write(line('all of these', all));
const trees = {
  name: 'generator "trees"',
  make: (made: Parameters<typeof generated>[0]) => generated(made, 'trees'),
};
const ours: Verdict[] = [];
for (let seed = 1; seed <= tries; seed++) ours.push(await tried(trees, 2000 + seed, rows));
process.stdout.write(`\nFor comparison:\n\n${line(trees.name, ours)}`);
