/** The common frame of the column charts, in the units of their viewBox. */

/** Width of a column chart. */
export const chartWidth = 320;

/** Least height of a column chart. */
export const chartHeight = 184;

/** Rounds a coordinate to hundredths, which keeps a page of charts small and its bytes the same everywhere. */
export function pixel(value: number): number {
  return Math.round(value * 100) / 100;
}
