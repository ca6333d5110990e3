/** Builds a dictionary text by text; texts of numbers and dates are ASCII, which needs no encoder and often no string. */
import type { Dictionary } from '../table/dictionary.ts';

/** Grows as texts are added; texts are not compared, so the caller adds each only once. */
export interface DictionaryBuilder {
  /** Adds a text and returns its entry. */
  add(text: string): number;
  /** Makes room for `most` more bytes and returns where in `bytes` the next text begins. */
  begin(most: number): number;
  /** What is under way; valid until the next call that adds or makes room. */
  readonly bytes: Uint8Array;
  /** Adds the text that has been written from where `begin` said to `end` (exclusive); returns its entry. */
  end(end: number): number;
  /** The dictionary of all texts so far, in shared memory. */
  finish(): Dictionary;
}

/** An empty builder. @param expected about how many texts will come; only for memory. */
export function dictionaryBuilder(expected: number): DictionaryBuilder {
  let bytes = new Uint8Array(Math.max(64, expected * 8));
  let offsets = new Uint32Array(Math.max(16, expected + 1));
  let position = 0;
  let entries = 0;
  const encoder = new TextEncoder();

  const reserve = (room: number): void => {
    if (position + room > bytes.length) {
      const grown = new Uint8Array(Math.max(bytes.length * 2, position + room));
      grown.set(bytes);
      bytes = grown;
    }
    if (entries + 2 > offsets.length) {
      const grown = new Uint32Array(offsets.length * 2);
      grown.set(offsets);
      offsets = grown;
    }
  };

  return {
    begin: (most) => {
      reserve(most);
      return position;
    },
    get bytes() {
      return bytes;
    },
    end: (end) => {
      position = end;
      offsets[++entries] = position;
      return entries - 1;
    },
    add: (text) => {
      reserve(text.length * 3);
      let end = position;
      let index = 0;
      for (; index < text.length; index++) {
        const code = text.charCodeAt(index);
        if (code >= 0x80) break;
        bytes[end++] = code;
      }
      if (index < text.length) {
        const encoded = encoder.encode(text);
        bytes.set(encoded, position);
        end = position + encoded.length;
      }
      position = end;
      offsets[++entries] = position;
      return entries - 1;
    },
    finish: () => {
      const sharedBytes = new Uint8Array(new SharedArrayBuffer(position));
      sharedBytes.set(bytes.subarray(0, position));
      const sharedOffsets = new Uint32Array(new SharedArrayBuffer((entries + 1) * 4));
      sharedOffsets.set(offsets.subarray(0, entries + 1));
      return { bytes: sharedBytes, offsets: sharedOffsets };
    },
  };
}
