/** The steps of the heat map: how far a pair falls short of what two real samples reach. */

/**
 * Upper ends of the steps in shares (inclusive); beyond the last is the darkest step. Ours: the first is about the
 * sampling noise of a pair at 20,000 rows, each further one doubles.
 */
export const heatSteps = [0.005, 0.01, 0.02, 0.04, 0.08] as const;

/** What each step is called in the legend, in points, lightest first. */
export const heatWords = ['up to 0.5', '1', '2', '4', '8', 'more'] as const;

/** Step of a shortfall (a share, 0 or more): 0 lightest to 5 darkest; `none` when unmeasured. */
export function heatStep(shortfall: number | null): number | 'none' {
  if (shortfall === null) return 'none';
  const step = heatSteps.findIndex((end) => shortfall <= end);
  return step === -1 ? heatSteps.length : step;
}
