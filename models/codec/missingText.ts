/** Which texts stand for "no value" in the synthetic column. */
import { textOf } from '../table/dictionary.ts';
import type { Column } from '../table/table.ts';
import type { Random } from '../num/random.ts';

/** At least one text; `cumulative` ascends to 1. */
export interface MissingTexts {
  readonly texts: readonly string[];
  readonly cumulative: readonly number[];
}

/**
 * The column's own missing tokens that at least `threshold` rows carry, by their shares. Cells that merely could not be
 * read count as missing but their text is never repeated. With no frequent token, the schema's first, or nothing.
 */
export function missingTexts(column: Column, counts: Uint32Array, threshold: number): MissingTexts {
  const tokens = new Set(column.schema.missingTokens);
  const frequent: { text: string; count: number }[] = [];
  for (let entry = 0; entry < counts.length; entry++) {
    if (column.missing[entry] === 0 || counts[entry] < threshold) continue;
    const text = textOf(column.dictionary, entry);
    if (tokens.has(text)) frequent.push({ text, count: counts[entry] });
  }
  if (frequent.length === 0) return { texts: [column.schema.missingTokens[0] ?? ''], cumulative: [1] };
  frequent.sort((a, b) => b.count - a.count);
  const total = frequent.reduce((sum, { count }) => sum + count, 0);
  let running = 0;
  const cumulative = frequent.map(({ count }) => (running += count) / total);
  return { texts: frequent.map(({ text }) => text), cumulative };
}

/** Index of a text, drawn by share. Draws nothing from `random` when there is only one. */
export function drawMissing({ cumulative }: MissingTexts, random: Random): number {
  if (cumulative.length === 1) return 0;
  const u = random.uniform();
  const index = cumulative.findIndex((share) => u < share);
  return index < 0 ? cumulative.length - 1 : index;
}
