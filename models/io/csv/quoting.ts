/** When a cell has to be quoted in a dialect, and how. */
import type { Dialect } from '../../recipe.ts';

export interface Quoting {
  /** True when the text from `start` to `end` (exclusive) cannot stand as it is. */
  needed(bytes: Uint8Array, start: number, end: number): boolean;
  /** The text in quotes, its quotes escaped. */
  quoted(bytes: Uint8Array, start: number, end: number): Uint8Array;
}

const byteOrderMark = Uint8Array.of(0xef, 0xbb, 0xbf);

/** @param column index of the column: comment signs and byte order marks are only read at the start of a line. @param width number of columns */
export function quotingOf(
  { delimiter, quote, escape, comment }: Dialect,
  column: number,
  width: number,
): Quoting {
  const special = new Uint8Array(256);
  for (const character of [delimiter, quote, '\n', '\r'])
    if (character !== '') special[character.charCodeAt(0)] = 1;
  const quoteByte = quote.charCodeAt(0);
  const escapeByte = escape === 'double' ? quoteByte : escape.charCodeAt(0);
  const leads = column === 0 ? [new TextEncoder().encode(comment), byteOrderMark] : [];
  const quotesEmpty = width === 1 && quote !== '';
  return {
    needed: (bytes, start, end) => {
      if (start === end) return quotesEmpty;
      for (let index = start; index < end; index++) if (special[bytes[index]] === 1) return true;
      return leads.some(
        (lead) =>
          lead.length > 0 &&
          lead.every((byte, index) => bytes[start + index] === byte && start + index < end),
      );
    },
    quoted: (bytes, start, end) => {
      const quoted = [quoteByte];
      for (let index = start; index < end; index++) {
        const byte = bytes[index];
        if (byte === quoteByte || byte === escapeByte) quoted.push(escapeByte);
        quoted.push(byte);
      }
      quoted.push(quoteByte);
      return Uint8Array.from(quoted);
    },
  };
}
