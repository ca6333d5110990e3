/** From the file's encoding to UTF-8, chunk by chunk. */
import { Refused } from '../../run/run.ts';
import { decodeWindows1252, isWindows1252Label } from './windows1252.ts';

/** True when the bytes can be scanned as they are: every delimiter is one byte and cells are UTF-8 already. */
export function isUtf8Label(encoding: string): boolean {
  return /^(utf-?8)$/i.test(encoding);
}

/** Turns chunks into UTF-8 without a byte order mark. `end` gives what a cut character has left over. */
export interface Transcoder {
  push(chunk: Uint8Array): Uint8Array;
  end(): Uint8Array;
}

/** @throws Refused unknown-encoding for a label that is not in the WHATWG encoding standard. */
export function transcoder(encoding: string): Transcoder {
  if (isUtf8Label(encoding)) return stripMark();
  if (isWindows1252Label(encoding)) return { push: decodeWindows1252, end: () => new Uint8Array(0) };
  const decoder = decoderOf(encoding);
  const decode = (chunk: Uint8Array, stream: boolean): Uint8Array => {
    try {
      return Buffer.from(decoder.decode(chunk, { stream }), 'utf8');
    } catch (cause) {
      throw new Refused(
        'wrong-encoding',
        `The file holds bytes that are not ${encoding}. Choose another encoding, for example utf-8 or windows-1252.`,
        { cause },
      );
    }
  };
  return { push: (chunk) => decode(chunk, true), end: () => decode(new Uint8Array(0), false) };
}

function decoderOf(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    throw new Refused(
      'unknown-encoding',
      `No encoding is called ${encoding}. Use for example utf-8, utf-16le, windows-1252 or iso-8859-15.`,
      { cause },
    );
  }
}

function stripMark(): Transcoder {
  const mark = [0xef, 0xbb, 0xbf];
  let held = new Uint8Array(0);
  let decided = false;
  const push = (chunk: Uint8Array): Uint8Array => {
    if (decided) return chunk;
    const joined = new Uint8Array(held.length + chunk.length);
    joined.set(held);
    joined.set(chunk, held.length);
    if (joined.length < 3 && mark.slice(0, joined.length).every((byte, index) => byte === joined[index])) {
      held = joined;
      return new Uint8Array(0);
    }
    decided = true;
    return mark.every((byte, index) => byte === joined[index]) ? joined.subarray(3) : joined;
  };
  return { push, end: () => (decided ? new Uint8Array(0) : held) };
}
