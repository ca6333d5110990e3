/** A keyed shift of ranks, so that a list of taken ranks does not read as the identifiers it came from. It hides, it does not encrypt. */
import { randomStream, type Key } from '../num/random.ts';

/** place = (multiplier x rank + offset) mod size; `inverse` undoes `multiplier`. */
export interface Placing {
  readonly size: number;
  readonly multiplier: number;
  readonly inverse: number;
  readonly offset: number;
}

/** A bijection on 0 .. size - 1 named by `key`. Above 2^26 the product would not be exact, so that ranks stay as they are. */
export function placingOf(size: number, key: Key): Placing {
  if (size < 2 || size > 2 ** 26) return { size, multiplier: 1, inverse: 1, offset: 0 };
  const random = randomStream(key);
  const offset = random.below(size);
  for (;;) {
    const multiplier = 1 + random.below(size - 1);
    const inverse = inverseOf(multiplier, size);
    if (inverse > 0) return { size, multiplier, inverse, offset };
  }
}

/** Place of a rank. */
export function placeOf({ size, multiplier, offset }: Placing, rank: number): number {
  return (multiplier * rank + offset) % size;
}

/** Rank at a place. */
export function rankAt({ size, inverse, offset }: Placing, place: number): number {
  return (inverse * (place - offset + size)) % size;
}

/** The inverse of `value` modulo `size` by the extended Euclidean algorithm; 0 where they have a common factor. */
function inverseOf(value: number, size: number): number {
  let [rest, next] = [size, value];
  let [factor, nextFactor] = [0, 1];
  while (next > 0) {
    const quotient = Math.floor(rest / next);
    [rest, next] = [next, rest - quotient * next];
    [factor, nextFactor] = [nextFactor, factor - quotient * nextFactor];
  }
  return rest === 1 ? (factor + size) % size : 0;
}
