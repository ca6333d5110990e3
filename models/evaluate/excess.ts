/** Is a count larger than its control explains? One-sided tests that stay true for small counts. */

/**
 * Error rate of one leakage check: the chance that a table without a leak fails it. Ours: about ten checks are read
 * together, and by Bonferroni ten at 0.001 keep the chance that any of them errs at or below 0.01.
 */
export const checkErrorRate = 0.001;

/** One-sided point of the standard normal for `checkErrorRate`. */
export const sureZ = 3.090232306167813;

/**
 * P(X >= successes) for X ~ Binomial(n, p), summed from the largest term's side in log space.
 * @param successes 0 to n @param p 0 < p < 1. Cost: n - successes terms.
 */
export function binomialTail(successes: number, n: number, p: number): number {
  if (successes <= 0) return 1;
  let logTerm = successes * Math.log(p) + (n - successes) * Math.log(1 - p);
  for (let index = 1; index <= successes; index++) logTerm += Math.log((n - successes + index) / index);
  let sum = 0;
  for (let at = successes; at <= n; at++) {
    const term = Math.exp(logTerm);
    sum += term;
    if (at > n * p && term < sum * 1e-14) break;
    logTerm += Math.log(((n - at) / (at + 1)) * (p / (1 - p)));
  }
  return Math.min(1, sum);
}

/** Successes among trials. */
export interface Rate {
  readonly successes: number;
  readonly trials: number;
}

/**
 * Chance of at least so many of all successes on the side of `found` when both sides have one rate: given the sum, the
 * count is binomial with p = trials of `found` over all trials (conditional test, Przyborowski & Wilenski, Biometrika
 * 31, 1940, p. 313). 1 when there is nothing to compare.
 */
export function chanceOfMore(found: Rate, control: Rate): number {
  const all = Math.round(found.successes) + Math.round(control.successes);
  if (all === 0 || found.trials === 0 || control.trials === 0) return 1;
  return binomialTail(Math.round(found.successes), all, found.trials / (found.trials + control.trials));
}

/** Exact McNemar test, one-sided: chance of at least `more` of `more + less` discordant pairs. McNemar, Psychometrika 12 (1947), p. 153. */
export function chanceOfPairs(more: number, less: number): number {
  return more + less === 0 ? 1 : binomialTail(more, more + less, 0.5);
}
