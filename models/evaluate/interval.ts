/** 95 % intervals of shares and of averages over columns. */
import { randomStream } from '../num/random.ts';

/** Two-sided 95 % point of the standard normal. */
const z = 1.959963984540054;

/**
 * Wilson score interval of a share, within [0, 1]: (s + z^2/2 -/+ z sqrt(s (n - s) / n + z^2/4)) / (n + z^2).
 * Wilson, JASA 22 (1927), p. 209. @param successes s, 0 to n; may be a half where ties count half @param n at least 1
 */
export function wilson(successes: number, n: number): readonly [low: number, high: number] {
  const centre = (successes + (z * z) / 2) / (n + z * z);
  const half = (z / (n + z * z)) * Math.sqrt((successes * (n - successes)) / n + (z * z) / 4);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/** Groups of the grouped jackknife. Ours: ten keep the cost at one pass; the price is a t factor of 2.26 instead of 1.96. */
export const jackknifeGroups = 10;

/** Two-sided 95 % point of Student's t with `jackknifeGroups - 1` = 9 degrees of freedom. */
const t9 = 2.2621571627409915;

/** Row -> group 0 .. `jackknifeGroups` - 1, drawn at random, over shared memory. */
export function jackknifeRows(rowCount: number, seed: number): Uint8Array {
  const random = randomStream([seed, 'evaluate', 'jackknife']);
  const groups = new Uint8Array(new SharedArrayBuffer(rowCount));
  for (let row = 0; row < rowCount; row++) groups[row] = random.below(jackknifeGroups);
  return groups;
}

/**
 * Interval of an estimate from its values with one random group of rows (of both tables) left out at a time:
 * variance (g - 1)/g sum (e_i - mean e)^2 (Shao & Tu, The Jackknife and Bootstrap, 1995, eq. 2.3 for groups), cut to `range`.
 * Returns null when a value is undefined, for instance because a group holds all rows.
 */
export function jackknife(
  estimate: number,
  leftOut: ArrayLike<number>,
  range: readonly [low: number, high: number],
): readonly [low: number, high: number] | null {
  const g = leftOut.length;
  const values = Array.from(leftOut);
  if (g < 2 || !Number.isFinite(estimate) || values.some((value) => !Number.isFinite(value))) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / g;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = t9 * Math.sqrt(((g - 1) / g) * squares);
  return [Math.max(range[0], estimate - half), Math.min(range[1], estimate + half)];
}
