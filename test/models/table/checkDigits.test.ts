import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as checks from '../../../models/table/checkDigits.ts';

type Check = (text: string) => boolean;
const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, 'golden', 'checkDigits.json'), 'utf8'),
) as Record<string, { right: string[]; wrong: string[] }>;

describe('as python-stdnum says', () => {
  test.each(Object.keys(golden))('%s', (name) => {
    const check = (checks as Record<string, Check | undefined>)[name];
    expect(golden[name].right.filter((number) => check?.(number) !== true)).toEqual([]);
    expect(golden[name].wrong.filter((number) => check?.(number) !== false)).toEqual([]);
  });
});

test.each<[string, Check, string, boolean]>([
  ['an IBAN with blanks (ISO 13616 example)', checks.isIban, 'GB29 NWBK 6016 1331 9268 19', true],
  ['two digits exchanged', checks.isIban, 'GB29 NWBK 6016 1331 9286 19', false],
  ['the HMRC example', checks.isNationalInsuranceNumber, 'QQ 12 34 56 C', false],
  ['a prefix that is given', checks.isNationalInsuranceNumber, 'AB 12 34 56 C', true],
  ['an NIE', checks.isSpanishDni, 'X1234567L', true],
  ['an Italian tax code', checks.isCodiceFiscale, 'RSSMRA85T10A562S', true],
  ['a product code', checks.isCodiceFiscale, 'ABC-12345', false],
])('%s', (_, check, text, expected) => expect(check(text)).toBe(expected));
