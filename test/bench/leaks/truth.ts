/**
 * What the attacks on membership reach in truth: the same attack on the same synthetic table, asked about every training row
 * and about many more unseen people than any holdout has. Only where people can be drawn at will.
 */
import { align } from '../../../models/evaluate/align.ts';
import { separation } from '../../../models/evaluate/privacy/auc.ts';
import { membershipScores } from '../../../models/evaluate/privacy/membershipScores.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import { type Case, madeWith } from './plants.ts';
import type { Population } from './population.ts';

/** Unseen people asked about: beside 2,000 members they hardly add to the error, which is then 0.007 a table. */
const unseen = 20_000;

/** Attack -> AUC, in the order of `attackNames`. The attacker knows half as many unseen people as there are training rows. */
export async function trueAucs({ make }: Case, seed: number, of: Population): Promise<readonly number[]> {
  const made = madeWith(seed, of.rows, of);
  const reference = of.rows / 2;
  // A stream of its own: no case has a negative seed.
  const strangers = of.draw(-seed, unseen + reference).fresh;
  const aligned = align({
    train: of.table('real', made.train),
    holdout: of.table('real', strangers),
    synthetic: await make(made),
    seed,
  });
  const { scores } = await membershipScores(aligned, { members: of.rows, others: unseen }, quietRun());
  return scores.map((score) => separation(score.subarray(0, of.rows), score.subarray(of.rows)).auc);
}
