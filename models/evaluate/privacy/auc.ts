/** How well a score tells members from non-members: AUC with its standard error, and hits at few false alarms. */
import { wilson } from '../interval.ts';

export interface Separation {
  /** P(member scores higher) + half P(tie), 0 to 1. */
  readonly auc: number;
  /** Standard error, `aucError`. */
  readonly error: number;
  /** Share of members above the score that 1 % of non-members exceed, interpolated between ties. */
  readonly hits: number;
  readonly hitsInterval: readonly [low: number, high: number];
}

/** False alarms allowed when hits are counted; Carlini et al., arXiv 2112.03570, section III. */
export const falseAlarms = 0.01;

/**
 * Standard error of an AUC of `m` members and `n` others: Hanley & McNeil, Radiology 143 (1982), p. 31. At 0 and 1 the
 * formula says 0, which no finite sample can know; one pair of 1 / (m n) is the least that shows.
 */
export function aucError(auc: number, m: number, n: number): number {
  const q1 = auc / (2 - auc);
  const q2 = (2 * auc * auc) / (1 + auc);
  const variance = (auc * (1 - auc) + (m - 1) * (q1 - auc * auc) + (n - 1) * (q2 - auc * auc)) / (m * n);
  return Math.max(Math.sqrt(Math.max(0, variance)), 1 / Math.sqrt(m * n));
}

/** NaN with no members or no non-members. Cost: one sort. */
export function separation(members: Float64Array, others: Float64Array): Separation {
  const [m, n] = [members.length, others.length];
  const inside = members.slice().sort().reverse();
  const outside = others.slice().sort().reverse();
  let wins = 0;
  let hits = 0;
  let [i, j] = [0, 0];
  const allowed = falseAlarms * n;
  while (i < m || j < n) {
    const score = Math.max(i < m ? inside[i] : -Infinity, j < n ? outside[j] : -Infinity);
    const [fromI, fromJ] = [i, j];
    while (i < m && inside[i] === score) i++;
    while (j < n && outside[j] === score) j++;
    wins += (i - fromI) * (n - j + (j - fromJ) / 2);
    if (fromJ <= allowed) {
      const part = j <= allowed ? 1 : (allowed - fromJ) / (j - fromJ);
      hits = fromI + part * (i - fromI);
    }
    if (i === fromI && j === fromJ) break;
  }
  const auc = wins / (m * n);
  return {
    auc,
    error: aucError(auc, m, n),
    hits: hits / m,
    hitsInterval: m === 0 ? [0, 1] : wilson(hits, m),
  };
}
