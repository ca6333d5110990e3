import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addAscii, addText, beginHash, endHash } from '../../../models/num/keyHash.ts';
import { hashKey, randomStream, streamsOf } from '../../../models/num/random.ts';

const key = fc.array(fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.string()), { maxLength: 4 });

it('hashes a key begun and ended as in one go', () => {
  fc.assert(
    fc.property(key, key, fc.nat(20), (prefix, rest, salt) => {
      let hash = beginHash(prefix, salt);
      for (const part of rest)
        hash = typeof part === 'number' ? beginNumber(hash, part) : addText(hash, part);
      expect(endHash(hash)).toBe(hashKey([...prefix, ...rest], salt));
    }),
  );
});

/** By its two halves, as the key's doc says; `addNumber` is checked through `streamsOf` below. */
function beginNumber(hash: number, part: number): number {
  const words = [1, part >>> 0, Math.floor(part / 2 ** 32) >>> 0];
  return words.reduce((now, word) => (mixed(now ^ word) + 0x9e3779b9) >>> 0, hash);
}

/** The 32-bit finaliser of MurmurHash3. */
function mixed(word: number): number {
  let h = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

it('hashes ASCII bytes as their text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), fc.nat(3), (text, start) => {
      const bytes = new Uint8Array(start + text.length);
      new TextEncoder().encodeInto(text, bytes.subarray(start));
      expect(addAscii(beginHash([], 5), bytes, start, bytes.length)).toBe(addText(beginHash([], 5), text));
    }),
  );
});

it('names the streams of a prefix and a number as the whole key does', () => {
  fc.assert(
    fc.property(key, fc.nat(), (prefix, last) => {
      const [one, other] = [streamsOf(prefix)(last), randomStream([...prefix, last])];
      expect([one.bits(), one.below(7), one.uniform()]).toEqual([
        other.bits(),
        other.below(7),
        other.uniform(),
      ]);
    }),
  );
});
