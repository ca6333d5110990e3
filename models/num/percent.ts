/** How shares are written for people, everywhere in the engine. */

/** Keeps a sign and its number on one line. */
const joint = '\u00a0';

/**
 * A share from 0 to 1 as a percentage: one decimal, two below 1 % (`97.9%`, `0.10%`). Never rounds to all or nothing: what
 * is not 0 or 1 is `< 0.01%` or `> 99.9%`. The window and the report write shares by the same rule.
 */
export function percent(share: number): string {
  if (share === 0 || share === 1) return `${share * 100}%`;
  if (share > 0 && share < 0.00005) return `<${joint}0.01%`;
  if (share > 0.9995 && share < 1) return `>${joint}99.9%`;
  return `${(share * 100).toFixed(Math.abs(share) < 0.00995 ? 2 : 1)}%`;
}

/** A number of rows, values or attacks: `24,421`. */
export function counted(count: number): string {
  return count.toLocaleString('en');
}
