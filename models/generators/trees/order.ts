/** The order in which parts are drawn. */
import type { Part } from '../../codec/codec.ts';
import { missingPartOf } from '../draw.ts';
import type { Copy } from './model.ts';

/**
 * Part indexes: first the columns of `visitSequence` one after the other, then the outcome (`outcome.ts`), then all others in
 * the table's own order. A part comes after its own missingness and after the one that determines it: where a column
 * determines another, the law of the two is the same whichever is drawn first. Other orders chosen from the data
 * (by dependence, by number of levels) were measured: each wins on some tables and loses on others, most where the file
 * begins with what the rest depends on. The order of a file mostly follows its meaning.
 *
 * @param visitSequence columns of the table, not parts. @param outcome a column, or null.
 */
export function drawOrder(
  parts: readonly Part[],
  copies: readonly (Copy | null)[],
  visitSequence: readonly number[],
  outcome: number | null,
): number[] {
  const indexes = parts.map((_, part) => part);
  const wanted = [...visitSequence, ...(outcome === null ? [] : [outcome])]
    .flatMap((column) => indexes.filter((part) => parts[part].column === column))
    .concat(indexes);
  const placed = new Set<number>();
  // A determining part has more codes or an earlier place, and missingness follows no value, so this ends.
  const place = (part: number): void => {
    if (placed.has(part)) return;
    for (const before of [missingPartOf(parts, part), copies[part]?.from ?? -1])
      if (before >= 0) place(before);
    placed.add(part);
  };
  wanted.forEach(place);
  return [...placed];
}
