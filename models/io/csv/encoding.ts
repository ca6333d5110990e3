/** Which encoding a file is in, from its mark, its NUL bytes and the validity of its UTF-8 at several places. */
import { isUtf8 } from 'node:buffer';
import { Refused } from '../../run/run.ts';

export interface Encoding {
  readonly encoding: string;
  readonly bom: boolean;
  /** Why it is no more than a guess; null when mark or bytes prove it. */
  readonly guess: string | null;
}

export const fallbackEncoding = 'windows-1252';

const signatures: readonly (readonly [magic: string, what: string])[] = [
  ['PK\x03\x04', 'a zip archive or an Excel workbook (save the sheet as CSV first)'],
  ['\xd0\xcf\x11\xe0', 'an old Excel workbook (save the sheet as CSV first)'],
  ['PAR1', 'a Parquet file'],
  ['ARROW1', 'an Arrow file'],
  ['SQLite format 3', 'an SQLite database'],
  ['%PDF', 'a PDF document'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['\x7fELF', 'a program'],
  ['BZh', 'a bzip2 archive (decompress it first)'],
  ['\x28\xb5\x2f\xfd', 'a zstd archive (decompress it first)'],
  ['\xfd7zXZ', 'an xz archive (decompress it first)'],
];

/**
 * @param head the first bytes, `whole` when nothing follows. @param places stretches from further on, cut anywhere. @param byHand true when a person
 * said how to read the file: then control characters do not make it binary, only the signature of another format does.
 * @throws Refused binary when the bytes are not text.
 */
export function detectEncoding(
  { bytes: head, whole }: { readonly bytes: Uint8Array; readonly whole: boolean },
  places: readonly Uint8Array[],
  name: string,
  byHand: boolean,
): Encoding {
  refuseBinary(head, name);
  if (startsWith(head, [0xef, 0xbb, 0xbf])) return { encoding: 'utf-8', bom: true, guess: null };
  if (startsWith(head, [0xff, 0xfe])) return { encoding: 'utf-16le', bom: true, guess: null };
  if (startsWith(head, [0xfe, 0xff])) return { encoding: 'utf-16be', bom: true, guess: null };
  const wide = detectWide(head);
  if (wide !== null && decodes(head, wide, whole)) {
    return {
      encoding: wide,
      bom: false,
      guess: 'Every second byte is zero, as in UTF-16; the file has no byte order mark.',
    };
  }
  if (!byHand) refuseControls(head, name);
  const start = whole ? head : head.subarray(0, endOfCharacters(head));
  if (isUtf8(start) && places.every((piece) => isUtf8(wholeCharacters(piece)))) {
    return { encoding: 'utf-8', bom: false, guess: null };
  }
  return {
    encoding: fallbackEncoding,
    bom: false,
    guess: 'Some bytes are not UTF-8. Windows-1252 is the usual other one; look at words with accents.',
  };
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}

function refuseBinary(head: Uint8Array, name: string): void {
  const found = signatures.find(([magic]) =>
    startsWith(
      head,
      Array.from(magic, (character) => character.charCodeAt(0)),
    ),
  );
  if (found !== undefined) {
    throw new Refused(
      'binary',
      `${name} is not a CSV file but looks like ${found[1]}. Choose a CSV or CSV.gz file.`,
    );
  }
}

/** Text has next to no control characters but tab, line ends and the separators 28 .. 31; 5 % leaves room for stray NULs. Ours. */
function refuseControls(head: Uint8Array, name: string): void {
  let controls = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 28 && byte !== 27)) controls++;
  if (controls > head.length * 0.05) {
    throw new Refused(
      'binary',
      `${name} does not hold text, so it is not a CSV file. Choose a CSV or CSV.gz file.`,
    );
  }
}

/** UTF-16 without a mark: more than 30 % zeros on one side of the byte pairs and next to none on the other. Ours. */
function detectWide(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0];
  const length = head.length & ~1;
  for (let index = 0; index < length; index++) if (head[index] === 0) zeros[index & 1]++;
  const pairs = length / 2;
  if (pairs < 2) return null;
  if (zeros[1] > 0.3 * pairs && zeros[0] < 0.02 * pairs) return 'utf-16le';
  if (zeros[0] > 0.3 * pairs && zeros[1] < 0.02 * pairs) return 'utf-16be';
  return null;
}

/** True when the bytes are text in `encoding`; a character cut off at the end does not count. */
function decodes(bytes: Uint8Array, encoding: string, whole: boolean): boolean {
  try {
    return !new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !whole }).includes('\0');
  } catch {
    return false;
  }
}

/** Without the cut characters at both ends (at most three bytes each). */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < 3 && start < bytes.length && (bytes[start] & 0xc0) === 0x80) start++;
  return bytes.subarray(start, Math.max(start, endOfCharacters(bytes)));
}

/** Where a character begins that is cut off at the end; the length when none is. */
function endOfCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && bytes.length - back >= 0; back++) {
    const byte = bytes[bytes.length - back];
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
