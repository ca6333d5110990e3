/**
 * Windows-1252 by a table of our own: the decoder of Node 20 reads 0x80 .. 0x9f as control characters unless it streams.
 * Source: WHATWG Encoding Standard, index windows-1252 (bytes without a character there stand for U+0081 and so on).
 */

const upper = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Byte -> character. */
export const windows1252: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 && byte < 0xa0 ? upper[byte - 0x80] : String.fromCharCode(byte),
);

/** True for the labels that the Encoding Standard maps to windows-1252, `latin1` and `iso-8859-1` among them. */
export function isWindows1252Label(encoding: string): boolean {
  return /^(windows-1252|cp1252|x-cp1252|latin1|l1|iso-?8859-?1|iso_8859-1|ascii|us-ascii)$/i.test(
    encoding.trim(),
  );
}

const utf8: readonly Uint8Array[] = windows1252.map((character) => new TextEncoder().encode(character));

/** UTF-8 of windows-1252 bytes. */
export function decodeWindows1252(bytes: Uint8Array): Uint8Array {
  let length = 0;
  for (const byte of bytes) length += utf8[byte].length;
  const text = new Uint8Array(length);
  let position = 0;
  for (const byte of bytes) {
    if (byte < 0x80) text[position++] = byte;
    else for (const part of utf8[byte]) text[position++] = part;
  }
  return text;
}
