/** The best single guess of cells that a row lacks, for holding against cells that are known. */
import type { Codec } from '../../codec/codec.ts';
import { type Candidate, wanted } from './complete.ts';

/**
 * By part: for categories the code of most weight, for numbers the weighted median of the candidates: what minimises the share
 * of errors and the mean absolute error. A draw keeps the spread of the cells and is right less often.
 * @param candidates at least one. @param cells those they complete.
 */
export function bestGuess(
  candidates: readonly Candidate[],
  cells: ArrayLike<number>,
  codecs: readonly Codec[],
): Float64Array {
  const guess = candidates[0].row.slice();
  for (const { form, parts } of codecs) {
    const part = parts.at(-1);
    if (part === undefined || cells[part] !== wanted) continue;
    const drawn = candidates.map(({ row, weight }) => ({ position: row[part], weight }));
    guess[part] = form === 'numeric' ? medianOf(drawn) : modeOf(drawn);
  }
  return guess;
}

interface Weighted {
  readonly position: number;
  readonly weight: number;
}

function modeOf(drawn: readonly Weighted[]): number {
  const weights = new Map<number, number>();
  for (const { position, weight } of drawn) weights.set(position, (weights.get(position) ?? 0) + weight);
  return [...weights].reduce((best, other) => (other[1] > best[1] ? other : best))[0];
}

function medianOf(drawn: readonly Weighted[]): number {
  const sorted = drawn.toSorted((one, other) => one.position - other.position);
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let running = 0;
  for (const { position, weight } of sorted) {
    running += weight;
    if (running >= half) return position;
  }
  return sorted[sorted.length - 1].position;
}
