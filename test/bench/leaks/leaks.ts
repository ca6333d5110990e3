/**
 * The verdict bench: power on planted leaks and false alarms on clean tables, as a table for the README; on made-up people
 * and, where the shared data stands beside the project, on adult. On made-up people, who can be drawn at will, also what the
 * attacks on membership reach in truth.
 * `leaks.js [TRIES] [CLEAN] [made-up|adult] [SHARED_DATA_FOLDER]`: tables a leak (default 20) and clean tables in all
 * (default 200); on adult a quarter of them.
 */
import { attackNames } from '../../../models/evaluate/privacy/membershipScores.ts';
import { adultIn } from './adult.ts';
import { type Case, clean, generated, leaks, type Made } from './plants.ts';
import { madeUp, type Population } from './population.ts';
import { trueAucs } from './truth.ts';
import { tried, type Verdict } from './verdict.ts';

const tries = Number(process.argv[2] ?? 20);
const cleanTables = Number(process.argv[3] ?? 200);
const [, , , , which, folder] = process.argv;
const say = (text: string): boolean => process.stdout.write(text);

function line(name: string, verdicts: readonly Verdict[]): string {
  const share = (has: (verdict: Verdict) => boolean): string =>
    (verdicts.filter(has).length / verdicts.length).toFixed(2);
  const counts = new Map<string, number>();
  for (const id of verdicts.flatMap(({ failed }) => failed)) counts.set(id, (counts.get(id) ?? 0) + 1);
  const by = [...counts].sort((a, b) => b[1] - a[1]).map(([id, count]) => `${id} ${count}`);
  const failed = share((verdict) => verdict.failed.length > 0);
  const warned = share(({ failed: fails, warned: warns }) => fails.length > 0 || warns.length > 0);
  const blind = share(({ unmeasured }) => unmeasured.length > 0);
  return `| ${name} | ${verdicts.length} | ${failed} | ${warned} | ${blind} | ${by.join(', ')} |\n`;
}

async function verdicts(
  each: Case,
  of: Population,
  first: number,
  count: number,
): Promise<readonly Verdict[]> {
  const found: Verdict[] = [];
  for (let seed = first; seed < first + count; seed++) found.push(await tried(each, seed, of.rows, of));
  return found;
}

const trees: Case = { name: 'generator "trees"', make: (made: Made) => generated(made, 'trees') };

/** Mean and standard error over tables of what each attack reaches in truth: 0.5 where nothing leaks. */
async function truth(cases: readonly Case[], of: Population, tables: number): Promise<void> {
  const names = attackNames.map(([name]) => name);
  say(`\nTrue AUC of each attack, mean and standard error over ${tables} tables.\n\n`);
  say(`| table | ${names.join(' | ')} |\n|---|${names.map(() => '---|').join('')}\n`);
  for (const each of cases) {
    const found: (readonly number[])[] = [];
    for (let seed = 2001; seed < 2001 + tables; seed++) found.push(await trueAucs(each, seed, of));
    const cells = names.map((_, attack) => {
      const aucs = found.map((row) => row[attack]);
      const mean = aucs.reduce((sum, auc) => sum + auc, 0) / tables;
      const squares = aucs.reduce((sum, auc) => sum + (auc - mean) ** 2, 0);
      return `${mean.toFixed(4)} (${Math.sqrt(squares / (tables - 1) / tables).toFixed(4)})`;
    });
    say(`| ${each.name} | ${cells.join(' | ')} |\n`);
  }
}

async function bench(
  of: Population,
  harmless: readonly Case[],
  most: number,
  mostClean: number,
): Promise<void> {
  const heading = (what: string): string =>
    `| ${what} | tables | fails | fails or warns | not all measured | by |\n|---|---|---|---|---|---|\n`;
  say(`\n${of.name}, ${of.rows} rows a table.\n\n${heading('planted leak')}`);
  for (const leak of leaks) say(line(leak.name, await verdicts(leak, of, 1, most)));
  say(`\n${heading('no leak')}`);
  const all: Verdict[] = [];
  for (const each of harmless) {
    const found = await verdicts(each, of, 1001, Math.ceil(mostClean / harmless.length));
    all.push(...found);
    say(line(each.name, found));
  }
  say(line('all of these', all));
  say(`\nFor comparison:\n\n${line(trees.name, await verdicts(trees, of, 2001, most))}`);
}

if (which !== 'adult') {
  await bench(madeUp, clean, tries, cleanTables);
  const [fresh, , independent] = clean;
  await truth([fresh, independent, trees], madeUp, tries);
}
const adult = which === 'made-up' || folder === undefined ? null : adultIn(folder);
if (adult !== null) {
  const { population, guaranteed } = adult;
  await bench(population, clean, Math.ceil(tries / 4), Math.ceil(cleanTables / 4));
  say(line(guaranteed.name, await verdicts(clean[0], guaranteed, 1, 1)));
}
