/** From UTF-8 to the encoding of a file. */
import { Refused } from '../../run/run.ts';
import { isUtf8Label } from './transcode.ts';
import { isWindows1252Label, windows1252 } from './windows1252.ts';

/** @returns a function from UTF-8 to `encoding`; it refuses [not-encodable] what the encoding has no code for. */
export function encoderOf(encoding: string): (utf8: Uint8Array) => Uint8Array {
  if (isUtf8Label(encoding)) return (utf8) => utf8;
  const label = encoding.toLowerCase();
  if (label === 'utf-16le' || label === 'utf-16') return (utf8) => Buffer.from(textOf(utf8), 'utf16le');
  if (label === 'utf-16be') return (utf8) => Buffer.from(textOf(utf8), 'utf16le').swap16();
  const codes = singleByteCodes(encoding);
  return (utf8) => {
    const text = textOf(utf8);
    const bytes = new Uint8Array(text.length);
    for (let index = 0; index < text.length; index++) {
      const code = codes.get(text.charCodeAt(index));
      if (code === undefined) refuse(encoding);
      bytes[index] = code;
    }
    return bytes;
  };
}

function textOf(utf8: Uint8Array): string {
  return Buffer.from(utf8.buffer, utf8.byteOffset, utf8.byteLength).toString('utf8');
}

/** Character -> byte for an encoding with one byte a character, by decoding all 256 bytes. */
function singleByteCodes(encoding: string): ReadonlyMap<number, number> {
  let text: string;
  try {
    text = isWindows1252Label(encoding)
      ? windows1252.join('')
      : new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  } catch {
    refuse(encoding);
  }
  if (text.length !== 256) refuse(encoding);
  const codes = new Map<number, number>();
  for (let byte = 0; byte < 256; byte++) if (text[byte] !== '\ufffd') codes.set(text.charCodeAt(byte), byte);
  return codes;
}

function refuse(encoding: string): never {
  throw new Refused(
    'not-encodable',
    `The table cannot be written in ${encoding}: it has characters without a code there, or the encoding can only be read. Choose utf-8.`,
  );
}
