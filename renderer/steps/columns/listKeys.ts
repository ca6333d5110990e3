/** Where keys lead in a list. */

/** Index after a key at `index`; null when the key means nothing to a list. Never outside of `0 .. count - 1`. */
export function nextIndex(index: number, key: string, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, index + 1);
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
