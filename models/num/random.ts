/**
 * Reproducible random streams. A stream is named by a key (seed, stage, column, block ...), so what it yields does not
 * depend on which thread asks first. Not for noise that must resist an adversary: that comes from the secure source.
 *
 * Generator: xoshiro128++ 1.0, Blackman & Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4),
 * 2021, p. 36; state filled by the 32-bit finaliser of MurmurHash3 over the key (ours, as a seeding routine).
 */
import { addNumber, beginHash, endHash, type Key } from './keyHash.ts';

export type { Key };

/** A stream of uniform numbers; its state advances with each call. */
export interface Random {
  /** Uniform on [0, 1), a multiple of 2^-53. */
  uniform(): number;
  /** Uniform on the integers 0 .. n - 1. @param n 1 to 2^32. */
  below(n: number): number;
  /** Uniform unsigned 32-bit integer. */
  bits(): number;
}

/** 32-bit hash of a key under a salt; parts are separated so that ["ab"] and ["a", "b"] differ. */
export function hashKey(key: Key, salt: number): number {
  return endHash(beginHash(key, salt));
}

/** The stream called `key`. Two equal keys give equal streams. */
export function randomStream(key: Key): Random {
  return streamFrom(hashKey(key, 1), hashKey(key, 2), hashKey(key, 3), hashKey(key, 4));
}

/** Number -> the stream called by `prefix` and that number: what `randomStream` gives, for many numbers in turn. */
export function streamsOf(prefix: Key): (last: number) => Random {
  const begun = Uint32Array.from([1, 2, 3, 4], (salt) => beginHash(prefix, salt));
  const word = (index: number, last: number): number => endHash(addNumber(begun[index], last));
  return (last) => streamFrom(word(0, last), word(1, last), word(2, last), word(3, last));
}

function streamFrom(first: number, second: number, third: number, fourth: number): Random {
  let a = first;
  let b = second;
  let c = third;
  let d = fourth | 1; // the all-zero state is a fixed point

  const bits = (): number => {
    const sum = (a + d) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + a) | 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result >>> 0;
  };

  return {
    bits,
    uniform: () => ((bits() >>> 5) * 67108864 + (bits() >>> 6)) / 9007199254740992,
    below: (n) => {
      if (n === 4294967296) return bits();
      // Rejecting the incomplete last run of n keeps the law exactly uniform; one integer remainder decides and answers.
      for (;;) {
        const draw = bits();
        const rest = draw % (n >>> 0);
        if (draw - rest + (n - 1) <= 0xffffffff) return rest;
      }
    },
  };
}
