/**
 * What inference sees of a column. Short dictionaries are seen whole. Of long ones a sample is drawn to shortlist the
 * kind, then one pass over all entries' bytes finds every text that does not fit it, so that counts of what cannot be
 * read are exact although most texts were never made.
 */
import type { RawColumn } from '../io/csv/rawTable.ts';
import { checkCancel } from '../run/run.ts';
import { sizeOf, textOf, textsOf } from './dictionary.ts';
import { entryReader } from './entryReader.ts';
import type { ColumnSchema } from './schema.ts';
import type { Seen } from './seen.ts';

/** Up to this many distinct texts all are looked at. Ours: every rule together then takes some 50 ms. */
export const wholeLimit = 5000;
/** Ordinary texts in a sample. Ours: a share of 1 % is missed by all of them once in 10^6 columns. */
const sampleSize = 1500;
/** Texts out of the ordinary that are looked at; beyond it they are counted, and these stand for all. */
const oddLimit = 1000;
/** Texts that show an extreme of the format (most decimals, a leading zero), of each sort. */
const witnessLimit = 25;

/** A column with how often each entry occurs. */
export interface Counted {
  readonly raw: RawColumn;
  readonly counts: Uint32Array;
  readonly cancel: Int32Array;
}

export function countEntries(raw: RawColumn, cancel: Int32Array): Counted {
  const counts = new Uint32Array(sizeOf(raw.dictionary));
  const { codes } = raw;
  for (let row = 0; row < codes.length; row++) counts[codes[row]]++;
  checkCancel(cancel);
  return { raw, counts, cancel };
}

export function isShort({ counts }: Counted): boolean {
  return counts.length <= wholeLimit;
}

/** All texts. */
export function seenWhole({ raw, counts }: Counted): Seen {
  const texts = textsOf(raw.dictionary);
  return {
    name: raw.name,
    rowCount: raw.codes.length,
    texts,
    counts: Array.from(counts),
    cells: raw.codes.length,
    distinct: texts.length,
    rising: texts.length === raw.codes.length && texts.length > 1 && rises(texts.map(wholeNumber)),
    missing: [],
  };
}

function wholeNumber(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : NaN;
}

function rises(values: readonly number[]): boolean {
  return values.every((value, index) =>
    index === 0 ? !Number.isNaN(value) : value === values[index - 1] + 1,
  );
}

/** A sample that knows of no format: spread entries, the most frequent ones, and short texts that may be missing tokens. */
export function seenFirst(counted: Counted): Seen {
  const { raw, counts, cancel } = counted;
  const size = counts.length;
  const ordinary = spread(size, () => true);
  const odd = new Set<number>(mostFrequent(counts, witnessLimit));
  const { bytes, offsets } = raw.dictionary;
  for (let entry = 0; entry < size && odd.size < oddLimit; entry++) {
    if ((entry & 0xffff) === 0) checkCancel(cancel);
    if (mayBeToken(bytes, offsets[entry], offsets[entry + 1])) odd.add(entry);
  }
  return sampled(counted, { ordinary, odd: [...odd], oddCells: null, rising: false });
}

/**
 * A sample for a column that seems to be `schema`: with all entries (the first thousand) that it cannot read, and those
 * that show the extremes of its format.
 */
export function seenAs(counted: Counted, schema: ColumnSchema): Seen {
  const { raw, counts, cancel } = counted;
  const read = entryReader(schema);
  if (read === null) return seenFirst(counted);
  const { dictionary } = raw;
  const odd: number[] = [];
  const witnesses = witnessesOf();
  const readable = new Uint8Array(counts.length);
  let oddCells = 0;
  let previous = NaN;
  let rising = counts.length === raw.codes.length;
  for (let entry = 0; entry < counts.length; entry++) {
    if ((entry & 0xffff) === 0) checkCancel(cancel);
    const value = read(dictionary, entry);
    if (Number.isNaN(value)) {
      oddCells += counts[entry];
      if (odd.length < oddLimit) odd.push(entry);
    } else {
      readable[entry] = 1;
      witnesses.look(dictionary.bytes, dictionary.offsets[entry], dictionary.offsets[entry + 1], entry);
    }
    if (entry > 0 && value !== previous + 1) rising = false;
    previous = value;
  }
  const special = new Set([...witnesses.found, ...mostFrequent(counts, witnessLimit)]);
  const witnessed = [...special].filter((entry) => readable[entry] === 1);
  const ordinary = spread(counts.length, (entry) => readable[entry] === 1 && !special.has(entry));
  return sampled(counted, { ordinary, odd, oddCells, rising, witnessed });
}

interface Sample {
  readonly ordinary: readonly number[];
  readonly odd: readonly number[];
  /** Cells of all entries out of the ordinary; null when `odd` has them all. */
  readonly oddCells: number | null;
  readonly rising: boolean;
  readonly witnessed?: readonly number[];
}

function sampled(
  { raw, counts }: Counted,
  { ordinary, odd, oddCells, rising, witnessed = [] }: Sample,
): Seen {
  const exact = new Map(witnessed.map((entry) => [entry, counts[entry]]));
  const known = odd.reduce((sum, entry) => sum + counts[entry], 0);
  const shares = (total: number, among: number, index: number): number =>
    Math.floor(total / among) + (index < total % among ? 1 : 0);
  odd.forEach((entry, index) => {
    const more = oddCells === null ? 0 : shares(oddCells - known, odd.length, index);
    exact.set(entry, counts[entry] + more);
  });
  const rest = raw.codes.length - [...exact.values()].reduce((sum, count) => sum + count, 0);
  const plain = ordinary.filter((entry) => !exact.has(entry));
  plain.forEach((entry, index) => exact.set(entry, shares(rest, plain.length, index)));
  const entries = [...exact.keys()].sort((one, other) => one - other);
  return {
    name: raw.name,
    rowCount: raw.codes.length,
    texts: entries.map((entry) => textOf(raw.dictionary, entry)),
    counts: entries.map((entry) => exact.get(entry) ?? 0),
    cells: raw.codes.length,
    distinct: counts.length,
    rising,
    missing: [],
  };
}

/** At most `sampleSize` entries that pass `test`, evenly spread. */
function spread(size: number, test: (entry: number) => boolean): number[] {
  const step = Math.max(1, size / sampleSize);
  const chosen: number[] = [];
  let last = -1;
  for (let place = 0; place < size; place += step) {
    let entry = Math.max(last + 1, Math.floor(place));
    while (entry < size && entry < place + step && !test(entry)) entry++;
    if (entry < size && test(entry)) {
      chosen.push(entry);
      last = entry;
    }
  }
  return chosen;
}

/** Entries that occur more often than once, the `most` most frequent. */
function mostFrequent(counts: Uint32Array, most: number): number[] {
  let top: number[] = [];
  let least = 1;
  for (let entry = 0; entry < counts.length; entry++) {
    if (counts[entry] <= least) continue;
    top.push(entry);
    if (top.length >= 4 * most) {
      top = top.sort((one, other) => counts[other] - counts[one]).slice(0, most);
      least = counts[top[top.length - 1]];
    }
  }
  return top.sort((one, other) => counts[other] - counts[one]).slice(0, most);
}

/** First bytes of the tokens in `missingTokens.ts`, in both cases, and blanks. */
const tokenStarts = new Set([...' \t#<-\\?.*([nNmMxXuUkKiI'].map((character) => character.charCodeAt(0)));

/** Short, without digits, and beginning like a missing token. */
function mayBeToken(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length === 0) return true;
  if (length > 14 || !tokenStarts.has(bytes[start])) return false;
  for (let index = start; index < end; index++)
    if ((bytes[index] >= 48 && bytes[index] <= 57) || bytes[index] >= 128) return false;
  return true;
}

/** Collects entries that show something of a number's format that no earlier one showed. */
function witnessesOf(): {
  readonly found: Set<number>;
  look(bytes: Uint8Array, start: number, end: number, entry: number): void;
} {
  const found = new Set<number>();
  let [most, least, shortest, longest, zeros, negatives, leading, trailing] = [
    -1,
    Infinity,
    Infinity,
    -1,
    0,
    0,
    0,
    0,
  ];
  return {
    found,
    look: (bytes, start, end, entry) => {
      const length = end - start;
      let mark = -1;
      for (let index = end - 1; index >= start; index--) {
        if (bytes[index] === 46 || bytes[index] === 44) {
          mark = index;
          break;
        }
      }
      const decimals = mark < 0 ? 0 : end - mark - 1;
      const first = bytes[start] === 45 || bytes[start] === 43 ? start + 1 : start;
      let shows = false;
      if (decimals > most) [most, shows] = [decimals, true];
      if (decimals < least) [least, shows] = [decimals, true];
      if (length > longest) [longest, shows] = [length, true];
      if (length < shortest) [shortest, shows] = [length, true];
      if (first > start && bytes[start] === 45 && negatives < witnessLimit)
        [negatives, shows] = [negatives + 1, true];
      if (mark >= 0 && bytes[end - 1] === 48 && zeros < witnessLimit) [zeros, shows] = [zeros + 1, true];
      if (bytes[first] === 48 && end - first > 1 && leading < witnessLimit)
        [leading, shows] = [leading + 1, true];
      if (mark === end - 1 && trailing < witnessLimit) [trailing, shows] = [trailing + 1, true];
      if (shows) found.add(entry);
    },
  };
}
