/** A keyed permutation of 0 .. size - 1 that needs no memory, for values that must be unique however many are drawn. */
import { addNumber, beginHash, endHash } from './keyHash.ts';

/** Index -> index, a bijection on 0 .. size - 1. */
export type Permutation = (index: number) => number;

/**
 * Four Feistel rounds on the smallest even number of bits that holds `size`, walking the cycle until the result is
 * inside. Sources: Luby & Rackoff 1988 (rounds); Black & Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002,
 * section 4 (cycle walking). It mixes, it does not encrypt. Cost: 16 rounds a call on average at worst.
 *
 * @param size 1 to 2^48.
 */
export function permutation(size: number, seed: number): Permutation {
  if (size < 1 || size > 2 ** 48) throw new RangeError(`A permutation has 1 to 2^48 elements, not ${size}`);
  let half = 1;
  while (4 ** half < size) half++;
  const side = 2 ** half;
  const rounds = Uint32Array.from({ length: 4 }, (_, round) => beginHash([seed, round], 7));
  const once = (index: number): number => {
    let left = Math.floor(index / side);
    let right = index % side;
    for (const round of rounds) {
      const next = (left ^ endHash(addNumber(round, right))) & (side - 1);
      left = right;
      right = next;
    }
    return left * side + right;
  };
  return (index) => {
    let image = once(index);
    while (image >= size) image = once(image);
    return image;
  };
}
