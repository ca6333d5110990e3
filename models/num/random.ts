/**
 * Reproducible random streams. A stream is named by a key (seed, stage, column, block ...), so what it yields does not
 * depend on which thread asks first. Not for noise that must resist an adversary: that comes from the secure source.
 *
 * Generator: xoshiro128++ 1.0, Blackman & Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4),
 * 2021, p. 36; state filled by the 32-bit finaliser of MurmurHash3 over the key (ours, as a seeding routine).
 */

/** Parts of a stream's name. Numbers are read as unsigned 32-bit integers (larger ones by their two halves). */
export type Key = readonly (number | string)[];

/** A stream of uniform numbers; its state advances with each call. */
export interface Random {
  /** Uniform on [0, 1), a multiple of 2^-53. */
  uniform(): number;
  /** Uniform on the integers 0 .. n - 1. @param n 1 to 2^32. */
  below(n: number): number;
  /** Uniform unsigned 32-bit integer. */
  bits(): number;
}

function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** 32-bit hash of a key under a salt; parts are separated so that ["ab"] and ["a", "b"] differ. */
export function hashKey(key: Key, salt: number): number {
  let hash = mix(salt ^ 0x9e3779b9);
  const add = (word: number): void => {
    hash = (mix(hash ^ word) + 0x9e3779b9) >>> 0;
  };
  for (const part of key) {
    if (typeof part === 'number') {
      add(1);
      add(part >>> 0);
      add(Math.floor(part / 2 ** 32) >>> 0);
    } else {
      add(2);
      add(part.length);
      for (let index = 0; index < part.length; index++) add(part.charCodeAt(index));
    }
  }
  return mix(hash);
}

/** The stream called `key`. Two equal keys give equal streams. */
export function randomStream(key: Key): Random {
  let a = hashKey(key, 1);
  let b = hashKey(key, 2);
  let c = hashKey(key, 3);
  let d = hashKey(key, 4) | 1; // the all-zero state is a fixed point

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
