/**
 * Positions 0 .. count - 1, ascending: all when there are at most `most`, else `most` of them with nearly equal steps from
 * the first on.
 */
export function evenlySpaced(count: number, most: number): Int32Array {
  const taken = Math.min(count, most);
  return Int32Array.from({ length: taken }, (_, index) => Math.floor((index * count) / taken));
}
