/** The order in which parts are drawn. */
import type { Part } from '../../codec/codec.ts';
import type { Copy } from './model.ts';

/**
 * Missingness first, then parts with few codes before parts with many, except that a part comes after the one that
 * determines it. Ties keep the table's order.
 */
export function drawOrder(parts: readonly Part[], copies: readonly (Copy | null)[]): number[] {
  const weight = (part: number): number => (parts[part].role === 'missing' ? 0 : parts[part].size);
  const wanted = parts.map((_, part) => part).sort((a, b) => weight(a) - weight(b) || a - b);
  const order: number[] = [];
  const placed = new Set<number>();
  const place = (part: number): void => {
    // A copy always has a determining part with more codes or an earlier place, so chains end.
    const chain = [part];
    for (let copy = copies[part]; copy !== null && !placed.has(copy.from); copy = copies[copy.from])
      chain.push(copy.from);
    for (const next of chain.reverse()) {
      if (placed.has(next)) continue;
      placed.add(next);
      order.push(next);
    }
  };
  wanted.forEach(place);
  return order;
}
