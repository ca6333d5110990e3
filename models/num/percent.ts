/** How shares are written for people, everywhere in the engine. */

/** A share as a percentage: one decimal, two below 1 % (`97.9%`, `0.10%`), no space; 0 and 1 are `0%` and `100%`. */
export function percent(share: number): string {
  if (share === 0 || share === 1) return `${share * 100}%`;
  return `${(share * 100).toFixed(Math.abs(share) < 0.00995 ? 2 : 1)}%`;
}

/** A number of rows, values or attacks: `24,421`. */
export function counted(count: number): string {
  return count.toLocaleString('en');
}
