/** Direct identifiers, recognised by name and format; such columns never pass through. */
import { wordsOf } from './nameHints.ts';
import type { Kind, Treatment } from './schema.ts';
import { probeOf, type Seen } from './seen.ts';

export interface PersonalFinding {
  readonly what: string;
  readonly kind: Extract<Kind, 'identifier' | 'text'>;
  readonly treatment: Exclude<Treatment, 'model'>;
}

interface Rule extends PersonalFinding {
  /** Null: the format alone is proof. */
  readonly name: RegExp | null;
  readonly format: RegExp;
}

const identifier = { kind: 'identifier', treatment: 'regenerate' } as const;
const free = { kind: 'text', treatment: 'drop' } as const;

const rules: readonly Rule[] = [
  { what: 'e-mail addresses', name: null, format: /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i, ...identifier },
  {
    what: 'IBANs',
    name: null,
    format: /^[A-Z]{2}\d{2}( ?[A-Z0-9]{4}){2,7}( ?[A-Z0-9]{1,4})?$/,
    ...identifier,
  },
  { what: 'web addresses', name: null, format: /^(https?:\/\/|www\.)\S+$/i, ...identifier },
  { what: 'IP addresses', name: null, format: /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.|$)){4}$/, ...identifier },
  {
    what: 'IP addresses',
    name: /\bip( ?v6)?( address)?\b/,
    format: /^[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}$/i,
    ...identifier,
  },
  {
    what: 'UUIDs',
    name: null,
    format: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
    ...identifier,
  },
  {
    what: 'card numbers',
    name: /\b(card|pan|kreditkarte|iban|account|konto)\b/,
    format: /^\d{4}([ -]?\d{4}){2}[ -]?\d{1,4}$/,
    ...identifier,
  },
  {
    what: 'national identity numbers',
    name: /\b(ssn|social security|nino|national id|passport|ausweis|steuer( id)?|tax id|dni|nif|cpf|bsn|nhs|insurance)\b/,
    format: /^(?=.*\d)[A-Z0-9][A-Z0-9 ./-]{5,17}$/i,
    ...identifier,
  },
  { what: 'US social security numbers', name: null, format: /^\d{3}-\d{2}-\d{4}$/, ...identifier },
  {
    what: 'phone numbers',
    name: /\b(phone|telephone|tel|telefon|mobile|mobil|handy|cell|fax|contact)\b/,
    format: /^\+?[\d (][\d ()./-]{5,19}$/,
    ...identifier,
  },
  {
    what: 'phone numbers',
    name: null,
    format: /^(\+\d{1,3}[ (]|\(\d{3}\) ?\d{3}-)[\d ()./-]{4,16}$/,
    ...identifier,
  },
  {
    what: 'person names',
    name: /^(name|names|nombre completo|vorname|nachname|familienname|prenom|apellidos?)$|\b(first|last|given|family|sur|full|middle|maiden|customer|patient|client|employee|person|user|contact|student|insured|holder|fore) ?names?\b|\b(surname|forename|username)\b/,
    format: /^[\p{L}][\p{L}'’.,\- ]{0,60}$/u,
    ...free,
  },
  {
    what: 'street addresses',
    name: /\b(address|street|addr|adresse|strasse|straße|direccion|rue)\b/,
    format: /^(?=.*\d)(?=.*\p{L}).{5,}$/u,
    ...free,
  },
  {
    what: 'street addresses',
    name: null,
    format:
      /^\d{1,5} [\p{L}.' ]+ (st|street|ave|avenue|rd|road|blvd|lane|ln|drive|dr|way|court|ct)\.?$|^[\p{L}.\- ]+(straße|strasse|str\.|weg|gasse|platz) \d+ ?[a-z]?$/iu,
    ...free,
  },
];

/** Share of the distinct texts (a thousand of them at most) that must have the format. Ours. */
const enough = 0.8;

/** What kind of direct identifier a column holds; null for none. */
export function findPersonal(column: Seen): PersonalFinding | null {
  const words = wordsOf(column.name);
  const probe = probeOf(column, 1000).map((text) => text.trim());
  const rule = rules.find(
    ({ name, format }) =>
      (name === null || name.test(words)) &&
      probe.length > 0 &&
      probe.filter((text) => format.test(text)).length >= enough * probe.length,
  );
  return rule === undefined ? null : { what: rule.what, kind: rule.kind, treatment: rule.treatment };
}
