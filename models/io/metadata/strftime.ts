/** Date formats of Python and C (`%d/%m/%Y`) as patterns of this program, and back. */
import { tokensOf } from '../../table/date.ts';
import { isIsoDuration } from '../../table/isoDuration.ts';

const toPattern: Readonly<Record<string, string>> = {
  '%Y': 'YYYY',
  '%y': 'YY',
  '%m': 'MM',
  '%-m': 'M',
  '%d': 'DD',
  '%-d': 'D',
  '%e': 'D',
  '%B': 'MMMM',
  '%b': 'MMM',
  '%h': 'MMM',
  '%H': 'HH',
  '%I': 'hh',
  '%-I': 'h',
  '%p': 'A',
  '%M': 'mm',
  '%S': 'ss',
  '%f': 'SSSSSS',
  '%z': 'ZZ',
  '%F': 'YYYY-MM-DD',
  '%T': 'HH:mm:ss',
  '%R': 'HH:mm',
  '%D': 'MM/DD/YY',
  '%%': '%',
};

/** Null when the format has a directive that no pattern has (`%j`, `%a`, `%Z` ...). */
export function patternOfStrftime(format: string): string | null {
  let known = true;
  const pattern = format.replace(/%-?[A-Za-z%]|[^%]+|%/g, (piece) => {
    if (!piece.startsWith('%'))
      return /[A-Za-z]/.test(piece) && !/^[TZ]$/.test(piece) ? bracketed(piece) : piece;
    const mapped = toPattern[piece];
    if (mapped === undefined) known = false;
    return mapped ?? '';
  });
  return known ? pattern : null;
}

/** Letters in literal text stand in brackets, but for the T between day and time. */
function bracketed(piece: string): string {
  return piece.replace(/[A-Za-z]+/g, (letters) =>
    letters === 'T' || letters === 'Z' ? letters : `[${letters}]`,
  );
}

const fromToken: Readonly<Record<string, string>> = {
  YYYY: '%Y',
  YY: '%y',
  MM: '%m',
  M: '%m',
  DD: '%d',
  D: '%d',
  MMMM: '%B',
  MMM: '%b',
  HH: '%H',
  hh: '%I',
  h: '%I',
  A: '%p',
  a: '%p',
  mm: '%M',
  ss: '%S',
  ZZ: '%z',
  ZZZ: '%z',
};

/**
 * Null for durations, which `strptime` cannot read. Python reads unpadded numbers, fractions of one to six digits and
 * month names of its own locale under the same directives.
 */
export function strftimeOfPattern(pattern: string): string | null {
  if (isIsoDuration(pattern)) return null;
  let known = true;
  const format = tokensOf(pattern)
    .map(({ field, text }) => {
      if (field === null) return text.replaceAll('%', '%%');
      if (field === 'fraction') return '%f';
      const directive = fromToken[text];
      if (directive === undefined) known = false;
      return directive ?? '';
    })
    .join('');
  return known ? format : null;
}

/** True when two patterns differ only in what `strptime` does not tell apart: padding, digits of fractions, names' case. */
export function sameForStrptime(one: string, other: string): boolean {
  const format = strftimeOfPattern(one);
  return format !== null && format === strftimeOfPattern(other);
}
