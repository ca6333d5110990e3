/** Sentences of the report that depend on what was found. Neutral and short; no word here promises anything. */
import type { CheckStatus, Measure } from '../../models/evaluate/evaluation.ts';
import type { Check } from '../../models/evaluate/evaluation.ts';
import type { GeneratorName } from '../../models/recipe.ts';
import type { Report } from '../../models/report/report.ts';
import { count, countOf, percent, percentInterval, points, visible } from '../charts/format.ts';
import { wordsOf } from './measures.ts';

const generators: Readonly<Record<GeneratorName, string>> = {
  trees: 'decision trees',
  independent: 'columns drawn on their own',
};

/** What a person calls a generator; one that is not known, of a report made elsewhere, keeps its name. */
export function generatorWords(name: string): string {
  return new Map<string, string>(Object.entries(generators)).get(name) ?? name;
}

/** Worst first. Unmeasured stands above "look closer", since it is not passed. */
export const statusOrder: readonly CheckStatus[] = ['fail', 'unmeasured', 'warn', 'pass'];

/** Checks with the worst first; privacy before fidelity within one status, since what leaks cannot be taken back. */
export function worstFirst(checks: readonly Check[]): readonly Check[] {
  const rank = (check: Check) =>
    statusOrder.indexOf(check.status) * 2 + (check.measure.startsWith('privacy') ? 0 : 1);
  return [...checks].sort((a, b) => rank(a) - rank(b));
}

/** Checks whose measure depends on what was found, so that its name would not do. */
const checkNames: Readonly<Record<string, string>> = {
  'near-copies': 'Near copies',
  disclosure: 'Attribute disclosure',
};

/** What people call a check. */
export function checkName({ id, measure }: Check): string {
  return checkNames[id] ?? wordsOf(measure).name;
}

/** The checks in one sentence, without a grade. */
export function headline(checks: readonly Check[]): string {
  if (checks.length === 0) return 'No check was run, so nothing has passed.';
  const number = (status: CheckStatus) => checks.filter((check) => check.status === status).length;
  const open = checks.length - number('pass');
  if (open === 0) return `All ${count(checks.length)} checks passed. They cover only what is listed here.`;
  const parts = [
    number('fail') > 0 && `${number('fail')} failed`,
    number('unmeasured') > 0 && `${number('unmeasured')} could not be measured`,
    number('warn') > 0 && `${number('warn')} ${number('warn') === 1 ? 'needs' : 'need'} a closer look`,
  ].filter((part) => part !== false);
  return `${open} of ${countOf(checks.length, 'check')} did not pass: ${parts.join(', ')}.`;
}

function interval(measure: Measure): string {
  return measure.interval === null ? '' : ` (95% interval ${percentInterval(measure.interval)})`;
}

/** Exact copies in words, beside the holdout's rate. */
export function copiesWords(measure: Measure): string {
  const found = `${percent(measure.value)} of the synthetic rows${interval(measure)} equal a training row on every modelled column.`;
  if (measure.reference === null)
    return `${found} Without a holdout it cannot be said how many would by chance.`;
  const control = `Of the real rows kept out of training, ${percent(measure.reference)} equal a training row: people share common rows by chance.`;
  const difference = measure.value - measure.reference;
  const verdict =
    difference <= 0
      ? 'The synthetic table has no more copies than that.'
      : `The synthetic table has ${points(difference)} more copies than that.`;
  return `${found} ${control} ${verdict}`;
}

/** The share nearer to training than to holdout rows, in words. */
export function dcrShareWords(measure: Measure): string {
  const found = `${percent(measure.value)} of the synthetic rows${interval(measure)} lie nearer to a training row than to a row kept out of training; ties count half.`;
  const reference = measure.reference ?? 0.5;
  const spans =
    measure.interval !== null && measure.interval[0] <= reference && reference <= measure.interval[1];
  if (spans) {
    return `${found} A model that took nothing from single training rows would give ${percent(reference)}; the interval includes it.`;
  }
  const side =
    measure.value > reference
      ? 'The table leans towards the rows it was made from: part of what it shows belongs to single training rows.'
      : 'The table leans away from the rows it was made from, which is unusual: look for a difference between training and holdout rows.';
  return `${found} A model that took nothing from single training rows would give ${percent(reference)}. ${side}`;
}

/** Columns named in a sentence. Ours: more are not read there; the page on privacy has all of them. */
const mostNamed = 12;

/** Names with commas, the first twelve; `none` stands for an empty list. */
export function listed(names: readonly string[], none: string): string {
  const more = names.length - mostNamed;
  const words = names.slice(0, mostNamed).map(visible).join(', ');
  return names.length === 0 ? none : more > 0 ? `${words} and ${count(more)} more` : words;
}

/** Where the holdout came from. */
export function holdoutWords({ table }: Report): string {
  switch (table.holdoutFrom) {
    case 'file':
      return `${countOf(table.holdoutRows, 'row')} from a separate file`;
    case 'split':
      return `${countOf(table.holdoutRows, 'row')} kept out of training at random`;
    case 'none':
      return 'none: no ceiling and no control could be measured';
    default:
      return table.holdoutFrom satisfies never;
  }
}
