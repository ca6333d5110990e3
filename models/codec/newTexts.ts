/** Writes the texts of a format, one a row: new ones, each once. */
import { permutation } from '../num/permutation.ts';
import { streamsOf } from '../num/random.ts';
import type { Format } from './identifier.ts';
import type { DictionaryBuilder } from './intern.ts';
import { rankAt } from './placing.ts';
import { textOfRank } from './shape.ts';
import { holds, takenTest, type Taken, type TakenTest } from './taken.ts';

type Below = (n: number) => number;

/** Larger formats are at most a sixteenth full (`roomier`), so that eight tries fail for one row in four thousand million. Ours. */
const tries = 8;

/**
 * Adds the text of a global row to a dictionary and returns its entry. A pure function of the row: which format it has
 * and what letters stand before `firstPlace` come from a stream of its own.
 */
export function formatWriter(
  { formats, taken }: { readonly formats: readonly Format[]; readonly taken: Taken },
  seed: number,
  name: string,
): (row: number, builder: DictionaryBuilder) => number {
  const streamOf = streamsOf([seed, 'identifier', name]);
  const known = takenTest(taken);
  const makers = formats.map((format, index) => maker(format, known, seed + index));
  const certain = formats.length === 1 && !formats[0].shape.alphabets.some(isDrawn(formats[0].firstPlace));
  return (row, builder) => {
    const random = certain ? null : streamOf(row);
    const u = random === null ? 0 : random.uniform();
    const index = formats.findIndex(({ cumulative }) => u < cumulative);
    const { write, text } = makers[index < 0 ? makers.length - 1 : index];
    const written = write(row, random?.below ?? never, builder);
    if (written >= 0) return written;
    // Rare: the stream begins again, so that both ways write one text.
    const again = streamOf(row);
    again.uniform();
    return builder.add(text(row, again.below));
  };
}

/** A place whose letter is drawn and not part of the rank. */
function isDrawn(firstPlace: number) {
  return (alphabet: string, place: number): boolean => place < firstPlace && alphabet.length > 1;
}

function never(): number {
  throw new Error('A format without drawn places asked for a draw.');
}

interface Maker {
  /** The entry of the row's text; -1 when only `text` can make it. */
  readonly write: (row: number, below: Below, builder: DictionaryBuilder) => number;
  /** Row -> text, one to one, never a taken one. */
  readonly text: (row: number, below: Below) => string;
}

/** Rows beyond the format's room start over with a running number appended. */
function maker(format: Format, known: TakenTest, seed: number): Maker {
  const { shape, firstPlace, capacity, blocked } = format;
  const shuffle = permutation(capacity, seed);
  const room = blocked === null ? Math.floor(capacity / tries) : capacity - blocked.length;
  const attempts = blocked === null ? tries : 1;
  const rankOf = (index: number, attempt: number): number =>
    blocked === null ? shuffle(index * tries + attempt) : freeRank(format, blocked, shuffle, index);
  const places = asciiPlaces(shape.alphabets);
  return {
    write: (row, below, builder) => {
      if (row >= room || places === null) return -1;
      const at = builder.begin(places.length);
      const { bytes } = builder;
      const end = at + places.length;
      for (let attempt = 0; attempt < attempts; attempt++) {
        writeRank(places, firstPlace, rankOf(row, attempt), below, bytes, at);
        // Taken texts of a format whose places are blocked have no rank that is free.
        if (blocked !== null || !known.ascii(bytes, at, end)) return builder.end(end);
      }
      return -1;
    },
    text: (row, below) => {
      const round = Math.floor(row / room);
      const suffix = round === 0 ? '' : `-${round}`;
      const index = row % room;
      for (let attempt = 0; attempt < attempts; attempt++) {
        const text = textOfRank(shape, firstPlace, rankOf(index, attempt), below) + suffix;
        if (!known.text(text)) return text;
      }
      // The row's own number after a double mark keeps the text apart from every other row's.
      let text = `${textOfRank(shape, firstPlace, shuffle(index), below)}${suffix}--${row}`;
      while (known.text(text)) text += '-';
      return text;
    },
  };
}

/** Walking the cycle past blocked places keeps the permutation one to one on the free ones. */
function freeRank(
  { placing }: Format,
  blocked: Int32Array,
  shuffle: (index: number) => number,
  index: number,
): number {
  let place = shuffle(freePlace(blocked, index));
  while (holds(blocked, place)) place = shuffle(place);
  return rankAt(placing, place);
}

/** The `index`-th place (from 0) that is not in ascending `blocked`. */
function freePlace(blocked: Int32Array, index: number): number {
  let low = 0;
  let high = blocked.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocked[middle] - middle <= index) low = middle + 1;
    else high = middle;
  }
  return index + low;
}

/** The letters of each place as bytes; null when one of them is not ASCII. */
function asciiPlaces(alphabets: readonly string[]): Uint8Array[] | null {
  const places = alphabets.map((alphabet) => new TextEncoder().encode(alphabet));
  return places.every((letters) => letters.every((letter) => letter < 0x80)) ? places : null;
}

/** What `textOfRank` returns, as bytes from `at` on. */
function writeRank(
  places: readonly Uint8Array[],
  firstPlace: number,
  rank: number,
  below: Below,
  bytes: Uint8Array,
  at: number,
): void {
  let rest = rank;
  for (let place = places.length - 1; place >= 0; place--) {
    const letters = places[place];
    const { length } = letters;
    let letter = 0;
    if (length > 1 && place < firstPlace) letter = below(length);
    else if (length > 1 && rest < 0x80000000) {
      // The same as below in whole numbers of the machine, which take a tenth of the time.
      const whole = rest | 0;
      rest = (whole / length) | 0;
      letter = whole - rest * length;
    } else if (length > 1) {
      letter = rest % length;
      rest = Math.floor(rest / length);
    }
    bytes[at + place] = letters[letter];
  }
}
