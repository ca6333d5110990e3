/** A column's distinct texts with how often each occurs: what inference works on. */
import type { RawColumn } from '../io/csv/rawTable.ts';
import { textsOf } from './dictionary.ts';

export interface Seen {
  readonly name: string;
  readonly rowCount: number;
  /** Distinct, none of them missing, in order of first appearance. */
  readonly texts: readonly string[];
  readonly counts: readonly number[];
  /** Cells that are not missing. */
  readonly cells: number;
  /** Missing tokens found so far. */
  readonly missing: readonly string[];
}

export function seen({ name, codes, dictionary }: RawColumn): Seen {
  const texts = textsOf(dictionary);
  const counts = new Array<number>(texts.length).fill(0);
  for (let row = 0; row < codes.length; row++) counts[codes[row]]++;
  return { name, rowCount: codes.length, texts, counts, cells: codes.length, missing: [] };
}

/** Takes the texts for which `isToken` holds out of the values and adds them to the missing tokens. */
export function withoutTokens(column: Seen, isToken: (text: string) => boolean): Seen {
  const missing = [...column.missing];
  const texts: string[] = [];
  const counts: number[] = [];
  let cells = 0;
  column.texts.forEach((text, index) => {
    if (isToken(text)) missing.push(text);
    else {
      texts.push(text);
      counts.push(column.counts[index]);
      cells += column.counts[index];
    }
  });
  return { ...column, texts, counts, cells, missing };
}

/** Cells whose text passes `test`. */
export function cellsThat(column: Seen, test: (text: string) => boolean): number {
  return column.texts.reduce((sum, text, index) => sum + (test(text) ? column.counts[index] : 0), 0);
}

/** Cells whose text passes `test`, as a share of the cells that are not missing; 0 when there are none. */
export function shareThat(column: Seen, test: (text: string) => boolean): number {
  return column.cells === 0 ? 0 : cellsThat(column, test) / column.cells;
}

/** At most `most` texts, evenly spread over the dictionary: enough to tell whether a look at all of them pays. */
export function probeOf({ texts }: Seen, most: number): readonly string[] {
  if (texts.length <= most) return texts;
  return Array.from({ length: most }, (_, index) => texts[Math.floor((index * texts.length) / most)]);
}
