/** Text as the bytes of other encodings. */

/** @param {string} text @param {boolean} big */
export function utf16(text, big) {
  const bytes = Buffer.from(text, 'utf16le');
  return big ? bytes.swap16() : bytes;
}

/** @param {string} text */
export function latin(text) {
  return Buffer.from(text, 'latin1');
}

/** Single bytes by number between ASCII texts. @param {...(string | number)} parts */
export function bytes(...parts) {
  return Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part, 'latin1'))));
}
