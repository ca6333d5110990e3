/** Direct identifiers, recognised by name, format and check digits; such columns never pass through. */
import {
  isCardNumber,
  isCodiceFiscale,
  isCpf,
  isDutchBsn,
  isFrenchNir,
  isGermanTaxId,
  isIban,
  isNationalInsuranceNumber,
  isNhsNumber,
  isPesel,
  isSocialSecurityNumber,
  isSpanishDni,
  isSwissAhv,
} from './checkDigits.ts';
import { wordsOf } from './nameHints.ts';
import { isCommonFirstName } from './personNames.ts';
import type { Kind, Treatment } from './schema.ts';
import { probeOf, type Seen } from './seen.ts';

export interface PersonalFinding {
  readonly what: string;
  readonly kind: Extract<Kind, 'identifier' | 'text'>;
  readonly treatment: Exclude<Treatment, 'model'>;
  /** Why, in words with counts, without cell values. */
  readonly evidence: string;
}

interface Rule extends Pick<PersonalFinding, 'what' | 'kind' | 'treatment'> {
  /** Null: the format alone is proof. */
  readonly name: RegExp | null;
  readonly fits: (text: string) => boolean;
  /** Fewest distinct texts that are proof; default 1. More where chance lets some pass. */
  readonly least?: number;
  /** Share of the distinct texts that must fit; default 0.8. */
  readonly enough?: number;
}

const identifier = { kind: 'identifier', treatment: 'regenerate' } as const;
const free = { kind: 'text', treatment: 'drop' } as const;
const like =
  (format: RegExp) =>
  (text: string): boolean =>
    format.test(text);

/** A check digit without a name: twenty that nearly all pass are no chance (0.1^20 for one digit). */
const byCheck = { name: null, least: 20, enough: 0.95 } as const;
const identityName =
  /\b(ssn|social security|nino|national id|national identity|passport|reisepass|ausweis|personalausweis|steuer ?id|steuernummer|tax id|tin|dni|nie|nif|cpf|bsn|nhs|ahv|avs|insee|nir|securite sociale|sozialversicherung\w*|svnr|pesel|codice fiscale|driver s? ?licen[cs]e|licen[cs]e number|fuehrerschein|insurance number|health card|medicare|aadhaar)\b/;

const rules: readonly Rule[] = [
  { what: 'e-mail addresses', name: null, fits: like(/^[^\s@]+@[^\s@]+\.[\p{L}]{2,}$/iu), ...identifier },
  { what: 'IBANs', name: null, fits: isIban, ...identifier },
  {
    what: 'IBANs',
    name: /\b(iban|account|konto)\b/,
    fits: like(/^[A-Z]{2}\d{2}( ?[A-Z0-9]{4}){2,7}( ?[A-Z0-9]{1,4})?$/i),
    ...identifier,
  },
  { what: 'web addresses', name: null, fits: like(/^((https?|ftp):\/\/|www\.)\S+$/i), ...identifier },
  { what: 'hardware addresses', name: null, fits: like(/^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i), ...identifier },
  {
    what: 'IP addresses',
    name: null,
    fits: like(/^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/),
    ...identifier,
  },
  {
    what: 'IP addresses',
    name: null,
    fits: like(/^(?=.*[0-9])(?=(.*:){2})(?!\d\d?:\d\d:\d\d$)([0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}$/i),
    least: 2,
    ...identifier,
  },
  {
    what: 'UUIDs',
    name: null,
    fits: like(/^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i),
    ...identifier,
  },
  { what: 'card numbers', ...byCheck, fits: isCardNumber, ...identifier },
  {
    what: 'card numbers',
    name: /\b(card|pan|kreditkarte|credit card|carte)\b/,
    fits: like(/^\d{4}([ -]?\d{4}){2}[ -]?\d{1,4}$/),
    ...identifier,
  },
  {
    what: 'US social security numbers',
    name: null,
    fits: like(/^(?!000|666)\d{3}-(?!00)\d{2}-(?!0000)\d{4}$/),
    ...identifier,
  },
  {
    what: 'US social security numbers',
    name: /\b(ssn|social security)\b/,
    fits: isSocialSecurityNumber,
    ...identifier,
  },
  { what: 'UK National Insurance numbers', name: null, fits: isNationalInsuranceNumber, ...identifier },
  { what: 'Swiss AHV numbers', name: null, fits: isSwissAhv, ...identifier },
  { what: 'French social security numbers', name: null, fits: isFrenchNir, least: 3, ...identifier },
  { what: 'Spanish DNI or NIE numbers', name: null, fits: isSpanishDni, least: 3, ...identifier },
  { what: 'Italian tax codes', name: null, fits: isCodiceFiscale, ...identifier },
  { what: 'UK NHS numbers', ...byCheck, fits: isNhsNumber, ...identifier },
  { what: 'German tax numbers', ...byCheck, fits: isGermanTaxId, ...identifier },
  { what: 'Dutch BSN numbers', ...byCheck, fits: isDutchBsn, ...identifier },
  { what: 'Brazilian CPF numbers', ...byCheck, fits: isCpf, ...identifier },
  { what: 'Polish PESEL numbers', ...byCheck, fits: isPesel, ...identifier },
  {
    what: 'national identity numbers',
    name: identityName,
    fits: like(/^(?=.*\d)[A-Z0-9][A-Z0-9 ./-]{5,17}$/i),
    ...identifier,
  },
  {
    what: 'phone numbers',
    name: /\b(phone|telephone|tel|telefon|telefono|téléphone|mobile|mobil|handy|cell|cellphone|fax|whatsapp|contact|rufnummer)\b/,
    fits: (text) => /^\+?[\d (][\d ()./-]{5,19}$/.test(text) && text.replace(/\D/g, '').length >= 6,
    ...identifier,
  },
  {
    what: 'phone numbers',
    name: null,
    fits: (text) =>
      /^(\+\d{1,3}[ (-]|\(\d{3}\) ?\d{3}-|\+\d{9,14}$|\d{3}-\d{3}-\d{4}$|0\d{1,4} ?[/-] ?\d{3,})[\d ()./-]*$/.test(
        text,
      ) && text.replace(/\D/g, '').length >= 7,
    least: 2,
    ...identifier,
  },
  {
    what: 'person names',
    name: /^(name|names|nombre|nom|nombre completo|vorname|nachname|familienname|prenom|apellidos?)$|\b(first|last|given|family|sur|full|middle|maiden|customer|patient|client|employee|person|user|contact|student|insured|holder|fore|member|doctor|physician|teacher|owner|author|applicant|beneficiary|nom de|spouse|mother s?|father s?|kunden|patienten) ?names?\b|\b(surname|firstname|lastname|forename|username|user name|vorname|nachname|prenom|apellidos?|kundenname|patientenname)\b/,
    fits: like(/^[\p{L}][\p{L}\p{M}'’.,\- ]{0,60}$/u),
    ...free,
  },
  { what: 'person names', name: null, fits: isFullName, least: 10, enough: 0.6, ...free },
  {
    what: 'street addresses',
    name: /\b(address|street|addr|adresse|anschrift|strasse|straße|direccion|dirección|calle|rue|domicile)\b/,
    fits: like(/^(?=.*\d)(?=.*\p{L}{2}).{5,}$/u),
    ...free,
  },
  { what: 'street addresses', name: null, fits: isStreet, least: 3, ...free },
];

/** Two to four capitalised words of which the first (or the one after a comma) is a common first name. */
function isFullName(text: string): boolean {
  if (!/^\p{Lu}[\p{L}'’-]+(,)?( \p{Lu}[\p{L}'’.-]*){1,3}$/u.test(text)) return false;
  const comma = /, ?(\S+)/.exec(text);
  return isCommonFirstName(comma === null ? text.split(' ')[0] : comma[1]);
}

function isStreet(text: string): boolean {
  return (
    /^\d{1,5}[a-z]? [\p{L}.'’ ]+ (st|street|ave|avenue|rd|road|blvd|boulevard|lane|ln|drive|dr|way|court|ct|place|pl|terrace|close)\.?(,.*)?$/iu.test(
      text,
    ) ||
    /^[\p{L}.\- ]+(straße|strasse|str\.|weg|gasse|platz|allee|ring|ufer) ?\d+ ?[a-z]?(,.*)?$/iu.test(text) ||
    /^(\d{1,4}( bis| ter)?,? )(rue|avenue|boulevard|impasse|allée|place|chemin|quai) .{3,}$/iu.test(text) ||
    /^(calle|c\/|avenida|avda\.?|plaza|paseo) ?.{3,} ?\d{1,4}/iu.test(text)
  );
}

/** What kind of direct identifier a column holds; null for none. A thousand of its distinct texts are looked at. */
export function findPersonal(column: Seen): PersonalFinding | null {
  const words = wordsOf(column.name);
  const probe = probeOf(column, 1000).map((text) => text.trim());
  if (probe.length === 0) return null;
  for (const { name, fits, least = 1, enough = 0.8, what, kind, treatment } of rules) {
    if (name !== null && !name.test(words)) continue;
    if (column.distinct < least) continue;
    // A look at a few saves most rules most of the work.
    const first = probe.slice(0, 20);
    if (first.filter(fits).length < 0.5 * first.length) continue;
    const fitting = probe.filter(fits).length;
    if (fitting < enough * probe.length) continue;
    const seen =
      probe.length < column.distinct
        ? `${probe.length} different values looked at`
        : `${probe.length} different values`;
    const because = name === null ? 'have their format' : 'have their format, and the name says so';
    return { what, kind, treatment, evidence: `Taken for ${what}: ${fitting} of ${seen} ${because}.` };
  }
  return null;
}
