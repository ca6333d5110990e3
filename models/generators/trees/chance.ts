/** How much a split gains by chance alone, so that searching more does not find more. */

/** Nats that a split on a predictor with `bins` bins must gain when the target has `freedom` free parameters a side. */
export type Chance = (ordered: boolean, bins: number, freedom: number) => number;

/** Neighbouring cuts of an ordered predictor are alike: c cuts count as this power of c independent ones. Ours. */
const cutPower = 0.75;

/**
 * The bound that the best of all splits of a node passes with a chance of about exp(-margin) when nothing is to be found.
 *
 * Twice the gain of one given split is then chi-squared with d = `freedom` degrees of freedom, and
 * P(X >= d + 2 sqrt(d t) + 2 t) <= exp(-t) (Laurent & Massart, Annals of Statistics 28(5), 2000, lemma 1). The search looks at
 * `predictors` predictors and, in an ordered one, at bins - 1 cuts, so t = margin + log of that many tries (Bonferroni). An
 * unordered predictor is cut along the first principal component of its bins, which takes the largest eigenvalue of a
 * Wishart matrix instead of d: (sqrt(bins - 1) + sqrt(d))^2 (Geman, Annals of Probability 8(2), 1980), of which a
 * cut in two keeps 2 / pi, as of a normal variable. Putting the two together is ours.
 */
export function chanceOf(predictors: number, margin: number): Chance {
  const tries = margin + Math.log(Math.max(1, predictors));
  return (ordered, bins, freedom) => {
    const cuts = bins - 1;
    const scanned = ordered || cuts < 2;
    const t = Math.max(0, tries + (scanned ? cutPower * Math.log(Math.max(1, cuts)) : 0));
    const axis = (2 / Math.PI) * (Math.sqrt(cuts) + Math.sqrt(freedom)) ** 2;
    const d = scanned ? freedom : Math.max(freedom, axis);
    return (d + 2 * Math.sqrt(d * t) + 2 * t) / 2;
  };
}
