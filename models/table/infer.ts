/** Proposes what each column is, with the evidence; a person decides. */
import type { RawColumn, RawTable } from '../io/csv/rawTable.ts';
import { detectDate } from './datePattern.ts';
import { isStructural, withoutMissing } from './missingTokens.ts';
import {
  namesCode,
  namesFlag,
  namesKey,
  namesKnown,
  namesQuantity,
  namesScale,
  namesSensitive,
} from './nameHints.ts';
import { parseNumber } from './number.ts';
import { detectNumber, hasLeadingZeros, type NumberFinding } from './numberFormat.ts';
import { findPersonal } from './personal.ts';
import type { ColumnSchema, Kind } from './schema.ts';
import { type Seen, seen } from './seen.ts';

export interface ProposedColumn {
  readonly schema: ColumnSchema;
  /** How sure the kind is, 0 to 1: the share of cells that fit, less where another reading fits too. */
  readonly confidence: number;
  /** In words with counts, without cell values. */
  readonly evidence: string;
  readonly warnings: readonly string[];
}

/** A kind with what else it brings; missing tokens, name and roles are added by `propose`. */
interface Guess {
  readonly kind: Kind;
  readonly confidence: number;
  readonly evidence: string;
  readonly warnings?: readonly string[];
  readonly more?: Partial<Pick<ColumnSchema, 'number' | 'pattern' | 'levels' | 'treatment' | 'known'>>;
}

/** One proposal a column, in the file's order. */
export function inferColumns(raw: RawTable): readonly ProposedColumn[] {
  return raw.columns.map(propose);
}

function propose(raw: RawColumn): ProposedColumn {
  const all = seen(raw);
  const column = withoutMissing(all);
  const guess = guessKind(column, raw);
  const missingCells = all.cells - column.cells;
  const warnings = [...(guess.warnings ?? [])];
  if (column.cells > 0 && column.texts.length === 1)
    warnings.push('Every cell that is not missing has the same value.');
  if (column.missing.some(isStructural)) {
    warnings.push('A code in this column seems to mean "not applicable"; it is counted as missing.');
  }
  const found =
    missingCells === 0 ? '' : ` ${count(missingCells)} of ${count(all.rowCount)} cells are missing.`;
  return Object.freeze({
    schema: Object.freeze({
      name: raw.name,
      kind: guess.kind,
      missingTokens: Object.freeze(column.missing.includes('') ? column.missing : [...column.missing, '']),
      known: namesKnown(raw.name),
      sensitive: namesSensitive(raw.name),
      treatment: 'model',
      ...guess.more,
    }),
    confidence: guess.confidence,
    evidence: guess.evidence + found,
    warnings,
  });
}

function guessKind(column: Seen, raw: RawColumn): Guess {
  if (column.cells === 0) {
    const evidence = 'No cell has a value.';
    return { kind: 'category', confidence: 1, evidence, warnings: ['Every cell is missing.'] };
  }
  return (
    guessPersonal(column) ??
    guessBoolean(column) ??
    guessDate(column) ??
    guessNumber(column, raw) ??
    guessOrdinal(column) ??
    guessWords(column)
  );
}

function guessPersonal(column: Seen): Guess | null {
  const found = findPersonal(column);
  if (found === null) return null;
  const { what, kind, treatment } = found;
  const does = treatment === 'drop' ? 'left out of' : 'written anew in';
  return {
    kind,
    confidence: 0.95,
    evidence: `Name and format are those of ${what}.`,
    warnings: [`These look like ${what}: the column is ${does} the synthetic table.`],
    more: { treatment, known: true },
  };
}

const pairs = [
  'true false',
  'yes no',
  't f',
  'y n',
  'j n',
  'ja nein',
  'oui non',
  'si no',
  'sí no',
  'on off',
  'wahr falsch',
  'vrai faux',
].map((pair) => new Set(pair.split(' ')));

function guessBoolean(column: Seen): Guess | null {
  if (column.texts.length !== 2) return null;
  const words = column.texts.map((text) => text.trim().toLowerCase());
  const paired = pairs.some((pair) => words.every((word) => pair.has(word)));
  const digits = words.every((word) => word === '0' || word === '1') && namesFlag(column.name);
  if (!paired && !digits) return null;
  return { kind: 'boolean', confidence: paired ? 1 : 0.9, evidence: 'Two values that say yes and no.' };
}

function guessDate(column: Seen): Guess | null {
  const found = detectDate(column);
  if (found === null) return null;
  const { kind, pattern, unreadable, alsoFits } = found;
  const warnings = [
    ...(alsoFits === null
      ? []
      : [`Day and month cannot be told apart: ${alsoFits} fits as well as ${pattern}.`]),
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

function guessNumber(column: Seen, raw: RawColumn): Guess | null {
  const found = detectNumber(column);
  if (found === null) return null;
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
        ? `All ${count(column.cells)} cells are ${kind === 'integer' ? 'whole numbers' : `numbers with up to ${format.decimals} decimals`}.`
        : `${count(unreadable)} of ${count(column.cells)} cells are not numbers.`,
    warnings: [
      ...(ambiguous
        ? ['The mark before three digits can be a decimal or a thousands mark; look at the values.']
        : []),
      ...unreadableWarning(unreadable, column, 'numbers'),
    ],
    more: { number: format },
  };
  return kind === 'integer'
    ? (guessNumberKey(column, raw, found) ?? guessCodes(column, found) ?? numeric)
    : numeric;
}

/** Row numbers and record keys: unique, and named or rising like a key. */
function guessNumberKey(column: Seen, raw: RawColumn, { format }: NumberFinding): Guess | null {
  const unique = column.texts.length >= 0.99 * column.cells && column.texts.length > 1;
  if (!unique || (namesQuantity(column.name) && !namesKey(column.name))) return null;
  const named = namesKey(column.name);
  if (!named && column.texts.length < 20) return null;
  const rising =
    column.texts.length === raw.codes.length && rises(column.texts.map((text) => parseNumber(text, format)));
  const even =
    column.texts.every((text) => text.length === column.texts[0].length) && column.texts[0].length >= 5;
  if (!named && !rising && !even) return null;
  return {
    kind: 'identifier',
    confidence: named ? 0.95 : 0.7,
    evidence: `${count(column.texts.length)} different values in ${count(column.cells)} cells${rising ? ', rising by one from row to row' : ''}.`,
    more: { treatment: 'regenerate' },
  };
}

function rises(values: readonly number[]): boolean {
  return values.every((value, index) => index === 0 || value === values[index - 1] + 1);
}

/** Ours: up to this many small whole numbers are proposed as codes when the name does not say otherwise. */
const fewCodes = 12;
const manyCodes = 1000;

/** Whole numbers that stand for categories. */
function guessCodes(column: Seen, { format }: NumberFinding): Guess | null {
  const values = column.texts
    .map((text) => parseNumber(text, format))
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
  const distinct = values.length;
  const low = values[0];
  const high = values[distinct - 1];
  const repeated = column.cells >= 5 * distinct;
  const quantity = namesQuantity(column.name);
  const coded = namesCode(column.name);
  const small = distinct <= fewCodes && low >= -9 && high <= 99 && high - low < 3 * distinct + 3;
  const banded = quantity && !coded && small && repeated && /age|hours?/i.test(column.name) && high <= 10;
  const byName = coded && !quantity && repeated && distinct <= manyCodes;
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
        more: { levels },
      }
    : { kind: 'category', confidence, evidence };
}

const scales: readonly (readonly string[])[] = [
  ['very low', 'low', 'medium', 'high', 'very high'],
  ['low', 'moderate', 'high'],
  ['small', 'medium', 'large'],
  ['xs', 's', 'm', 'l', 'xl', 'xxl'],
  ['strongly disagree', 'disagree', 'neutral', 'agree', 'strongly agree'],
  ['never', 'rarely', 'sometimes', 'often', 'always'],
  ['poor', 'fair', 'good', 'very good', 'excellent'],
];

/** Texts that carry their order: `1 - low`, or the words of a usual scale. */
function guessOrdinal(column: Seen): Guess | null {
  const { texts } = column;
  if (texts.length < 3 || texts.length > 20) return null;
  const numbers = texts.map((text) => /^\(?(\d{1,2})\)?\s?[-.:)=]\s*\p{L}/u.exec(text)?.[1]);
  if (numbers.every((number) => number !== undefined) && new Set(numbers).size === texts.length) {
    const levels = [...texts].sort((one, other) => leading(one) - leading(other));
    return {
      kind: 'ordinal',
      confidence: 0.95,
      evidence: 'Each value starts with its own number.',
      more: { levels },
    };
  }
  const scale = scales.find((words) => texts.every((text) => words.includes(text.trim().toLowerCase())));
  if (scale === undefined) return null;
  const place = (text: string): number => scale.indexOf(text.trim().toLowerCase());
  if (new Set(texts.map(place)).size !== texts.length) return null;
  const levels = [...texts].sort((one, other) => place(one) - place(other));
  return {
    kind: 'ordinal',
    confidence: 0.85,
    evidence: 'The values are the words of a usual scale.',
    more: { levels },
  };
}

function leading(text: string): number {
  return Number(/\d+/.exec(text)?.[0] ?? 0);
}

/** Category, identifier or free text. */
function guessWords(column: Seen): Guess {
  const { texts, cells } = column;
  const distinct = texts.length;
  const share = distinct / cells;
  const words = texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0) / distinct;
  const coded =
    texts.filter((text) => /^[\p{L}\p{N}_./:#-]{1,64}$/u.test(text) && /\d/.test(text)).length / distinct;
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

function count(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}
