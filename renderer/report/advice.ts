/**
 * What a check that did not pass means for sharing, and what to do about it: steps that this program offers, with the
 * columns of this report. All of it is ours. Not for deciding anything: the checks do.
 */
import type { Check } from '../../models/evaluate/evaluation.ts';
import type { Report } from '../../models/report/report.ts';
import { measureOf, shortfall } from '../charts/finding.ts';
import { count, visible } from '../charts/format.ts';
import { attackBehind } from './attackBehind.ts';
import { areaOf } from './measures.ts';

export interface Advice {
  /** A sentence that begins "For sharing:". */
  readonly means: string;
  /** What to do, in one or two sentences; the same text for checks that one step serves. */
  readonly act: string;
}

/** Columns or pairs named in one step. Ours: what a person keeps in mind. */
const named = 3;

/** What is at stake, by check, as a clause. */
const stakes: Readonly<Record<string, string>> = {
  copies: 'whoever gets the table gets rows of real people',
  'near-copies': 'the table holds real people’s rows with a detail or two changed',
  'dcr-share': 'rows of the table stay close to single real people, who may be recognised',
  membership: 'somebody who knows a person’s facts can find out that this person is in the data',
  'membership-outliers': 'people with unusual facts can be recognised as part of the data',
  'singling-out': 'a description taken from the table can lead to one real person',
  linkability: 'two sets of facts about one person can be joined with the help of the table',
  inference: 'somebody who knows a person’s other facts can learn a sensitive one',
  disclosure: 'what is known about a person leads to a sensitive value of theirs',
  'rare-values': 'values that only a few people have stand in the table and can point to them',
  identifiers: 'identifiers in the table lead to real people',
  'fidelity-accuracy': 'results that combine columns may not carry over to the real data',
  shapes: 'counts and averages of single columns may not carry over to the real data',
  trends: 'relations between columns may not carry over to the real data',
};

/** Accuracy that does not pass for being too high: fresh rows would not come so close, so rows are repeated. */
function isTooAccurate({ fidelity }: Report, { id, status }: Check): boolean {
  const measure = measureOf(fidelity.accuracy.overall);
  if (id !== 'fidelity-accuracy' || status === 'pass' || measure === null) return false;
  return measure.reference !== null && measure.value > measure.reference;
}

function meansOf(report: Report, check: Check): string {
  const { status } = check;
  const copied = isTooAccurate(report, check);
  const area = copied ? 'privacy' : areaOf(check.measure);
  const stake = stakes[copied ? 'copies' : check.id] ?? 'this may matter to the recipient';
  switch (status) {
    case 'fail':
      return area === 'privacy'
        ? `For sharing: ${stake}. Treat it like the real data until this is mended or a reviewer accepts it with a reason.`
        : `For sharing: ${stake}. Say so to the recipient, or generate again.`;
    case 'warn':
      return area === 'privacy'
        ? `For sharing: perhaps ${stake}; a reviewer should read the number and decide for this recipient.`
        : `For sharing: ${stake}. Tell the recipient.`;
    case 'unmeasured':
      return `For sharing: it is not known whether ${stake}. A reviewer has to say why that is acceptable, or it is measured.`;
    case 'pass':
      return area === 'privacy'
        ? 'For sharing: this test found no leakage at the sample size given; other tests may.'
        : 'For sharing: no objection from this check.';
    default:
      return status satisfies never;
  }
}

function quoted(names: readonly string[]): string {
  const words = names.map((name) => `“${visible(name)}”`);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** The step that lowers what the table takes from single people. */
function again({ made, table }: Report): string {
  if (made === null)
    return 'Do not pass this table on as it is: have it made with stronger protection, or make one here from the same file.';
  return made.preset === 'private'
    ? `The preset is “private” already: learn from more than ${count(table.trainRows)} rows, or leave out columns the recipient does not need.`
    : 'Generate again with the preset “private”.';
}

/** Columns whose rare values are kept beyond the control, the most first. */
function rareColumns({ privacy }: Report): readonly string[] {
  const single = privacy.rarePatterns.filter(
    ({ columns, kept, control }) => columns.length === 1 && kept > control,
  );
  return [...new Set(single.map(({ columns }) => columns[0]))].slice(0, named);
}

function protectRare(report: Report): string {
  const columns = rareColumns(report);
  if (columns.length === 0)
    return 'Look at the ledger of rare patterns, and leave out the columns at its head that the recipient does not need.';
  const { made, privacy } = report;
  const them = columns.length === 1 ? 'it' : 'them';
  if (made === null) return `Merge the rare values of ${quoted(columns)}, or leave ${them} out.`;
  const marked = privacy.roles.given.secrets ? privacy.roles.secrets : [];
  const open = columns.filter((column) => !marked.includes(column));
  return open.length === 0
    ? `Leave ${quoted(columns)} out, or round or merge ${columns.length === 1 ? 'its' : 'their'} values before opening the table: ${columns.length === 1 ? 'it is' : 'they are'} marked as sensitive already.`
    : `Mark ${quoted(open)} as sensitive, so that a value needs twice as many people to stay, or leave ${open.length === 1 ? 'it' : 'them'} out.`;
}

/** The columns or pairs that fall furthest below two real samples. */
function worst<Found>(found: readonly Found[], gap: (each: Found) => number | null): readonly Found[] {
  return found
    .filter((each) => (gap(each) ?? 0) > 0)
    .toSorted((a, b) => (gap(b) ?? 0) - (gap(a) ?? 0))
    .slice(0, named);
}

function relyLess(report: Report, which: string): string {
  const advised =
    report.made === null || report.made.preset === 'private'
      ? ''
      : ` More than ${count(report.table.trainRows)} training rows would help.`;
  const preset = report.made?.preset === 'private' ? ' The preset “balanced” keeps more.' : '';
  return `Do not rely on ${which}.${preset}${advised}`;
}

function relyLessOnColumns(report: Report): string {
  const columns = worst(report.fidelity.columns, ({ shape }) => shortfall(shape));
  return relyLess(report, columns.length === 0 ? 'single columns' : quoted(columns.map(({ name }) => name)));
}

function relyLessOnPairs(report: Report, measure: 'accuracy' | 'trend'): string {
  const [pair] = worst(report.fidelity.pairs, (each) => shortfall(each[measure]));
  return relyLess(
    report,
    pair === undefined ? 'combinations of columns' : `combinations such as ${quoted(pair.columns)}`,
  );
}

/** Why an attack said nothing, turned into what would let it speak. */
function measureIt(report: Report, { id }: Check): string {
  const { holdoutFrom, holdoutRows } = report.table;
  if (holdoutFrom === 'none') return 'Give a holdout file: real rows that the model never saw.';
  // How many rows it takes depends on what was found; the check's own sentence has the number.
  if (id.startsWith('membership'))
    return `Keep as many rows out of training as the check asks for, now ${count(holdoutRows)}, by a larger holdout share or a holdout file; else open a table with more rows, or accept the open question with a reason.`;
  if (id === 'inference' || id === 'linkability')
    return 'Mark more columns as known to others, so that the attack is stronger than guessing; else accept the open question with a reason.';
  return 'Use more rows, or accept the open question with a reason.';
}

function actOf(report: Report, check: Check): string {
  if (check.status === 'unmeasured') return measureIt(report, check);
  switch (check.id) {
    case 'fidelity-accuracy':
      return isTooAccurate(report, check) ? again(report) : relyLessOnPairs(report, 'accuracy');
    case 'shapes':
      return relyLessOnColumns(report);
    case 'trends':
      return relyLessOnPairs(report, 'trend');
    case 'rare-values':
    case 'membership-outliers':
      return protectRare(report);
    case 'inference': {
      const secret = attackBehind(report, check.measure, check.secret)?.attack.secret ?? null;
      return secret === null ? again(report) : `Leave ${quoted([secret])} out unless the recipient needs it.`;
    }
    case 'singling-out': {
      const byOne = attackBehind(report, check.measure)?.attack.name.includes('one column') ?? false;
      return byOne ? protectRare(report) : again(report);
    }
    case 'disclosure':
      return `Give ${quoted(report.privacy.roles.keys)} fewer and wider values, or leave one of them out.`;
    case 'identifiers':
      return 'Leave out the identifier columns.';
    default:
      return again(report);
  }
}

/** For one check of the report. */
export function adviceOn(report: Report, check: Check): Advice {
  return { means: meansOf(report, check), act: actOf(report, check) };
}

/** A step and the checks it serves. */
export interface Step {
  readonly act: string;
  readonly checks: readonly Check[];
}

/** Every step once, in the order of the checks given. */
export function stepsFor(report: Report, checks: readonly Check[]): readonly Step[] {
  const steps = new Map<string, Check[]>();
  for (const check of checks) {
    const { act } = adviceOn(report, check);
    steps.set(act, [...(steps.get(act) ?? []), check]);
  }
  return [...steps].map(([act, served]) => ({ act, checks: served }));
}
