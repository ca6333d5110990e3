/**
 * The distinct cell texts of a column, as UTF-8 in one shared buffer. Every column, real or synthetic, is a dictionary
 * plus one code a row: text is never lost, a change of kind needs no second reading, and workers share both parts.
 */

/** Plain data, so that it can be posted to a worker; `offsets` has one element more than there are entries. */
export interface Dictionary {
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Number of entries. */
export function sizeOf(dictionary: Dictionary): number {
  return dictionary.offsets.length - 1;
}

/** Text of one entry. @throws RangeError when `entry` is outside `[0, sizeOf)`. */
export function textOf({ bytes, offsets }: Dictionary, entry: number): string {
  if (entry < 0 || entry >= offsets.length - 1) {
    throw new RangeError(`Dictionary entry ${entry} is outside 0 .. ${offsets.length - 2}`);
  }
  const start = offsets[entry];
  const end = offsets[entry + 1];
  if (end - start < 24) {
    let text = '';
    let index = start;
    for (; index < end && bytes[index] < 0x80; index++) text += String.fromCharCode(bytes[index]);
    if (index === end) return text;
  }
  // Some hosts refuse to decode shared memory, so the bytes are copied out first.
  return decoder.decode(bytes.slice(start, end));
}

/** All texts, in entry order. */
export function textsOf(dictionary: Dictionary): string[] {
  return Array.from({ length: sizeOf(dictionary) }, (_, entry) => textOf(dictionary, entry));
}

/** Builds a dictionary whose entry `i` is `texts[i]`; the texts should be distinct. */
export function dictionaryOf(texts: readonly string[]): Dictionary {
  const encoder = new TextEncoder();
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  // One call is several times faster than one a text, and plain ASCII shows itself by its length.
  const joined = length < longestString ? encoder.encode(texts.join('')) : null;
  const encoded =
    joined !== null && joined.length === length ? null : texts.map((text) => encoder.encode(text));
  const total = encoded === null ? length : encoded.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(new SharedArrayBuffer(total));
  const offsets = new Uint32Array(new SharedArrayBuffer((texts.length + 1) * 4));
  if (encoded === null && joined !== null) bytes.set(joined);
  for (let entry = 0; entry < texts.length; entry++) {
    const part = encoded?.[entry];
    if (part !== undefined) bytes.set(part, offsets[entry]);
    offsets[entry + 1] = offsets[entry] + (part ?? texts[entry]).length;
  }
  return { bytes, offsets };
}

/** Well below the longest string of V8 (2^29 - 24). */
const longestString = 2 ** 28;
