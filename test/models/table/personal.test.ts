import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inferColumns, type ProposedColumn } from '../../../models/table/infer.ts';
import { quietRun } from '../io/csv/quietRun.ts';
import { rawOf } from './rawOf.ts';

const numbers = JSON.parse(
  readFileSync(join(import.meta.dirname, 'golden', 'checkDigits.json'), 'utf8'),
) as Record<string, { right: string[]; wrong: string[] }>;

async function proposed(name: string, texts: readonly string[]): Promise<ProposedColumn> {
  return (await inferColumns(rawOf({ [name]: texts }), quietRun()))[0];
}

const row = (make: (index: number) => string, rows = 40): string[] =>
  Array.from({ length: rows }, (_, index) => make(index));
const first = ['Anna', 'James', 'Maria', 'Peter', 'Laura', 'Hans', 'Pierre', 'Lucía'];
const last = ['Miller', 'Okafor', 'Novak', 'Schulz', 'Garcia', 'Dubois', 'Ito'];

describe('never pass through', () => {
  test.each<[string, string, readonly string[], RegExp]>([
    ['IBANs without a name', 'x', numbers['isIban'].right, /IBANs/],
    ['cards without a name', 'x', numbers['isCardNumber'].right, /card numbers/],
    ['US numbers with dashes', 'x', numbers['isSocialSecurityNumber'].right, /US social security/],
    ['German tax numbers', 'x', numbers['isGermanTaxId'].right, /German tax/],
    ['Swiss AHV', 'x', numbers['isSwissAhv'].right, /AHV/],
    ['French NIR', 'x', numbers['isFrenchNir'].right, /French/],
    ['Spanish DNI', 'x', numbers['isSpanishDni'].right, /DNI/],
    ['Dutch BSN', 'x', numbers['isDutchBsn'].right, /BSN/],
    ['NHS numbers', 'x', numbers['isNhsNumber'].right, /NHS/],
    ['UK National Insurance', 'x', ['AB 12 34 56 C', 'CE123456A'], /National Insurance/],
    ['a national id by name', 'passport_no', row((index) => `C01X${index}KF7`), /identity/],
    ['phones by name', 'mobile', row((index) => `0171 55501${index + 10}`), /phone/],
    ['phones by format', 'x', row((index) => `+49 30 55501${index + 10}`), /phone/],
    ['US phones by format', 'x', row((index) => `(555) 555-01${index + 10}`), /phone/],
    ['web addresses', 'x', row((index) => `https://example.org/${index}`), /web/],
    ['IPv6', 'x', ['2001:db8::1', '2001:db8:0:0:0:0:0:2', 'fe80::1ff:fe23:4567:890a'], /IP addresses/],
    ['hardware addresses', 'x', ['00:1b:44:11:3a:b7', '00:1b:44:11:3a:b8'], /hardware/],
    ['names by name', 'Vorname', first, /person names/],
    ['full names by content', 'x', row((index) => `${first[index % 8]} ${last[index % 7]}`), /person names/],
    ['names with a comma', 'x', row((index) => `${last[index % 7]}, ${first[index % 8]}`), /person names/],
    ['English streets', 'x', row((index) => `${index + 1} High Street`), /street/],
    ['German streets', 'x', row((index) => `Lindenstraße ${index + 1}`), /street/],
    ['French streets', 'x', row((index) => `${index + 1} rue de la Paix`), /street/],
  ])('%s', async (_, name, texts, what) => {
    const { schema, evidence, warnings } = await proposed(name, texts);
    expect(schema.treatment).not.toBe('model');
    expect(schema.known).toBe(true);
    expect(evidence).toMatch(what);
    expect(evidence).toMatch(/\d+ of \d+ different values/);
    for (const text of texts) expect(evidence + warnings.join()).not.toContain(text);
  });
});

describe('are not taken for direct identifiers', () => {
  test.each<[string, string, readonly string[]]>([
    ['amounts', 'amount', row((index) => `${index * 37 + 100}.50`)],
    ['postcodes of five digits', 'plz', row((index) => `0${1000 + (index % 9)}`)],
    ['ZIP+4', 'zip', row((index) => `${10000 + (index % 9)}-${1000 + (index % 9)}`)],
    ['product codes', 'product', row((index) => `A-${100 + (index % 5)}-X`)],
    ['article numbers', 'article', row((index) => `${100 + (index % 7)}-${20 + (index % 7)}-7`)],
    ['clock times', 'at', row((index) => `10:${10 + (index % 40)}:00`)],
    ['dates', 'when', row((index) => `2020-01-${10 + (index % 15)}`)],
    ['version numbers', 'version', row((index) => `1.${index % 9}.3`)],
    ['places', 'city', row((index) => ['New York', 'San Diego', 'Bad Homburg', 'Los Angeles'][index % 4])],
    ['products', 'drink', row((index) => ['Pale Ale', 'Dry Cider', 'Red Wine'][index % 3])],
    ['places that begin like a number and a street', 'airport', row((index) => `Field ${index % 6} North`)],
    ['numbers that fail their check', 'x', numbers['isDutchBsn'].wrong],
  ])('%s', async (_, name, texts) => {
    const { evidence, warnings } = await proposed(name, texts);
    expect(warnings.join()).not.toMatch(/These look like/);
    expect(evidence).not.toMatch(/Taken for/);
  });
});
