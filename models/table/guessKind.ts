/** Proposes a kind for one column from its texts, with how sure it is and why. Rules of thumb, ours; a person decides. */
import { detectDate } from './datePattern.ts';
import { namesCode, namesFlag, namesKey, namesPostal, namesQuantity, namesScale } from './nameHints.ts';
import { hasAffixes, parseNumber } from './number.ts';
import { detectNumber, hasLeadingZeros, type NumberFinding } from './numberFormat.ts';
import { findScale } from './ordinalScale.ts';
import { findPersonal } from './personal.ts';
import type { ColumnSchema, Kind, NumberFormat } from './schema.ts';
import { cellsThat, type Seen } from './seen.ts';
import { apartWarning, codesApart } from './surveyCodes.ts';

/** A kind with what else it brings; missing tokens, name and roles are added by `infer.ts`. */
export interface Guess {
  readonly kind: Kind;
  readonly confidence: number;
  readonly evidence: string;
  readonly warnings?: readonly string[];
  readonly more?: Partial<Pick<ColumnSchema, 'number' | 'pattern' | 'levels' | 'treatment' | 'known'>>;
}

/** @param column without its missing tokens. */
export function guessKind(column: Seen): Guess {
  if (column.cells === 0) {
    const evidence = 'No cell has a value.';
    return { kind: 'category', confidence: 1, evidence, warnings: ['Every cell is missing.'] };
  }
  return (
    guessPersonal(column) ??
    guessPoint(column) ??
    guessBoolean(column) ??
    guessDate(column) ??
    guessNumber(column) ??
    guessOrdinal(column) ??
    guessWords(column)
  );
}

function guessPersonal(column: Seen): Guess | null {
  const found = findPersonal(column);
  if (found === null) return null;
  const { what, kind, treatment, evidence } = found;
  const does = treatment === 'drop' ? 'left out of' : 'written anew in';
  return {
    kind,
    confidence: 0.95,
    evidence,
    warnings: [`These look like ${what}: the column is ${does} the synthetic table.`],
    more: { treatment, known: true },
  };
}

const point = /^[([]?\s*-?\d{1,2}\.\d+\s*[,; ]\s*-?\d{1,3}\.\d+\s*[)\]]?$|^POINT ?\(/i;

/** Both coordinates in one cell: exact, unlike anybody else's, and nothing a model can learn from as a text. */
function guessPoint(column: Seen): Guess | null {
  const points = cellsThat(column, (text) => point.test(text));
  if (points < 0.99 * column.cells) return null;
  return {
    kind: 'text',
    confidence: 0.9,
    evidence: `${count(points)} of ${count(column.cells)} cells hold two coordinates.`,
    warnings: [
      'A place in one cell is left out of the synthetic table. Split it into a column of latitudes and one of longitudes to have places protected and learned.',
    ],
    more: { treatment: 'drop', known: true },
  };
}

const pairs = [
  'true false',
  'yes no',
  't f',
  'y n',
  'j n',
  'o n',
  'ja nein',
  'oui non',
  'si no',
  'sí no',
  'on off',
  'wahr falsch',
  'vrai faux',
  'verdadero falso',
].map((pair) => new Set(pair.split(' ')));

function guessBoolean(column: Seen): Guess | null {
  if (column.distinct !== 2) return null;
  const words = column.texts.map((text) => text.trim().toLowerCase());
  const paired = pairs.some((pair) => words.every((word) => pair.has(word)));
  const digits = words.every((word) => word === '0' || word === '1') && namesFlag(column.name);
  if (!paired && !digits) return null;
  return { kind: 'boolean', confidence: paired ? 1 : 0.9, evidence: 'Two values that say yes and no.' };
}

function guessDate(column: Seen): Guess | null {
  const found = detectDate(column);
  if (found === null) return null;
  const { kind, pattern, unreadable, alsoFits, notes } = found;
  const warnings = [
    ...(alsoFits === null
      ? []
      : [`Day and month cannot be told apart: ${alsoFits} fits as well as ${pattern}.`]),
    ...notes,
    ...unreadableWarning(unreadable, column, pattern),
  ];
  return {
    kind,
    confidence: (alsoFits === null ? 1 : 0.6) * (1 - unreadable / column.cells),
    evidence: `${count(column.cells - unreadable)} of ${count(column.cells)} cells are written as ${pattern}.`,
    warnings,
    more: { pattern },
  };
}

function unreadableWarning(unreadable: number, column: Seen, as: string): string[] {
  if (unreadable === 0) return [];
  return [
    `${count(unreadable)} of ${count(column.cells)} cells cannot be read as ${as} and would count as missing.`,
  ];
}

function guessNumber(column: Seen): Guess | null {
  const found = detectNumber(column);
  if (found === null) return null;
  if (namesPostal(column.name) && column.texts.every((text) => /^\d{3,6}$/.test(text.trim()))) {
    return {
      kind: 'category',
      confidence: 0.85,
      evidence: 'Digits under a name for postal codes: a code, not a number.',
      more: { known: true },
    };
  }
  if (hasLeadingZeros(column)) {
    const evidence = 'All digits, but some start with a zero: a code, not a number.';
    return { ...guessWords(column), evidence };
  }
  const { format, unreadable, ambiguous } = found;
  const kind = format.decimals === 0 ? 'integer' : 'decimal';
  const numeric: Guess = {
    kind,
    confidence: (ambiguous ? 0.7 : 1) * (1 - unreadable / column.cells),
    evidence:
      unreadable === 0
        ? `All ${count(column.cells)} cells are ${kind === 'integer' ? 'whole numbers' : `numbers with up to ${format.decimals} ${format.decimals === 1 ? 'decimal' : 'decimals'}`}${dressing(format)}.`
        : `${count(unreadable)} of ${count(column.cells)} cells are not numbers.`,
    warnings: [
      ...(ambiguous
        ? ['The mark before three digits can be a decimal or a thousands mark; look at the values.']
        : []),
      ...unreadableWarning(unreadable, column, 'numbers'),
      ...(codesApart(sortedValues(column, format)).apart.length > 0 ? [apartWarning] : []),
    ],
    more: { number: format },
  };
  return kind === 'integer' && !hasAffixes(format)
    ? (guessNumberKey(column, found) ?? guessCodes(column, found) ?? numeric)
    : numeric;
}

/** What stands around the digits, as a person would call it. */
function dressing({ prefix = '', suffix = '', negative }: NumberFormat): string {
  const signs = [prefix, suffix].map((sign) => sign.trim()).filter((sign) => sign !== '');
  const minus =
    negative === 'parentheses' ? ['parentheses'] : negative === 'trailing' ? ['a minus behind'] : [];
  const all = [...signs.map((sign) => `"${sign}"`), ...minus];
  return all.length === 0 ? '' : `, written with ${all.join(' and ')}`;
}

/** Row numbers and record keys: unique, and named or rising like a key. */
function guessNumberKey(column: Seen, { format }: NumberFinding): Guess | null {
  const { distinct, cells, rising, texts } = column;
  const unique = distinct >= 0.99 * cells && distinct > 1;
  if (!unique || (namesQuantity(column.name) && !namesKey(column.name))) return null;
  const named = namesKey(column.name);
  if (!named && distinct < 20) return null;
  const even = texts.every((text) => text.length === texts[0].length) && texts[0].length >= 5;
  const whole = texts.every((text) => Number.isInteger(parseNumber(text, format)));
  if (!whole || (!named && !rising && !even)) return null;
  return {
    kind: 'identifier',
    confidence: named ? 0.95 : 0.7,
    evidence: `${count(distinct)} different values in ${count(cells)} cells${rising ? ', rising by one from row to row' : ''}.`,
    more: { treatment: 'regenerate' },
  };
}

/** Ours: up to this many small whole numbers are proposed as codes when the name does not say otherwise. */
const fewCodes = 12;
const manyCodes = 1000;

/** Whole numbers that stand for categories. */
function guessCodes(column: Seen, { format }: NumberFinding): Guess | null {
  if (column.distinct > manyCodes) return null;
  const { values, apart } = codesApart(sortedValues(column, format));
  const distinct = values.length + apart.length;
  const low = values[0];
  const high = values[values.length - 1];
  const repeated = column.cells >= 5 * distinct;
  const quantity = namesQuantity(column.name);
  const coded = namesCode(column.name);
  const small = distinct <= fewCodes && low >= -9 && high <= 99 && high - low < 3 * distinct + 3;
  const banded = quantity && !coded && small && repeated && /age|hours?/i.test(column.name) && high <= 10;
  const byName = coded && !quantity && repeated;
  const byValue = (!quantity || distinct <= 3) && repeated && small;
  if (!banded && !byName && !byValue) return null;
  const ordered = banded || namesScale(column.name) || (low < 0 && distinct > 3);
  const levels = [...column.texts].sort(
    (one, other) => parseNumber(one, format) - parseNumber(other, format),
  );
  const evidence =
    `Only ${count(distinct)} different whole numbers in ${count(column.cells)} cells: ` +
    (banded ? 'too few for a quantity, so they are taken as bands.' : 'they look like codes for categories.');
  const confidence = byName && small ? 0.9 : byName || banded ? 0.75 : 0.7;
  return ordered && distinct > 2
    ? {
        kind: 'ordinal',
        confidence: confidence - 0.1,
        evidence: `${evidence} Their order is kept.`,
        warnings: apart.length > 0 ? [apartWarning] : [],
        more: { levels },
      }
    : { kind: 'category', confidence, evidence, warnings: apart.length > 0 ? [apartWarning] : [] };
}

function sortedValues(column: Seen, format: NumberFormat): readonly number[] {
  return column.texts
    .map((text) => parseNumber(text, format))
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
}

function guessOrdinal(column: Seen): Guess | null {
  const found = findScale(column);
  if (found === null) return null;
  const { levels, confidence, evidence } = found;
  return { kind: 'ordinal', confidence, evidence, more: { levels } };
}

const looksDated = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].*)?$/;

/** Category, identifier or free text. */
function guessWords(column: Seen): Guess {
  const { texts, cells, distinct } = column;
  const share = distinct / cells;
  const words = texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0) / texts.length;
  const coded =
    texts.filter((text) => /^[\p{L}\p{N}_./:#-]{1,64}$/u.test(text) && /\d/.test(text)).length / texts.length;
  const evidence = `${count(distinct)} different texts in ${count(cells)} cells.`;
  const key = namesKey(column.name);
  if (
    share >= 0.95 &&
    distinct > 1 &&
    words < 1.5 &&
    ((coded > 0.9 && distinct >= 20) || (key && (coded > 0.5 || distinct >= 20)))
  ) {
    return { kind: 'identifier', confidence: key ? 0.98 : 0.85, evidence, more: { treatment: 'regenerate' } };
  }
  const dated = cellsThat(column, (text) => looksDated.test(text));
  if (dated >= 0.9 * cells && distinct > 20) {
    const warnings = [
      'Most cells look like dates, but no single order of day, month and year fits 99% of them: as they are they can only be left out. Bring them into one order, or set the kind and the pattern by hand.',
    ];
    return { kind: 'text', confidence: 0.5, evidence, warnings, more: { treatment: 'drop' } };
  }
  const prose = words >= 3 && (share > 0.3 || texts.some((text) => text.length > 200)) && distinct > 20;
  const scattered = share > 0.5 && distinct > 50;
  if (prose || scattered) {
    const warnings = [
      'Free text can hold anything about a person: the column is left out of the synthetic table.',
    ];
    return { kind: 'text', confidence: prose ? 0.9 : 0.7, evidence, warnings, more: { treatment: 'drop' } };
  }
  const warnings =
    distinct > 200 ? [`${count(distinct)} categories are many; rare ones will be merged.`] : [];
  return { kind: 'category', confidence: distinct <= 50 ? 0.95 : 0.8, evidence, warnings };
}

/** `20640` -> `20,640`. */
export function count(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}
