/** Parts that another part determines, so that such pairs never come apart in the synthetic table. */
import type { Part } from '../../codec/codec.ts';
import type { Copy } from './model.ts';

/**
 * For each part the part that determines it on every training row where both have a code, or null. A determining part
 * has only codes that may be emitted as they are, and on average at least `rowsPerCode` rows a code, else the pair would be a
 * list of rows and not a rule. Cost: nearly all pairs are refuted within a few rows.
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
      const map = mapBetween(other, part);
      if (map !== null) best = { from, map };
    }
    return best;
  });
}

function canDetermine({ codes, size, atoms }: Part, rowsPerCode: number): boolean {
  return size > 1 && codes.length >= rowsPerCode * size && (atoms === null || !atoms.includes(0));
}

/** Null when some code of `from` goes with two codes of `to`. */
function mapBetween(from: Part, to: Part): Int32Array | null {
  const map = new Int32Array(new SharedArrayBuffer(from.size * 4)).fill(-1);
  for (let row = 0; row < from.codes.length; row++) {
    const source = from.codes[row];
    const image = to.codes[row];
    if (source < 0 || image < 0) continue;
    if (map[source] < 0) map[source] = image;
    else if (map[source] !== image) return null;
  }
  return map;
}
