/**
 * Inference: the nearest synthetic row on what the attacker knows supplies the guess of the secret (anonymeter 1.1.0,
 * `evaluators/inference_evaluator.py`). A category is right when equal, a number within 5 % of the true value's size, a
 * date or time within 1 % of the range between the column's 5th and 95th percentile (ours: 5 % of a count of days since
 * 1970 would be years).
 */
import type { Run } from '../../run/run.ts';
import { type Aligned, type AlignedColumn, lengthOf } from '../align.ts';
import type { Rate } from '../excess.ts';
import { unmeasured } from '../metric.ts';
import {
  copyWith,
  moreAttacks,
  mostAttacks,
  mostSearched,
  noAttack,
  searchNearest,
  shuffledRows,
} from './attackRows.ts';
import { plantTree } from './dcr.ts';
import { gowerSpace } from './gower.ts';
import type { Tree } from './neighbours.ts';
import { type Attack, isGuessing, isTooFew, ratesOf, riskOf } from './risk.ts';
import { knownFor, type Roles } from './roles.ts';
import { sampleRows } from './sample.ts';

/** One attack a secret, the highest risk first, secrets without a conclusion before all. */
export async function inference(aligned: Aligned, roles: Roles, run: Run): Promise<readonly Attack[]> {
  const why = noAttack(aligned, 2);
  return Promise.all(
    roles.secrets.map((secret) =>
      why === null ? attackSecret(aligned, roles, secret, run) : failed(aligned, secret, why),
    ),
  );
}

function failed({ columns }: Aligned, secret: number, why: string): Attack {
  return { name: 'inference', known: [], secret: columns[secret].name, risk: unmeasured(why), rates: null };
}

async function attackSecret(aligned: Aligned, roles: Roles, secret: number, run: Run): Promise<Attack> {
  const { train, holdout, synthetic, columns, seed } = aligned;
  const key = [seed, 'evaluate', 'inference', secret];
  const known = knownFor(aligned, roles, secret);
  const searched = shuffledRows(synthetic, mostSearched, [...key, 'searched']);
  const space = gowerSpace(aligned, known);
  const plant = (rows: Int32Array): Promise<Tree> => run.pool.run(plantTree, { space, rows });
  const right = isRight(columns[secret], holdout.end);
  const attack = async (rows: Int32Array, tree: Tree): Promise<Rate> => {
    const nearest = await searchNearest(tree, space, rows, run);
    return rateOf(rows, (index) => right(nearest[index], rows[index]));
  };
  const tree = await plant(searched);
  const targets = Math.min(lengthOf(train), lengthOf(holdout));
  const tryAll = async (attacks: number): Promise<Tried> => {
    const [members, others] = [train, holdout].map((span, side) => sampleRows(span, attacks, [...key, side]));
    const [main, control] = await Promise.all([attack(members, tree), attack(others, tree)]);
    const guesses = shuffledRows(synthetic, attacks, [...key, 'baseline']);
    const baseline = rateOf(members, (index) => right(guesses[index % guesses.length], members[index]));
    return { members, main, control, baseline };
  };
  const first = await tryAll(Math.min(mostAttacks, targets));
  const isLast = targets <= mostAttacks || !isTooFew(first.main, first.control, first.baseline);
  const { members, main, control, baseline } = isLast ? first : await tryAll(Math.min(moreAttacks, targets));
  const copied = isGuessing(main, baseline)
    ? await attack(members, await plant(copyWith(members, train, searched.length, key)))
    : null;
  return {
    name: 'inference',
    known: known.map((index) => columns[index].name),
    secret: columns[secret].name,
    risk: riskOf(main, control, baseline, copied),
    rates: ratesOf(main, control, baseline, copied),
  };
}

interface Tried {
  readonly members: Int32Array;
  readonly main: Rate;
  readonly control: Rate;
  readonly baseline: Rate;
}

function rateOf(rows: Int32Array, succeeds: (index: number) => boolean): Rate {
  let successes = 0;
  for (let index = 0; index < rows.length; index++) if (succeeds(index)) successes++;
  return { successes, trials: rows.length };
}

/** Is the value in row `guess` a hit for the value in row `truth`? Missing hits missing only. */
export function isRight(column: AlignedColumn, realEnd: number): (guess: number, truth: number) => boolean {
  if (column.form === 'category') return (guess, truth) => column.codes[guess] === column.codes[truth];
  const { values, kind } = column;
  // The zero of a date is arbitrary, so a share of its size means nothing.
  const dated = kind === 'date' || kind === 'datetime' || kind === 'time';
  const near = dated ? 0.01 * middleRange(values.subarray(0, realEnd)) : 0;
  return (guess, truth) => {
    const [guessed, actual] = [values[guess], values[truth]];
    if (Number.isNaN(guessed) || Number.isNaN(actual)) return Number.isNaN(guessed) && Number.isNaN(actual);
    return Math.abs(guessed - actual) <= (dated ? near : 0.05 * Math.abs(actual));
  };
}

function middleRange(values: Float64Array): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return 0;
  const last = sorted.length - 1;
  return sorted[Math.round(0.95 * last)] - sorted[Math.round(0.05 * last)];
}
