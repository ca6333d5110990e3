/** Positive codes for "refused", "not known" and the like (77, 88, 99, 999), which only a person can tell from values. */

/** Whole numbers of two digits or more, all 7, 8 or 9, and 96 to 98: what code books of surveys use. */
function isCode(value: number): boolean {
  return /^(7{2,6}|8{2,6}|9{2,6}|9{0,4}9[678])$/.test(String(value));
}

/** Codes count as apart when the least of them is more than this many times the highest other value. Ours. */
const farTimes = 2;

/** Ascending values cut into those that could be such codes, far above all others, and the others. */
export function codesApart(values: readonly number[]): {
  readonly values: readonly number[];
  readonly apart: readonly number[];
} {
  const others = values.filter((value) => !isCode(value));
  const apart = values.filter(isCode);
  const highest = others.at(-1);
  const far = others.length >= 2 && highest !== undefined && apart.length > 0 && apart.length <= 6;
  return far && highest >= 0 && apart[0] > farTimes * highest
    ? { values: others, apart }
    : { values, apart: [] };
}

/** What to say of such codes; names no value. */
export const apartWarning =
  'A number of nines, eights or sevens stands far above all others. In surveys it often means "refused" or "not known": if so, add it to the texts that mean "no value".';
