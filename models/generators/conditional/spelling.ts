/** Names that were perhaps meant, for what a person typed and the table does not have. */

/** Letters that may be wrong in a name; shorter names than `leastLetters` are not guessed at. Ours. */
const mostWrong = 2;
const leastLetters = 4;

/**
 * How `typed` differs from the nearest of `known`: `form` when only in capitals, accents or blanks, `letters` when in at most two
 * letters; null when nothing is near. The nearest is for column names; a category must not be shown, only that there is one.
 */
export function nearest(
  typed: string,
  known: readonly string[],
): { readonly by: 'form' | 'letters'; readonly name: string } | null {
  const plain = plainOf(typed);
  const same = known.find((name) => name !== typed && plainOf(name) === plain);
  if (same !== undefined) return { by: 'form', name: same };
  if (plain.length < leastLetters) return null;
  let best = { wrong: mostWrong + 1, name: '' };
  for (const name of known) {
    const other = plainOf(name);
    if (name === typed || Math.abs(other.length - plain.length) >= best.wrong) continue;
    const wrong = lettersBetween(plain, other);
    if (wrong < best.wrong) best = { wrong, name };
  }
  return best.wrong > mostWrong ? null : { by: 'letters', name: best.name };
}

/** "Use a name from its header." with the name that was perhaps meant. */
export function headerHint(typed: string, names: readonly string[]): string {
  const near = nearest(typed, names);
  return near === null ? 'Use a name from its header.' : `Did you mean "${near.name}"?`;
}

function plainOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
}

/** Letters to insert, remove or replace to get from one text to the other: Levenshtein, Soviet Physics Doklady 10(8), 1966. */
function lettersBetween(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const here = [row];
    for (let column = 1; column <= other.length; column++) {
      const replaced = before[column - 1] + (one[row - 1] === other[column - 1] ? 0 : 1);
      here.push(Math.min(replaced, before[column] + 1, here[column - 1] + 1));
    }
    before = here;
  }
  return before[other.length];
}
