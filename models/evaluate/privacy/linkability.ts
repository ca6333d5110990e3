/**
 * Linkability: somebody holds two sets of columns about a person from two sources; the attack succeeds when the nearest
 * synthetic row by the one set is the nearest by the other as well, so that the synthetic table joins what was apart
 * (anonymeter 1.1.0, `evaluators/linkability_evaluator.py`, one neighbour). Baseline: two random rows being the same.
 */
import type { Run } from '../../run/run.ts';
import { type Aligned, lengthOf } from '../align.ts';
import type { Rate } from '../excess.ts';
import { unmeasured } from '../metric.ts';
import { copyWith, mostAttacks, mostSearched, noAttack, searchNearest, shuffledRows } from './attackRows.ts';
import { plantTree } from './dcr.ts';
import { gowerSpace } from './gower.ts';
import type { Tree } from './neighbours.ts';
import { type Attack, isGuessing, ratesOf, riskOf } from './risk.ts';
import type { Roles } from './roles.ts';
import { sampleRows } from './sample.ts';

/** The two sets of columns, of sizes that differ by one at most. */
export type Halves = readonly [readonly number[], readonly number[]];

/**
 * The known columns, dealt out in turn; with fewer than four, known and other columns make the two sets, and with none
 * all columns are dealt out. Ours: anonymeter leaves the choice to its user.
 */
export function halvesOf({ columns }: Aligned, { known }: Roles): Halves {
  const all = columns.map((_, index) => index);
  if (known.length > 0 && known.length < 4 && known.length < all.length) {
    return [known, all.filter((index) => !known.includes(index))];
  }
  const dealt = known.length >= 4 ? known : all;
  return [dealt.filter((_, place) => place % 2 === 0), dealt.filter((_, place) => place % 2 === 1)];
}

/** The attack on the two sets of `halves`. */
export async function linkability(aligned: Aligned, halves: Halves, run: Run): Promise<Attack> {
  const names = halves.map((half) => half.map((index) => aligned.columns[index].name).join(', '));
  const why = noAttack(aligned, 2);
  if (why !== null) {
    return { name: 'linkability', known: names, secret: null, risk: unmeasured(why), rates: null };
  }
  const { train, holdout, synthetic, seed } = aligned;
  const key = [seed, 'evaluate', 'linkability'];
  const searched = shuffledRows(synthetic, mostSearched, [...key, 'searched']);
  const spaces = halves.map((half) => gowerSpace(aligned, half));
  const plantAll = (rows: Int32Array): Promise<readonly Tree[]> =>
    Promise.all(spaces.map((space) => run.pool.run(plantTree, { space, rows })));
  const attacks = Math.min(mostAttacks, lengthOf(train), lengthOf(holdout));
  const [members, others] = [train, holdout].map((span, side) => sampleRows(span, attacks, [...key, side]));
  const attack = async (rows: Int32Array, trees: readonly Tree[]): Promise<Rate> => {
    const [one, other] = await Promise.all(
      spaces.map((space, half) => searchNearest(trees[half], space, rows, run)),
    );
    let successes = 0;
    one.forEach((place, index) => (successes += Number(place === other[index])));
    return { successes, trials: rows.length };
  };
  const trees = await plantAll(searched);
  const [main, control] = await Promise.all([attack(members, trees), attack(others, trees)]);
  // Two rows drawn at random are the same with chance 1 / rows: known, so nothing is drawn.
  const baseline = { successes: attacks / searched.length, trials: attacks };
  const copied = isGuessing(main, baseline)
    ? await attack(members, await plantAll(copyWith(members, train, searched.length, key)))
    : null;
  return {
    name: 'linkability',
    known: names,
    secret: null,
    risk: riskOf(main, control, baseline, copied),
    rates: ratesOf(main, control, baseline, copied),
  };
}
