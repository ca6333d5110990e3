/** Random rows of a span, for measures that would take too long on all of them. */
import { type Key, randomStream } from '../../num/random.ts';
import { lengthOf, type Span } from '../align.ts';

/** `most` rows of `span` without replacement, ascending; all rows when there are no more than that. */
export function sampleRows(span: Span, most: number, key: Key): Int32Array {
  const rows = new Int32Array(lengthOf(span));
  for (let index = 0; index < rows.length; index++) rows[index] = span.start + index;
  if (rows.length <= most) return rows;
  const random = randomStream(key);
  for (let index = 0; index < most; index++) {
    const other = index + random.below(rows.length - index);
    [rows[index], rows[other]] = [rows[other], rows[index]];
  }
  return rows.slice(0, most).sort();
}
