/** The format of identifiers: which kinds of letters and digits stand at which place, and how many there can be. */

/** Letters a place of an identifier may take; a single letter is a literal. */
export interface Shape {
  /** One alphabet a place. */
  readonly alphabets: readonly string[];
  readonly rows: number;
}

const digits = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();

/**
 * The shapes that at least `threshold` texts have, most frequent first. Texts are of one shape when they have the same
 * length and the same marks (anything but letters and digits) at the same places; a place where all of them have the
 * same letter or digit is part of the format. Two shapes have no text in common.
 */
export function shapesOf(texts: readonly string[], threshold: number): Shape[] {
  const groups = new Map<string, string[]>();
  for (const text of texts) {
    const marks = Array.from(text, (letter) => (classOf(letter) === '' ? letter : '\u0000')).join('');
    const group = groups.get(marks);
    if (group === undefined) groups.set(marks, [text]);
    else group.push(text);
  }
  return [...groups.values()]
    .filter((group) => group.length >= threshold)
    .map((group) => ({ alphabets: alphabetsOf(group), rows: group.length }))
    .sort((a, b) => b.rows - a.rows);
}

/** Number of texts of a shape that differ in its last places, as many as fit into 2^44; and where those places begin. */
export function capacityOf(shape: Shape): { readonly capacity: number; readonly firstPlace: number } {
  let capacity = 1;
  let firstPlace = shape.alphabets.length;
  while (firstPlace > 0 && capacity * shape.alphabets[firstPlace - 1].length <= 2 ** 44) {
    capacity *= shape.alphabets[--firstPlace].length;
  }
  return { capacity, firstPlace };
}

/**
 * The shape with room for at least `fewest` texts: first the literal digits become any digit, from the right, then digits
 * are added behind the last one. Literal letters stay: they are what people know the format by. Ours.
 */
export function roomier(shape: Shape, fewest: number): Shape {
  const alphabets = [...shape.alphabets];
  const room = (): number => capacityOf({ ...shape, alphabets }).capacity;
  for (let place = alphabets.length - 1; place >= 0 && room() < fewest; place--) {
    if (alphabets[place].length === 1 && classOf(alphabets[place]) === '9')
      alphabets[place] = place === 0 ? digits.slice(1) : digits;
  }
  let last = alphabets.length - 1;
  while (last >= 0 && !alphabets[last].includes('9')) last--;
  const behind = last < 0 ? alphabets.length : last + 1;
  while (room() < fewest) alphabets.splice(behind, 0, digits);
  return { ...shape, alphabets };
}

/** Rank of a text among all of a shape whose capacity counts every place, or -1 when it is not of that shape. */
export function rankOf(shape: Shape, text: string): number {
  const letters = Array.from(text);
  if (letters.length !== shape.alphabets.length) return -1;
  let rank = 0;
  for (let place = 0; place < letters.length; place++) {
    const digit = shape.alphabets[place].indexOf(letters[place]);
    if (digit < 0) return -1;
    rank = rank * shape.alphabets[place].length + digit;
  }
  return rank;
}

/** The text of a rank; places before `firstPlace` are drawn by `below`. */
export function textOfRank(
  shape: Shape,
  firstPlace: number,
  rank: number,
  below: (n: number) => number,
): string {
  const letters: string[] = [];
  let rest = rank;
  for (let place = shape.alphabets.length - 1; place >= firstPlace; place--) {
    const alphabet = shape.alphabets[place];
    letters.push(alphabet[rest % alphabet.length]);
    rest = Math.floor(rest / alphabet.length);
  }
  for (let place = firstPlace - 1; place >= 0; place--) {
    const alphabet = shape.alphabets[place];
    letters.push(alphabet.length === 1 ? alphabet : alphabet[below(alphabet.length)]);
  }
  return letters.reverse().join('');
}

function classOf(letter: string): '' | '9' | 'a' | 'A' {
  if (letter >= '0' && letter <= '9') return '9';
  if (letter.toLowerCase() === letter.toUpperCase()) return '';
  return letter === letter.toLowerCase() ? 'a' : 'A';
}

function alphabetsOf(group: readonly string[]): string[] {
  const seen: Set<string>[] = Array.from(group[0], () => new Set<string>());
  for (const text of group) Array.from(text).forEach((letter, place) => seen[place].add(letter));
  return seen.map((letters, place) => {
    if (letters.size === 1) return [...letters][0];
    // A number whose first digit is never 0 stays one.
    const number =
      place === 0 && seen.every((others) => [...others].every((letter) => classOf(letter) === '9'));
    if (number && !letters.has('0')) return digits.slice(1);
    const all = [...letters];
    const classes = new Set(all.map(classOf));
    const hex = classes.has('9') && all.every((letter) => /[0-9a-fA-F]/.test(letter)) && letters.size > 10;
    const small = hex ? lower.slice(0, 6) : lower;
    const large = hex ? upper.slice(0, 6) : upper;
    return (
      (classes.has('9') ? digits : '') + (classes.has('a') ? small : '') + (classes.has('A') ? large : '')
    );
  });
}
