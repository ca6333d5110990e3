/** The order in which parts are drawn. */
import type { Part } from '../../codec/codec.ts';
import type { Copy } from './model.ts';

/**
 * Missingness first, then the table's own order, except that a part comes after the one that determines it. Columns with
 * few levels first was measured and lost on both axes (`README.md`): the order of a file mostly follows its meaning.
 */
export function drawOrder(parts: readonly Part[], copies: readonly (Copy | null)[]): number[] {
  const indexes = parts.map((_, part) => part);
  const wanted = [
    ...indexes.filter((part) => parts[part].role === 'missing'),
    ...indexes.filter((part) => parts[part].role === 'value'),
  ];
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
