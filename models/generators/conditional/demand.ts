/** What every row of a conditional table is to be, in codes: conditions for each stratum of a balanced table. */

/** What a part may be. Codes: its training codes; a position between codes must lie from `low` to `high`. */
export interface Limit {
  /** Index into the model's parts. */
  readonly part: number;
  /** Code -> 1 when the code may be drawn. */
  readonly allowed: Uint8Array;
  /** Least position between two codes, inclusive; above `high` when only whole codes may be drawn. */
  readonly low: number;
  /** Inclusive. */
  readonly high: number;
}

/** Rows that share their limits. */
export interface Stratum {
  /** Share of the rows, 0 to 1. */
  readonly share: number;
  /** At most one a part; empty: no condition. */
  readonly limits: readonly Limit[];
}

/** Plain data over shared memory. */
export interface Demand {
  /** Shares sum to 1. */
  readonly strata: readonly Stratum[];
}

/**
 * Stratum of a row by its global index. Rows follow the additive recurrence of the golden ratio, so that any run of n
 * rows has each share up to about log(n) / n (Niederreiter, Random Number Generation and Quasi-Monte Carlo Methods, 1992,
 * theorem 3.3), whatever the blocks.
 */
export function stratumOf({ strata }: Demand, row: number): number {
  if (strata.length === 1) return 0;
  const golden = 0.6180339887498949;
  const at = (0.5 + row * golden) % 1;
  let running = 0;
  for (let index = 0; index < strata.length - 1; index++) {
    running += strata[index].share;
    if (at < running) return index;
  }
  return strata.length - 1;
}

/** Whether a part may have that position in the row with that global index. */
export function meets(demand: Demand, row: number, part: number, position: number): boolean {
  const { limits } = demand.strata[stratumOf(demand, row)];
  return limits.every(
    ({ part: limited, allowed, low, high }) =>
      limited !== part || allowed[position] === 1 || (position >= low && position <= high),
  );
}

/** Whether a part must keep what was drawn for it in that row: only single codes are asked for, which no number near them meets. */
export function isFixed(demand: Demand, row: number, part: number): boolean {
  const { limits } = demand.strata[stratumOf(demand, row)];
  return limits.some(({ part: limited, low, high }) => limited === part && low > high);
}
