/** Draws for the made-up sample tables, over one reproducible stream. */
import type { Random } from '../../models/num/random.ts';

/** Standard normal by Box and Muller, Ann. Math. Statist. 29(2), 1958, p. 610. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
}

/** One of `choices` with chances proportional to its weight; weights need not sum to 1. */
export function weighted<Choice>(random: Random, choices: readonly (readonly [Choice, number])[]): Choice {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = random.uniform() * total;
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  return choices[choices.length - 1][0];
}

/** True with chance `chance`. */
export function happens(random: Random, chance: number): boolean {
  return random.uniform() < chance;
}

/** Whole number, rounded and kept within `low` and `high`, both inclusive. */
export function whole(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, Math.round(value)));
}

/** `days` after 2024-01-01, as YYYY-MM-DD. */
export function dateAfter(days: number): string {
  return new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10);
}
