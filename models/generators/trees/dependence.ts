/** Parts that another part determines, so that such pairs never come apart in the synthetic table. */
import type { Part } from '../../codec/codec.ts';
import { missingPartOf } from '../draw.ts';
import type { Copy } from './model.ts';

/**
 * For each part the part that determines it on every training row, or null. A determining part has only codes that may be
 * emitted as they are, and on average at least `rowsPerCode` rows a code, else the pair would be a list of rows and not a
 * rule; where it is missing, that too must determine. Rows in which either is withheld say nothing.
 * Cost: nearly all pairs are refuted within a few rows.
 */
export function dependences(parts: readonly Part[], rowsPerCode: number): (Copy | null)[] {
  const determining = parts.map((part) => canDetermine(part, rowsPerCode));
  return parts.map((part, to) => {
    if (part.size < 2 || (part.atoms !== null && part.atoms.includes(0))) return null;
    let best: Copy | null = null;
    for (let from = 0; from < parts.length; from++) {
      const other = parts[from];
      if (from === to || !determining[from] || other.size < part.size) continue;
      // Of two parts that determine each other the later follows the earlier.
      if (other.size === part.size && from > to) continue;
      if (best !== null && other.size >= parts[best.from].size) continue;
      // Missingness is drawn before any value, and a value's own missingness is no news to it.
      if (part.role === 'missing' && other.role === 'value') continue;
      if (other.column === part.column) continue;
      const missing = missingPartOf(parts, from);
      const copy = copyBetween(from, other, missing < 0 ? null : parts[missing], part);
      if (copy !== null) best = copy;
    }
    return best;
  });
}

function canDetermine({ codes, size, atoms }: Part, rowsPerCode: number): boolean {
  return size > 1 && codes.length >= rowsPerCode * size && (atoms === null || !atoms.includes(0));
}

/** Null when some code of `other`, or its missingness, goes with two codes of `to`. */
function copyBetween(from: number, other: Part, missing: Part | null, to: Part): Copy | null {
  const map = new Int32Array(new SharedArrayBuffer(other.size * 4)).fill(-1);
  let whereMissing = -1;
  for (let row = 0; row < other.codes.length; row++) {
    const source = other.codes[row];
    const image = to.codes[row];
    if (image < 0) continue;
    if (source >= 0) {
      if (map[source] < 0) map[source] = image;
      else if (map[source] !== image) return null;
    } else if (missing !== null && missing.codes[row] === 1) {
      if (whereMissing < 0) whereMissing = image;
      else if (whereMissing !== image) return null;
    }
  }
  return { from, map, whereMissing };
}
