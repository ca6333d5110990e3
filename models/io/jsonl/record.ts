/** One line of JSON lines: the fields of an object with their texts exactly as the file has them. */

/** Field -> cell text; numbers as they are written (no digit is lost), null the empty text, nested values their JSON. */
export type Fields = ReadonlyMap<string, string>;

/** The fields of `line`, null when it is not one JSON object. A repeated name counts with its last value. */
export function parseRecord(line: string): Fields | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
  const fields = new Map<string, string>();
  const source = line.trim();
  // The line is known to be right, so that finding where values end needs no more checks.
  let index = skipBlanks(source, 1);
  while (source.charCodeAt(index) !== closeBrace) {
    const nameEnd = endOfValue(source, index);
    const name = unquoted(source.slice(index, nameEnd));
    index = skipBlanks(source, skipBlanks(source, nameEnd) + 1);
    const valueEnd = endOfValue(source, index);
    fields.set(name, textOfValue(source.slice(index, valueEnd)));
    index = skipBlanks(source, valueEnd);
    if (source.charCodeAt(index) === comma) index = skipBlanks(source, index + 1);
  }
  return fields;
}

const [quote, backslash, comma] = [34, 92, 44];
const [openBrace, closeBrace, openBracket, closeBracket] = [123, 125, 91, 93];

function textOfValue(written: string): string {
  const first = written.charCodeAt(0);
  if (first === quote) return unquoted(written);
  if (first === openBrace || first === openBracket) return JSON.stringify(JSON.parse(written));
  return written === 'null' ? '' : written;
}

function unquoted(written: string): string {
  return written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1);
}

/** The four characters that JSON allows between its parts. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function skipBlanks(source: string, start: number): number {
  let index = start;
  while (isBlank(source.charCodeAt(index))) index++;
  return index;
}

/** Index after the value that begins at `start`. */
function endOfValue(source: string, start: number): number {
  let depth = 0;
  for (let index = start; index < source.length; index++) {
    const code = source.charCodeAt(index);
    if (code === quote) {
      for (index++; source.charCodeAt(index) !== quote; index++)
        if (source.charCodeAt(index) === backslash) index++;
      if (depth === 0) return index + 1;
    } else if (code === openBrace || code === openBracket) depth++;
    else if (code === closeBrace || code === closeBracket) {
      if (depth === 0) return index;
      depth--;
      if (depth === 0) return index + 1;
    } else if (depth === 0 && (code === comma || isBlank(code))) return index;
  }
  return source.length;
}
