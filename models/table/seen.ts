/** A column's distinct texts with how often each occurs: what inference works on. */
import { evenlySpaced } from '../num/evenlySpaced.ts';

export interface Seen {
  readonly name: string;
  readonly rowCount: number;
  /**
   * Distinct, none of them missing, in order of first appearance. All of them up to `wholeLimit` (see `survey.ts`); of
   * more a sample with every text that is out of the ordinary.
   */
  readonly texts: readonly string[];
  /** Cells of each text; of a sample, each ordinary text stands for an equal share of the ordinary cells. */
  readonly counts: readonly number[];
  /** Cells that are not missing. */
  readonly cells: number;
  /** Distinct texts that are not missing, those outside the sample included. */
  readonly distinct: number;
  /** True when the cells are whole numbers that rise by one from row to row. */
  readonly rising: boolean;
  /** Missing tokens found so far. */
  readonly missing: readonly string[];
}

/** Takes the texts for which `isToken` holds out of the values and adds them to the missing tokens. */
export function withoutTokens(column: Seen, isToken: (text: string) => boolean): Seen {
  const tokens = column.texts.map(isToken);
  if (!tokens.includes(true)) return column;
  const kept = <Value>(list: readonly Value[]): Value[] => list.filter((_, index) => !tokens[index]);
  const texts = kept(column.texts);
  const counts = kept(column.counts);
  const taken = column.texts.filter((_, index) => tokens[index]);
  return {
    ...column,
    texts,
    counts,
    cells: counts.reduce((sum, count) => sum + count, 0),
    distinct: column.distinct - taken.length,
    missing: [...column.missing, ...taken],
  };
}

/** Cells whose text passes `test`. */
export function cellsThat(column: Seen, test: (text: string) => boolean): number {
  return column.texts.reduce((sum, text, index) => sum + (test(text) ? column.counts[index] : 0), 0);
}

/** At most `most` texts, evenly spread over the dictionary: enough to tell whether a look at all of them pays. */
export function probeOf({ texts }: Seen, most: number): readonly string[] {
  if (texts.length <= most) return texts;
  return Array.from(evenlySpaced(texts.length, most), (place) => texts[place]);
}
