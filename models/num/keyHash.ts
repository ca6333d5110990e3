/**
 * The hash of a key, part by part: keys that begin alike share the work of their beginning. The parts are those of
 * `random.ts`; words are mixed by the 32-bit finaliser of MurmurHash3 (Appleby, public domain). Hashes under way are
 * unsigned 32-bit integers and no results: end with `endHash`.
 */

/** Parts of a name. Numbers are read as unsigned 32-bit integers (larger ones by their two halves). */
export type Key = readonly (number | string)[];

function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function addWord(hash: number, word: number): number {
  return (mix(hash ^ word) + 0x9e3779b9) >>> 0;
}

/** The hash under way of a key that begins with `prefix`. Salts make hashes of one key that have nothing in common. */
export function beginHash(prefix: Key, salt: number): number {
  let hash = mix(salt ^ 0x9e3779b9);
  for (const part of prefix) hash = typeof part === 'number' ? addNumber(hash, part) : addText(hash, part);
  return hash;
}

/** With one more part, a number. */
export function addNumber(hash: number, part: number): number {
  return addWord(addWord(addWord(hash, 1), part >>> 0), Math.floor(part / 2 ** 32) >>> 0);
}

/** With one more part, a text; parts are told apart, so that "ab" is not "a" and then "b". */
export function addText(hash: number, part: string): number {
  let now = addWord(addWord(hash, 2), part.length);
  for (let index = 0; index < part.length; index++) now = addWord(now, part.charCodeAt(index));
  return now;
}

/** As `addText` of the ASCII text that stands in `bytes` from `start` to `end` (exclusive). */
export function addAscii(hash: number, bytes: Uint8Array, start: number, end: number): number {
  let now = addWord(addWord(hash, 2), end - start);
  for (let index = start; index < end; index++) now = addWord(now, bytes[index]);
  return now;
}

/** The 32-bit hash of the parts so far. */
export function endHash(hash: number): number {
  return mix(hash);
}
